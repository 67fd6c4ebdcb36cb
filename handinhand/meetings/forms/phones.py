"""What is filled in on the room's phone."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from handinhand.decisions.forms import PositionForm
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, Form, TextField

NAMELESS = ""
CAME = [("", _("Said in the room")), ("paper", _("Written on paper"))]


class EnterForm(Form):
    """What somebody wants kept. Nobody's name, unless they say yes to theirs."""

    body = TextField(
        label=_("What shall be kept?"),
        limit=WORDS_LIMIT,
        lines=3,
        seen_by=_(
            "Everyone in this meeting can see it, and so can anyone who comes in before it closes. With a name, that"
            " person can change it or take it back later. Without one nobody can, and nobody is told whose it was."
            " People may still guess."
        ),
    )
    whose = ChoiceField(
        label=_("In whose name?"),
        help_text=_("Please ask. Nobody needs a name here."),
        required=False,
    )
    came = ChoiceField(label=_("How did it come?"), choices=CAME, required=False)

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = [(NAMELESS, _("Nobody's name")), *people]  # type: ignore[attr-defined]


class SlipForm(PositionForm):
    """Where somebody on this phone stands."""

    whose = ChoiceField(label=_("Whose position is it?"))
    came = ChoiceField(label=_("How did it come?"), choices=CAME, required=False)
    field_order = ("whose", "kind", "concern", "came")

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = people  # type: ignore[attr-defined]
