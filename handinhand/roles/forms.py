"""What somebody says of roles."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.roles.choices import OpenFor, Seats
from handinhand.roles.rules import WORD_LIMIT
from handinhand.ui.forms import NAME_LIMIT, ChoiceField, DateField, Form, TextField, add_problem

UNTIL = "until"


class RoleForm(Form):
    """What a role takes, and how many hold it."""

    takes = TextField(
        label=_("What does it take?"),
        help_text=_("One sentence is enough. You can skip this."),
        seen_by=_("Everyone in this circle can see this."),
        required=False,
    )
    seats = ChoiceField(
        label=_("How many hold it?"),
        choices=Seats.choices,
        initial=Seats.ONE,
        help_text=_("We ask so that it fits your circle. You can leave it at one."),
    )


class OwnRoleForm(RoleForm):
    """A role that we invent."""

    name = TextField(
        label=_("What is it called?"),
        help_text=_("Such as: looking after the plants."),
        limit=NAME_LIMIT,
        seen_by=_("Everyone in this circle can see this."),
    )
    field_order = ("name", "takes", "seats")


class TermForm(Form):
    """Until when somebody holds a role."""

    until = DateField(label=_("Until which day?"), help_text=_("You can hand it back before, and nobody asks why."))


class OpenDrawForm(Form):
    """What is drawn, and how long the names are open."""

    what = ChoiceField(label=_("What is it for?"), choices=())
    until = DateField(
        label=_("Until which day?"),
        help_text=_("Only if it is not for one meeting. Else leave it empty."),
        required=False,
    )
    days = ChoiceField(
        label=_("How long are the names open?"),
        choices=OpenFor.choices,
        initial=OpenFor.THREE,
        help_text=_("Long enough that everybody can say yes or not now, whenever they look in."),
    )

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [*meetings, (UNTIL, _("For a while, until a day"))]  # type: ignore[attr-defined]
        self.initial.setdefault("what", meetings[0][0] if meetings else UNTIL)

    def clean(self) -> dict[str, Any]:
        """For a while needs a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == UNTIL and not cleaned.get("until") and "until" not in self.errors:
            add_problem(self, "until", _("Please choose a day."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        cleaned = self.cleaned_data
        until: date | None = cleaned["until"] if cleaned["what"] == UNTIL else None
        meeting_id = "" if until is not None else cleaned["what"]
        return {"meeting_id": meeting_id, "until": until, "days": int(cleaned["days"])}


class WordForm(Form):
    """A word of one's own for a draw."""

    word = TextField(
        label=_("A word of my own"),
        help_text=_("Any word. It changes the draw, and nobody can know to what. You can skip this."),
        limit=WORD_LIMIT,
        seen_by=_("Nobody can see this. Only its fingerprint is kept, and shown. Of a short word it can be guessed."),
    )
