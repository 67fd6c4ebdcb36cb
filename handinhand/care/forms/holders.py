"""The circle's own lines: whom those who look after care can turn to, and contacts for everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import Form, Hidden, TextField

LINES_LIMIT = 2000


class TurnToForm(Form):
    """Both lines, and which version they stand in the place of."""

    outside = TextField(
        label=_("Somebody outside this circle for whoever looks after care"),
        help_text=_("A name and how to reach them, as they agreed to it. You can leave this empty."),
        limit=LINES_LIMIT,
        lines=3,
        required=False,
    )
    contacts = TextField(
        label=_("Whom any of us can turn to"),
        help_text=_("For example: the day centre's number, and when it is open. You can leave this empty."),
        limit=LINES_LIMIT,
        lines=4,
        required=False,
    )
    instead_of = forms.IntegerField(widget=Hidden(), required=False)

    def __init__(self, *args: Any, seen_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outside", "contacts"):
            self.fields[name].seen_by = seen_by  # type: ignore[attr-defined]
