"""What somebody chooses to read in their calendar."""

from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import ChoiceField, Form, TextField

NO, YES = "no", "yes"


class CalendarForm(Form):
    """What stands in my calendar about a meeting."""

    called = TextField(
        label=_("What is a meeting called in my calendar?"),
        help_text=_("We ask because others may see your calendar. Leave it empty for “A meeting”."),
        seen_by=_("Nobody here can see this. Whoever can look at your calendar can."),
        required=False,
        limit=60,
    )
    name = ChoiceField(
        label=_("Does its own name stand there, too?"),
        choices=[(NO, _("No, only what I wrote above")), (YES, _("Yes, as a note"))],
    )
    place = ChoiceField(label=_("Does the place stand there?"), choices=[(NO, _("No")), (YES, _("Yes"))])
