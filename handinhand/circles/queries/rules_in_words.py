"""The rules of all powers as people read them: one declared table, with what this circle changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles.choices import Power
from handinhand.circles.kinds import OF_KIND
from handinhand.circles.models import Member, OwnRule
from handinhand.circles.names import number_word
from handinhand.circles.queries.asking import own_rule, people_here
from handinhand.circles.rules import AT_LEAST_ONE, RULES, Rule
from handinhand.circles.rules.asking import in_force
from handinhand.fairness.agreeing import EVERYONE, People, Takes, fitting


@dataclass(frozen=True)
class RuleSeen:
    """One power as a member reads it; without a `title` it cannot be asked for or changed: its sentence says all."""

    power: Power
    title: str
    says: str
    takes: str
    undone: str
    hears: str
    is_own: bool
    can_change: bool
    can_ask: bool


@dataclass(frozen=True)
class GroupSeen:
    """Rules that belong together."""

    title: str
    rules: list[RuleSeen]


def table(member: Member) -> list[GroupSeen]:
    """What each of us can do here: every power there is, each once."""
    own = {each.power: each for each in OwnRule.objects.filter(circle=member.circle_id)}
    here = people_here(member.circle)
    return [
        GroupSeen(str(kind.label), [_seen(each, own.get(RULES[each].like or each), here) for each in powers])
        for kind, powers in OF_KIND.items()
    ]


def rule_seen(member: Member, power: Power) -> RuleSeen:
    """One power as a member reads it."""
    return _seen(power, own_rule(member.circle, power), people_here(member.circle))


def _seen(power: Power, own: OwnRule | None, here: People) -> RuleSeen:
    rule = RULES[power]
    takes = in_force(rule.like or power, own)
    return RuleSeen(
        power=power,
        title=str(rule.title),
        says=_says(rule, takes),
        takes=" ".join([*_who_decides(rule, takes, here), *notice_in_words(takes)]) if rule.title else "",
        undone=_undone(power, rule),
        hears=who_hears(rule),
        is_own=own is not None and rule.like is None,
        can_change=rule.floor is not None,
        can_ask=(rule.in_own_words and not rule.about_somebody) or power == Power.CLOSE_CIRCLE,
    )


def _says(rule: Rule, takes: Takes) -> str:
    """Its sentence; where it says that each of us can, and the circle wants more of us, what it takes says all."""
    if takes == AT_LEAST_ONE or not (rule.title or rule.like) or rule.takes != AT_LEAST_ONE:
        return str(rule.says)
    if rule.like is not None:
        return _("A meeting that comes again is not planned all at once here. Each one is asked for by itself.")
    return ""


def _undone(power: Power, rule: Rule) -> str:
    if rule.undone_by is None:
        return ""
    if rule.undone_by == power:
        return _("In the same way as it was done.")
    undoing = RULES[rule.undone_by]
    # What a circle can change says under its own name what it takes.
    return f"{undoing.title}." if undoing.title else str(undoing.says)


def _who_decides(rule: Rule, takes: Takes, here: People) -> list[str]:
    said = takes_in_words(takes)
    if rule.or_decision:
        said.append(_("A decision of the circle does as well."))
    return said + smaller_for_now(takes, here)


def takes_in_words(takes: Takes) -> list[str]:
    """How many agree, and from which standing."""
    said = []
    if takes.agree >= EVERYONE:
        said.append(_("It takes a yes of all of us."))
    elif takes.agree == 1 and not takes.for_themselves and not takes.for_organisations:
        said.append(_("One of us alone is enough."))
    else:
        counts = ngettext("It takes a yes of %(number)s of us.", "It takes a yes of %(number)s of us.", takes.in_all)
        said.append(counts % {"number": number_word(takes.in_all)})
    if takes.agree < EVERYONE:
        said += from_where(takes.for_themselves, takes.for_organisations)
    return said


def from_where(for_themselves: int, for_organisations: int) -> list[str]:
    """From which standing they have to come."""
    said = []
    if for_themselves:
        own = ngettext(
            "At least %(number)s of them comes for themselves.",
            "At least %(number)s of them come for themselves.",
            for_themselves,
        )
        said.append(own % {"number": number_word(for_themselves)})
    if for_organisations:
        theirs = ngettext(
            "At least %(number)s of them comes for an organisation.",
            "At least %(number)s of them come for an organisation.",
            for_organisations,
        )
        said.append(theirs % {"number": number_word(for_organisations)})
    return said


def notice_in_words(takes: Takes) -> list[str]:
    """How many days lie between the yes and the thing itself."""
    if not takes.notice_days:
        return []
    return [
        ngettext(
            "Then %(days)s day passes before it happens.",
            "Then %(days)s days pass before it happens.",
            takes.notice_days,
        )
        % {"days": takes.notice_days}
    ]


def smaller_without_one(takes: Takes, here: People) -> list[str]:
    """The same where it is about one of us: `here` are all the others."""
    if fitting(takes, here).agree < takes.agree:
        return [_("We are few now, so it takes a yes of everyone else. It grows with the circle.")]
    return []


def smaller_for_now(takes: Takes, here: People) -> list[str]:
    """That a circle is smaller than its rule, and grows into it."""
    fits = fitting(takes, here)
    said = []
    if fits.agree < takes.agree < EVERYONE:
        said.append(
            ngettext(
                "There is %(number)s of us now, so it takes a yes of all of us. It grows with the circle.",
                "There are %(number)s of us now, so it takes a yes of all of us. It grows with the circle.",
                here.number,
            )
            % {"number": number_word(here.number)}
        )
    if fits.for_themselves < takes.for_themselves and not fits.for_themselves:
        said.append(_("Nobody here comes for themselves yet. It counts from the day somebody does."))
    if fits.for_organisations < takes.for_organisations and not fits.for_organisations:
        said.append(_("Nobody here comes for an organisation yet. It counts from the day somebody does."))
    return said


def who_hears(rule: Rule) -> str:
    """Who reads that it was done, where it is not everyone here, afterwards, with a name."""
    if rule.nameless:
        return _("Everyone here reads that it was done: not by whom, nor to what.")
    if rule.floor is not None and rule.agree > 1:
        return _("Everyone here reads it while it is asked, and after.")
    return ""


def rule_as_proposed(power: Power, takes: Takes) -> str:
    """The rule that is proposed for a power, in the words that the circle decides about."""
    said = " ".join([*takes_in_words(takes), *notice_in_words(takes)])
    return _("We change the rule for “%(title)s”. %(rule)s") % {"title": RULES[power].title, "rule": said}


def floor_in_words(power: Power) -> str:
    """What a power takes at least, in every circle."""
    floor = RULES[power].floor or Takes()
    return " ".join([*takes_in_words(floor), *notice_in_words(floor)])
