"""Text messages: where they go is one setting, and each place is one small class.

Nothing here writes a number or a text to a log.
"""

import json
import logging
import os
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.providers import TIMEOUT, Account, Texts, provider

log = logging.getLogger(__name__)

# What a gateway answers for a number that can never be reached.
GONE = 410
# One message: 160 letters of the plain alphabet of phones, or 70 of any other (3GPP TS 23.038).
PLAIN_ROOM, ROOM = 160, 70
PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


class ToFile:
    """Writes each message as a line of JSON, for whoever tries a server out. Only its owner can read the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, *, to: str, body: str) -> None:
        """Write one line."""
        line = json.dumps({"to": to, "text": body}, ensure_ascii=False) + "\n"
        try:
            with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
                file.write(line)
        except OSError as problem:
            raise NotSent from problem


class ToGateway:
    """Posts each message as JSON to one address that the keeper named, which passes it on to a provider."""

    def __init__(self, address: str, key: str) -> None:
        self.address, self.key = address, key

    def send(self, *, to: str, body: str) -> None:
        """Post {"to": …, "text": …}: any 2xx means taken, 410 means that the number is gone for good."""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        sent = json.dumps({"to": to, "text": body}).encode()
        # The address was looked at when the server started: https, or this machine itself.
        request = urllib.request.Request(self.address, data=sent, headers=headers)  # noqa: S310
        try:
            urllib.request.build_opener(NoDetours).open(request, timeout=TIMEOUT).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            if answer.code == GONE:
                raise Refused from None
            raise NotSent from None
        except (OSError, ValueError):
            raise NotSent from None


class NoDetours(urllib.request.HTTPRedirectHandler):
    """A message and its number go to the address that was named, and are never led on to another."""

    def redirect_request(self, *_given: object, **_named: object) -> None:
        """Lead nowhere."""


def place_of_texts() -> Texts | None:
    """Where text messages go; nowhere unless the keeper says so."""
    place: str = settings.TEXTS
    if not place:
        return None
    if place.startswith("file:"):
        return ToFile(Path(place.removeprefix("file:")))
    if "://" in place:
        return ToGateway(place, settings.TEXTS_KEY)
    return provider(place)(Account(key=settings.TEXTS_KEY, sender=settings.TEXTS_FROM))


def texts_are_set_up() -> bool:
    """Whether this server can send text messages at all; pages that offer them say so when it cannot."""
    return bool(settings.TEXTS)


def send_text(*, to: str, body: str) -> None:
    """Send one message now and keep nothing of it; raises Refused or NotSent."""
    place = place_of_texts()
    if place is None:
        raise NotSent
    try:
        place.send(to=to, body=body)
    except NotSent:
        log.warning("A text message could not be sent.")
        raise


def fits(body: str) -> bool:
    """Whether a text is one message."""
    units = len(body.encode("utf-16-le")) // 2
    return len(body) <= PLAIN_ROOM if PLAIN.issuperset(body) else units <= ROOM
