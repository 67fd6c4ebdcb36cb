"""`handinhand bounced`: reads one mail that came back, from standard input, for a mail server to call."""

import sys
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from handinhand.ground.command import KeepersCommand
from handinhand.ground.keeping import check_can_be_used
from handinhand.notices.returned import LONGEST, ForNow, NoReport, came_back
from handinhand.people.actions import reaching
from handinhand.people.actions.reaching import NobodysMessage

PIECE = 65_536
QUIET = "A message will never arrive at its address. No more go there until its owner confirms it."
FOR_NOW = "This report says that a letter is late, or that it arrived. Nothing was changed."
NOBODYS = "This report is about a message of long ago, or to an address that is gone. Nothing was changed."


class Command(KeepersCommand):
    """Read one mail that came back. Nothing of it is kept."""

    called = "bounced < MAIL"
    help = "Read one mail that came back from standard input, and stop messages to an address that is gone."

    def handle(self, *args: Any, **options: Any) -> None:
        # Whatever was read is answered with status 0: otherwise the mail server sends a mail about it, perhaps to
        # somebody whose address was put there by others. What could not be kept ends with 75, and comes again.
        self.stdout.write(self.answer(read(sys.stdin.buffer)))

    def answer(self, raw: bytes) -> str:
        """Do what a mail says, and say what was done."""
        try:
            with transaction.atomic():
                check_can_be_used()
                number, sent = came_back(raw)
                reaching.came_back(number=number, sent=sent, now=timezone.now())
        except NoReport as no_report:
            return str(no_report)
        except ForNow:
            return FOR_NOW
        except NobodysMessage:
            return NOBODYS
        return QUIET


def read(mail: BinaryIO) -> bytes:
    """A mail, up to a byte more than is looked at; the rest is let go, so that its sender is not cut off."""
    raw = mail.read(LONGEST + 1)
    while mail.read(PIECE):
        pass
    return raw
