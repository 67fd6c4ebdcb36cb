"""What somebody says of a plan for when they go quiet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.actions.quiet import Wanted
from handinhand.care.choices.quiet import Counted, QuietWay, WhileResting
from handinhand.care.models.quiet import MOST_DAYS
from handinhand.care.rules.quiet import why_not_days
from handinhand.circles.models import Member
from handinhand.ui.forms import ChoiceField, Form, Menu, NumberField, TextField, add_problem

WEEK = 7
WORDS_ROOM = 600


class QuietForm(Form):
    """After how long, who may ask, by which way, in which words."""

    how_many = NumberField(
        label=_("After how long without you here?"),
        least=1,
        most=MOST_DAYS,
        initial=2,
        help_text=_(
            "From one day to a year. We ask so that nobody asks too soon. Looking at any page counts as being here."
        ),
    )
    counted = ChoiceField(label=_("Days or weeks?"), choices=Counted.choices, initial=Counted.WEEKS)
    first = ChoiceField(
        label=_("Who may ask?"),
        help_text=_("They are asked first, and can say no. We ask because only somebody you choose may."),
        widget=Menu,
    )
    second = ChoiceField(
        label=_("And if they cannot?"),
        help_text=_("You can leave it at nobody."),
        required=False,
        widget=Menu,
    )
    way = ChoiceField(
        label=_("By which way?"),
        choices=QuietWay.choices,
        initial=QuietWay.MEET,
        help_text=_("A way that is not safe any more by then is not told to them."),
    )
    words = TextField(
        label=_("In which words?"),
        limit=WORDS_ROOM,
        lines=3,
        initial=_("How are you? No need to answer."),
        help_text=_("What they are to say or write to you. We ask because you know what is good to hear."),
        seen_by=_("Only you see it. When the time has come, the one who is to ask you sees it, too."),
    )
    resting = ChoiceField(
        label=_("And while I rest until I say?"), choices=WhileResting.choices, initial=WhileResting.WAITS
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {each.public_id: each for each in members}
        named = [(each.public_id, each.name) for each in members]
        self.fields["first"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A stretch of a day to a year, and two who are two."""
        sent = super().clean() or self.cleaned_data
        if "how_many" in sent and "counted" in sent:
            problem = why_not_days(self.days())
            if problem:
                add_problem(self, "how_many", problem)
        if sent.get("first") and sent.get("first") == sent.get("second"):
            add_problem(self, "second", _("You chose the same person twice. Please choose another one, or nobody."))
        return sent

    def days(self) -> int:
        """After how many days."""
        times = WEEK if self.cleaned_data["counted"] == Counted.WEEKS else 1
        return int(self.cleaned_data["how_many"]) * times

    def wanted(self) -> Wanted:
        """What was wanted, as `set_plan` takes it."""
        sent = self.cleaned_data
        named = [sent["first"], *([sent["second"]] if sent["second"] else [])]
        return Wanted(
            days=self.days(),
            way=QuietWay(sent["way"]),
            words=sent["words"],
            askers=[self.members[each] for each in named],
            even_resting=sent["resting"] == WhileResting.GOES_ON,
        )
