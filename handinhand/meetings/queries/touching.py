"""What the parts and the questions of a plan touch on, and whether whoever looks would rather choose about it.

That is asked in the reads that are made anyway, and of everybody alike: with a list of one's own or without.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import Attendance, Fetching, Meeting, Part, PartQuestion
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.topics.queries import chosen_by
from handinhand.words.models import NotSeeing, Topic


def questions(part: Part) -> list[tuple[PartQuestion, list[str]]]:
    """The questions of a part, in order, with what each touches on; two queries."""
    names = _names(_topics_of_a_part.rows(part=part.pk), "partquestion_id")
    return [(question, names.get(question.pk, [])) for question in _questions_of_a_part.rows(part=part.pk)]


@Prepared
def _questions_of_a_part(part: int) -> QuerySet[PartQuestion]:
    return PartQuestion.objects.filter(part=part).order_by("position")


@Prepared
def _topics_of_a_part(part: int) -> QuerySet[Model]:
    rows = PartQuestion.topics.through.objects.filter(partquestion__part=part)
    return rows.select_related("topic").order_by("topic_id")


def part_to_read(*, viewer: Member, meeting: Meeting, part_id: str) -> Part:
    """One part of a meeting's plan, and whether it touches on something that the viewer would rather choose about."""
    part = _part.first(meeting=meeting.pk, public_id=part_id, person=viewer.person_id)
    if part is None:
        raise NoSuchMeeting
    part.meeting = meeting
    return part


def parts_to_read(meeting: Meeting, *, person: int) -> list[Part]:
    """The parts of a plan in order, and whether each touches on something that `person` would rather choose about."""
    return _parts.rows(meeting=meeting.pk, person=person)


@Prepared
def _parts(meeting: int, person: int) -> QuerySet[Part]:
    return Part.objects.filter(meeting=meeting).annotate(**touching(person)).order_by("position")


@Prepared
def _part(meeting: int, public_id: str, person: int) -> QuerySet[Part]:
    return Part.objects.filter(meeting=meeting, public_id=public_id).annotate(**touching(person))


def touching(person: int) -> dict[str, Exists | Q]:
    """For a read of parts: whether each touches on something, and on something `person` would rather choose about."""
    of_part = Part.topics.through.objects.filter(part=OuterRef("pk"))
    of_questions = PartQuestion.topics.through.objects.filter(partquestion__part=OuterRef("pk"))
    chosen = chosen_by(person, "topic__name_lookup")
    return {
        "touches": Exists(of_part) | Exists(of_questions),
        "is_chosen": Exists(of_part.filter(chosen)) | Exists(of_questions.filter(chosen)),
    }


def waits_to_be_fetched(person: int) -> Exists:
    """For a read of parts: whether somebody is out who stepped out of it, and whom `person` said they would fetch."""
    out = Attendance.objects.filter(
        meeting=OuterRef("stepping__meeting"), member=OuterRef("stepping__member"), is_out=True
    )
    mine = Fetching.objects.filter(in_sight_of_both(), fetcher__person=person, ask__closed_at__isnull=False)
    return Exists(mine.filter(Exists(out), stepping__part=OuterRef("pk")))


def in_sight_of_both() -> Q:
    """For whoever fetches: both are here, and neither chose not to see the other; else it is as if nobody asked."""
    here = Q(stepping__member__left_at__isnull=True, fetcher__left_at__isnull=True)
    return here & ~Q(_looks_away("fetcher", "stepping__member")) & ~Q(_looks_away("stepping__member", "fetcher"))


def can_fetch() -> Q:
    """For whoever is fetched: the other is here, and I would see them.

    That they would not see me looks like a no once they had said yes, and before that like no answer.
    """
    took_it_back = Q(_looks_away("fetcher", "stepping__member"), ask__closed_at__isnull=False)
    return Q(fetcher__left_at__isnull=True) & ~took_it_back & ~Q(_looks_away("stepping__member", "fetcher"))


def _looks_away(who: str, about: str) -> Exists:
    between = {"by": OuterRef(f"{who}__person"), "about": OuterRef(f"{about}__person")}
    return Exists(NotSeeing.objects.filter(circle=OuterRef("circle"), **between))


def topics_of_parts(meeting: Meeting, *, person: int) -> tuple[dict[int, list[str]], set[int]]:
    """What each part touches on, and in which parts that is something `person` would rather choose about."""
    rows = _topics_of_parts.rows(meeting=meeting.pk, person=person)
    chosen = {row.part_id for row in rows if row.is_chosen}  # type: ignore[attr-defined]
    return _names(rows, "part_id"), chosen


def questions_by_part(
    meeting: Meeting, *, person: int
) -> tuple[dict[int, dict[int, tuple[PartQuestion, list[str]]]], set[int]]:
    """The questions of each part in order, with what each touches on, and the parts with one `person` chose about."""
    asked: dict[int, dict[int, tuple[PartQuestion, list[str]]]] = defaultdict(dict)
    chosen: set[int] = set()
    for row in _questions.rows(meeting=meeting.pk, person=person):
        topic = Topic(public_id=row.topic_id, name=row.topic_name)  # type: ignore[attr-defined]
        _question, topics = asked[row.part_id].setdefault(row.pk, (row, []))
        topics.extend([topic.name] if topic.public_id else [])
        chosen |= {row.part_id} if row.is_chosen else set()  # type: ignore[attr-defined]
    return asked, chosen


@Prepared
def _questions(meeting: int, person: int) -> QuerySet[PartQuestion]:
    rows = PartQuestion.objects.filter(part__meeting=meeting)
    with_topics = rows.annotate(
        topic_id=F("topics__public_id"),
        topic_name=F("topics__name"),
        is_chosen=chosen_by(person, "topics__name_lookup"),
    )
    return with_topics.order_by("part", "position", "topics__pk")


@Prepared
def _topics_of_parts(meeting: int, person: int) -> QuerySet[Model]:
    rows = Part.topics.through.objects.filter(part__meeting=meeting).annotate(
        is_chosen=chosen_by(person, "topic__name_lookup")
    )
    return rows.select_related("topic").order_by("topic_id")


def _names(rows: Iterable[Model], owner: str) -> dict[int, list[str]]:
    """The names of topics by the row number of what touches on them, in the order the circle first named them."""
    names: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        topic: Topic = row.topic  # type: ignore[attr-defined]
        names[getattr(row, owner)].append(topic.name)
    return names
