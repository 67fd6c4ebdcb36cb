"""The two questions a circle talks about after a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handinhand.meetings.forms.plans import SEEN_BY_CIRCLE
from handinhand.ui.forms import Form, Hidden, TextField


class TalkQuestionsForm(Form):
    """Both questions, and which version they stand in the place of."""

    first = TextField(
        label=_("The first question"), help_text=_("Leave it empty, and ours stands there."), required=False
    )
    second = TextField(
        label=_("The second question"), help_text=_("Leave it empty, and ours stands there."), required=False
    )
    instead_of = forms.IntegerField(widget=Hidden(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].seen_by = SEEN_BY_CIRCLE  # type: ignore[attr-defined]
