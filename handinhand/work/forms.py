"""What people fill in to ask, to offer, to answer, and to say yes or not this time."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.circles.models import Member
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, DateField, Form, NumberField, TextField, add_problem
from handinhand.work.choices import Kind

EVERYONE, SOME = "circle", "some"
MOST_MINUTES = 2400


class Boxes(forms.CheckboxSelectMultiple):
    """Several of some choices, each of one size and weight."""

    template_name = "work/boxes.html"


class SomeField(forms.MultipleChoiceField):
    """Some of several choices, or none."""

    widget = Boxes

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        gone = gettext_lazy("Somebody you chose is no longer here. Please look at your choice again.")
        self.error_messages["invalid_choice"] = self.error_messages["invalid_list"] = gone

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if each]


class WhoForm(Form):
    """Who can see an ask or an offer: everyone in the circle, or some people in it."""

    who = ChoiceField(
        label=gettext_lazy("Who can see it?"),
        choices=[(EVERYONE, gettext_lazy("Everyone in this circle")), (SOME, gettext_lazy("The people I choose"))],
        initial=EVERYONE,
    )
    people = SomeField(
        label=gettext_lazy("The people I choose"), help_text=gettext_lazy("Leave this empty if everyone can see it.")
    )

    def __init__(self, *args: Any, others: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {each.public_id: each for each in others}
        named = [(each.public_id, each.name) for each in others]
        self.fields["people"].choices = named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """To show something to some people, some are chosen."""
        sent = super().clean() or self.cleaned_data
        if sent.get("who") == SOME and "people" in sent and not sent["people"]:
            add_problem(self, "people", _("Please choose at least one person, or everyone in this circle."))
        return sent

    def to(self) -> list[Member] | None:
        """The people who were chosen; nothing where it is the whole circle."""
        if self.cleaned_data["who"] == EVERYONE:
            return None
        return [self.others[each] for each in self.cleaned_data["people"]]


class NewForm(WhoForm):
    """Something somebody could use, or could do."""

    kind = ChoiceField(label=gettext_lazy("Which is it?"), choices=Kind.choices)
    text = TextField(label=gettext_lazy("In your words"), limit=WORDS_LIMIT, lines=3)
    beside = SomeField(
        label=gettext_lazy("With somebody beside me"),
        help_text=gettext_lazy("We ask so that nobody has to do it alone. You can skip this."),
        choices=[("yes", gettext_lazy("I would like somebody beside me"))],
    )
    by_when = DateField(
        label=gettext_lazy("By which day?"),
        help_text=gettext_lazy("Then it ends when that day is over. You can skip this: it ends after 30 days."),
        required=False,
    )
    minutes = NumberField(
        label=gettext_lazy("About how many minutes does it take, with getting ready and the way there?"),
        help_text=gettext_lazy("We ask so that others see its real cost before they answer. You can skip this."),
        least=1,
        most=MOST_MINUTES,
        required=False,
    )

    field_order = ("kind", "text", "who", "people")

    def __init__(self, *args: Any, seen_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].seen_by = seen_by  # type: ignore[attr-defined]


class AnswerForm(Form):
    """That one could do something, or could use it."""

    text = TextField(label=gettext_lazy("In your words"), limit=WORDS_LIMIT, lines=3)


class SayForm(Form):
    """A few words beside yes or not this time."""

    text = TextField(
        label=gettext_lazy("A few words beside it"),
        help_text=gettext_lazy("For example when, or where. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
        required=False,
    )
