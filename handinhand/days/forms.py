"""What somebody says of days that do not suit."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from handinhand.days.choices import Told
from handinhand.days.spans import Span
from handinhand.ui.forms import ChoiceField, DateField, Form, TextField, TimeField, add_problem

ONE_DATE = "date"
WHICH = [*((str(number), name) for number, name in WEEKDAYS.items()), (ONE_DATE, _("One date alone"))]


class SpanForm(Form):
    """One weekday or one date, as a whole or in part."""

    which = ChoiceField(
        label=_("Which day does not suit?"),
        choices=WHICH,
        help_text=_("We ask so that meetings can be on other days. Nobody asks why."),
    )
    day = DateField(
        label=_("Which date?"), help_text=_("Only for one date alone. Else leave it empty."), required=False
    )
    start = TimeField(label=_("From what time?"), help_text=_("Leave it empty for from morning on."), required=False)
    end = TimeField(
        label=_("Until what time?"), help_text=_("Leave it empty for to the end of the day."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """One date needs its day, and a stretch ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("which") == ONE_DATE and not cleaned.get("day") and "day" not in self.errors:
            add_problem(self, "day", _("Please choose the date."))
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            add_problem(
                self, "end", _("This is before it begins. For a night, please write two days, one after another.")
            )
        return cleaned

    def span(self, note: str) -> Span:
        """What was said."""
        given = self.cleaned_data
        alone = given["which"] == ONE_DATE
        return Span(
            weekday=None if alone else int(given["which"]),
            day=given["day"] if alone else None,
            start=given["start"],
            end=given["end"],
            note=note,
        )


class OwnDayForm(SpanForm):
    """A day that does not suit me."""

    note = TextField(
        label=_("A note to myself"),
        help_text=_("You can skip this. No reason is needed."),
        seen_by=_("Only you can see this."),
        required=False,
    )


class CircleDayForm(SpanForm):
    """A day that does not suit the circle."""

    note = TextField(
        label=_("A word about it"),
        help_text=_("Such as: market day. You can skip this."),
        seen_by=_("Everyone in this circle can see this."),
        required=False,
    )


class ToldForm(Form):
    """Who is told of my days."""

    told = ChoiceField(
        label=_("Who is told?"),
        choices=Told.choices,
        help_text=_("We ask so that you decide. You can leave it at only you."),
    )
