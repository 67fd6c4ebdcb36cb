"""The only writers of letters. A letter is sealed until it is sent, and removed when it is."""

import logging
import threading
from datetime import datetime
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from handinhand.ground.keys import SealBroken
from handinhand.notices.models import Letter
from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.queries import mail_is_set_up, something_is_due
from handinhand.notices.rules import KEEP_GIVEN_UP, LEASE, wait_after

log = logging.getLogger(__name__)

# The first figure of what a mail server answers when it will never take a letter for an address.
FOR_GOOD = 5
# Set when a letter was kept by this process, so that it leaves at once.
letter_queued = threading.Event()


@transaction.atomic
def queue_letter(*, to: str, subject: str, body: str, now: datetime, returns_to: str = "") -> Letter:
    """Keep a letter, sealed, to be sent as soon as the caller's transaction holds.

    What cannot arrive goes back to `returns_to`, as in `send_now`.
    """
    letter = Letter.objects.create(
        to=to.strip(), subject=" ".join(subject.split()), body=body, due_at=now, returns_to=returns_to or None
    )
    transaction.on_commit(letter_queued.set)
    return letter


@transaction.atomic
def take_back_letter(*, number: int) -> None:
    """Let a letter that waits not leave; one that left, or is on its way this moment, stays as it is."""
    Letter.objects.filter(pk=number, tries=0).delete()


def send_due(*, now: datetime) -> int:
    """Send every letter that is due, each by one process alone; returns how many left.

    A letter is taken by moving the time when it is due, so that no transaction stays open while the mail server is
    spoken to. A process that is killed between sending and removing sends it once more, never not at all.
    """
    sent = 0
    while something_is_due(now):
        letter = _take_next(now)
        if letter is not None and _send(letter, now):
            sent += 1
    return sent


@transaction.atomic
def _take_next(now: datetime) -> Letter | None:
    """Take the letter that waits longest, so that no other process sends it too."""
    waiting = Letter.objects.select_for_update(skip_locked=True).filter(given_up_at=None, due_at__lte=now)
    letter = waiting.order_by("due_at", "pk").first()
    if letter is None:
        return None
    letter.tries += 1
    letter.due_at = now + LEASE
    letter.save(update_fields=["tries", "due_at"])
    return letter


def _send(letter: Letter, now: datetime) -> bool:
    if not mail_is_set_up():
        log.warning("A letter was not sent: mail is not set up here (HANDINHAND_MAIL_HOST).")
        _give_up(letter, now)
        return False
    try:
        mail = EmailMessage(letter.subject, letter.body, letter.returns_to or None, [letter.to])
        mail.extra_headers = {"From": settings.DEFAULT_FROM_EMAIL}
        mail.send()
    except (OSError, SMTPException, ValueError, SealBroken) as problem:
        letter.is_refused = isinstance(problem, SMTPRecipientsRefused) and is_for_good(problem)
        # Only the kind of problem: what a mail server answers may hold the address.
        _try_later(letter, type(problem).__name__, now)
        return False
    letter.delete()
    return True


def _try_later(letter: Letter, problem: str, now: datetime) -> None:
    wait = wait_after(letter.tries)
    if wait is None:
        log.warning("A letter could not be sent (%s) and was given up.", problem)
        _give_up(letter, now)
        return
    log.warning("A letter could not be sent (%s). It will be tried again.", problem)
    letter.due_at = now + wait
    letter.save(update_fields=["due_at"])


def _give_up(letter: Letter, now: datetime) -> None:
    """Keep that a letter was given up for a while, and nothing of what it said or to whom."""
    clear_given_up(now=now)
    letter.to = letter.subject = letter.body = ""
    letter.returns_to, letter.given_up_at = None, now
    letter.save(update_fields=["to", "subject", "body", "returns_to", "given_up_at", "is_refused"])


def is_for_good(refused: SMTPRecipientsRefused) -> bool:
    """Whether a mail server will never take a letter for an address: 5yz (RFC 5321, 4.2.1); anything else may pass."""
    codes = [code for code, _said in refused.recipients.values()]
    return bool(codes) and all(code // 100 == FOR_GOOD for code in codes)


@transaction.atomic
def clear_given_up(*, now: datetime) -> None:
    """Forget that letters were given up, after a while."""
    Letter.objects.filter(given_up_at__lt=now - KEEP_GIVEN_UP).delete()


def send_now(*, to: str, subject: str, body: str, headers: dict[str, str], returns_to: str) -> None:
    """Send a letter at once and keep nothing of it; raises Refused or NotSent.

    It comes from the plain address of this server: a name that was set beside it could tell what this is. What cannot
    arrive goes back to `returns_to`, which stands on the envelope alone, or to that plain address when it is empty.
    """
    if not mail_is_set_up():
        raise NotSent
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    letter = EmailMessage(" ".join(subject.split()), body, returns_to or sender, [to.strip()])
    letter.extra_headers = {**headers, "From": sender}
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        if is_for_good(refused):
            raise Refused from None
        raise NotSent from None
    except (OSError, SMTPException, ValueError) as problem:
        log.warning("A message could not be sent (%s). It will be tried again.", type(problem).__name__)
        raise NotSent from None
