"""All free text that a person writes, who can see it, and what it touches on."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Person, Row
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


class ScopeMember(models.Model):
    """One person who can see what is in a scope."""

    erasure = Erasure(Kept.WORDS, Erased.GOES, Left.ENDS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "person"], name="once_in_a_scope")]
        indexes = [models.Index(fields=["circle", "person"], name="scopemember_circle_person")]

    def __str__(self) -> str:
        return f"{self.scope_id} {self.person_id}"


class WordsQuerySet(models.QuerySet["Words"]):
    """Reads of words. The only way to somebody's words is through who is looking."""

    def visible_to(self, person: Person | int) -> "WordsQuerySet":
        """What `person` (or who has that row number) may see: words in their scopes, shared, or their own."""
        in_scope = ScopeMember.objects.filter(scope=models.OuterRef("scope"), person=person)
        return self.filter(models.Exists(in_scope), models.Q(state=State.SHARED) | models.Q(author=person))


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
