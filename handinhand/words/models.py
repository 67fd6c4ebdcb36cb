"""All free text that a person writes, who can see it, and what it touches on."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.moments import FOR_GOOD, goes_on, is_over
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.words.choices import ScopeKind, State


class Scope(Row):
    """Some people who can see something together; the part that made it says who is in it."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ScopeKind)
    of = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "of"], condition=models.Q(kind="me"), name="one_own_scope"),
            models.UniqueConstraint(fields=["circle"], condition=models.Q(kind="circle"), name="one_circle_scope"),
            models.CheckConstraint(
                condition=models.Q(kind="me", of__isnull=False) | (~models.Q(kind="me") & models.Q(of__isnull=True)),
                name="own_scope_has_owner",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=ScopeKind.values), name="scope_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class SeeingNow(models.Manager["ScopeMember"]):
    """Who sees at this moment, held by nobody: what every question about who sees something is put to."""

    def get_queryset(self) -> models.QuerySet["ScopeMember"]:
        return super().get_queryset().filter(is_over("held_until"), is_over("sees_from"))


class ScopeMember(models.Model):
    """One person who can see what is in a scope, but while their access to its circle is held.

    `sees_from` is from when on, where that is not at once. A hold that is put on or ended does not move it.
    """

    erasure = Erasure(Kept.WORDS, Erased.GOES, Left.ENDS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    held_until = models.DateTimeField(null=True)
    sees_from = models.DateTimeField(null=True)

    even_held = models.Manager["ScopeMember"]()
    objects = SeeingNow()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "person"], name="once_in_a_scope")]
        indexes = [models.Index(fields=["circle", "person"], name="scopemember_circle_person")]

    def __str__(self) -> str:
        return f"{self.scope_id} {self.person_id}"


class WordsQuerySet(models.QuerySet["Words"]):
    """Reads of words. The only way to somebody's words is through who is looking."""

    def visible_to(self, person: Person | int, *, with_unseen: bool = False) -> "WordsQuerySet":
        """What `person` (or who has that row number) may see: words in their scopes, shared, or their own.

        What is covered at this moment is its author's alone, and so is one's own while one's access is held. Words of
        somebody whom they chose not to see are left out, but `with_unseen`: where they would decide blind without.
        """
        return self.visible_to_or_covered(person, with_unseen=with_unseen).filter(
            is_over("covered_until") | models.Q(author=person)
        )

    def visible_to_or_covered(self, person: Person | int, *, with_unseen: bool = False) -> "WordsQuerySet":
        """The same, and the places of covered words: for pages that say there that something is covered."""
        mine = models.Q(person=models.OuterRef("author"))
        among = ScopeMember.even_held.filter(is_over("held_until") | mine, is_over("sees_from"))
        in_scope = among.filter(scope=models.OuterRef("scope"), person=person)
        found = self.filter(models.Exists(in_scope), models.Q(state=State.SHARED) | models.Q(author=person))
        if with_unseen:
            return found
        return found.exclude(not_seen_by(person))

    def visible_to_before_the_pause(self, person: Person | int) -> "WordsQuerySet":
        """What `person` could read of others if their access did not pause now.

        It is for promises to them and by them alone, which stay theirs while they are asked to step away.
        """
        among = ScopeMember.even_held.filter(is_over("sees_from"), scope=models.OuterRef("scope"), person=person)
        found = self.filter(models.Exists(among), is_over("covered_until"), state=State.SHARED)
        return found.exclude(not_seen_by(person))


def not_seen_by(person: Person | int, author: str = "author") -> models.Exists:
    """Whether `person` chose not to see the words of whoever `author` leads to, from a row that has a circle.

    Where words stay in view all the same, because nobody should decide blind, they stand folded for that person alone.
    """
    return models.Exists(
        NotSeeing.objects.filter(circle=models.OuterRef("circle"), by=person, about=models.OuterRef(author))
    )


class Words(Row):
    """What somebody wrote, or what a meeting said without a person (`author` is empty)."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    # A scope goes only together with all words in it, as one's own does when everything of one goes.
    scope = models.ForeignKey(Scope, on_delete=models.RESTRICT, related_name="+")
    author = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    body = SealedText()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    # How often the author wrote these words anew: a cover is put over one wording.
    wording = models.PositiveIntegerField(default=0)
    covered_until = models.DateTimeField(null=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "scope", "state"], name="words_circle_scope_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="words_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="shared") | models.Q(shared_at__isnull=False), name="shared_words_say_when"
            ),
            models.CheckConstraint(
                condition=models.Q(author__isnull=False) | models.Q(state="shared"), name="unowned_words_are_shared"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_covered(self) -> bool:
        """Whether these words are covered at this moment."""
        return goes_on(self.covered_until)

    @property
    def is_covered_for_good(self) -> bool:
        """Whether two others agreed that these words stay covered."""
        return self.covered_until == FOR_GOOD


class KeepsBefore(Row):
    """Something that keeps what it was before it was changed, so that all words in it are changed only there.

    What is never changed, because others answer it as it stands, is such a thing, too, and says so.
    """

    class Meta:
        abstract = True

    def page(self) -> str:
        """The address where it is changed."""
        raise NotImplementedError

    def why_there(self) -> str:
        """What somebody reads who would change it elsewhere."""
        return _("What this said before is kept too, on its own page. So it is changed there.")


class Cover(Row):
    """One cover over one wording of somebody's words, or over a text of the circle's own (its fingerprint).

    Who put it there is kept so that they cannot agree to it, and shown to nobody.
    """

    erasure = Erasure(Kept.SAFETY, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    words = models.ForeignKey(Words, null=True, on_delete=models.CASCADE, related_name="covers")
    wording = models.PositiveIntegerField(default=0)
    own_text = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    covered_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    taken_off_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["words", "wording"], name="one_cover_a_wording"),
            models.UniqueConstraint(
                fields=["circle", "own_text"], condition=~models.Q(own_text=""), name="one_cover_a_text"
            ),
            models.CheckConstraint(
                condition=models.Q(words__isnull=False, own_text="")
                | (models.Q(words__isnull=True) & ~models.Q(own_text="")),
                name="covers_lie_over_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(lapses_at__gt=models.F("covered_at")), name="cover_lapses_later"),
            models.CheckConstraint(
                condition=models.Q(taken_off_at__isnull=True) | models.Q(confirmed_at__isnull=True),
                name="confirmed_covers_stay",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def ends_at(self) -> datetime:
        """Until when it lies there, unless it is taken off."""
        return FOR_GOOD if self.confirmed_at else self.lapses_at

    def is_open(self, now: datetime) -> bool:
        """Whether it waits for two others to agree."""
        return self.confirmed_at is None and self.taken_off_at is None and now < self.lapses_at


class CoverYes(models.Model):
    """That somebody agreed to a cover. Shown to nobody else."""

    erasure = Erasure(Kept.SAFETY, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    cover = models.ForeignKey(Cover, on_delete=models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cover", "person"], name="one_yes_each")]

    def __str__(self) -> str:
        return f"{self.cover_id} {self.person_id}"


class NotSeeing(models.Model):
    """That somebody chose not to see another's words in one circle, nor to be beside them. Shown to nobody else."""

    erasure = Erasure(Kept.NOT_SEEING, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "by", "about"], name="once_not_seeing"),
            models.CheckConstraint(condition=~models.Q(by=models.F("about")), name="not_seeing_another"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} {self.circle_id}"


class Topic(Row):
    """What something touches on: short and factual."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    name = SealedText()
    name_lookup = Lookup(of="name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "name_lookup"], name="topic_once_in_a_circle")]

    def __str__(self) -> str:
        return self.public_id
