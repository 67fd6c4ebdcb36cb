"""What somebody says of their energy. Nothing asks why, and every box can be left."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from handinhand.fairness.energy import MOST_HOURS
from handinhand.people.choices import Shows, Weight
from handinhand.people.models.energy import MOST_WAY
from handinhand.people.rules.energy import begin_of, day_of, end_of
from handinhand.ui.forms import ChoiceField, DateField, Form, NumberField

WEIGHTS = ("evenings", "travel", "many", "heavy", "screens")


class HoursForm(Form):
    """About how many hours somebody has in a week."""

    hours = NumberField(
        label=_("Another number of hours"),
        least=0,
        most=MOST_HOURS,
        help_text=_("We ask so that nothing here asks more of you than that. You can leave it, and change it any day."),
    )


class WeekForm(Form):
    """A week in which nothing is to be asked."""

    day = DateField(
        label=_("Another week: any day in it"),
        help_text=_("We ask so that nothing is asked of you in that week. No reason is needed."),
    )


class WeightsForm(Form):
    """What weighs on somebody more or less, and their usual way."""

    way_minutes = NumberField(
        label=_("My usual way there, in minutes"),
        least=0,
        most=MOST_WAY,
        required=False,
        help_text=_("We ask so that the way there and back counts, too. You can leave it empty."),
    )
    evenings = ChoiceField(label=_("Evenings"), choices=Weight.choices)
    travel = ChoiceField(label=_("Being on the way"), choices=Weight.choices)
    many = ChoiceField(label=_("Many people"), choices=Weight.choices)
    heavy = ChoiceField(label=_("Something heavy"), choices=Weight.choices)
    screens = ChoiceField(label=_("Screens, and meeting online"), choices=Weight.choices)

    def weights(self) -> dict[str, str]:
        """What was chosen, by the name of its box."""
        return {name: self.cleaned_data[name] for name in WEIGHTS}


class RestForm(Form):
    """A rest on days that somebody chooses."""

    first = DateField(label=_("From which day?"), help_text=_("Leave it empty to rest from now on."), required=False)
    last = DateField(
        label=_("Until which day? It is part of the rest."),
        help_text=_("Leave it empty to rest until you say."),
        required=False,
    )
    shows = ChoiceField(label=_("What do others see?"), choices=Shows.choices, initial=Shows.NOTHING)

    def stretch(self, now: datetime) -> tuple[datetime, datetime | None]:
        """From when and until when; a rest that begins today begins now."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        begins_at = now if first is None or first == day_of(now) else begin_of(first)
        return begins_at, end_of(last) if last else None
