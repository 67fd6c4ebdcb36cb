"""What somebody looks for, and what they would like to hear of by message."""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.formats import time_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from handinhand.circles.zones import USUAL, ZONES
from handinhand.home.actions.messages import Chosen
from handinhand.home.choices import DAYS, Hear
from handinhand.people.actions import SaidSafe
from handinhand.people.choices import ContactWay, Left, MaySay
from handinhand.ui.forms import NAME_LIMIT, ChoiceField, Form, Menu, TextField, add_problem

HOURS = 24
MORNING, EVENING = 9, 18


class FindForm(Form):
    """A word or a few."""

    looked_for = TextField(
        label=_("What are you looking for?"),
        help_text=_("One word, or a few. We look in words, meetings, decisions and promises that you may see here."),
        seen_by=_("Only you see what you look for. It is kept nowhere."),
    )


def hours_from(first: int) -> list[tuple[str, str]]:
    """Every hour of a day, as a clock shows it."""
    return [(str(hour), _clock(get_language(), hour % HOURS)) for hour in range(first, first + HOURS)]


@lru_cache
def _clock(language: str | None, hour: int) -> str:
    with override(language):
        return time_format(time(hour), "TIME_FORMAT")


class Boxes(forms.CheckboxSelectMultiple):
    """Several of some choices, each of one size and weight."""

    template_name = "home/boxes.html"


class SomeField(forms.MultipleChoiceField):
    """One or more of several choices."""

    widget = Boxes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Please choose one or more.")
        self.error_messages["invalid_choice"] = _("Please choose one or more of these.")
        self.error_messages["invalid_list"] = _("Please choose one or more of these.")


def check_hours(form: Form, sent: dict[str, Any]) -> None:
    """Say beside the box when hours do not go from earlier to later in one day."""
    if "from_hour" in sent and "to_hour" in sent and int(sent["from_hour"]) >= int(sent["to_hour"]):
        add_problem(form, "to_hour", _("These hours end before they begin. Please choose a later end."))


class MessagesForm(Form):
    """What somebody would like to hear of, and in which of their own hours."""

    way = ChoiceField(label=_("By which way?"), choices=ContactWay.choices, required=False)
    kinds = SomeField(label=_("What would you like to hear of?"), choices=Hear.choices)
    days = SomeField(label=_("On which days may a message come?"), choices=DAYS, initial=[day for day, _name in DAYS])
    from_hour = ChoiceField(label=_("From"), choices=lambda: hours_from(0), initial=MORNING, widget=Menu)
    to_hour = ChoiceField(label=_("Until"), choices=lambda: hours_from(1), initial=EVENING, widget=Menu)
    time_zone = ChoiceField(
        label=_("Whose clock?"),
        help_text=_("We ask so that a message comes in your hours and not in others."),
        choices=ZONES,
        initial=USUAL,
        widget=Menu,
    )

    def __init__(self, *args: Any, ways: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = ContactWay(ways[0][0]) if ways else ContactWay.EMAIL
        if len(ways) > 1:
            self.fields["way"].choices = ways  # type: ignore[attr-defined]
            self.initial.setdefault("way", ways[0][0])
        else:
            del self.fields["way"]

    def chosen_way(self) -> ContactWay:
        """By which way messages are to come: where there is one alone, it is not asked."""
        return ContactWay(self.cleaned_data["way"]) if self.cleaned_data.get("way") else self.only

    def clean(self) -> dict[str, Any]:
        """The hours go from earlier to later in one day."""
        sent = super().clean() or self.cleaned_data
        check_hours(self, sent)
        return sent

    def chosen(self) -> Chosen:
        """What was chosen, as `switch_on` takes it."""
        sent = self.cleaned_data
        return Chosen(
            kinds=sent["kinds"],
            days=sent["days"],
            from_hour=int(sent["from_hour"]),
            to_hour=int(sent["to_hour"]),
            time_zone=sent["time_zone"],
        )


class SafeForm(Form):
    """What somebody says of one way to reach them."""

    from_hour = ChoiceField(
        label=_("From"),
        help_text=_("We ask so that nothing comes in other hours."),
        choices=lambda: hours_from(0),
        initial=MORNING,
        widget=Menu,
    )
    to_hour = ChoiceField(label=_("Until"), choices=lambda: hours_from(1), initial=EVENING, widget=Menu)
    time_zone = ChoiceField(
        label=_("Whose clock?"),
        help_text=_("We ask so that a message comes in your hours and not in others."),
        choices=ZONES,
        initial=USUAL,
        widget=Menu,
    )
    name = TextField(
        label=_("Which name may stand there?"),
        help_text=_("We ask so that a message uses a name that is safe. Leave it empty, and no name stands there."),
        limit=NAME_LIMIT,
        required=False,
        seen_by=_("Only you see it, and whoever reads a message to you."),
    )
    may_say = ChoiceField(
        label=_("How much may a message say?"),
        help_text=_("We ask because others may read it. It never says anybody's words."),
        choices=MaySay.choices,
        initial=MaySay.NEWS,
    )
    may_be_left = ChoiceField(
        label=_("May a message stay where others might see or hear it?"),
        help_text=_(
            "A letter stays in a mailbox, and a text message on a screen. If that is not safe, this server sends"
            " nothing this way."
        ),
        choices=Left.choices,
        initial=Left.NO,
    )

    def clean(self) -> dict[str, Any]:
        """The hours go from earlier to later in one day."""
        sent = super().clean() or self.cleaned_data
        check_hours(self, sent)
        return sent

    def said(self) -> SaidSafe:
        """What was said, as `say_safe` takes it."""
        sent = self.cleaned_data
        return SaidSafe(
            name=sent["name"].strip(),
            from_hour=int(sent["from_hour"]),
            to_hour=int(sent["to_hour"]),
            time_zone=sent["time_zone"],
            may_say=MaySay(sent["may_say"]),
            may_be_left=sent["may_be_left"] == Left.YES,
        )
