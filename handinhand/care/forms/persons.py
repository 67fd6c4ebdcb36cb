"""What people fill in to choose their person, to say when they look, to turn to somebody, and to answer."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.choices.persons import Answer, Looks
from handinhand.care.queries.persons import Mine
from handinhand.circles.models import Member
from handinhand.ui.apart import apart
from handinhand.ui.forms import TITLE_LIMIT, WORDS_LIMIT, ChoiceField, Form, TextField

LINES_LIMIT = 2000


class ChooseForm(Form):
    """Whom somebody asks to be their person."""

    who = ChoiceField(label=_("Whom would you like to ask?"))

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {each.public_id: each for each in members}
        several = len({each.circle_id for each in members}) > 1
        field = self.fields["who"]
        field.choices = [  # type: ignore[attr-defined]
            (each.public_id, f"{apart(each.name)} · {apart(each.circle.name)}" if several else each.name)
            for each in members
        ]
        field.error_messages["invalid_choice"] = _("They cannot be asked just now. Please choose somebody else.")

    def chosen(self) -> Member:
        """The member who was chosen."""
        return self.members[self.cleaned_data["who"]]


class LooksForm(Form):
    """When somebody usually looks here."""

    looks = ChoiceField(
        label=_("When do you usually look here?"),
        help_text=_("We ask so that nobody waits for you at another time. You can skip this. It is no duty."),
        choices=[("", _("I would rather not say")), *Looks.choices],
        required=False,
    )
    text = TextField(
        label=_("In your own words"),
        help_text=_("For example: when my children are asleep. You can skip this."),
        limit=TITLE_LIMIT,
        required=False,
    )

    def __init__(self, *args: Any, seen_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].seen_by = seen_by  # type: ignore[attr-defined]

    def when(self) -> Looks | None:
        """What was chosen, or nothing."""
        chosen = self.cleaned_data["looks"]
        return Looks(chosen) if chosen else None


class TurnForm(Form):
    """To whom somebody turns, with a few words or none."""

    to = ChoiceField(label=_("Whom shall we tell?"))
    text = TextField(
        label=_("A few words, if you like"),
        help_text=_("You can leave this empty. You need not say why."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Mine], seen_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.support.public_id: each.support for each in people}
        to = self.fields["to"]
        to.choices = [(each.support.public_id, each.name) for each in people]  # type: ignore[attr-defined]
        to.error_messages["invalid_choice"] = _("They are not there for you just now. Please look at this page anew.")
        if people:
            self.initial.setdefault("to", people[0].support.public_id)
        self.fields["text"].seen_by = seen_by  # type: ignore[attr-defined]


class AnswerForm(Form):
    """What somebody answers whom another turned to."""

    answer = ChoiceField(label=_("One of these sentences"), choices=Answer.choices, required=False)
    text = TextField(label=_("Or your own words"), limit=WORDS_LIMIT, lines=3, required=False)

    def __init__(self, *args: Any, seen_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].seen_by = seen_by  # type: ignore[attr-defined]

    def sentence(self) -> Answer | None:
        """The sentence that was chosen, or none."""
        chosen = self.cleaned_data["answer"]
        return Answer(chosen) if chosen else None
