"""What was said in a meeting, as one person may read it, in the order it was shared: all of it, or a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from handinhand.care.models import CheckIn
from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting, Part, Said
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from

# Of a long part a room shows this many lines; those before them are a link away.
SHOWN = 60
ONE_MORE = SHOWN + 1


@dataclass
class Line:
    """Words in a list, with who said them."""

    said: Said
    words: Words
    member: Member | None
    is_mine: bool
    is_kept: bool
    is_taken_back: bool
    is_covered: bool = False
    picture: str = ""
    note: Note | None = None

    @property
    def leads_on(self) -> bool:
        """Whether something can come of these words: what was said can lead on once it is shared."""
        return bool(self.said.pk) and not (self.is_kept or self.is_taken_back)

    @property
    def can_be_shared(self) -> bool:
        """Whether its author can share it now: kept words can, ideas once the ideas are open."""
        part = self.said.part if self.said.pk else None
        waits = part is not None and part.kind == PartKind.IDEAS and part.ideas_opened_at is None
        return self.is_mine and self.is_kept and part is not None and not waits


def lines_of(*, meeting: Meeting, viewer: Member, people: Mapping[int, Member], part: Part | None = None) -> list[Line]:
    """Words said in a meeting (or in one part) that the viewer may see, in the order they were shared."""
    if part is None:
        found = _said_in_meeting.rows(meeting=meeting.pk, person=viewer.person_id)
    else:
        found = _said_in_part.rows(part=part.pk, person=viewer.person_id)
    return noted([_line(said, said.words, viewer, people) for said in found], viewer)


def newest_lines(*, viewer: Member, people: Mapping[int, Member], part: Part) -> tuple[list[Line], bool]:
    """The newest of what was said in a part, and whether there is more before."""
    found = _newest_in_part.rows(part=part.pk, person=viewer.person_id)
    return newest_of(noted([_line(said, said.words, viewer, people) for said in reversed(found)], viewer))


def newest_of(lines: list[Line]) -> tuple[list[Line], bool]:
    """The newest of some lines, and whether there are more before."""
    return lines[-SHOWN:], len(lines) > SHOWN


@dataclass(frozen=True)
class SaidPage:
    """One page of what was said in a part. `how_people_are` goes with the newest page of arriving."""

    lines: list[Line]
    has_earlier: bool
    how_people_are: list[Line]

    @property
    def both(self) -> tuple[list[Line], list[Line]]:
        """How people are, and what was said."""
        return self.how_people_are, self.lines

    @property
    def can_cover(self) -> bool:
        """Whether there is something of others that can be covered."""
        return any_of_others(self.how_people_are) or any_of_others(self.lines)


def said_page(*, viewer: Member, part: Part, before: str = "") -> SaidPage:
    """What was said in a part before some line (its public id); the newest of it where there is no such line."""
    # Only when it was: somebody may have taken back the line at which a page ended.
    line = _in_part.first(part=part.pk, public_id=before) if before else None
    if line is not None:
        said = list(reversed(_sooner(viewer.person_id, line)[:ONE_MORE]))
    else:
        said = _newest_in_part.rows(part=part.pk, person=viewer.person_id)[::-1]
    checks = _check_ins.rows(scope=part.meeting.scope_id, person=viewer.person_id) if _opens(part, line) else []
    people = {each.person_id: each for each in authors_in_part(part)}
    lines, has_earlier = newest_of(noted([_line(each, each.words, viewer, people) for each in said], viewer))
    how = [_how(each, viewer, people) for each in checks]
    return SaidPage(lines, has_earlier, how_people_are=how)


def _sooner(person: int, line: Said) -> QuerySet[Said]:
    at = line.words.shared_at
    same = Q(words__shared_at=at) if at is not None else Q(words__shared_at__isnull=True)
    sooner = Q(words__shared_at__lt=at) if at is not None else Q(words__shared_at__isnull=False)
    return _newest_first(person).filter(sooner | (same & Q(pk__lt=line.pk)), part=line.part_id)


def authors_in_part(part: Part) -> list[Member]:
    """Who wrote something in a part, or how they are in its meeting, whether they are still in the circle or not."""
    return _authors.rows(circle=part.circle_id, part=part.pk, meeting=part.meeting_id)


@Prepared
def _authors(circle: int, part: int, meeting: int) -> QuerySet[Member]:
    said = Said.objects.filter(part=part).values("words__author")
    how = CheckIn.objects.filter(words__scope__meeting=meeting).values("words__author")
    return Member.objects.filter(Q(person__in=said) | Q(person__in=how), circle=circle)


@Prepared
def _in_part(part: int, public_id: str) -> QuerySet[Said]:
    return Said.objects.filter(part=part, public_id=public_id).select_related("words")


def how_people_are(*, meeting: Meeting, viewer: Member, people: Mapping[int, Member]) -> list[Line]:
    """How people said they are, to this meeting, and one's own."""
    found = _check_ins.rows(scope=meeting.scope_id, person=viewer.person_id)
    return [_how(each, viewer, people) for each in found]


def noted(lines: list[Line], viewer: Member) -> list[Line]:
    """The same lines of what was said, with what each touches on where its author said so."""
    for line in lines:
        is_chosen = line.said.is_chosen  # type: ignore[attr-defined]
        line.note = None if line.is_covered else note_on(line.words, person=viewer.person_id, is_chosen=is_chosen)
    return lines


def any_of_others(lines: Sequence[Line]) -> bool:
    """Whether somebody else's words that are not covered are among some lines."""
    return any(not (line.is_mine or line.is_covered) for line in lines)


def _opens(part: Part, line: object) -> bool:
    return line is None and part.kind == PartKind.ARRIVING


def _seen(person: int) -> QuerySet[Said]:
    visible = Words.objects.visible_to_or_covered(person).filter(pk=OuterRef("words"))
    found = Said.objects.filter(Exists(visible)).annotate(is_chosen=chosen_in_note(person))
    return found.select_related(OF_WORDS, "part")


def _in_order(person: int) -> QuerySet[Said]:
    return _seen(person).order_by(F("words__shared_at").asc(nulls_last=True), "pk")


def _newest_first(person: int) -> QuerySet[Said]:
    return _seen(person).order_by(F("words__shared_at").desc(nulls_first=True), "-pk")


@Prepared
def _said_in_meeting(meeting: int, person: int) -> QuerySet[Said]:
    return _in_order(person).filter(meeting=meeting)


@Prepared
def _said_in_part(part: int, person: int) -> QuerySet[Said]:
    return _in_order(person).filter(part=part)


@Prepared
def _newest_in_part(part: int, person: int) -> QuerySet[Said]:
    return _newest_first(person).filter(part=part)[:ONE_MORE]


@Prepared
def _check_ins(scope: int, person: int) -> QuerySet[CheckIn]:
    visible = Words.objects.visible_to_or_covered(person).filter(pk=OuterRef("words"))
    found = CheckIn.objects.filter(Exists(visible), words__scope=scope).annotate(is_chosen=chosen_in_note(person))
    return found.select_related(OF_WORDS).order_by("at")


def _how(check_in: CheckIn, viewer: Member, people: Mapping[int, Member]) -> Line:
    line = _line(Said(), check_in.words, viewer, people)
    line.picture = "" if line.is_covered else check_in.picture or ""
    is_chosen = check_in.is_chosen  # type: ignore[attr-defined]
    line.note = None if line.is_covered else note_on(line.words, person=viewer.person_id, is_chosen=is_chosen)
    return line


def _line(said: Said, words: Words, viewer: Member, people: Mapping[int, Member]) -> Line:
    return Line(
        said=said,
        words=words,
        member=people.get(words.author_id) if words.author_id else None,
        is_mine=words.author_id == viewer.person_id,
        is_kept=words.state == State.DRAFT,
        is_taken_back=words.state == State.TAKEN_BACK,
        is_covered=is_covered_from(words, viewer.person_id),
    )
