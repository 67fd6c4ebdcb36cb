"""What somebody offers, and what somebody says of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.circles.zones import city_of
from handinhand.meetings import times
from handinhand.times.choices import Suits
from handinhand.times.queries import Offered
from handinhand.times.rules import FEWEST_TIMES, MOST_TIMES
from handinhand.ui.forms import ChoiceField, DateField, Form, TextField, TimeField, add_problem


class AskForm(Form):
    """A name for the meeting, and a few days and times; boxes that are not needed stay empty."""

    title = TextField(
        label=_("What will the meeting be called?"), seen_by=_("Everyone in this circle can see this, and the times.")
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)
        clocks = _("On the clocks in %(place)s.") % {"place": city_of(zone)}
        for number in range(1, MOST_TIMES + 1):
            given = {"number": number}
            self.fields[f"day_{number}"] = DateField(label=_("Time %(number)s: which day?") % given, required=False)
            self.fields[f"clock_{number}"] = TimeField(
                label=_("Time %(number)s: it begins at") % given, help_text=clocks, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Each day has its time, and at least two times are offered, each once."""
        cleaned: dict[str, Any] = super().clean() or {}
        moments: list[datetime] = []
        for number in range(1, MOST_TIMES + 1):
            moment = self._moment(number, cleaned)
            if moment in moments:
                add_problem(
                    self, f"day_{number}", _("This time stands here twice. Please choose another, or leave it empty.")
                )
            elif moment is not None:
                moments.append(moment)
        if len(moments) < FEWEST_TIMES and not self.errors:
            add_problem(self, "day_1", _("Please offer two times or more, so that there is something to choose."))
        cleaned["moments"] = moments
        return cleaned

    def _moment(self, number: int, cleaned: dict[str, Any]) -> datetime | None:
        day, clock = (cleaned.get(f"{name}_{number}") for name in ("day", "clock"))
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            missing = f"day_{number}" if day is None else f"clock_{number}"
            if missing not in self.errors:
                add_problem(self, missing, _("A day and a time belong together. Please write both, or neither."))
            return None
        try:
            return times.at(day, clock, self.zone)
        except times.LeftOut:
            sentence = _("The clocks go forward on that day, and this time is left out. Please choose another.")
            add_problem(self, f"clock_{number}", sentence)
        except OverflowError:
            sentence = _("We cannot plan for that day. Please choose one in the next two years.")
            add_problem(self, f"day_{number}", sentence)
        return None


class SuitsForm(Form):
    """What somebody says of each offered time; each can be left open."""

    def __init__(self, *args: Any, offered: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in offered:
            notes = [*each.circle_days]
            if each.some_cannot:
                notes.append(str(_("One or more of us cannot then.")))
            if each.is_my_day:
                notes.append(str(_("This falls on one of your days. Only you see that.")))
            self.fields[each.time.public_id] = ChoiceField(
                label=each.when, choices=Suits.choices, required=False, help_text=" ".join(notes)
            )

    def said(self) -> dict[str, str]:
        """What was said, without what was left open."""
        return {name: suits for name, suits in self.cleaned_data.items() if suits and name != "key"}
