"""When somebody can be asked to ask tomorrow how one is, and how long that stands."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle
from handinhand.ui.apart import apart
from handinhand.ui.forms import can_be_seen

ASKING_TAKES = Cost(minutes=10)
STANDS = timedelta(days=2)
# How long whoever asked for it can read what came of it; then it is forgotten.
READ_FOR = timedelta(days=7)
WORDS_LIMIT = 300


def begin_of_tomorrow(circle: Circle, now: datetime) -> datetime:
    """When the next day begins where a circle is."""
    zone = ZoneInfo(circle.time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time.min, tzinfo=zone)


def too_late() -> str:
    """What somebody reads who asks for it a long time after a meeting."""
    return _("That meeting was a while ago, so we cannot pass this on from here. You can ask somebody yourself.")


def asked_already(name: str) -> str:
    """What somebody reads who asks another person, or in other words, while what they asked for before stands."""
    return _(
        "You asked %(name)s already, and that stands. To ask somebody else, or in other words, call that off first."
        " What you wrote is still here."
    ) % {"name": apart(name)}


def nobody_there() -> str:
    """What somebody reads who chose nobody, or somebody who is not there to be asked."""
    return _("Please choose one of these people. If somebody is not here any more, they have left the circle.")


def why_not_words(body: str) -> str | None:
    """Why somebody cannot be given these words to ask with."""
    if not can_be_seen(body):
        return _("Please write something here.")
    return _("That is longer than we can pass on. Please say it in fewer words.") if len(body) > WORDS_LIMIT else None
