"""The letters people ask for. Neither they nor their headings name a service, a circle or a topic."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Text:
    """What a letter says."""

    subject: str
    body: str


def spaced(code: str) -> str:
    """A short code in two groups, as it is read out."""
    return f"{code[:3]} {code[3:]}"


def come_back_letter(*, link: str, code: str) -> Text:
    """A link and a code to come back with."""
    lines = [
        _("Hello,"),
        _("here is the code you asked for:"),
        spaced(code),
        _("Type it where you asked for it. Or open this link:"),
        link,
        _("Both work once, for 30 minutes."),
        _("If you did not ask for this, you can leave it. Nothing happens then."),
    ]
    return Text(subject=_("The code you asked for"), body="\n\n".join(lines) + "\n")


def is_it_yours_letter(*, code: str) -> Text:
    """A code that shows that an address is one's own."""
    lines = [
        _("Hello,"),
        _("here is the code you asked for:"),
        spaced(code),
        _("Type it where you asked for it. It works once, for 30 minutes."),
        _("If you did not ask for this, you can leave it. Nothing happens then."),
    ]
    return Text(subject=_("The code you asked for"), body="\n\n".join(lines) + "\n")


def code_text(*, code: str) -> str:
    """A code that shows that a number is one's own, in one text message."""
    return _("The code you asked for: %(code)s. It works once, for 30 minutes.") % {"code": spaced(code)}
