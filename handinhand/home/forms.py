"""What somebody looks for."""

from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import Form, TextField


class FindForm(Form):
    """A word or a few."""

    looked_for = TextField(
        label=_("What are you looking for?"),
        help_text=_("One word, or a few. We look in words, meetings, decisions and promises that you may see here."),
        seen_by=_("Only you see what you look for. It is kept nowhere."),
    )
