"""What people write in a meeting."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.forms.feeling import FeelingForm
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, Form, TextField


class SayForm(Form):
    """Words for a part of a meeting."""

    body = TextField(label=_("Your words"), limit=WORDS_LIMIT, lines=3)


class IdeaForm(SayForm):
    """Words for one of a part's questions, if it has any: each with its public id and its title."""

    question = ChoiceField(label=_("Which question is it about?"), required=False)

    def __init__(self, *args: object, questions: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if len(questions) > 1:
            self.fields["question"].choices = [  # type: ignore[attr-defined]
                *questions,
                ("", _("None of these in particular")),
            ]
            self.order_fields(["question", "body"])
        else:
            del self.fields["question"]


class HowIAmForm(FeelingForm):
    """How I am as I arrive, or as I leave, and for whom."""

    def __init__(self, *args: Any, leaving: bool = False, **kwargs: Any) -> None:
        asks = _("How are you leaving?") if leaving else _("How are you arriving?")
        super().__init__(*args, asks=asks, **kwargs)
