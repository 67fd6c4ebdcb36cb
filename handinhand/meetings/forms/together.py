"""What people write to change a plan in the room, and in small groups."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.fairness.pacing import TITLES
from handinhand.meetings.forms.plans import KINDS, LONGEST_PART
from handinhand.ui.forms import TITLE_LIMIT, WORDS_LIMIT, ChoiceField, Form, NumberField, TextField, add_problem

SEEN_IN_ROOM = _("Everyone in this meeting can see this. When the change is made, everyone in this circle can.")
Choices = Sequence[tuple[str, str]]


class AddForm(Form):
    """One more part."""

    kind = ChoiceField(label=_("What happens in this part?"), choices=KINDS, initial="talk")
    title = TextField(
        label=_("What is it called?"),
        help_text=_("For arriving, a break and leaving you can leave this empty."),
        limit=TITLE_LIMIT,
        required=False,
        seen_by=SEEN_IN_ROOM,
    )
    minutes = NumberField(label=_("About how many minutes?"), least=1, most=LONGEST_PART, initial=10)
    after = ChoiceField(label=_("After which part?"))

    def __init__(self, *args: Any, from_now: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = from_now  # type: ignore[attr-defined]
        self.fields["after"].initial = from_now[0][0] if from_now else None

    def clean(self) -> dict[str, Any]:
        """Arriving, breaks and leaving have a name of their own; other parts are given one."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if kind and not cleaned.get("title") and "title" not in self.errors:
            usual = TITLES.get(kind)
            if usual is None:
                add_problem(self, "title", _("Please write what this part is called."))
            else:
                cleaned["title"] = str(_(usual))
        return cleaned


class LeaveOutForm(Form):
    """A part that is still to come, to be left out."""

    part = ChoiceField(label=_("Which part?"))

    def __init__(self, *args: Any, to_come: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = to_come  # type: ignore[attr-defined]


class MoveForm(LeaveOutForm):
    """A part that is still to come, and after which other it comes."""

    after = ChoiceField(label=_("After which part does it come?"))

    def __init__(self, *args: Any, from_now: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = from_now  # type: ignore[attr-defined]


class LengthForm(Form):
    """A part, and how long it takes."""

    part = ChoiceField(label=_("Which part?"))
    minutes = NumberField(label=_("About how many minutes?"), least=1, most=LONGEST_PART)

    def __init__(self, *args: Any, from_now: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = from_now  # type: ignore[attr-defined]


class SplitForm(Form):
    """How big small groups are, and what they talk about."""

    question = TextField(
        label=_("What do the groups talk about?"),
        limit=TITLE_LIMIT,
        seen_by=_("Everyone in this meeting can see this, while there are groups."),
    )
    size = ChoiceField(
        label=_("How many in each?"),
        help_text=_("About that many. Nobody is ever alone in a group."),
        choices=[("2", _("Two")), ("3", _("Three")), ("4", _("Four"))],
        initial="3",
    )


class GroupForm(Form):
    """Words for one's small group."""

    body = TextField(label=_("Your words"), limit=WORDS_LIMIT, lines=3)


class BringForm(Form):
    """What a group brings back."""

    body = TextField(
        label=_("What does your group want to bring back?"),
        limit=WORDS_LIMIT,
        lines=3,
        seen_by=_(
            "Everyone in this meeting can see this, and so can anyone who comes in before it closes. With your name,"
            " you can take it back. Without a name nothing says whose it is, so nobody can take it back."
        ),
    )
    named = ChoiceField(
        label=_("Whose words are they?"),
        choices=[("group", _("From a group, without a name")), ("me", _("Mine, with my name"))],
        initial="group",
    )
