"""What mail servers say of a letter that came back later: a delivery report (RFC 3464), read and kept nowhere."""

import base64
import binascii
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from cryptography.exceptions import InvalidTag
from django.conf import settings

from handinhand.ground.keys import keyring

LONGEST = 1_000_000
PURPOSE = b"which address a letter comes back from"
NUMBER_BYTES, TIME_BYTES = 6, 4
MARK_LETTERS = 42
# Where mail servers write to which address a report went.
TO_WHOM = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
MARK = re.compile(rf"\+([a-z2-7]{{{MARK_LETTERS}}})@", re.IGNORECASE)
FAILED_FOR_GOOD = re.compile(r"\s*5\.\d{1,3}\.\d{1,3}\b")
# What reading a mail that no mail server wrote can come to.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, LookupError, AssertionError, RecursionError)


class NoReport(Exception):
    """What was read is not a report about a letter that we sent; its text says in a sentence why."""


class ForNow(Exception):
    """A report says that a letter is late, or that it arrived."""


def return_address(*, number: int, sent: int) -> str:
    """Where a letter comes back to: says to this server alone for which address it was, and when (in seconds) it left.

    Empty unless the keeper named an address for it. The mark is sealed, so that whoever has both a stolen database and
    the log of a mail server learns of no row whose address it is; and it is in letters that may lose their case.
    """
    if not settings.RETURN_ADDRESS:
        return ""
    plain = number.to_bytes(NUMBER_BYTES, "big") + sent.to_bytes(TIME_BYTES, "big")
    mark = base64.b32encode(keyring().seal_mark(plain, purpose=PURPOSE)).decode().rstrip("=").lower()
    name, _at, host = settings.RETURN_ADDRESS.rpartition("@")
    return f"{name}+{mark}@{host}"


def came_back(raw: bytes) -> tuple[int, int]:
    """Which row a letter was for, and when it left, if a report says that it will never arrive.

    Raises NoReport or ForNow.
    """
    if len(raw) > LONGEST:
        raise NoReport("This mail is too large to be a report about a letter. Nothing was changed.")
    try:
        report = message_from_bytes(raw)
        found = next(marks_of(report), None)
        said = [(str(each["Action"]).strip().lower(), str(each.get("Status", ""))) for each in recipients_of(report)]
    except UNREADABLE as unreadable:
        raise NoReport("This mail could not be read. Nothing was changed.") from unreadable
    if not said:
        raise NoReport("This mail is not a report about a letter (RFC 3464). Nothing was changed.")
    if found is None:
        raise NoReport("This report is not about a letter that was sent from here. Nothing was changed.")
    if not all(action == "failed" and FAILED_FOR_GOOD.match(status) for action, status in said):
        raise ForNow
    return found


def marks_of(report: Message) -> Iterator[tuple[int, int]]:
    """What the marks say that a report went to, of those that were made here."""
    for name in TO_WHOM:
        for line in report.get_all(name, []):
            for mark in MARK.findall(str(line)):
                try:
                    sealed = base64.b32decode(mark.upper() + "=" * (-MARK_LETTERS % 8))
                    plain = keyring().unseal_mark(sealed, purpose=PURPOSE)
                except (binascii.Error, InvalidTag):
                    continue
                yield int.from_bytes(plain[:NUMBER_BYTES], "big"), int.from_bytes(plain[NUMBER_BYTES:], "big")


def recipients_of(report: Message) -> list[Message]:
    """What a report says, an address at a time; nothing for what is no report."""
    if report.get_content_type() != "multipart/report" or not report.is_multipart():
        return []
    for part in report.get_payload():
        if isinstance(part, Message) and part.get_content_type() == "message/delivery-status" and part.is_multipart():
            fields = [each for each in part.get_payload() if isinstance(each, Message)]
            return [each for each in fields if "Action" in each]
    return []
