"""Who writes for whom in a meeting, for the two of them alone; and what came into somebody's name, for them alone."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import present_members
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.touching import note_of, read_with_note
from handinhand.decisions.rules import is_taken_back
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import DoneFor, Friend, Hand, InGroup, Meeting, OnPhone, Part, PlanOffer, Split
from handinhand.meetings.queries.changes import Announced, announced
from handinhand.meetings.queries.changing import in_words
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.plans import parts
from handinhand.meetings.queries.turns import round_turn
from handinhand.meetings.rules import why_not_send_ahead
from handinhand.topics.queries import Note
from handinhand.words.models import ScopeMember, Words
from handinhand.words.queries import is_in

CHANGES_SHOWN = 3


def standing(meeting: Meeting | int) -> QuerySet[Friend]:
    """The yeses that hold now: not ended, in a meeting that is not over, of two who never left since."""
    return Friend.objects.filter(
        meeting=meeting,
        meeting__state__in=[MeetingState.INVITED, MeetingState.OPEN],
        ended_at__isnull=True,
        whose__left_at__isnull=True,
        friend__left_at__isnull=True,
        whose__joined_at__lte=F("since"),
        friend__joined_at__lte=F("since"),
    )


@dataclass(frozen=True)
class FriendPage:
    """Who writes for the viewer, for whom the viewer writes, whom one could ask, and what came into one's name."""

    mine: Friend | None
    for_others: list[Friend]
    others: list[Member]
    done: list[DoneFor]
    can_ask: bool
    on_phone: bool


def friend_page(*, viewer: Member, meeting: Meeting) -> FriendPage:
    """All of the page, in a fixed number of reads."""
    found = _yeses.rows(meeting=meeting.pk, member=viewer.pk)
    return FriendPage(
        mine=next((each for each in found if each.whose_id == viewer.pk), None),
        for_others=[each for each in found if each.friend_id == viewer.pk],
        others=[each for each in present_members(viewer.circle) if each.pk != viewer.pk],
        done=done_for(viewer=viewer, meeting=meeting),
        can_ask=meeting.state in {MeetingState.INVITED, MeetingState.OPEN},
        on_phone=_on_phone.first(meeting=meeting.pk, member=viewer.pk) is not None,
    )


@Prepared
def _yeses(meeting: int, member: int) -> QuerySet[Friend]:
    both = standing(meeting).filter(Q(whose=member) | Q(friend=member))
    return both.select_related("whose", "friend", "ask").order_by("since", "pk")


@Prepared
def _on_phone(meeting: int, member: int) -> QuerySet[OnPhone]:
    return OnPhone.objects.filter(meeting=meeting, member=member)


def done_for(*, viewer: Member, meeting: Meeting) -> list[DoneFor]:
    """What another hand did in the viewer's name in a meeting, the newest first."""
    return _done_for.rows(person=viewer.person_id, meeting=meeting.pk, member=viewer.pk)


@Prepared
def _done_for(person: int, meeting: int, member: int) -> QuerySet[DoneFor]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    mine = DoneFor.objects.filter(Q(words__isnull=True) | Exists(visible), meeting=meeting, whose=member)
    return mine.select_related("words", "proposal", "friend__friend").order_by("-at", "-pk")


def yes_of(*, viewer: Member, meeting: Meeting, yes_id: str) -> Friend:
    """A yes that holds now, for the two people it is about; raises NoSuchMeeting for anybody else."""
    yes = _yes.first(meeting=meeting.pk, member=viewer.pk, public_id=yes_id)
    if yes is None:
        raise NoSuchMeeting
    return yes


@Prepared
def _yes(meeting: int, member: int, public_id: str) -> QuerySet[Friend]:
    among = ScopeMember.objects.filter(scope=OuterRef("meeting__scope"), person=OuterRef("friend__person"))
    both = standing(meeting).filter(Q(whose=member) | Q(friend=member), public_id=public_id)
    return both.annotate(friend_is_among=Exists(among)).select_related("whose", "friend", "meeting")


def was_between(*, viewer: Member, meeting: Meeting, yes_id: str) -> bool:
    """Whether a yes was the viewer's, or to them, whether it holds by now or not."""
    return Friend.objects.filter(Q(whose=viewer) | Q(friend=viewer), meeting=meeting, public_id=yes_id).exists()


@dataclass(frozen=True)
class Writing:
    """What a friend sees while they write: what is now, as they may see it themselves, and nothing of the other's."""

    part: Part | None
    is_their_turn: bool
    asked_again: bool
    has_hand_up: bool
    proposal: Proposal | None
    note: Note | None
    ahead: list[Part]
    changes: list[Announced]
    group: "TheirGroup | None"
    offer: PlanOffer | None
    offer_said: str

    @property
    def takes_words(self) -> bool:
        """Whether something is written in this part."""
        return self.part is not None and self.part.kind not in {PartKind.BREAK, PartKind.DECISION}


@dataclass(frozen=True)
class TheirGroup:
    """That somebody is in a small group; who else is in it, and what they write, is not for a friend."""

    question: str
    friend_is_in_it: bool


def writing_for(*, viewer: Member, meeting: Meeting, yes: Friend) -> Writing:
    """What is now, for the friend of a yes."""
    part = meeting.current
    turn = round_turn(part) if part is not None and part.kind == PartKind.ROUND else None
    is_talk = part is not None and part.kind == PartKind.TALK
    hand = _hand.first(part=part.pk, member=yes.whose_id) if part is not None and is_talk else None
    proposal = part.proposal if part is not None else None
    if proposal is not None:
        read_with_note(proposal, person=viewer.person_id)
    # Without names nobody says for another where they stand.
    is_open = proposal is not None and proposal.state == ProposalState.OPEN and not hasattr(proposal, "secret")
    may_read = (
        is_open and proposal is not None and not is_taken_back(proposal) and is_in(proposal.scope_id, viewer.person)
    )
    speaks = hand is not None and hand.called_at is not None
    is_among: bool = yes.friend_is_among  # type: ignore[attr-defined] # `yes_of` says so
    plan = parts(meeting)
    offer: PlanOffer | None = getattr(meeting, "plan_offer", None) if is_among else None
    return Writing(
        part=part,
        is_their_turn=speaks or (turn is not None and turn.who == yes.whose.public_id),
        asked_again=turn is not None and turn.asked_again,
        has_hand_up=hand is not None and not speaks,
        proposal=proposal if may_read else None,
        note=note_of(viewer=viewer, proposal=proposal) if may_read and proposal is not None else None,
        ahead=[each for each in plan if why_not_send_ahead(meeting, each) is None],
        # While it happens, what is asked for is asked in the room.
        changes=announced(meeting, person=viewer.person_id)[:CHANGES_SHOWN] if part is None else [],
        group=_their_group(meeting, yes, is_among=is_among),
        offer=offer,
        offer_said=in_words(offer, plan) if offer is not None else "",
    )


@Prepared
def _hand(part: int, member: int) -> QuerySet[Hand]:
    return Hand.objects.filter(part=part, member=member, done_at__isnull=True)


def _their_group(meeting: Meeting, yes: Friend, *, is_among: bool) -> TheirGroup | None:
    """What the groups talk about is for the people of the meeting: a friend reads it if they are among them."""
    split: Split | None = getattr(meeting, "split", None)
    if split is None:
        return None
    both = _in_groups.rows(split=split.pk, whose=yes.whose_id, friend=yes.friend_id)
    group_of = {each.member_id: each.group_id for each in both}
    theirs = group_of.get(yes.whose_id)
    if theirs is None:
        return None
    return TheirGroup(split.question if is_among else "", group_of.get(yes.friend_id) == theirs)


@Prepared
def _in_groups(split: int, whose: int, friend: int) -> QuerySet[InGroup]:
    return InGroup.objects.filter(Q(member=whose) | Q(member=friend), split=split)
