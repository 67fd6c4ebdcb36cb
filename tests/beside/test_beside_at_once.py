"""Several at the very same moment: nobody is asked for two, and a yes beside a taking back ends in one of them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from handinhand.beside import actions
from handinhand.beside.choices import Says
from handinhand.beside.models import Beside
from handinhand.beside.rules import IsOver
from tests.cast import make_group
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what is over is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except IsOver as over:
            return over
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


def test_two_wish_at_once_with_one_who_is_free_and_then_all_answer_at_once():
    now = timezone.now()
    group = make_group(name="Kettle", now=now - timedelta(days=9), people=("Tom", "Dee", "Sam", "Nia"))
    meeting = make_meeting(group, now=now + timedelta(days=2))
    given = {"now": now, "meeting": meeting, "is_yes": True}
    actions.say(by=group.tom, what=Says.WOULD_SIT, **given)
    together(*(lambda m=each: actions.say(by=m, what=Says.WOULD_LIKE, **given) for each in (group.dee, group.nia)))
    row = Beside.objects.select_related("member__circle", "member__person", "whose", "meeting__circle").get()
    assert row.member == group.tom
    whose = group.dee if row.whose == group.dee else group.nia
    together(
        lambda: actions.will_be(beside=row, by=group.tom, now=now),
        lambda: actions.will_be(beside=row, by=group.tom, now=now),
        lambda: actions.say(by=whose, what=Says.WOULD_LIKE, **{**given, "is_yes": False}),
    )
    left = Beside.objects.get()
    assert left.whose != whose, "the other one has the next place"
