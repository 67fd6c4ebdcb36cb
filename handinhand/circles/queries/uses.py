"""What a member reads of what is asked of the circle: what will happen, who agreed, and what it still takes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import WORDS_END, Member, PowerUse
from handinhand.circles.names import number_word
from handinhand.circles.queries import day_in
from handinhand.circles.queries.asking import counted, people_for, rule_in_force, standing_uses, who_agreed
from handinhand.circles.queries.rules_in_words import (
    from_where,
    notice_in_words,
    smaller_for_now,
    smaller_without_one,
    takes_in_words,
)
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import what_became_of, why_not_agree, why_not_stop, why_not_withdraw
from handinhand.fairness.agreeing import missing, missing_at_all, stricter
from handinhand.topics.queries import Note, note_of, with_notes
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from

USES_SHOWN = 50


@dataclass(frozen=True)
class UseLine:
    """One thing that is asked, or was agreed, in a list."""

    use: PowerUse
    title: str
    said: str
    asked_by: str
    note: str


@dataclass(frozen=True)
class UsePage:
    """One thing that is asked, for whoever reads it."""

    use: PowerUse
    title: str
    said: str
    whole: str
    fold: Note | None
    asked_by: str
    about: str
    asked_on: str
    until: str
    takes: list[str]
    who: list[Member]
    still: str
    became: str
    why_not: str
    is_asked: bool
    is_mine: bool
    i_agreed: bool
    may_agree: bool
    may_take_back: bool
    may_withdraw: bool
    may_stop: bool
    may_decide: bool
    alone: bool


def said_to(*, viewer: Member, use: PowerUse) -> list[Words]:
    """What somebody says to what is asked about them. It is there for every eye: nobody decides blind."""
    every = Words.objects.visible_to_or_covered(viewer.person, with_unseen=True).filter(use_answer__use=use)
    found = list(with_notes(every, person=viewer.person_id).order_by("shared_at", "pk")[:USES_SHOWN])
    for each in found:
        is_covered_from(each, viewer.person_id)
        each.note = note_of(each, person=viewer.person_id)  # type: ignore[attr-defined]
    return found


def uses_seen(member: Member, *, now: datetime) -> tuple[list[UseLine], list[UseLine], list[UseLine]]:
    """What is asked of us now; what was agreed; and what nothing came of."""
    every = standing_uses(viewer=member, states=tuple(UseState), most=USES_SHOWN)
    asked = [each for each in every if each.is_asked(now)]
    agreed = [each for each in every if each.state in {UseState.AGREED, UseState.DONE}]
    over = [each for each in every if each not in asked and each not in agreed]
    groups = [[_line(each, member, now) for each in group] for group in (asked, agreed, over)]
    return groups[0], groups[1], groups[2]


def _line(use: PowerUse, member: Member, now: datetime) -> UseLine:
    note = _("Until %(day)s.") % {"day": day_in(member.circle, use.lapses_at, now)}
    if use.state == UseState.AGREED and use.happens_at is not None:
        note = happens_on(use, member, now)
    elif not use.is_asked(now):
        note = _lapsed_or(use)
    return UseLine(use, title_of(use), short_and_whole(use)[0], name_of(use.asked_by), note)


def title_of(use: PowerUse) -> str:
    """What it is called."""
    return str(RULES[Power(use.power)].title) or _("Change a rule")


def short_and_whole(use: PowerUse) -> tuple[str, str]:
    """What is asked, in short where it can be long, and the rest of it, which stands folded for everybody."""
    if not RULES[Power(use.power)].is_short_first:
        return use.text, ""
    short, _empty_line, whole = use.text.partition(WORDS_END)
    return short, whole


def name_of(member: Member | None) -> str:
    """Who it is, as far as that is kept."""
    return member.name if member is not None else _("Somebody who has left")


def happens_on(use: PowerUse, member: Member, now: datetime) -> str:
    """When something agreed happens."""
    if use.happens_at is None:
        return ""
    return _("It happens on %(day)s.") % {"day": day_in(member.circle, use.happens_at, now)}


def _lapsed_or(use: PowerUse) -> str:
    return what_became_of(use) or _("Not enough of us agreed in time, so nothing happened.")


def use_page(use: PowerUse, member: Member, *, now: datetime) -> UsePage:
    """All there is to read about one thing that is asked, and what this member can do."""
    power = Power(use.power)
    rule, takes = RULES[power], stricter(rule_in_force(use.circle, power), use.took)
    agreed, here = who_agreed(use), people_for(use)
    i_agreed, is_asked = member.pk in {each.pk for each in agreed}, use.is_asked(now)
    why_not = why_not_agree(use, member, now=now) or ""
    by_decision, is_open = rule.needs_decision, use.state in {UseState.ASKED, UseState.AGREED}
    standings = counted([each.standing for each in agreed])
    needed = missing(takes, here=here, agreed=standings)
    still = ""
    if is_asked and needed is not None and not by_decision:
        still = how_many_more(missing_at_all(takes, here=here, agreed=standings))
        still = " ".join([still, *from_where(needed.for_themselves, needed.for_organisations)])
    said = [] if by_decision else takes_in_words(takes)
    short, whole = short_and_whole(use)
    smaller = smaller_without_one if rule.about_somebody else smaller_for_now
    return UsePage(
        use=use,
        title=title_of(use),
        said=short,
        whole=whole,
        fold=Note(use.public_id, [], "", is_chosen=True) if whole else None,
        asked_by=name_of(use.asked_by),
        about=use.about.name if use.about is not None else "",
        asked_on=day_in(member.circle, use.asked_at, now),
        until=day_in(member.circle, use.lapses_at, now) if is_asked else "",
        takes=[*said, *notice_in_words(takes), *smaller(takes, here)] if said and is_open else [],
        who=[] if by_decision else (agreed if is_open else whose_yes(use))[:USES_SHOWN],
        still=still,
        became=" ".join(each for each in ("" if is_asked else _lapsed_or(use), _day(use, member, now)) if each),
        why_not=why_not if is_asked else "",
        is_asked=is_asked,
        is_mine=use.asked_by_id == member.pk,
        i_agreed=i_agreed,
        may_agree=not why_not and not i_agreed,
        may_take_back=i_agreed
        and (is_asked or use.state == UseState.AGREED)
        and not (is_asked and use.asked_by_id == member.pk),
        may_withdraw=is_asked and why_not_withdraw(use, member) is None,
        may_stop=why_not_stop(use) is None,
        may_decide=is_asked and rule.or_decision and not use.is_being_decided,
        alone=here.number <= 1,
    )


def whose_yes(use: PowerUse) -> list[Member]:
    """Who had agreed when it happened, or was over; whoever left since stays named as they were."""
    yeses = use.yeses.filter(member__isnull=False).select_related("member").order_by("pk")[:USES_SHOWN]
    return [each.member for each in yeses if each.member is not None]


def _day(use: PowerUse, member: Member, now: datetime) -> str:
    return happens_on(use, member, now) if use.state == UseState.AGREED else ""


def how_many_more(number: int) -> str:
    """How many more it takes."""
    return ngettext("This needs %(number)s more person.", "This needs %(number)s more people.", number) % {
        "number": number_word(number)
    }
