"""The moment at which a read is run, for what ends by itself: no timer has to run for that to be true.

Everywhere else the clock is passed in. In the one rule of sight it is read by the read itself, because a read that was
handed an older moment would show what is no longer there to be seen.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Expression, Q
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
# While the SQL of a prepared read is made, this stands where each run puts its own moment.
STANDS_FOR_NOW = datetime(900, 1, 1, tzinfo=UTC)
_preparing: ContextVar[bool] = ContextVar("preparing", default=False)


@contextmanager
def preparing() -> "Iterator[None]":
    """Make SQL that can be run at any moment."""
    before = _preparing.set(True)
    try:
        yield
    finally:
        _preparing.reset(before)


def this_moment() -> datetime:
    """When a read is run."""
    return timezone.now()


def moment_of_acting(now: datetime) -> datetime:
    """When somebody acts who may have waited for others since `now`: what ended meanwhile has ended."""
    return max(now, this_moment())


class AtThisMoment(Expression):
    """The moment at which the read is run."""

    def __init__(self) -> None:
        super().__init__(output_field=DateTimeField())

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """One value, which the database compares with."""
        now = STANDS_FOR_NOW if _preparing.get() else this_moment()
        return "%s", (connection.ops.adapt_datetimefield_value(now),)


def is_over(field: str) -> Q:
    """Whether what `field` says until when is over by now, or never was."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": AtThisMoment()})


def goes_on(until: datetime | None) -> bool:
    """Whether what ends at `until` is still so, at this moment."""
    return until is not None and until > this_moment()
