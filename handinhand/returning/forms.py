"""What somebody who asks to come back fills in, and what members wish for beforehand."""

from typing import Any

from django.forms import TextInput
from django.utils.translation import gettext_lazy as _

from handinhand.circles.forms import NameField
from handinhand.circles.models import Member
from handinhand.returning.models import Wish
from handinhand.ui.forms import ChoiceField, Form, TextField

CODE_LIMIT = 60


class AskForm(Form):
    """The name somebody had."""

    name = NameField(
        label=_("The name you had in this circle"),
        help_text=_("We ask so that people who know you can say that it is you. Nothing else is asked."),
        seen_by=_("Only members see it whom you read your code out to."),
        widget=TextInput(attrs={"autocomplete": "off"}),
    )


class CodeForm(Form):
    """The code that somebody reads out to a member who knows them."""

    code = TextField(
        label=_("The code they read out to you"),
        help_text=_("We ask so that the right person is let in. Hear it from them: face to face, or by their voice."),
        limit=CODE_LIMIT,
        widget=TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )


class WishForm(Form):
    """Whether somebody may be let back in so, and who may open what is theirs."""

    let_back = ChoiceField(
        label=_("If I lose every way to come in"),
        choices=[("yes", _("Two people who know me may let me back in")), ("no", _("Nobody may let me back in"))],
        help_text=_("We ask so that it is as you want it. You can leave it as it is."),
    )
    opener = ChoiceField(
        label=_("Who may open what is mine alone"),
        help_text=_(
            "We ask because only somebody you choose may. You can skip this. They could let a person in as you, with"
            " all that is yours. Without it only your own card, letter or passkey opens it."
        ),
        required=False,
    )

    def __init__(self, *args: Any, others: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {each.public_id: each for each in others}
        named = [(each.public_id, each.name) for each in others]
        self.fields["opener"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]

    @staticmethod
    def filled_in(wish: Wish) -> dict[str, str]:
        """What a member wished for until now."""
        opener = wish.opener
        named = opener.public_id if opener is not None and opener.left_at is None else ""
        return {"let_back": "no" if wish.switched_off else "yes", "opener": named}

    def wished(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        kept = self.cleaned_data
        return {"switched_off": kept["let_back"] == "no", "opener": self.others.get(kept["opener"])}
