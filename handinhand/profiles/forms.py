"""What somebody says about themselves, whom they show it to, and what they write to another."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from handinhand.circles.models import Member
from handinhand.profiles.choices import GiftKind, Sees
from handinhand.profiles.pictures import MOST_BYTES
from handinhand.profiles.rules import GIFT_LIMIT, LINE_LIMIT
from handinhand.ui.forms import ChoiceField, Form, TextField, add_problem


class SeesForm(Form):
    """Who can see a line, or a photograph."""

    who = ChoiceField(label=_("Who can see this?"), help_text=_("You can change it at any time."))

    def __init__(self, *args: Any, sentences: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(sentences.items())  # type: ignore[attr-defined]
        self.initial.setdefault("who", Sees.ME.value)


class LineForm(SeesForm):
    """One line of my page."""

    text = TextField(
        label=_("In my own words"),
        help_text=_("One thought is plenty. You can skip this, and change it or take it back later."),
        seen_by=_("Whoever you choose above can see this. You can take it back; they may have read it by then."),
        limit=LINE_LIMIT,
        lines=3,
    )


class PhotographForm(SeesForm):
    """A photograph of mine, if I want one."""

    picture = forms.FileField(
        label=_("Which picture?"),
        help_text=_("JPEG, PNG or WebP, up to 5 MB. You need none: your shape and colour stand for you."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        max_length=200,
        error_messages={
            "required": _("Please choose a picture first."),
            "missing": _("Please choose a picture first."),
            "invalid": _("Please choose a picture first."),
            "empty": _("There is nothing in that file. You can choose another one."),
            "max_length": _("The name of that file is very long. Please give it a shorter one."),
        },
    )

    def sent(self) -> bytes:
        """The bytes of the file, no more of them than can be told to be too many."""
        file: UploadedFile[Any] = self.cleaned_data["picture"]
        sent: bytes = file.read(MOST_BYTES + 1)
        return sent


class Boxes(forms.CheckboxSelectMultiple):
    """Some of several people, each of one size and weight."""

    template_name = "profiles/boxes.html"


class PeopleForm(Form):
    """Whom one line, or the photograph, is shown to."""

    people = forms.MultipleChoiceField(
        label=_("Whom do you choose?"),
        help_text=_("This list is for this alone. Nobody is told that you chose them or not."),
        widget=Boxes,
        required=False,
        error_messages={
            "invalid_choice": _("Somebody you chose has left the circle. Please look at the list once more."),
            "invalid_list": _("Please choose some of these, or nobody."),
        },
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(each.public_id, each.name) for each in members]  # type: ignore[attr-defined]


class GiftForm(Form):
    """What I saw in somebody, or a thank you."""

    kind = ChoiceField(
        label=_("What is it?"),
        help_text=_("We ask so that it stands in the right place. Nobody counts these."),
        choices=GiftKind.choices,
    )
    text = TextField(
        label=_("In my own words"),
        help_text=_("What you saw them do, and what it did for you. You can skip this."),
        limit=GIFT_LIMIT,
        lines=4,
    )

    def refuse(self, sentence: str) -> None:
        """Say beside the box why the words went nowhere."""
        add_problem(self, "text", sentence)
