"""What people write in a meeting."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

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


class HowIAmForm(Form):
    """How I am: a line, and for whom."""

    how = TextField(
        label=_("How are you arriving?"),
        help_text=_("So that you can look back on it, or so that others can be kind. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
    )
    who = ChoiceField(
        label=_("Who can see it?"),
        choices=[("me", _("Nobody but me")), ("meeting", _("The people in this meeting, with my name"))],
        initial="me",
    )
