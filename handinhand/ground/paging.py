"""Long lists come a page at a time, the newest first."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from handinhand.ground.models import Row

R = TypeVar("R", bound=Row)
A_PAGE = 30


def earlier_than(found: QuerySet[R], *, at: str, before: str) -> QuerySet[R]:
    """The rows before one of them by its public id; all of them when it is not among them."""
    last = found.filter(public_id=before).first()
    if last is None:
        return found
    moment = getattr(last, at)
    return found.filter(Q(**{f"{at}__lt": moment}) | Q(**{at: moment, "pk__lt": last.pk}))


def first_page(rows: list[R]) -> tuple[list[R], str]:
    """Of a page and one row more: the page, and after which row the earlier ones begin (empty: there are none)."""
    shown = rows[:A_PAGE]
    return shown, shown[-1].public_id if len(rows) > A_PAGE else ""
