"""What somebody fills in to ask something, and to answer it without their name."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from handinhand.ground.models import Circle
from handinhand.ui.forms import TITLE_LIMIT, ChoiceField, DateField, Form, Hidden, TextField
from handinhand.unnamed.rules import CHOICE_LIMIT, MOST_CHOICES, TEXT_LIMIT
from handinhand.unnamed.rules.phrases import as_sent, new_phrase, plain_phrase
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope

WITHOUT_MY_NAME = {
    ScopeKind.CIRCLE: _(
        "Everyone in your circle will read it once it opens, without your name. We do not keep who wrote it. People may"
        " still guess."
    ),
    ScopeKind.MEETING: _(
        "The people of that meeting will read it once it opens, without your name. We do not keep who wrote it. People"
        " may still guess."
    ),
}
IN_A_MEETING = _("The people of that meeting will see this, with your name.")
IN_WORDS, BY_CHOOSING, ON_A_SCALE = "words", "choice", "scale"


class AskForm(Form):
    """A question, how it is answered, and when it opens."""

    question = TextField(
        label=_("What would you like to ask?"),
        seen_by=_("Everyone in your circle will see this, with your name."),
        limit=TITLE_LIMIT,
        lines=2,
    )
    how = ChoiceField(
        label=_("How is it answered?"),
        choices=(
            (IN_WORDS, _("In our own words")),
            (BY_CHOOSING, _("By choosing one answer of a few")),
            (ON_A_SCALE, _("By choosing one step, from one end to the other")),
        ),
        initial=IN_WORDS,
    )
    choices = TextField(
        label=_("The answers or steps to choose from"),
        help_text=_("Two to six, each on a line of its own. Leave this empty where people write their own words."),
        seen_by=_("Everyone in your circle will see this, with your name."),
        required=False,
        limit=MOST_CHOICES * (CHOICE_LIMIT + 1),
        lines=4,
    )
    opens_on = DateField(
        label=_("On which day does it open?"),
        help_text=_("All answers open together as that day begins."),
    )

    def __init__(self, *args: Any, in_meeting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_meeting:
            del self.fields["opens_on"]
            self.fields["question"].seen_by = IN_A_MEETING  # type: ignore[attr-defined]
            self.fields["choices"].seen_by = IN_A_MEETING  # type: ignore[attr-defined]

    def clean_choices(self) -> str:
        """What one can choose from, where one is to choose; written where nobody would see it, it is not let go of."""
        written: str = self.cleaned_data["choices"]
        is_in_words = self.cleaned_data.get("how", IN_WORDS) == IN_WORDS
        if not is_in_words and not written.strip():
            raise ValidationError(_("Please write the answers to choose from, each on a line of its own."))
        if is_in_words and written.strip():
            raise ValidationError(
                _("Where people write their own words, nobody chooses. Please choose another way, or empty this box.")
            )
        return written

    def lines(self) -> list[str]:
        """The answers to choose from; none where people write."""
        if self.cleaned_data["how"] == IN_WORDS:
            return []
        return [each.strip() for each in self.cleaned_data["choices"].splitlines() if each.strip()]

    def asked(self, circle: Circle) -> dict[str, Any]:
        """What was filled in."""
        said, zone = self.cleaned_data, ZoneInfo(circle.time_zone)
        return {
            "question": said["question"],
            "choices": self.lines(),
            "is_scale": said["how"] == ON_A_SCALE,
            "opens_at": datetime.combine(said["opens_on"], time(), tzinfo=zone) if "opens_on" in said else None,
        }


class PhraseField(TextField):
    """A phrase that a page of ours drew, or that somebody types."""

    def clean(self, value: Any) -> Any:
        """Its numbers; empty where it cannot be a phrase."""
        return plain_phrase(super().clean(value)) or ""

    def prepare_value(self, value: Any) -> Any:
        """What a page sends along is of one length, whatever was drawn; what somebody typed stays as they typed it."""
        drawn = plain_phrase(str(value or "")) if self.widget.is_hidden else None
        return as_sent(drawn) if drawn else super().prepare_value(value)


class AnswerForm(Form):
    """One answer, without a name, and the phrase that it can be taken back by."""

    phrase = PhraseField(widget=Hidden(), required=False)
    text = TextField(label=_("My answer"), limit=TEXT_LIMIT, lines=5)
    choice = ChoiceField(label=_("My answer"))

    def __init__(self, *args: Any, choices: list[str], scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"phrase": new_phrase()}, **kwargs})
        self.fields["text"].seen_by = WITHOUT_MY_NAME[ScopeKind(scope.kind)]  # type: ignore[attr-defined]
        del self.fields["text" if choices else "choice"]
        if choices:
            self.fields["choice"].choices = [(each, each) for each in choices]  # type: ignore[attr-defined]

    def answered(self) -> dict[str, str]:
        """What was filled in."""
        said = self.cleaned_data
        return {"text": said.get("text", ""), "choice": said.get("choice", ""), "phrase": said["phrase"]}


class PhraseForm(Form):
    """The phrase that somebody wrote down."""

    phrase = PhraseField(
        label=_("Your phrase"),
        help_text=_("Six words, or six numbers, with a space between them."),
        seen_by=_("Nobody learns whose words they are: not by this page, and not by what we keep."),
        limit=TITLE_LIMIT,
    )
