"""What a message says: that there is something new, and of which kind. No circle, topic, person, or word of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.home.choices import Hear


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
    }[kind]


def message(kinds: Sequence[Hear], *, token: str) -> Message:
    """One gathered message. Its link asks for signing in; the one that stops messages does not.

    The headers let a mail program offer to stop them, too (RFC 2369 and RFC 8058), and keep answering machines quiet.
    """
    off = settings.PUBLIC_ADDRESS + reverse("home:messages_off", args=[token])
    lines = [
        _("Hello,"),
        _("you asked to hear of this:"),
        "\n".join(f"- {line_of(kind)}" for kind in kinds),
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
