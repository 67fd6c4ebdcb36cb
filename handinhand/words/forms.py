"""Writing words anew."""

from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import WORDS_LIMIT, Form, TextField


class WordsForm(Form):
    """One's own words."""

    body = TextField(label=_("Your words"), limit=WORDS_LIMIT, lines=4)
