"""A real mail server that keeps what it is given."""

import asyncio
import socket
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class MailSink:
    """Takes letters over SMTP; refuses them, with the address in the answer, while `refuses` is set."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(0)
        if self.refuses:
            return f"451 not now for {envelope.rcpt_tos[0]}"
        self.letters.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 kept"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def mail_sink(settings) -> Iterator[MailSink]:
    sink = MailSink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "post@circle.example"
    controller = Controller(sink, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    controller.start()
    yield sink
    controller.stop()
