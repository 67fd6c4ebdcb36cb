"""A real mail server of our own, and what arrives there."""

import queue
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers import free_port

ARRIVES_WITHIN = 20
CODE = re.compile(r"^(\d{3} \d{3})\s*$", re.MULTILINE)
LINK = re.compile(r"^https?://[^/]+(/\S+)\s*$", re.MULTILINE)


class Postbox:
    """Takes letters over SMTP and hands them out one by one, in the order in which they came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: queue.Queue[EmailMessage] = queue.Queue()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.letters.put(BytesParser(policy=default).parsebytes(envelope.content))  # type: ignore[arg-type]
        return "250 kept"

    @property
    def env(self) -> dict[str, str]:
        """What a server is told so that its letters come here."""
        return {
            "HANDINHAND_MAIL_HOST": "127.0.0.1",
            "HANDINHAND_MAIL_PORT": str(self.port),
            "HANDINHAND_MAIL_TLS": "no",
            "HANDINHAND_MAIL_FROM": "post@circle.example",
        }

    def next(self) -> EmailMessage:
        """The next letter, as soon as it is here."""
        return self.letters.get(timeout=ARRIVES_WITHIN)


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """A postbox that takes letters."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def code_in(letter: EmailMessage) -> str:
    """The six numbers in a letter."""
    found = CODE.search(letter.get_content())
    assert found is not None, letter
    return found[1]


def link_in(letter: EmailMessage) -> str:
    """Where the link in a letter leads."""
    found = LINK.search(letter.get_content())
    assert found is not None, letter
    return found[1]
