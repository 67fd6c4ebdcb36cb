"""What is written before somebody is asked to step away, and what they answer."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.away.actions import Draft
from handinhand.away.choices import Until
from handinhand.circles.models import Member
from handinhand.ui.forms import WORDS_LIMIT, ChoiceField, DateField, Form, TextField, add_problem

SEEN_BY = _("Everyone in this circle reads this, with your name, and the person first of all. It stays as it is.")
PART_LIMIT = 1000


class AskForm(Form):
    """Deeds, a day, who is beside them, a way back, and what stays theirs."""

    happened = TextField(
        label=_("What happened?"),
        help_text=_("Write what was done or said, and when. Write nothing about what kind of person somebody is."),
        limit=WORDS_LIMIT,
        lines=5,
        seen_by=SEEN_BY,
    )
    kind = ChoiceField(label=_("For how long?"), choices=Until.choices, initial=Until.END)
    until = DateField(
        label=_("Until which day?"),
        help_text=_("It lasts 90 days at most. On this day they come back by themselves."),
    )
    beside = TextField(
        label=_("Who will be beside them in this time?"),
        help_text=_("Somebody who said yes to that, here or outside. They can choose somebody else, too."),
        limit=PART_LIMIT,
        lines=2,
        seen_by=SEEN_BY,
    )
    way_back = TextField(
        label=_("How do they come back?"),
        help_text=_("Who meets them first, and what would help all of you then."),
        limit=PART_LIMIT,
        lines=3,
        seen_by=SEEN_BY,
    )
    stays = TextField(
        label=_("What else stays theirs?"),
        help_text=_("Such as pay for work that is done, or a promise to them. You can leave this empty."),
        limit=PART_LIMIT,
        lines=2,
        required=False,
        seen_by=SEEN_BY,
    )

    def draft(self) -> Draft:
        """What was written."""
        given = self.cleaned_data
        return Draft(
            happened=given["happened"],
            kind=Until(given["kind"]),
            until=given["until"],
            beside=given["beside"],
            way_back=given["way_back"],
            stays=given["stays"],
        )

    def refuse(self, sentence: str) -> None:
        """Say why it was not asked, with everything still there."""
        add_problem(self, "until", sentence)


class SayForm(Form):
    """What somebody says to what is asked about them."""

    text = TextField(label=_("What you say to it, in your own words"), limit=WORDS_LIMIT, lines=5)


class CompanyForm(Form):
    """Whom somebody would like beside them."""

    member = ChoiceField(
        label=_("Whom would you like beside you?"),
        help_text=_("They are asked first, and may say no. You can also have nobody here."),
    )

    def __init__(self, *args: Any, others: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(each.public_id, each.name) for each in others]  # type: ignore[attr-defined]
