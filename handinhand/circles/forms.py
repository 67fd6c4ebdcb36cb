"""Forms of starting, joining, one's place in a circle, and looking through what was done."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from handinhand.circles.actions import DEFAULT_LIMITS, Place
from handinhand.circles.choices import Colour, Shape, Standing
from handinhand.circles.done import Wanted
from handinhand.circles.kinds import Kind
from handinhand.circles.models import Member
from handinhand.circles.names import letters_in, one_line
from handinhand.circles.zones import USUAL, ZONES
from handinhand.ledger import chain
from handinhand.ui.forms import (
    NAME_LIMIT,
    WORDS_LIMIT,
    ChoiceField,
    DateField,
    Form,
    Line,
    Menu,
    TextField,
    add_problem,
)

# A letter of some scripts takes several signs, so what is kept of a name has room for them.
SIGNS_A_LETTER = 6
CODE_LIMIT = 60
HEAD_LIMIT = 60
READING_TEXTS = ("happens", "who", "not_asked")

NAME_TAKEN = _("Somebody here goes by this name already. Please choose one that tells you apart.")
ORGANISATION_UNNAMED = _("Please write which organisation, or choose “For myself”.")


class NameField(TextField):
    """A name in any script, counted in letters as people see them."""

    def __init__(self, *, limit: int = NAME_LIMIT, **kwargs: Any) -> None:
        super().__init__(limit=limit, **kwargs)

    def check_length(self, value: str) -> None:
        over = max(letters_in(value) - self.limit, len(value) - self.limit * SIGNS_A_LETTER)
        if over > 0:
            sentence = ngettext_lazy(
                "This is %(over)s letter too long. There is room for %(limit)s.",
                "This is %(over)s letters too long. There is room for %(limit)s.",
                over,
            )
            raise ValidationError(sentence % {"over": over, "limit": self.limit})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return one_line(text) if text.isprintable() else text


class PlaceForm(Form):
    """What others in a circle see of somebody."""

    my_name = NameField(
        label=_("The name you choose here"),
        help_text=_("It can be any name. We ask so that others know what to call you. We need nothing else."),
        widget=Line(attrs={"autocomplete": "off"}),
    )
    shape = ChoiceField(
        label=_("A shape"),
        help_text=_("It stands beside your name instead of a photo. You can leave it as it is."),
        choices=Shape.choices,
        pictures="shape",
        initial=Shape.WAVE,
        required=False,
    )
    colour = ChoiceField(
        label=_("A colour"),
        help_text=_("For your shape. You can leave it as it is."),
        choices=Colour.choices,
        pictures="colour",
        initial=Colour.LEAF,
        required=False,
    )
    standing = ChoiceField(
        label=_("How I come to this circle"),
        help_text=_(
            "For an organisation means that you work there, or speak for it. We ask so that everyone knows who has a"
            " say in a service. If you come for yourself, leave it as it is."
        ),
        choices=Standing.choices,
        initial=Standing.FOR_MYSELF,
        required=False,
    )
    organisation = NameField(
        label=_("Which organisation"),
        help_text=_("We ask so that all of us know for whom you speak. Skip it if you come for yourself."),
        widget=Line(attrs={"autocomplete": "off"}),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for name, usual in (("shape", Shape.WAVE), ("colour", Colour.LEAF), ("standing", Standing.FOR_MYSELF)):
            if name not in self.errors:
                cleaned[name] = cleaned.get(name) or usual.value
        if "organisation" not in self.errors:
            named = bool(cleaned.get("organisation"))
            if cleaned.get("standing") == Standing.FOR_ORGANISATION and not named:
                add_problem(self, "organisation", ORGANISATION_UNNAMED)
            if cleaned.get("standing") == Standing.FOR_MYSELF and named:
                sentence = _("You wrote an organisation. Choose “For an organisation”, or leave this box empty.")
                add_problem(self, "organisation", sentence)
        return cleaned

    def say_who_sees(self, sentence: str) -> Self:
        """Say beside what others see of somebody who they are; what is said of the circle has a sentence of its own."""
        for name in ("my_name", "organisation"):
            self.fields[name].seen_by = sentence  # type: ignore[attr-defined]
        return self

    def place(self) -> Place:
        """What was filled in, as the actions take it."""
        kept = self.cleaned_data
        return Place(
            name=kept["my_name"],
            shape=kept["shape"],
            colour=kept["colour"],
            standing=kept["standing"],
            organisation=kept["organisation"] or None,
        )

    @staticmethod
    def filled_in(member: Member) -> dict[str, Any]:
        """A member's place as it is now."""
        return {
            "my_name": member.name,
            "shape": member.shape,
            "colour": member.colour,
            "standing": member.standing,
            "organisation": member.organisation or "",
        }


class JoinForm(PlaceForm):
    """One's place in a circle, and whether somebody who offered it says hello first."""

    hello = ChoiceField(
        label=_("Would you like somebody to say hello first?"),
        help_text=_(
            "These people offered it. The one you choose is told once you have joined, and nobody else. You can skip"
            " this, or choose somebody later."
        ),
        required=False,
    )
    field_order = ("my_name", "hello")

    def __init__(self, *args: Any, offering: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hello"].choices = [("", _("Not now")), *((each.public_id, each.name) for each in offering)]  # type: ignore[attr-defined]
        if not offering:
            del self.fields["hello"]

    def clean_hello(self) -> str:
        """Whom to tell; nobody, if they no longer offer it."""
        return str(self.cleaned_data.get("hello") or "")


class ComesWithForm(Form):
    """What somebody comes with: how to speak of them."""

    pronouns = NameField(
        label=_("My pronouns"),
        help_text=_("Such as she, he or they. We ask so that others speak of you as you like. You can skip this."),
        widget=Line(attrs={"autocomplete": "off"}),
        required=False,
    )
    say_name = NameField(
        label=_("How to say my name"),
        help_text=_("Write it as it sounds. We ask so that nobody has to guess. You can skip this."),
        widget=Line(attrs={"autocomplete": "off"}),
        required=False,
    )


class ReadingForm(Form):
    """What people read before they join. Each box can stay empty."""

    instead_of = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    happens = TextField(
        label=_("What happens here"),
        help_text=_("What a meeting is like, how often, how long. You can leave this empty."),
        limit=WORDS_LIMIT,
        lines=4,
        required=False,
    )
    who = TextField(
        label=_("Who is here"),
        help_text=_("In general, and without names: names are for those who have joined. You can leave this empty."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )
    not_asked = TextField(
        label=_("What nobody will ask you"),
        help_text=_("Such as what happened to you, or your real name. You can leave this empty."),
        limit=WORDS_LIMIT,
        lines=3,
        required=False,
    )

    def texts(self) -> dict[str, str]:
        """What was written, as the action takes it."""
        return {name: self.cleaned_data[name] for name in READING_TEXTS}


class StartForm(PlaceForm):
    """A new circle and the first place in it."""

    name = NameField(
        label=_("What the circle is called"),
        seen_by=_("Only people in it, and people you invite, see this."),
        widget=Line(attrs={"autocomplete": "off"}),
    )
    purpose = TextField(
        label=_("What it is for"),
        help_text=_("One or two sentences."),
        seen_by=_("People in the circle see this, and people you invite read it before they join."),
        limit=1000,
        lines=3,
    )
    time_zone = forms.ChoiceField(
        label=_("Where you meet"),
        help_text=_("A city whose clocks show your time, so that meetings begin when they say."),
        choices=ZONES,
        initial=USUAL,
        widget=Menu,
        error_messages={
            "required": _("Please choose a city."),
            "invalid_choice": _("We do not know this place. Please choose a city from the list."),
        },
    )
    limits = TextField(
        label=_("What cannot stay private"),
        help_text=_("This is your circle's own sentence. Change it if you like."),
        seen_by=_("Everyone in the circle reads it before they write. So do people you invite."),
        limit=WORDS_LIMIT,
        lines=5,
        initial=DEFAULT_LIMITS,
    )
    field_order = ("name", "purpose", "time_zone", "limits")

    def circle(self) -> dict[str, str]:
        """The circle's own fields, as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("name", "purpose", "time_zone", "limits")}


class CodeForm(Form):
    """The code of an invitation."""

    code = TextField(
        label=_("The code"),
        help_text=_(
            "Three short groups of letters and numbers. Big or small letters, spaces and dashes do not matter."
        ),
        limit=CODE_LIMIT,
        widget=Line(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )


class AnswerForm(Form):
    """What somebody says about the hold on their own access."""

    text = TextField(
        label=_("What I want the circle to know"),
        help_text=_("You can leave it out. You can also write more than once."),
        limit=WORDS_LIMIT,
        lines=4,
    )


class Looking(Form):
    """A form that changes nothing: what is looked for stands in the address, and it needs no key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["key"]


class LookForm(Looking):
    """Which part of the list of what was done somebody would like to see."""

    what = forms.ChoiceField(label=_("What kind of thing"), required=False, widget=Menu)
    who = forms.ChoiceField(label=_("Who did it"), required=False, widget=Menu)
    since = DateField(label=_("From this day on"), required=False)
    until = DateField(label=_("Up to this day"), required=False)

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {each.public_id: each for each in people}
        self._offer("what", [("", _("Everything")), *Kind.choices])
        self._offer("who", [("", _("Everybody")), *((each.public_id, each.name) for each in people)])

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("Please choose one of these.")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            add_problem(self, "until", _("This day is before the other one. Please change one of them."))
        return self.cleaned_data

    @property
    def wanted(self) -> Wanted:
        """What was said; where it needs another look, as if nothing was."""
        said = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            kind=Kind(said["what"]) if said.get("what") else None,
            by=self.people.get(said.get("who", "")),
            since=said.get("since"),
            until=said.get("until"),
        )


class HeadForm(Looking):
    """The letters that stand for a list, as they are on a paper."""

    head = TextField(
        label=_("The letters from the paper"),
        help_text=_("Seven groups of four. Big or small letters, spaces and lines between them do not matter."),
        seen_by=_("Only you see what you write here."),
        limit=HEAD_LIMIT,
        widget=Line(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}),
    )

    def clean_head(self) -> str:
        """Letters that could have been printed."""
        text: str = self.cleaned_data["head"]
        try:
            chain.typed(text)
        except chain.NotAHead as slip:
            sentence = _(
                "This is not as it was printed yet. Please look at each letter again. There are seven groups of four."
            )
            raise ValidationError(sentence) from slip
        return text


class AskPowerForm(Form):
    """What the circle is asked to agree to, in exact words where they are one's own."""

    text = TextField(
        label=_("What will happen, exactly?"),
        help_text=_(
            "The others agree to these words, and to nothing else. Say what, how much, where and when. They cannot be"
            " changed later: you can take them back and ask anew."
        ),
        limit=WORDS_LIMIT,
        lines=4,
    )

    def __init__(self, *args: Any, in_own_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_own_words:
            del self.fields["text"]
