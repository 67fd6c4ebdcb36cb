"""What happens when a power is used: each part's own effects, handed to circles from the one place that knows all."""

from handinhand.away.actions import AWAY_ASKINGS, AWAY_EFFECTS
from handinhand.care.actions import CARE_EFFECTS
from handinhand.circles.actions import CIRCLE_ASKINGS, CIRCLE_EFFECTS, Asking, Effect
from handinhand.circles.choices import Power
from handinhand.days import actions as days
from handinhand.decisions.actions import apply_closing, apply_given, apply_keeping
from handinhand.links import actions as links
from handinhand.meetings.actions import asked, between, late, pace, phones, planning, rooms, series
from handinhand.returning.actions import RETURNING_EFFECTS
from handinhand.roles.actions import ROLES_EFFECTS
from handinhand.tea import actions as tea
from handinhand.times import actions as times

EFFECTS: dict[Power, Effect] = {
    **CIRCLE_EFFECTS,
    **planning.EFFECTS,
    **pace.EFFECTS,
    **between.EFFECTS,
    **rooms.EFFECTS,
    **RETURNING_EFFECTS,
    **ROLES_EFFECTS,
    **CARE_EFFECTS,
    **series.EFFECTS,
    **days.EFFECTS,
    **tea.EFFECTS,
    **times.EFFECTS,
    **phones.EFFECTS,
    **links.EFFECTS,
    **AWAY_EFFECTS,
    Power.CLOSE_DECISION: apply_closing,
    Power.LOOK_AGAIN: apply_keeping,
    Power.DECIDE_GIVEN: apply_given,
}
# What can be asked for where it takes more than one of us: what it is about, and what will happen, exactly.
ASKINGS: dict[Power, Asking] = {**CIRCLE_ASKINGS, **asked.ASKINGS, **late.ASKINGS, **links.ASKINGS, **AWAY_ASKINGS}
