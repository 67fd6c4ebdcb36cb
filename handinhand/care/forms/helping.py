"""What helps me, and whom I show it to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handinhand.care.choices import About, Sees
from handinhand.care.rules.helping import LINE_LIMIT
from handinhand.circles.models import Member
from handinhand.profiles.forms import Boxes
from handinhand.ui.forms import ChoiceField, Form, TextField


class People(forms.MultipleChoiceField):
    """Some of several people; a box that was sent with nothing in it is nobody."""

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if each]


class HelpSeenForm(Form):
    """Who can see a line about what helps me."""

    who = ChoiceField(
        label=_("Who can see this line?"),
        help_text=_("You can change it at any time. Nobody is told that you wrote it, or to whom you show it."),
    )
    people = People(
        label=_("If you chose “people I choose”: whom?"),
        help_text=_("This list is for this line alone. You can leave it empty; then only you see the line."),
        widget=Boxes,
        required=False,
        error_messages={
            "invalid_choice": _("Somebody you chose has left the circle. Please look at the list once more."),
            "invalid_list": _("Please choose some of these, or nobody."),
        },
    )

    def __init__(self, *args: Any, sentences: Mapping[str, str], members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(sentences.items())  # type: ignore[attr-defined]
        self.fields["people"].choices = [(each.public_id, each.name) for each in members]  # type: ignore[attr-defined]
        self.initial.setdefault("who", Sees.ME.value)
        if not members:
            del self.fields["people"]


class HelpLineForm(HelpSeenForm):
    """One line of what helps me."""

    about = ChoiceField(
        label=_("What is it about?"),
        help_text=_("We ask so that it stands in the right place. You can skip all of this."),
        choices=About.choices,
        initial=About.HELPS.value,
    )
    text = TextField(
        label=_("In my own words"),
        help_text=_("One thought is plenty. No need to say why, or what happened."),
        seen_by=_("Only you can see this, unless you choose otherwise below. What people have read, they have read."),
        limit=LINE_LIMIT,
        lines=3,
    )
    field_order = ("key", "about", "text", "who", "people")
