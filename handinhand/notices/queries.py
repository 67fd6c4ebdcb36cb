"""What others may ask about letters."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from handinhand.notices.models import Letter


def mail_is_set_up() -> bool:
    """Whether this server can send letters at all; pages that offer letters say so when it cannot."""
    return bool(settings.EMAIL_HOST)


def something_is_due(now: datetime) -> bool:
    """Whether a letter waits to be sent: one short read that keeps nobody waiting."""
    return Letter.objects.filter(given_up_at=None, due_at__lte=now).exists()


def given_up() -> int:
    """How many letters could not be sent lately."""
    return Letter.objects.filter(given_up_at__isnull=False).count()


def refused_letters() -> list[tuple[int, datetime]]:
    """The row numbers of letters that were given up lately because they can never arrive, and when that was."""
    refused = Letter.objects.filter(given_up_at__isnull=False, is_refused=True)
    return [(number, at) for number, at in refused.values_list("pk", "given_up_at") if at is not None]


def letter_stands(*, letters: Iterable[str]) -> dict[str, bool]:
    """Of these letters, those that are still here, each with whether it was given up. What left is not among them."""
    kept = Letter.objects.filter(public_id__in=list(letters)).values_list("public_id", "given_up_at")
    return {letter: given_up_at is not None for letter, given_up_at in kept}
