"""What people do together in the room by a tap: a break, a change to the plan, small groups."""

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handinhand.circles.models import Member
from handinhand.meetings.actions import changing, groups, pauses
from handinhand.meetings.models import Meeting

Act = Callable[[Meeting, Member, datetime, QueryDict], None]
# What a break takes when somebody begins one: it is a length to go by, and nothing ends by it.
LENGTHS = {"5": 5, "10": 10, "15": 15}
USUAL_LENGTH = 10

SENTENCES: dict[str, str | Promise] = {
    "nobody-to-tell": _("Nobody else looks after care or holds the meeting now, so nobody was told. You can step out."),
    "others-now": _("Somebody else looks after that now, so nobody was told. Please look who it is, and choose again."),
    "moved-on": _("The meeting has gone on to another part. Please look at it, and tap again if it still fits."),
    "no-break": _("The break is over already."),
    "not-asked": _("Nobody is asking to go on now. The break simply goes on."),
    "ask-first": _("Please ask everybody first: shall we go on?"),
    "offered": _("Another change to the plan is asked for already. When it is done or taken back, yours can follow."),
    "offer-gone": _("This change to the plan was made or taken back already."),
    "not-your-offer": _("Whoever asked for this change makes it."),
    "rather-not": _(
        "Somebody would rather not, so the plan stays. You can talk about it, and ask again in other words."
    ),
    "in-groups": _("The room is in small groups already."),
    "too-few": _("For small groups at least four people are needed here. You can go on together."),
    "no-group": _("You are in the big room now, so this was not shared."),
    "not-back": _("The groups are still talking. You can bring something back when you are called together."),
    "brought": _("Somebody of your group brought something back already, so this was not shared."),
}


def need_break(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Say that one needs a break: to those whom the page named, or to all without a name."""
    if sent.get("who") == "all":
        pauses.tell_all(meeting=meeting, by=by, now=now)
    else:
        pauses.tell_care(meeting=meeting, by=by, now=now, to=sent.get("to", "").split())


def begin_break(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Begin a break."""
    minutes = LENGTHS.get(sent.get("minutes", ""), USUAL_LENGTH)
    pauses.begin_break(meeting=meeting, by=by, now=now, minutes=minutes, leave=sent.get("leave", ""))


def no_break(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Go on without a break for now."""
    pauses.no_break(meeting=meeting, by=by, now=now)


def be_back(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Be back from a break."""
    pauses.be_back(meeting=meeting, by=by, now=now)


def ask_on(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Ask whether to go on."""
    pauses.ask_to_go_on(meeting=meeting, by=by, now=now)


def longer(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Answer that a little longer would be good."""
    pauses.a_little_longer(meeting=meeting, by=by, now=now)


def stay_longer(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Let the break go on."""
    pauses.stay_longer(meeting=meeting, by=by, now=now)


def go_on(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Go on where the break began."""
    pauses.go_on(meeting=meeting, by=by, now=now)


def change_yes(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Say yes to a change to the plan."""
    changing.answer(meeting=meeting, by=by, now=now, offer_id=sent.get("offer", ""), is_yes=True)


def change_no(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Say that one would rather not."""
    changing.answer(meeting=meeting, by=by, now=now, offer_id=sent.get("offer", ""), is_yes=False)


def change_do(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Make the change."""
    changing.make_change(meeting=meeting, by=by, now=now, offer_id=sent.get("offer", ""))


def change_back(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Leave the plan as it is."""
    changing.take_offer_back(meeting=meeting, by=by, now=now, offer_id=sent.get("offer", ""))


def stay_here(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Be in the big room."""
    groups.stay_here(meeting=meeting, by=by, now=now)


def back_together(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Call the groups back together."""
    groups.back_together(meeting=meeting, by=by, now=now)


def groups_done(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """The groups are over."""
    groups.finish(meeting=meeting, by=by, now=now)


TOGETHER: dict[str, Act] = {
    "need-break": need_break,
    "begin-break": begin_break,
    "no-break": no_break,
    "be-back": be_back,
    "ask-on": ask_on,
    "longer": longer,
    "stay-longer": stay_longer,
    "go-on": go_on,
    "change-yes": change_yes,
    "change-no": change_no,
    "change-do": change_do,
    "change-back": change_back,
    "stay-here": stay_here,
    "back-together": back_together,
    "groups-done": groups_done,
}
