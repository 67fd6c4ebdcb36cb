"""Forms of linking two circles, and of telling."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handinhand.circles.forms import CODE_LIMIT
from handinhand.links.choices import Known
from handinhand.profiles.forms import Boxes
from handinhand.ui.forms import NAME_LIMIT, WORDS_LIMIT, ChoiceField, Form, Line, TextField

# Names and what we say around them stand with the words in what people agree to.
UPDATE_LIMIT = WORDS_LIMIT // 2


class AcceptForm(Form):
    """Who may know of us, once the two circles are linked."""

    known = ChoiceField(
        label=_("Who may know that our circle exists?"),
        help_text=_("They read its name and what it is for, and nothing else. You can leave it as it is."),
        choices=Known.choices,
        initial=Known.LINKED,
        required=False,
    )

    @property
    def is_known(self) -> bool:
        """Whether further circles may know of us."""
        return bool(self.cleaned_data.get("known") == Known.FURTHER)


class OfferForm(AcceptForm):
    """A link that our circle would like."""

    whom = TextField(
        label=_("Which circle is it for?"),
        help_text=_("As people here call it. The others agree to a link with this circle."),
        limit=NAME_LIMIT,
        seen_by=_("Everyone in this circle reads it, with your name. The other circle does not."),
        widget=Line(attrs={"autocomplete": "off"}),
    )
    field_order = ("whom", "known")


class LinkCodeForm(Form):
    """The code that somebody of another circle carried over."""

    code = TextField(
        label=_("The code"),
        help_text=_("Letters and numbers in short groups. Big or small letters, spaces and dashes do not matter."),
        limit=CODE_LIMIT,
        widget=Line(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )


class TellForm(Form):
    """An update, in its exact words, and to whom."""

    text = TextField(
        label=_("The words, exactly"),
        help_text=_(
            "What you found out, what you ask for, what comes next. The others agree to these words, and to nothing"
            " else. Name nobody who would not like it."
        ),
        limit=UPDATE_LIMIT,
        lines=6,
        seen_by=_(
            "Everyone in this circle reads it now, with your name. When enough of us agree, everyone in the circles you"
            " choose reads it too, in the name of our circle."
        ),
    )
    to = forms.MultipleChoiceField(
        label=_("To which circles?"),
        help_text=_("Only these read it. No circle sees which others you chose."),
        widget=Boxes,
        error_messages={
            "required": _("Please choose one circle or more."),
            "invalid_choice": _(
                "A circle you chose is not linked with us any more. Please look at the list once more."
            ),
            "invalid_list": _("Please choose one circle or more."),
        },
    )

    def __init__(self, *args: Any, circles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list(circles)  # type: ignore[attr-defined]
        if len(circles) == 1:
            self.initial.setdefault("to", [circles[0][0]])
