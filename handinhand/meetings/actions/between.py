"""The only writers of what happened between us in a meeting, and of the questions a circle talks about beside it."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from datetime import datetime

from django.db import transaction

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions.choices import PositionKind, ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.fairness.small_numbers import apart, enough, how_even
from handinhand.ground.models import Circle
from handinhand.ground.moments import is_over
from handinhand.live.actions import tell
from handinhand.meetings.choices import Came, PartKind, Way
from handinhand.meetings.models import Ahead, Between, DoneFor, Meeting, Paper, Said, TalkQuestions
from handinhand.promises.models import CarriedOn
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope, covered_until


class QuestionsChanged(Exception):
    """Somebody else changed the questions since they were opened; `now_is` is what they are now."""

    def __init__(self, now_is: TalkQuestions) -> None:
        super().__init__()
        self.now_is = now_is


def keep_between(*, meeting: Meeting, now: datetime) -> None:
    """Keep, once, how evenly a meeting that closes was shared, and which ways of words led to what it decided."""
    turns, written = _shared(meeting)
    led = _ways_that_led(meeting, now=now)
    Between.objects.get_or_create(
        meeting=meeting,
        defaults={
            "circle": meeting.circle,
            "how_even": how_even(list(turns.values()), list(written.values())),
            **{f"{way}_led": way in led for way in Came},
        },
    )


def _shared(meeting: Meeting) -> tuple[Counter[int], Counter[int]]:
    """How often each of those who shared something did, and how many words: what stands there for all, and no more."""
    turns: Counter[int] = Counter()
    written: Counter[int] = Counter()
    found = Said.objects.filter(is_over("words__covered_until"), meeting=meeting, words__state=State.SHARED)
    for said in found.exclude(words__author=None).select_related("words"):
        author = said.words.author_id or 0
        turns[author] += 1
        written[author] += max(1, len(said.words.body.split()))
    return turns, written


def _ways_that_led(meeting: Meeting, *, now: datetime) -> set[Came]:
    """By which ways words came that led to a decision of this meeting, as far as saying so points at nobody."""
    decided = Proposal.objects.filter(circle=meeting.circle_id, state=ProposalState.ADOPTED)
    decided = decided.filter(closed_at__gte=meeting.opened_at or now, closed_at__lte=now)
    links = CarriedOn.objects.filter(
        is_over("source__covered_until"), onward__proposal__in=decided, source__state=State.SHARED
    )
    authors = dict(links.exclude(source__author=None).values_list("source", "source__author"))
    led = _open_ways(set(authors))
    for way, sources in _quiet_ways(set(authors)).items():
        if apart({authors[each] for each in sources}, {authors[each] for each in authors if each not in sources}):
            led.add(way)
    return led


def _open_ways(sources: set[int]) -> set[Came]:
    """Ways that everybody sees by where words stand: named where enough people had words of that way at that place."""
    wrote: defaultdict[Hashable, set[int]] = defaultdict(set)
    ways: dict[Hashable, Came] = {}
    said = Said.objects.filter(words__in=sources).values_list("meeting", "part__kind")
    for meeting, kind in set(said):
        way = Came.IDEAS if kind == PartKind.IDEAS else Came.SAID
        there = Said.objects.filter(is_over("words__covered_until"), meeting=meeting, words__state=State.SHARED)
        there = there.filter(part__kind=kind) if way == Came.IDEAS else there.exclude(part__kind=PartKind.IDEAS)
        ways[way, meeting] = way
        wrote[way, meeting].update(each for each in there.values_list("words__author", flat=True) if each)
    for meeting in set(Paper.objects.filter(words__in=sources).values_list("meeting", flat=True)):
        papers = Paper.objects.filter(is_over("words__covered_until"), meeting=meeting, words__state=State.SHARED)
        ways[Came.PAPER, meeting] = Came.PAPER
        wrote[Came.PAPER, meeting].update(each for each in papers.values_list("words__author", flat=True) if each)
    for proposal in set(Position.objects.filter(words__in=sources).values_list("proposal", flat=True)):
        concerns = Position.objects.filter(proposal=proposal, kind=PositionKind.CONCERN, words__state=State.SHARED)
        ways[Came.CONCERN, proposal] = Came.CONCERN
        wrote[Came.CONCERN, proposal].update(concerns.values_list("member__person", flat=True))
    return {way for place, way in ways.items() if enough(wrote[place])}


def _quiet_ways(sources: set[int]) -> dict[Came, set[int]]:
    """Which of these words were sent ahead, and which came by a friend's hand."""
    friend = DoneFor.objects.filter(words__in=sources, way=Way.FRIEND).values_list("words", flat=True)
    ahead = Ahead.objects.filter(words__in=sources).values_list("words", flat=True)
    by_friend = {each for each in friend if each}
    return {Came.FRIEND: by_friend, Came.AHEAD: {each for each in ahead if each} - by_friend}


@transaction.atomic
def change_questions(*, by: Member, instead_of: int, first: str, second: str, now: datetime) -> TalkQuestions | None:
    """Write the two questions anew in place of version `instead_of` (0: ours); raises QuestionsChanged.

    Nothing is done, and nothing returned, when they say what they say already.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    last = TalkQuestions.objects.filter(circle=by.circle_id).order_by("-number").first()
    texts = {"first": first, "second": second}
    stands = {name: getattr(last, name) if last is not None else "" for name in texts}
    if texts == stands:
        return None
    if last is not None and last.number != instead_of:
        raise QuestionsChanged(last)
    number = last.number + 1 if last is not None else 1
    made: TalkQuestions = use_power(
        power=Power.CHANGE_TALK, circle=by.circle, by=by, now=now, number=number, texts=texts
    )
    return made


def talk_effect(*, circle: Circle, by: Member, now: datetime, number: int, texts: dict[str, str]) -> TalkQuestions:
    """There is a new version of the two questions; a text that is covered stays covered."""
    covers = {f"{name}_covered_until": covered_until(circle, text) for name, text in texts.items()}
    made = TalkQuestions.objects.create(circle=circle, by=by, number=number, at=now, **texts, **covers)
    tell(channel=circle_scope(circle).public_id)
    return made


EFFECTS = {Power.CHANGE_TALK: talk_effect}
