"""How long a circle meets at most, and what is heavy for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from handinhand.meetings.forms.plans import LONGEST_PART, SEEN_BY_CIRCLE, TopicsField
from handinhand.ui.forms import Form, NumberField

SHORTEST_MEETING = 30


class PaceForm(Form):
    """What plans are read against."""

    longest = NumberField(
        label=_("How many minutes does a meeting take at most?"),
        help_text=_("With its breaks, arriving and leaving."),
        least=SHORTEST_MEETING,
        most=LONGEST_PART,
    )
    heavy = TopicsField(
        label=_("What is heavy here?"),
        help_text=_(
            "Short names of topics, with commas between. Parts that touch on any of these get time around them. "
            "You can skip this."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heavy"].seen_by = SEEN_BY_CIRCLE  # type: ignore[attr-defined]
