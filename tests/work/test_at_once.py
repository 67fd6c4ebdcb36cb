"""Several people at the very same moment: an answer is kept once, and none falls between."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from handinhand.circles import actions as circles
from handinhand.work import actions
from handinhand.work.actions import NotAmongThem, NotNow
from handinhand.work.models import AskAnswer, AskOrOffer
from handinhand.work.queries import mine
from tests.cast import NAMES, Group, make_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (NotNow, NotAmongThem) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def group(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def ask(group: Group, now: datetime) -> AskOrOffer:
    return actions.ask_or_offer(by=group.dee, kind="ask", text="A ladder.", to=None, now=now)


def test_the_same_answer_twice_at_once_is_kept_once(group: Group, ask: AskOrOffer, now: datetime):
    both = together(*[lambda: actions.answer(ask=ask, by=group.tom, text="Mine.", now=now)] * 2)
    assert {type(each) for each in both} == {AskAnswer, NotNow}
    assert AskAnswer.objects.count() == 1


def test_an_answer_while_it_ends_is_told_that_it_ended_either_way(group: Group, ask: AskOrOffer, now: datetime):
    answered, _ended = together(
        lambda: actions.answer(ask=ask, by=group.tom, text="Mine.", now=now),
        lambda: actions.end(ask=ask, by=group.dee, now=now),
    )
    assert isinstance(answered, AskAnswer) or "This ended a moment ago" in str(answered)
    assert [each.state for each in mine(viewer=group.tom, now=now).answered] in ([], ["ended"])


def test_an_answer_while_somebody_is_removed_is_kept_or_has_no_page(group: Group, ask: AskOrOffer, now: datetime):
    answered, _left = together(
        lambda: actions.answer(ask=ask, by=group.tom, text="Mine.", now=now),
        lambda: circles.leave(by=group.tom, now=now),
    )
    assert isinstance(answered, AskAnswer | NotAmongThem)
    assert AskAnswer.objects.count() == isinstance(answered, AskAnswer)


def test_two_who_answer_at_once_are_both_heard(group: Group, ask: AskOrOffer, now: datetime):
    both = together(
        lambda: actions.answer(ask=ask, by=group.tom, text="Mine.", now=now),
        lambda: actions.answer(ask=ask, by=group.asha, text="Or mine.", now=now),
    )
    assert [type(each) for each in both] == [AskAnswer, AskAnswer]
