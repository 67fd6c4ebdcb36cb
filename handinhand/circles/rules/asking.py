"""Whether others have to agree, whether they still can, and what a circle may make of a rule."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Member, OwnRule, PowerUse
from handinhand.circles.rules import RULES
from handinhand.fairness.agreeing import EVERYONE, Takes, stricter
from handinhand.ground.own_text import covered_names

ASKING_LASTS = timedelta(days=14)
# A circle can ask for more than it has people: the number falls, and grows with it.
MOST_AGREE = 50
ID_LETTERS = 12
MOST_NOTICE_DAYS = 90
# A circle that meets once a month has some meetings to decide it. After that it can be asked anew.
DECIDING_LASTS = timedelta(days=90)


def can_be_asked(power: Power) -> bool:
    """Whether others can be asked to agree to it."""
    return RULES[power].floor is not None or power == Power.CHANGE_RULE


def in_force(power: Power, own: OwnRule | None) -> Takes:
    """What a power takes in a circle: what the circle said, never below the floor."""
    rule = RULES[power]
    if own is None or rule.floor is None:
        return rule.takes
    return stricter(own.takes, rule.floor)


def why_not_set(power: Power, takes: Takes) -> str | None:
    """Why a circle cannot make this the rule of a power."""
    floor = RULES[power].floor
    if floor is None:
        return _("This one stays as it is in every circle, because it keeps people safe.")
    if takes.in_all > MOST_AGREE and takes.in_all != EVERYONE:
        return _("That is more people than we can count here. You can ask for up to 50.")
    if takes.in_all > takes.agree:
        return _says_how_many(takes.in_all)
    if stricter(takes, floor) != takes:
        return _("That is less than it takes in every circle. You can ask for more, and not for less.")
    if takes.notice_days > MOST_NOTICE_DAYS:
        return _("That is a long time. You can ask for up to 90 days.")
    return None


def _says_how_many(in_all: int) -> str:
    """What to write where the two standings together are more of us than the rule says."""
    said = ngettext(
        "Those who come for themselves and those who come for an organisation are %(number)s people together. Write"
        " %(number)s or more where it asks how many of us say yes. Or ask for fewer of each.",
        "Those who come for themselves and those who come for an organisation are %(number)s people together. Write"
        " %(number)s or more where it asks how many of us say yes. Or ask for fewer of each.",
        in_all,
    )
    return said % {"number": in_all}


def rule_id(changes: Power) -> str:
    """What stands where a row's public id would: of one rule there is one change at a time."""
    return changes.value[:ID_LETTERS]


def why_not_two(asked: PowerUse | None, *, now: datetime) -> str | None:
    """Why a rule that is being changed is not changed a second time."""
    if asked is None or not asked.is_asked(now):
        return None
    return _("A change of this rule is being decided already. You can say there what you would like instead.")


def why_not_agree(use: PowerUse, by: Member, *, now: datetime) -> str | None:
    """Why somebody cannot agree to what is asked."""
    if use.state != UseState.ASKED:
        return what_became_of(use)
    if now >= use.lapses_at:
        return str(Ended.LAPSED.label)
    if RULES[Power(use.power)].needs_decision:
        return _("This one the circle decides. You can say where you stand on the proposal.")
    if is_covered(use):
        return _("What it says is covered now. Nobody agrees to what they cannot read.")
    return _why_not_them(use, by)


def _why_not_them(use: PowerUse, by: Member) -> str | None:
    """Why it is for others to agree: it is about somebody, or they came after it was asked."""
    if use.about_id == by.pk:
        return _("This is about you, so others agree to it, or not. You can say what you think of it.")
    if by.joined_at > use.asked_at and by.pk != use.asked_by_id:
        return _("This was asked before you came, so it is for those who were here then. You can ask for it anew.")
    return None


def what_became_of(use: PowerUse) -> str:
    """What happened to something that was asked, in a sentence; empty while it is asked."""
    if use.state == UseState.ENDED:
        return str(Ended(use.ended).label)
    if use.state == UseState.DONE:
        return _("Enough of us have agreed, and it is done.")
    if use.state == UseState.AGREED:
        return _("Enough of us have agreed. It waits for its day.")
    return ""


def why_not_take_back(use: PowerUse) -> str | None:
    """Why somebody cannot take their yes back."""
    if use.state in {UseState.ASKED, UseState.AGREED}:
        return None
    return what_became_of(use)


def why_not_withdraw(use: PowerUse, by: Member) -> str | None:
    """Why somebody cannot take back that they asked."""
    if use.asked_by_id != by.pk:
        return _("Whoever asked can take it back.")
    if use.state != UseState.ASKED:
        return what_became_of(use)
    return _("The circle is deciding this, so it stays until that is over.") if use.is_being_decided else None


def why_not_stop(use: PowerUse) -> str | None:
    """Why nobody can stop it."""
    if use.state == UseState.AGREED and RULES[Power(use.power)].about_somebody:
        return _("This is about one of us, so nobody stops it alone. Whoever agreed can take their yes back.")
    if use.state == UseState.AGREED:
        return None
    return what_became_of(use) or _("Not enough of us have agreed yet, so there is nothing to stop.")


def why_not_decide(use: PowerUse, *, now: datetime) -> str | None:
    """Why the circle cannot decide about something that it is asked to agree to."""
    if not use.is_asked(now):
        return what_became_of(use) or str(Ended.LAPSED.label)
    if use.is_being_decided:
        return _("The circle is deciding this already.")
    if not RULES[Power(use.power)].or_decision:
        return _("This one takes the yes of each, and no decision.")
    return _("What it says is covered now. Nobody agrees to what they cannot read.") if is_covered(use) else None


def is_covered(use: PowerUse) -> bool:
    """Whether nobody can read now what is asked."""
    return bool(covered_names(use, ["text"]))
