"""What somebody's own words are, and the page on which they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.decisions.models import Offer, Position, Proposal, Reaction
from handinhand.ground.prepared import Prepared
from handinhand.ground.several import OneOf, several
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.words.models import Words

# Read together with the words, so that many are read in as many questions as few.
RELATED = (
    "scope",
    "circle",
    "said__meeting",
    "ahead__meeting",
    "in_group__group",
    "paper__meeting",
    "gist_of__meeting",
    "promise",
    "proposal",
    "proposal_question__proposal",
    "check_in",
    "quiet_plan",
    "for_tomorrow__among",
    "passed_on",
    "profile_line",
    "photograph",
    "gift__to",
    "ask_or_offer",
    "ask_answer__of",
    "ask_reply__of",
    "hold_answer",
    "use_answer",
    "tea_question",
    "asked_without_names",
    "paper_before",
    "gist_before_of",
    "gist_in_note__words",
    "how_to_fetch__meeting",
    "how_to_fetch__part",
)


@dataclass(frozen=True)
class Place:
    """What words are, and where they stand; without an address they stand on no page but one's own."""

    kind: str
    url: str = ""


def proposals_of(words: Iterable[int]) -> dict[int, Proposal]:
    """The proposals that positions and first reactions with these words are about."""
    wanted = several(words)
    found: list[Position | Reaction | Offer] = [*_positions.rows(words=wanted), *_reactions.rows(words=wanted)]
    found += _offers.rows(words=wanted)
    return {each.words_id: each.proposal for each in found if each.words_id is not None}


@Prepared
def _positions(words: str) -> QuerySet[Position]:
    return Position.objects.filter(words__in=OneOf(words)).select_related("proposal")


@Prepared
def _reactions(words: str) -> QuerySet[Reaction]:
    return Reaction.objects.filter(words__in=OneOf(words)).select_related("proposal")


@Prepared
def _offers(words: str) -> QuerySet[Offer]:
    return Offer.objects.filter(words__in=OneOf(words)).select_related("proposal")


def place_of(words: Words, about: Mapping[int, Proposal]) -> Place:
    """The place of one's own words that were read with all in RELATED."""
    circle = words.circle.public_id
    return (
        _in_meeting(words, circle)
        or _in_decision(words, circle, about.get(words.pk))
        or _beside(words, circle)
        or _of_care(words, circle)
        or _of_mine(words, circle)
        or _about_me(words, circle)
        or _of_topics(words, circle)
        or Place(_("Something you wrote"))
    )


def _in_meeting(words: Words, circle: str) -> Place | None:
    if hasattr(words, "said"):
        return Place(_("Said in a meeting"), f"{_room(circle, words.said.meeting)}#w-{words.public_id}")
    if hasattr(words, "ahead"):
        plan = reverse("meetings:plan", args=[circle, words.ahead.meeting.public_id])
        return Place(_("Sent ahead for a meeting"), plan)
    if hasattr(words, "in_group"):
        return Place(_("Written in a small group"))
    paper = getattr(words, "paper", None) or getattr(words, "gist_of", None)
    if paper is not None:
        where = reverse("meetings:paper", args=[circle, paper.meeting.public_id, paper.public_id])
        return Place(_("A paper"), where)
    if hasattr(words, "paper_before") or hasattr(words, "gist_before_of"):
        return Place(_("A paper, as it was before"))
    return None


def _room(circle: str, meeting: Meeting) -> str:
    name = "meetings:room" if meeting.state == MeetingState.OPEN else "meetings:summary"
    return reverse(name, args=[circle, meeting.public_id])


def _in_decision(words: Words, circle: str, concerned: Proposal | None) -> Place | None:
    kind, proposal = _("A concern"), concerned
    if hasattr(words, "proposal"):
        kind, proposal = _("Proposal"), words.proposal
    elif hasattr(words, "proposal_question"):
        kind, proposal = _("About a proposal"), words.proposal_question.proposal
    if proposal is None:
        return None
    return Place(kind, reverse("decisions:proposal", args=[circle, proposal.public_id]))


def _beside(words: Words, circle: str) -> Place | None:
    if hasattr(words, "promise"):
        return Place(_("Promise"), reverse("promises:promise", args=[circle, words.promise.public_id]))
    if hasattr(words, "ask_or_offer"):
        return Place(_("Asked or offered"), reverse("work:ask", args=[circle, words.ask_or_offer.public_id]))
    answer = getattr(words, "ask_answer", None) or getattr(words, "ask_reply", None)
    if answer is not None:
        url = reverse("work:ask", args=[circle, answer.of.public_id]) if answer.of is not None else ""
        return Place(_("Answered to something asked or offered"), url)
    if hasattr(words, "tea_question"):
        return Place(_("A question to begin with"), reverse("tea:questions", args=[circle]))
    if hasattr(words, "asked_without_names"):
        box = words.asked_without_names
        return Place(_("Asked without names"), reverse("unnamed:box", args=[circle, box.public_id]))
    return None


def _of_care(words: Words, circle: str) -> Place | None:
    if hasattr(words, "check_in"):
        return Place(_("How I am"), reverse("care:mine"))
    if hasattr(words, "for_tomorrow"):
        where = reverse("care:tomorrow", args=[circle, words.for_tomorrow.among.public_id])
        return Place(_("Somebody asks me how I am"), where)
    if hasattr(words, "quiet_plan"):
        return Place(_("If I go quiet"), reverse("care:quiet_plan", args=[circle]))
    if hasattr(words, "passed_on"):
        return Place(_("Passed on to somebody outside"), reverse("care:danger_mine", args=[circle]))
    return None


def _of_mine(words: Words, circle: str) -> Place | None:
    if hasattr(words, "profile_line"):
        return Place(_("On my page"), reverse("profiles:mine", args=[circle]))
    if hasattr(words, "photograph"):
        return Place(_("My photograph"), reverse("profiles:photograph", args=[circle]))
    if hasattr(words, "gift"):
        return Place(_("Written to somebody"), reverse("profiles:given", args=[circle]))
    return None


def _about_me(words: Words, circle: str) -> Place | None:
    if hasattr(words, "hold_answer"):
        return Place(_("About my access being held"), reverse("home:circle", args=[circle]))
    if hasattr(words, "use_answer"):
        return Place(_("About being asked to step away"), reverse("away:about_me", args=[circle]))
    return None


def _of_topics(words: Words, circle: str) -> Place | None:
    if hasattr(words, "gist_in_note"):
        return Place(_("A gist of your words"), reverse("care:touches", args=[words.gist_in_note.words.public_id]))
    if hasattr(words, "how_to_fetch"):
        out = words.how_to_fetch
        where = reverse("meetings:stepping_out", args=[circle, out.meeting.public_id, out.part.public_id])
        return Place(_("How you would like to be fetched"), where)
    return None
