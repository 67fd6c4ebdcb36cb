"""Topics somebody would rather choose about, and what words touch on."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from handinhand.ground.sealed import folded
from handinhand.topics.rules import TOPIC_LETTERS
from handinhand.ui.forms import WORDS_LIMIT, Form, TextField, can_be_seen, check_direction

BETWEEN = re.compile(r"[,،、\n]")
TOPICS_ON_WORDS = 12
# Far more than a list has room for, so that what is too many is said as a number of topics.
ROOM_FOR_MANY = 1_000_000


class NamesField(TextField):
    """Short names with commas or new lines between them, each once however it is spelled."""

    def clean(self, value: Any) -> Any:
        """The names, in the order in which they were written."""
        written: str = super().clean(value)
        # A name stands in one line with others, and hidden signs would keep it from ever meeting another.
        check_direction(written)
        once: dict[str, str] = {}
        for each in BETWEEN.split(written):
            once.setdefault(folded(each), " ".join(each.split()))
        names = [name for name in once.values() if can_be_seen(name)]
        if self.required and not names:
            raise ValidationError(self.error_messages["required"])
        if any(len(name) > TOPIC_LETTERS for name in names):
            sentence = _("A topic has at most %(long)s letters here. Please write the long ones in fewer words.")
            raise ValidationError(sentence % {"long": TOPIC_LETTERS})
        return names


class OwnTopicsForm(Form):
    """Topics I would rather choose about."""

    names = NamesField(
        label=_("Which topics?"),
        help_text=_("Short and plain, with commas or new lines between them. Write them as your circle writes them."),
        seen_by=_("Only you can see this."),
        limit=ROOM_FOR_MANY,
        lines=3,
    )


class NoteForm(Form):
    """What my words touch on, and their gist."""

    topics = NamesField(
        label=_("What does it touch on?"),
        help_text=_("Short and plain, with commas between: waiting rooms, being searched. You can skip this."),
        limit=WORDS_LIMIT,
        required=False,
    )
    gist = TextField(
        label=_("The gist"),
        help_text=_("One or two calm sentences, for whoever would rather read those. You can skip this."),
        limit=WORDS_LIMIT,
        lines=2,
        required=False,
    )

    def clean_topics(self) -> list[str]:
        """A note is short."""
        names: list[str] = self.cleaned_data["topics"]
        if len(names) > TOPICS_ON_WORDS:
            sentence = _("A note has room for %(most)s topics. Please keep those that matter most.")
            raise ValidationError(sentence % {"most": TOPICS_ON_WORDS})
        return names

    def note(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        return {"topics": self.cleaned_data["topics"], "gist": self.cleaned_data["gist"]}
