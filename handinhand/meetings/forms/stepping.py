"""How somebody would like to come back from a part they step out of."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import ChoiceField, Form, TextField

BY_MYSELF = "myself"


class SteppingForm(Form):
    """Who fetches me, and how."""

    fetcher = ChoiceField(
        label=_("How do you come back?"),
        help_text=_("So that you need not watch the time. Whoever you choose can say no, and needs no reason either."),
    )
    how = TextField(
        label=_("In which way?"),
        help_text=_("Such as: a wave through the window, or: I come back by myself at about three. You can skip this."),
        seen_by=_("Only you can see this, and whoever you ask to fetch you."),
        required=False,
    )

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fetcher"].choices = [(BY_MYSELF, _("I come back by myself")), *people]  # type: ignore[attr-defined]
        self.initial.setdefault("fetcher", BY_MYSELF)
