"""Who is to ask me tomorrow how I am, and in which words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.care.rules.afterwards import WORDS_LIMIT
from handinhand.circles.models import Member
from handinhand.ui.forms import ChoiceField, Form, TextField


class ForTomorrowForm(Form):
    """Whom I would like to ask me tomorrow."""

    to = ChoiceField(
        label=_("Who?"),
        help_text=_("One of the people of this meeting. They can also say that they cannot, without saying why."),
    )
    words = TextField(
        label=_("In which words are they to ask?"),
        help_text=_("They read these words and ask you with them, in whatever way you two talk."),
        seen_by=_("Only you see this today. From tomorrow, whoever you choose above sees it, too, until it is over."),
        initial=_("How are you today?"),
        limit=WORDS_LIMIT,
        lines=2,
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each.public_id, each.name) for each in members]  # type: ignore[attr-defined]
