"""What people choose to let a meeting come again, and to call one off."""

from django.utils.translation import gettext_lazy as _

from handinhand.meetings.choices import Every
from handinhand.meetings.rules import SERIES_LIMIT
from handinhand.ui.forms import ChoiceField, Form, NumberField

ONLY_THIS, AND_LATER = "only_this", "and_later"


class AgainForm(Form):
    """How often a meeting comes again, and how many times."""

    every = ChoiceField(label=_("How often does it come again?"), choices=Every.choices)
    many = NumberField(label=_("How many more times?"), least=1, most=SERIES_LIMIT, initial=6)


class CallOffForm(Form):
    """Whether one meeting alone is called off, or the later ones with it."""

    which = ChoiceField(
        label=_("Which ones?"),
        choices=[(ONLY_THIS, _("Only this one")), (AND_LATER, _("This one and all later ones of this series"))],
    )
