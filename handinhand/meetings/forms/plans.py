"""What people write to plan a meeting and to answer."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from handinhand.circles.zones import city_of
from handinhand.fairness.pacing import RESTS, TITLES
from handinhand.meetings import times
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.forms.joining import JoinField
from handinhand.meetings.models import MOST_PREPARATION
from handinhand.ui.forms import (
    TITLE_LIMIT,
    WORDS_LIMIT,
    ChoiceField,
    DateField,
    Form,
    NumberField,
    TextField,
    TimeField,
    add_problem,
)

SEEN_BY_PLANNER = _("Only you can see this, until you invite everyone. Then everyone in this circle can.")
SEEN_BY_CIRCLE = _("Everyone in this circle can see this.")
STAYS_COVERED = _("Something is covered here. If you leave this box empty, it stays as it is.")
WHAT_TOPICS = _("What does it touch on?")
HOW_TOPICS = _("Short and plain, with commas between: waiting rooms, being searched. You can skip this.")
TOPICS_LIMIT = 12
TOPIC_LENGTH = 60
LONGEST_PART = 600
# Also as Arabic, Persian and Urdu, and as Chinese and Japanese write them.
COMMAS = re.compile("[,\u060c\uff0c\u3001]")
KINDS = [(kind.value, capfirst(kind.label)) for kind in PartKind]


class PlanForm(Form):
    """A form about a plan: beside each box stands who will see what is written there.

    A box over a covered text is empty, and can stay so.
    """

    def __init__(
        self, *args: Any, seen_by: str | Promise = SEEN_BY_PLANNER, covered: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.covered = covered
        for name in covered:
            self.fields[name].required = False
            self.fields[name].help_text = STAYS_COVERED
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.seen_by = seen_by


class WhenForm(PlanForm):
    """A day and a time on the circle's clocks; `starts_at` is the moment they mean."""

    day = DateField(label=_("Which day?"))
    clock = TimeField(label=_("At what time does it begin?"), help_text=_("On the clocks of this circle."))

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)
        self.fields["clock"].help_text = _("On the clocks in %(place)s.") % {"place": city_of(zone)}

    def clean(self) -> dict[str, Any]:
        """A day and a time make a moment, unless the clocks jump over it."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, clock = cleaned.get("day"), cleaned.get("clock")
        if day is not None and clock is not None:
            try:
                cleaned["starts_at"] = times.at(day, clock, self.zone)
            except times.LeftOut:
                sentence = _("The clocks go forward on that day, and this time is left out. Please choose another.")
                add_problem(self, "clock", sentence)
            except OverflowError:
                add_problem(self, "day", _("We cannot plan for that day. Please choose one in the next two years."))
        return cleaned


def when_it_was(starts_at: datetime, zone: str) -> dict[str, Any]:
    """A moment as the two boxes of a form show it."""
    local = times.local(starts_at, zone)
    return {"day": local.date(), "clock": local.time()}


class DetailsForm(WhenForm):
    """What a plan says apart from its parts."""

    title = TextField(label=_("What is the meeting called?"), limit=TITLE_LIMIT)
    why = TextField(
        label=_("Why do we meet?"),
        help_text=_("So that people can choose whether to come. You can skip this."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )
    place = TextField(
        label=_("Where?"),
        help_text=_("A room, and how to get in. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
        required=False,
    )
    link = JoinField()
    opening_question = TextField(
        label=_("A question to open with"),
        help_text=_("Something easy that anyone can answer or pass. You can skip this."),
        limit=TITLE_LIMIT,
        required=False,
    )
    preparation = NumberField(
        label=_("About how many minutes does getting ready take?"),
        help_text=_(
            "Reading, or anything else before people come. 0 means nothing. If you leave this empty, it is worked"
            " out from how long the papers are."
        ),
        least=0,
        most=MOST_PREPARATION,
        required=False,
    )
    field_order = ("title", "why", "day", "clock", "place", "link", "opening_question", "preparation")

    def details(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        names = ("title", "why", "starts_at", "place", "link", "opening_question", "preparation")
        return {name: self.cleaned_data[name] for name in names}


class TopicsField(TextField):
    """What something touches on: a few short names with commas between them."""

    def __init__(
        self,
        *,
        label: str | Promise = WHAT_TOPICS,
        help_text: str | Promise = HOW_TOPICS,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            limit=TITLE_LIMIT * 2,
            required=False,
        )

    def clean(self, value: Any) -> Any:
        """The names, each once."""
        written: str = super().clean(value)
        each_once = {" ".join(name.split()).casefold(): " ".join(name.split()) for name in COMMAS.split(written)}
        names = [name for name in each_once.values() if name]
        if len(names) > TOPICS_LIMIT or any(len(name) > TOPIC_LENGTH for name in names):
            sentence = _("Please write at most %(many)s short names, each with at most %(long)s letters.")
            raise ValidationError(sentence % {"many": TOPICS_LIMIT, "long": TOPIC_LENGTH})
        return names


class PartForm(PlanForm):
    """One part of a plan."""

    kind = ChoiceField(label=_("What happens in this part?"), choices=KINDS, initial=PartKind.TALK)
    title = TextField(
        label=_("What is it called?"),
        help_text=_("For arriving, a break and leaving you can leave this empty."),
        limit=TITLE_LIMIT,
        required=False,
    )
    minutes = NumberField(label=_("About how many minutes?"), least=1, most=LONGEST_PART, initial=15)
    detail = TextField(
        label=_("A few words about it"),
        help_text=_("So that nobody is surprised. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
        required=False,
    )
    touches_on = TopicsField()
    heavy = ChoiceField(
        label=_("Is this part heavy?"),
        help_text=_("So that a break or something light comes around it. Nobody says why. You can skip this."),
        choices=[("no", _("Not marked")), ("yes", _("It may be heavy for people"))],
        initial="no",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Arriving, breaks and leaving have a name of their own; other parts are given one."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if kind and not cleaned.get("title") and "title" not in {*self.errors, *self.covered}:
            usual = TITLES.get(kind)
            if usual is None:
                add_problem(self, "title", _("Please write what this part is called."))
            else:
                cleaned["title"] = str(_(usual))
        if cleaned.get("heavy") == "yes" and kind in RESTS:
            sentence = _("Arriving, breaks and leaving are for resting. Please give what is heavy a part of its own.")
            add_problem(self, "heavy", sentence)
        return cleaned

    def part(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        written = {name: self.cleaned_data[name] for name in ("kind", "title", "detail", "minutes", "touches_on")}
        return {**written, "is_heavy": self.cleaned_data["heavy"] == "yes"}


class QuestionForm(PlanForm):
    """One question of a part."""

    title = TextField(label=_("What is the question?"), limit=TITLE_LIMIT)
    detail = TextField(
        label=_("A few words about it"), help_text=_("You can skip this."), limit=WORDS_LIMIT, lines=2, required=False
    )
    touches_on = TopicsField()

    def question(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        return {name: self.cleaned_data[name] for name in ("title", "detail", "touches_on")}


class AnswerForm(Form):
    """How somebody will take part."""

    answer = ChoiceField(choices=AnswerKind.choices)
