"""What was sent ahead comes to stand where it was sent to. `rooms` and `said` say when; nothing else calls these."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from handinhand.circles.models import Member
from handinhand.decisions.actions import NotAmongThem, NotNow, take_position
from handinhand.decisions.models import Position, Proposal
from handinhand.decisions.rules import fingerprint
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Ahead, Meeting, Part, Said
from handinhand.words.actions import bring
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words


def open_ahead(meeting: Meeting, part: Part, *, now: datetime) -> list[Member]:
    """What was sent ahead for a part stands there from now on; ideas wait to be opened with the others. Whose it is."""
    waits = part.kind == PartKind.IDEAS and part.ideas_opened_at is None
    found = list(Ahead.objects.filter(part=part, words__state=State.DRAFT).select_related("words", "member", "part"))
    sent = sorted(found, key=lambda each: (each.at, each.pk))
    going = bring(words=[each.words for each in sent if each.words], into=meeting.scope, shared=not waits, now=now)
    opened = [each for each in sent if each.words_id in going]
    _stand_there(meeting, opened)
    return list({each.member_id: each.member for each in opened}.values())


def keep_ahead(meeting: Meeting, *, now: datetime) -> None:
    """A meeting closed before a part began: what was sent ahead for it is among what its author kept for themselves."""
    among = ScopeMember.objects.filter(scope=meeting.scope, person=OuterRef("member__person"))
    sent = Ahead.objects.filter(Exists(among), meeting=meeting, part__isnull=False, words__state=State.DRAFT)
    found = list(sent.select_related("words", "part").order_by("at", "pk"))
    going = bring(words=[each.words for each in found if each.words], into=meeting.scope, shared=False, now=now)
    _stand_there(meeting, [each for each in found if each.words_id in going])


def _stand_there(meeting: Meeting, sent: list[Ahead]) -> None:
    Said.objects.bulk_create(
        Said(
            circle=meeting.circle,
            meeting=meeting,
            part=each.part,
            question_id=each.question_id,
            words=each.words,
        )
        for each in sent
        if each.part is not None and each.words is not None
    )
    Ahead.objects.filter(pk__in=[each.pk for each in sent]).delete()


def take_positions_ahead(meeting: Meeting, proposal: Proposal, *, now: datetime) -> None:
    """Where people said ahead that they stand counts like a position taken now, if it is about these very words.

    Whoever has said since then where they stand is left at that.
    """
    taken = Position.objects.filter(proposal=proposal, member=OuterRef("member"), taken_at__gt=OuterRef("at"))
    sent = Ahead.objects.filter(~Exists(taken), meeting=meeting, proposal=proposal)
    for each in sent.select_related("words", "member__person").order_by("at", "pk"):
        concern = each.words.body if each.words is not None and each.words.state == State.DRAFT else ""
        is_about_this = each.worded_as == fingerprint(proposal.words.body)
        if is_about_this and (each.words is None or concern):
            _take(each, proposal, concern, now)


def _take(sent: Ahead, proposal: Proposal, concern: str, now: datetime) -> None:
    try:
        take_position(proposal=proposal, by=sent.member, kind=sent.kind, concern=concern, now=now)
    except (NotNow, NotAmongThem):
        return
    words = sent.words_id
    sent.delete()
    if words is not None:
        # What is kept of it now is the concern, among the proposal's people.
        Words.objects.filter(pk=words).delete()
