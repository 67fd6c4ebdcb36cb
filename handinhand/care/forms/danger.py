"""What somebody fills in to pass something on. Whom it goes to comes before the words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.models import Danger, Knows
from handinhand.care.queries.danger import Outside
from handinhand.circles.models import Member
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, Form, TextField, add_problem

NOBODY = ("", _("Nobody of these, or I would rather not say"))


class PassOnForm(Form):
    """To whom, whether the one it is about knows, and a few words."""

    to = ChoiceField(label=_("Who gets it?"), help_text=_("Our circle named these people. They are outside our group."))
    organisation = ChoiceField(
        label=_("Which organisation do they work for?"),
        help_text=_(
            "We ask so that it does not go to somebody whose line above names it. Where else they work, we do not know."
            " It is not kept. You can skip this."
        ),
        required=False,
    )
    about = ChoiceField(
        label=_("Is it about somebody of this circle?"),
        help_text=_(
            "We ask so that they can read that something was passed on, and to whom, unless that adds to the danger."
            " They do not read your words, nor that it was you. You can skip this."
        ),
        required=False,
    )
    knows = ChoiceField(
        label=_("Does whoever it is about know?"),
        help_text=_("We ask so that nothing happens behind anybody's back, unless that is safer."),
        choices=Knows.choices,
    )
    is_named = ChoiceField(
        label=_("With your name?"),
        help_text=_("Without a name, nobody can ask you more or tell you what came of it."),
        choices=[("no", _("Without my name")), ("yes", _("With my name and the name of this circle"))],
        initial="no",
    )
    how = ChoiceField(
        label=_("How does it reach them?"),
        help_text=_("We ask so that nothing leaves that you did not mean to send."),
        choices=[("self", _("I call or write to them myself")), ("letter", _("Send my words by e-mail from here"))],
        initial="self",
    )
    text = TextField(
        label=_("What you pass on, in your own words"),
        help_text=_("A few words are enough. If you call them yourself, you can leave this empty."),
        limit=WORDS_LIMIT,
        lines=4,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        danger: Danger,
        outside: Sequence[Outside],
        others: Sequence[Member],
        organisations: Sequence[str],
        can_send: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("to", [(each.public_id, each.text) for each in outside])
        self.fields["to"].initial = outside[0].public_id if outside else None
        self._offer("about", [NOBODY, *((each.public_id, each.name) for each in others)])
        self._offer("organisation", [NOBODY, *((each, each) for each in organisations)])
        if danger != Danger.WORKER or not organisations:
            del self.fields["organisation"]
        if not can_send:
            del self.fields["how"]
        self.fields["text"].seen_by = _(  # type: ignore[attr-defined]
            "You alone can see this here. If you send it by e-mail, whoever you chose above reads it, too. A letter"
            " that has left cannot be called back."
        )

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def refuse(self, sentence: str) -> None:
        """Say why it was not passed on, with everything still there."""
        add_problem(self, "to", sentence)
