"""What people fill in when one writes for another."""

from collections.abc import Sequence

from django.forms import PasswordInput
from django.utils.translation import gettext_lazy as _

from handinhand.people.forms import CODE_LIMIT, CardForm
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, Form, TextField


class AskFriendForm(Form):
    """Who writes for me."""

    friend = ChoiceField(
        label=_("Who writes for you?"),
        help_text=_("So that nobody else can. You can leave this page as it is, and write yourself or not at all."),
    )

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["friend"].choices = people  # type: ignore[attr-defined]


class FriendCardForm(CardForm):
    """Whose words they are, and the yes of their card. The code is not shown, and not given back."""

    whose = ChoiceField(label=_("For whom do you write?"))
    code = TextField(
        label=_("The code on their card, typed by them"),
        limit=CODE_LIMIT,
        help_text=_(
            "It says that they want it. Please look away while they type. It brings this phone to nothing of theirs,"
            " and it is not kept here. It can be left out: then they say yes on a phone of their own."
        ),
        widget=PasswordInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("whose", "code")

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = people  # type: ignore[attr-defined]


class TheirWordsForm(Form):
    """What somebody says, written by a friend."""

    body = TextField(label=_("Their words"), limit=WORDS_LIMIT, lines=3)
