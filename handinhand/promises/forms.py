"""What people fill in to promise something, and to say what came of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.promises.choices import ANSWERS, AnswerKind
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, DateField, Form, TextField, add_problem

WITHOUT = gettext_lazy("You can leave this empty.")


class PromiseForm(Form):
    """What somebody will do, and by when if they like."""

    text = TextField(label=gettext_lazy("What will you do?"), limit=WORDS_LIMIT, lines=2)
    by_when = DateField(label=gettext_lazy("By which day?"), help_text=WITHOUT, required=False)


class TakeOnForm(Form):
    """By when somebody will do what was asked."""

    by_when = DateField(label=gettext_lazy("By which day?"), help_text=WITHOUT, required=False)


class AnswerForm(Form):
    """What came of a promise."""

    kind = ChoiceField(label=gettext_lazy("What came of it?"), choices=ANSWERS)
    text = TextField(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy("What was done, why it is not possible, or what you will do instead."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )
    by_when = DateField(
        label=gettext_lazy("If you do something else instead: by which day?"), help_text=WITHOUT, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Only what is done needs no words."""
        sent = super().clean() or self.cleaned_data
        if "text" in sent and not sent["text"]:
            if sent.get("kind") == AnswerKind.NOT_POSSIBLE:
                add_problem(self, "text", _("Please say why it is not possible, so that people know."))
            if sent.get("kind") == AnswerKind.CHANGED:
                add_problem(self, "text", _("Please say what you will do instead."))
        return sent
