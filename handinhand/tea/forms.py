"""What somebody says of tea."""

from django.utils.translation import gettext_lazy as _

from handinhand.tea.choices import Every, Opening, Way
from handinhand.tea.rules import QUESTION_LIMIT
from handinhand.ui.forms import ChoiceField, Form, TextField


class WishForm(Form):
    """How somebody likes to meet, and whether they would like a question to begin with."""

    way = ChoiceField(
        label=_("How do you like to meet?"),
        choices=Way.choices,
        initial=Way.ANY,
        help_text=_("We ask so that whoever is drawn with you knows. You can leave it as it is."),
    )
    opening = ChoiceField(
        label=_("Would you like a question to begin with?"),
        choices=Opening.choices,
        initial=Opening.YES,
        help_text=_("Some find it easier to begin with one. You can always leave it out."),
    )


class RhythmForm(Form):
    """How often a circle's tea is drawn."""

    every = ChoiceField(
        label=_("How often is tea drawn?"),
        choices=Every.choices,
        help_text=_("We ask so that it fits your circle. Nobody is drawn who does not wish it."),
    )


class QuestionForm(Form):
    """A question to begin with, beside ours."""

    text = TextField(
        label=_("A question to begin with"),
        help_text=_("One that anybody can answer lightly is best. Nobody has to use it. You can skip this."),
        limit=QUESTION_LIMIT,
        lines=2,
    )
