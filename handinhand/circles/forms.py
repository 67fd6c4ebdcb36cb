"""What people write to start or join a circle."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from handinhand.circles.actions import DEFAULT_LIMITS
from handinhand.circles.choices import Colour, Shape, Standing
from handinhand.ui.forms import NAME_LIMIT, WORDS_LIMIT, ChoiceField, Form, TextField, add_problem

USUAL_ZONE = "Europe/London"
ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right"))
)


class PlaceForm(Form):
    """How somebody wants to be known in a circle: a name, a shape, a colour, and how they come."""

    called = TextField(
        label=_("A name you choose for this circle"),
        help_text=_("So that people can call you something. Any name will do. It need not be your own."),
        limit=NAME_LIMIT,
        seen_by=_("Everyone in this circle will see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    shape = ChoiceField(label=_("A shape"), choices=Shape.choices, initial=Shape.WAVE, pictures="shape")
    colour = ChoiceField(label=_("A colour"), choices=Colour.choices, initial=Colour.LEAF, pictures="colour")
    standing = ChoiceField(
        label=_("How do you come to this circle?"),
        help_text=_("Those who speak for an organisation say so. Everyone else comes for themselves."),
        choices=Standing.choices,
        initial=Standing.FOR_MYSELF,
    )
    organisation = TextField(
        label=_("Which organisation, if you come for one"),
        help_text=_("You can leave this empty if you come for yourself."),
        required=False,
        seen_by=_("Everyone in this circle will see it."),
    )

    def clean(self) -> dict[str, Any]:
        """An organisation is named by those who come for one, and by nobody else."""
        cleaned = super().clean() or {}
        if cleaned.get("standing") == Standing.FOR_ORGANISATION:
            if not cleaned.get("organisation") and "organisation" not in self.errors:
                add_problem(self, "organisation", _("Please write which organisation, or choose “For myself”."))
        else:
            cleaned["organisation"] = None
        return cleaned

    def place(self) -> dict[str, Any]:
        """What was chosen, as the actions take it."""
        return {name: self.cleaned_data[name] for name in ("called", "shape", "colour", "organisation")}


class StartForm(PlaceForm):
    """A new circle, and one's own place in it."""

    name = TextField(label=_("What is the circle called?"), limit=NAME_LIMIT)
    purpose = TextField(label=_("What is it for?"), limit=WORDS_LIMIT, lines=2)
    time_zone = forms.ChoiceField(
        label=_("Where is it? (for the clock)"),
        choices=[(zone, zone.replace("_", " ")) for zone in ZONES],
        initial=USUAL_ZONE,
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )
    limits = TextField(
        label=_("What cannot stay private"),
        help_text=_("Everyone reads this before they write anything. Please put it in your own words."),
        limit=WORDS_LIMIT,
        lines=4,
        initial=DEFAULT_LIMITS,
    )
    field_order = ["name", "purpose", "time_zone", "limits", "called", "shape", "colour", "standing", "organisation"]


class CodeForm(Form):
    """A code that somebody read out."""

    code = TextField(
        label=_("The code"),
        help_text=_("Nine letters and numbers. Big or small letters and spaces do not matter."),
        limit=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
