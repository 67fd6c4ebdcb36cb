"""Reads of what a circle asks itself to agree to: the rule in force, who is here, who agreed, and what is asked."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.choices import Power, Standing, UseState
from handinhand.circles.models import HoldProposal, Member, OwnRule, PowerUse, PowerYes
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import in_force, is_covered, rule_id, what_became_of, why_not_set
from handinhand.circles.rules.holding import why_not_propose_about
from handinhand.fairness.agreeing import People, Takes
from handinhand.ground.models import Circle
from handinhand.ground.moments import is_over
from handinhand.ground.own_text import digest_of


def own_rule(circle: Circle, power: Power) -> OwnRule | None:
    """How a circle changed the rule of a power, if it did."""
    return OwnRule.objects.filter(circle=circle, power=power).first()


def rule_in_force(circle: Circle, power: Power) -> Takes:
    """What a power takes in a circle now."""
    return in_force(power, own_rule(circle, power))


def people_for(use: PowerUse) -> People:
    """Of those who decide about something that is asked, how many are here: whoever came after it does not."""
    here = Member.objects.filter(was_here(use), circle=use.circle_id, left_at__isnull=True)
    return counted(list(here.exclude(pk=use.about_id or 0).values_list("standing", flat=True)))


def was_here(use: PowerUse) -> Q:
    """Whoever was in the circle when it was asked: nobody brings in more yeses for what they asked already."""
    return Q(joined_at__lte=use.asked_at) | Q(pk=use.asked_by_id or 0)


def people_here(circle: Circle, about: int | None = None) -> People:
    """How many are in a circle, by how they come; without the one whom it is about. Whoever is held is here too."""
    here = Member.objects.filter(circle=circle, left_at__isnull=True).exclude(pk=about or 0)
    return counted(list(here.values_list("standing", flat=True)))


def who_agreed(use: PowerUse) -> list[Member]:
    """Whose yes counts at this moment: those who are here, and whose access is not held.

    Once enough of us agreed, a hold on one of them takes nothing back: two alone do not undo what more agreed to.
    """
    said = Member.objects.filter(was_here(use), circle=use.circle_id, left_at__isnull=True)
    said = said.filter(pk__in=use.yeses.values("member")).exclude(pk=use.about_id or 0)
    return [each for each in said.order_by("pk") if use.state == UseState.AGREED or not each.is_held]


def counted(standings: list[str]) -> People:
    """So many people of each standing."""
    for_themselves = sum(each == Standing.FOR_MYSELF for each in standings)
    return People(for_themselves, len(standings) - for_themselves)


def uses_in(member: Member) -> QuerySet[PowerUse]:
    """What was asked in a member's circle."""
    return PowerUse.objects.filter(circle=member.circle_id).select_related("asked_by", "about")


def use_for(*, viewer: Member, use_id: str) -> PowerUse:
    """One thing that is asked, or was; raises NotHere."""
    found = uses_in(viewer).filter(public_id=use_id).first() if is_public_id(use_id) else None
    if found is None:
        raise NotHere
    found.circle = viewer.circle
    return found


def standing_uses(*, viewer: Member, states: tuple[UseState, ...], most: int) -> list[PowerUse]:
    """What is asked, or was agreed, the newest first."""
    return list(uses_in(viewer).filter(state__in=states).order_by("-asked_at", "-pk")[:most])


def waiting_for_yes(person: int, now: datetime) -> QuerySet[PowerUse]:
    """What somebody could agree to and did not so far, in any circle: for reads that ask only whether there is any."""
    said = PowerYes.objects.filter(use=OuterRef("pk"), member__person=person)
    others = Q(about__isnull=True) | ~Q(about__person=person)
    by_all = [power.value for power, rule in RULES.items() if rule.needs_decision]
    asked = PowerUse.objects.filter(others, is_over("text_covered_until"), state=UseState.ASKED, lapses_at__gt=now)
    return asked.filter(~Exists(said), circle__closed_at__isnull=True).exclude(power__in=by_all)


def change_asked(circle: Circle, changes: Power) -> PowerUse | None:
    """The change of a rule that the circle is asked to decide, if there is one."""
    asked = PowerUse.objects.filter(circle=circle, power=Power.CHANGE_RULE, object_id=rule_id(changes))
    return asked.filter(state=UseState.ASKED).first()


def why_not_carried_out(proposal_id: str, says: str, *, now: datetime) -> str | None:
    """Why a proposal about a rule, a hold, or what is asked of a circle, can no longer do what it says."""
    use = PowerUse.objects.filter(proposal_id=proposal_id).select_related("circle").first()
    return _why_not_about_hold(proposal_id, says, now) if use is None else _why_not_about_use(use, says, now)


def _why_not_about_use(use: PowerUse, says: str, now: datetime) -> str | None:
    if use.state == UseState.DONE:
        return None
    if use.state != UseState.ASKED:
        return what_became_of(use) or None
    if not use.is_asked(now):
        return _("This was asked a long time ago, so it is over. You can ask it anew.")
    if is_covered(use):
        return _("What it says is covered now. Nobody agrees to what they cannot read.")
    if use.text != says:
        return _("These are other words than the ones it was asked in, so it would do what it does not say.")
    return _why_not_change_rule(use) if use.power == Power.CHANGE_RULE else None


def _why_not_change_rule(use: PowerUse) -> str | None:
    changes = Power(use.details["changes"])
    if rule_in_force(use.circle, changes) != Takes(**use.details["instead_of"]):
        return _("The rule that this would change was changed by another decision. You can propose it anew.")
    return why_not_set(changes, Takes(**use.details["to"]))


def is_about_hold(proposal_id: str) -> bool:
    """Whether a proposal says what becomes of a hold."""
    return HoldProposal.objects.filter(proposal_id=proposal_id).exists()


def _why_not_about_hold(proposal_id: str, says: str, now: datetime) -> str | None:
    about = HoldProposal.objects.filter(proposal_id=proposal_id).select_related("hold").first()
    if about is None:
        return None
    if about.says not in {None, digest_of(says)}:
        return _(
            "These are other words than the ones it was proposed in, so it would do to the hold what it does not say."
            " You can propose it anew, on the page of the hold."
        )
    hold = about.hold
    if about.days and about.at is not None and hold.kept_at is not None and about.at <= hold.kept_at:
        return _(
            "The circle decided about this hold after this was proposed. It can be proposed anew, while it goes on."
        )
    return why_not_propose_about(hold, now=now)
