"""What a message says: that there is something new, and of which kind. No topic, person, or word of anybody.

It names a circle only to somebody who said that it may.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.home.choices import Hear
from handinhand.notices.texts import fits
from handinhand.people.choices import ContactWay

# Where the link of a real message says whose messages it stops, what is only read says nothing.
FOR_READING = "0" * 43


@dataclass(frozen=True)
class Message:
    """A message as it leaves."""

    subject: str
    body: str
    headers: dict[str, str]


def line_of(kind: Hear) -> str:
    """One line of a message."""
    return {
        Hear.MEETINGS: _("A meeting is planned, or its plan changed."),
        Hear.ANSWERS: _("Something that was promised has an answer."),
        Hear.POSITIONS: _("Something waits for where you stand."),
        Hear.OWN: _("The day of something you promised comes near."),
        Hear.ASKED: _("There is something for you."),
    }[kind]


def greeting(name: str) -> str:
    """How a message begins: by the name that somebody chose for it, or by none."""
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def text_message(*, name: str, circles: Sequence[str]) -> str:
    """A text message, in one. Of a name and a circle, what is too long for it is left out; there is no link in it.

    It lies on the screen of a phone, so that it says less than a letter.
    """
    news = _("There is something for you to read.")
    where = _("It is in: %(circles)s.") % {"circles": ", ".join(circles)} if circles else ""
    hello = greeting(name)
    for parts in ((hello, news, where), (hello, news), (news,)):
        whole = " ".join(each for each in parts if each)
        if fits(whole):
            return whole
    return news


def message(kinds: Sequence[Hear], *, token: str, name: str = "", circles: Sequence[str] = ()) -> Message:
    """One gathered message. Its link asks for signing in; the one that stops messages does not.

    The headers let a mail program offer to stop them, too (RFC 2369 and RFC 8058), and keep answering machines quiet.
    """
    off = settings.PUBLIC_ADDRESS + reverse("home:messages_off", args=[token])
    lines = [
        greeting(name),
        _("you asked to hear of this:"),
        "\n".join(f"- {line_of(kind)}" for kind in kinds),
        *([_("It is in: %(circles)s.") % {"circles": ", ".join(circles)}] if circles else []),
        _("To read more, sign in here:"),
        settings.PUBLIC_ADDRESS + reverse("home:today"),
        _("To stop these messages, open this link. You need not sign in:"),
        off,
    ]
    headers = {
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return Message(subject=_("News you asked for"), body="\n\n".join(lines) + "\n", headers=headers)


def example(
    way: ContactWay, *, kinds: Sequence[Hear], name: str, circles: Sequence[str], token: str = FOR_READING
) -> Message:
    """What a message would say, to the letter, by one way."""
    if way == ContactWay.TEXT:
        return Message(subject="", body=text_message(name=name, circles=circles), headers={})
    return message(kinds, token=token, name=name, circles=circles)
