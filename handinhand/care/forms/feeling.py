"""How I am: in words or by a picture, and for whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.choices import Weather
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, Form, TextField, add_problem


class FeelingForm(Form):
    """How I am: a line or a picture, or both."""

    how = TextField(
        label=_("How are you now?"),
        help_text=_("So that you can look back on it, or so that others can be kind. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
        required=False,
    )
    picture = ChoiceField(
        label=_("Or a picture, if you like"),
        help_text=_("For when words are not there. No picture is better than another, and none is counted."),
        choices=[("", _("No picture")), *Weather.choices],
        pictures="weather",
        required=False,
    )
    who = ChoiceField(label=_("Who can see it?"), initial="me")
    SEEN_BY_ME = _("Only you can see this.")
    SEEN_BY_CHOSEN = _("Whoever you choose below sees it. You can take it back; they may have read it by then.")
    TO_ME = ("me", _("Nobody but me"))
    TO_MEETING = ("meeting", _("The people in this meeting, with my name"))

    def __init__(self, *args: Any, to_meeting: bool = True, asks: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [self.TO_ME, *([self.TO_MEETING] if to_meeting else [])]  # type: ignore[attr-defined]
        self.fields["how"].seen_by = self.SEEN_BY_CHOSEN if to_meeting else self.SEEN_BY_ME  # type: ignore[attr-defined]
        if asks:
            self.fields["how"].label = asks

    def clean(self) -> dict[str, Any]:
        """There is something to keep: words, or a picture."""
        said = super().clean() or self.cleaned_data
        if not said.get("how") and not said.get("picture") and not self.errors:
            add_problem(self, "how", _("Please write something here, or choose a picture."))
        return said
