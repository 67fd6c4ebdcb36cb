"""What people write for a paper, and reading its text in from a file of theirs."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from handinhand.meetings.forms.plans import SEEN_BY_PLANNER, TopicsField
from handinhand.ui.forms import (
    TITLE_LIMIT,
    WORDS_LIMIT,
    ChoiceField,
    Form,
    TextField,
    add_problem,
    can_be_seen,
    check_plain,
    plain_text,
)

PAPER_LIMIT = 40_000
FILE_LIMIT = 200_000
ENDINGS = (".txt", ".md")
WHOLE_MEETING = "all"
SEEN_AS_CHOSEN = _(
    "Everyone in this circle can see this, with your name, unless you choose fewer people below. "
    "You can take it back later."
)
SEEN_BY_ALL = _("Everyone in this circle can see this, with your name. You can take it back later.")
CHANGE_SEEN_BY_ALL = _("Everyone in this circle can see the change, with your name, and what it was before.")
CHANGE_SEEN_BY_MEETING = _("The people of this meeting can see the change, with your name, and what it was before.")
NOT_IN_IT = _(
    "You are not among the people of this meeting any more, so we cannot show this to them alone. "
    "You can say that you will take part, or choose everyone in this circle."
)
NOT_TEXT = _("That is not plain text that we can read. You can save it as text in UTF-8, or paste its words instead.")


class PaperForm(Form):
    """A paper: what it is called, who it is from, the gist, the text, what it touches on, and what it is for."""

    title = TextField(label=_("What is the paper called?"), limit=TITLE_LIMIT)
    source = TextField(
        label=_("Who is it from?"),
        help_text=_("Somebody here, or somewhere else: the council, say. You can skip this."),
        limit=TITLE_LIMIT,
        required=False,
    )
    gist = TextField(
        label=_("The gist, in your own words"),
        help_text=_("Two or three sentences, for somebody who would rather not read it all. You can skip this."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )
    body = TextField(
        label=_("The text"), help_text=_("You can type it, or paste it here."), limit=PAPER_LIMIT, lines=12
    )
    touches_on = TopicsField()
    part = ChoiceField(label=_("What is it for?"), initial=WHOLE_MEETING)
    language = ChoiceField(
        label=_("Which language is it in?"),
        help_text=_("So that it can be read aloud. You can skip this."),
        required=False,
    )
    who = ChoiceField(
        label=_("Who can see it?"),
        choices=[("circle", _("Everyone in this circle")), ("meeting", _("The people of this meeting"))],
        initial="circle",
    )

    def __init__(
        self,
        *args: Any,
        parts: Sequence[tuple[str, str]],
        can_choose_meeting: bool,
        seen_by: str | Promise = SEEN_AS_CHOSEN,
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for_what: Any = self.fields["part"]
        for_what.choices = [(WHOLE_MEETING, _("The whole meeting")), *parts]
        language: Any = self.fields["language"]
        language.choices = [("", _("Not said")), *settings.LANGUAGES]
        if not (is_new and can_choose_meeting):
            del self.fields["who"]
        self.is_new = is_new
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.seen_by = seen_by

    def clean(self) -> dict[str, Any]:
        """What was meant for the people of a meeting alone is never shown to more than them."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.is_new and "who" not in self.fields and self.data.get("who") == "meeting":
            add_problem(self, None, NOT_IN_IT)
        return cleaned

    @property
    def to_meeting(self) -> bool:
        """Whether it is for the people of this meeting alone."""
        return bool(self.cleaned_data.get("who") == "meeting")


class FileForm(Form):
    """A file whose text is read in. The file itself is not kept."""

    file = forms.FileField(
        label=_("Which file?"),
        help_text=_("Plain text, with a name that ends in .txt or .md. Only its words are read, the file is not kept."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,text/plain,text/markdown"}),
        max_length=TITLE_LIMIT * 2,
        error_messages={
            "required": _("Please choose a file first."),
            "missing": _("Please choose a file first."),
            "invalid": _("Please choose a file first."),
            "empty": _("There is nothing in that file. You can choose another one."),
            "max_length": _("The name of that file is very long. Please give it a shorter one."),
        },
    )

    def clean_file(self) -> str:
        """The text of the file; whatever is not plain text is named in a sentence."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if sent.size is None or sent.size > FILE_LIMIT:
            raise ValidationError(_("That file is too large. You can copy the part that matters and paste it."))
        if not str(sent.name).lower().endswith(ENDINGS):
            raise ValidationError(_("We can read files whose names end in .txt or .md. You can also paste the words."))
        text = plain_text(text_of(sent.read()))
        check_plain_file(text)
        over = len(text) - PAPER_LIMIT
        if over > 0:
            sentence = ngettext_lazy(
                "That text is %(over)s letter too long. There is room for %(limit)s.",
                "That text is %(over)s letters too long. There is room for %(limit)s.",
                over,
            )
            raise ValidationError(sentence % {"over": over, "limit": PAPER_LIMIT})
        return text

    @property
    def title(self) -> str:
        """What the file is called, as a beginning for the paper's name."""
        sent: Any = self.files["file"]
        name = PurePath(sent.name or "").stem.replace("_", " ")
        return name[:TITLE_LIMIT] if can_be_seen(name) and name.isprintable() else ""


def text_of(content: bytes) -> str:
    """Bytes as text: UTF-8, or UTF-16 where the file says so; raises ValidationError for everything else."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as strange:
        raise ValidationError(NOT_TEXT) from strange


def check_plain_file(text: str) -> None:
    """Refuse what holds control characters, as pictures and programs do, or nothing that can be read."""
    try:
        check_plain(text)
    except ValidationError as strange:
        raise ValidationError(NOT_TEXT) from strange
    if not can_be_seen(text):
        raise ValidationError(_("There is nothing in that file. You can choose another one."))


def seen_by_of(*, is_draft: bool, can_choose: bool) -> str | Promise:
    """Who will see what is written in a new paper."""
    if is_draft:
        return SEEN_BY_PLANNER
    return SEEN_AS_CHOSEN if can_choose else SEEN_BY_ALL
