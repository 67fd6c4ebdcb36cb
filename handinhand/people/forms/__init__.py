"""What people type to come back, and how they like the pages."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import CharField, EmailInput, HiddenInput, TextInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handinhand.people.choices import Hiding, Letters, Light, Motion
from handinhand.people.passkeys import ANSWER_LIMIT
from handinhand.people.rules import CARD_LENGTH, read_card_code
from handinhand.people.rules.contact import NotANumber, read_number
from handinhand.ui.forms import NAME_LIMIT, ChoiceField, Form, TextField

EMAIL_LIMIT = 254
CODE_LIMIT = 60


class EmailForm(Form):
    """An e-mail address."""

    email = TextField(
        label=_("Your e-mail address"),
        limit=EMAIL_LIMIT,
        help_text=_(
            "We ask so that we can send you a way to come back. Nothing else is sent there unless you switch on"
            " messages."
        ),
        seen_by=_("Nobody here can see it. It is kept sealed."),
        widget=EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def clean_email(self) -> str:
        """Say kindly when letters cannot reach an address like this."""
        email: str = self.cleaned_data["email"]
        try:
            validate_email(email)
        except ValidationError as unreachable:
            raise ValidationError(
                _("We cannot send a letter there. Please write it like name@example.org.")
            ) from unreachable
        return email


class NumberForm(Form):
    """A phone number."""

    number = TextField(
        label=_("Your number"),
        limit=CODE_LIMIT,
        help_text=_(
            "We ask so that a text message can reach you, if you say later that this is safe. Begin with your country,"
            " like +44 7700 900123."
        ),
        seen_by=_("Nobody here can see it, unless you let somebody. It is kept sealed."),
        widget=TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )

    def clean_number(self) -> str:
        """Say kindly how a number is written that can be reached."""
        try:
            return read_number(self.cleaned_data["number"])
        except NotANumber as problem:
            raise ValidationError(str(problem)) from problem


class TextCodeForm(Form):
    """The short code of a text message."""

    code = TextField(
        label=_("The six numbers in the text message"),
        limit=CODE_LIMIT,
        help_text=_("We ask because only you can read that message. Spaces do not matter."),
        widget=TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code", "dir": "ltr"}
        ),
    )


class CodeForm(Form):
    """The short code of a letter."""

    code = TextField(
        label=_("The six numbers in the letter"),
        limit=CODE_LIMIT,
        help_text=_("We ask because only you can read that letter. Spaces do not matter."),
        widget=TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code", "dir": "ltr"}
        ),
    )


class CardForm(Form):
    """The code of a sign-in card."""

    code = TextField(
        label=_("The code on your card"),
        limit=CODE_LIMIT,
        help_text=_("It has 16 letters and numbers. Big or small letters, spaces and dashes do not matter."),
        widget=TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "code",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        """Say how many letters are there when it cannot be a card's code."""
        typed: str = self.cleaned_data["code"]
        code = read_card_code(typed)
        if code is not None:
            return code
        count = sum(each.isalnum() for each in typed)
        if count == CARD_LENGTH:
            raise ValidationError(_("There is a letter in here that no card has. Please look at your card once more."))
        raise ValidationError(
            _("A card has %(whole)s letters and numbers. Here are %(count)s. Please look at your card once more.")
            % {"whole": CARD_LENGTH, "count": count}
        )


class PasskeyForm(Form):
    """A new passkey: what it is called, and what the browser's script says."""

    name = TextField(
        label=_("A name for this passkey"),
        limit=NAME_LIMIT,
        help_text=_("For example the device it is on. We ask so that you can tell it from another one."),
        seen_by=_("Only you see it, here and in the list of your device."),
        widget=TextInput(attrs={"autocomplete": "off"}),
    )
    answer = CharField(widget=HiddenInput, required=False, max_length=ANSWER_LIMIT)


class PasskeyNameForm(Form):
    """Another name for a passkey that is there."""

    name = TextField(
        label=_("A name for this passkey"),
        limit=NAME_LIMIT,
        help_text=_("For example the device it is on. We ask so that you can tell it from another one."),
        seen_by=_("Only you see it here. The list of your device does not change."),
        widget=TextInput(attrs={"autocomplete": "off"}),
    )


class AnswerForm(Form):
    """What the browser's script says when somebody comes in with a passkey."""

    answer = CharField(widget=HiddenInput, required=False, max_length=ANSWER_LIMIT)


class ComfortForm(Form):
    """How somebody likes the pages."""

    light = ChoiceField(label=pgettext_lazy("how bright pages are", "Light"), choices=Light.choices)
    letters = ChoiceField(label=_("Letters"), choices=Letters.choices)
    motion = ChoiceField(label=_("What moves"), choices=Motion.choices)
    language = ChoiceField(
        label=_("Language"), choices=[("", _("As my browser says")), *settings.LANGUAGES], required=False
    )
    hiding = ChoiceField(
        label=_("When I hide a page while I write: what becomes of words I did not send?"),
        help_text=_("Kept words are sealed on the server. Whoever comes in as you can read them. It needs scripts."),
        choices=Hiding.choices,
        required=False,
    )

    def clean_hiding(self) -> str:
        """Left out, words are gone, as usual."""
        return str(self.cleaned_data["hiding"] or Hiding.GONE)

    def for_a_stranger(self) -> "ComfortForm":
        """Of somebody who is not in, nothing is kept."""
        del self.fields["hiding"]
        return self
