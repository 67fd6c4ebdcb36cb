"""Two at the very same moment: one link comes of two last yeses, and a yes that is taken back is no link."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from handinhand.circles.actions import AskNotNow, agree
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import PowerUse
from handinhand.ledger.models import Entry
from handinhand.links.actions import (
    LinkNotNow,
    accept_link,
    ask_to_be_known,
    ask_to_tell,
    be_known_no_more,
    cut_link,
)
from handinhand.links.models import Link, Update
from tests.cast import Group, make_group
from tests.links.linked import all_agree, link, offer, reads

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def forum(now: datetime) -> Group:
    return make_group(name="Lantern Forum", now=now, people=("Ada", "Ben", "Cyd"))


@pytest.fixture
def quay(now: datetime) -> Group:
    return make_group(name="Quay Circle", now=now, people=("Robin",))


@pytest.fixture(params=range(3))
def again(request: pytest.FixtureRequest) -> int:
    """What happens at once can happen in more than one order, so each is tried a few times."""
    return int(request.param)


def together(*acts: Callable[[], object]) -> None:
    """Do several things at the same moment, each on a connection of its own; a plain sentence is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except (AskNotNow, LinkNotNow):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        list(pool.map(do, acts))


def linked() -> int:
    return Link.objects.filter(linked_at__isnull=False, ended_at=None).count()


def test_two_last_yeses_are_one_link_and_one_line_in_each_list(
    forum: Group, quay: Group, now: datetime, again: int
) -> None:
    use = accept_link(by=forum.ada, link=offer(quay, now), is_known=False, now=now)
    agree(use=use, by=forum.ben, now=now)
    # Both are the last yes: of three, two more would be enough.
    together(*(lambda who=who: agree(use=use, by=who, now=now) for who in (forum.cyd, forum.ben, forum.cyd)))
    assert linked() == 1
    for group in (forum, quay):
        began = Entry.objects.filter(circle=group.circle, power=Power.LINK)
        assert began.count() == (1 if group is forum else 2)


def test_two_codes_of_two_circles_at_once_are_one_link(forum: Group, quay: Group, now: datetime, again: int) -> None:
    one, back = offer(forum, now), offer(quay, now)
    theirs = accept_link(by=forum.ada, link=back, is_known=False, now=now)
    agree(use=theirs, by=forum.ben, now=now)
    together(
        lambda: accept_link(by=quay.robin, link=one, is_known=False, now=now),
        lambda: agree(use=theirs, by=forum.cyd, now=now),
    )
    assert linked() == 1
    assert PowerUse.objects.filter(state=UseState.ASKED).count() == 0


def test_a_code_that_two_circles_type_links_one_of_them(forum: Group, quay: Group, now: datetime, again: int) -> None:
    waiting = offer(forum, now)
    other = make_group(name="Larch Circle", now=now, people=("Ott",))
    together(
        lambda: accept_link(by=quay.robin, link=waiting, is_known=False, now=now),
        lambda: accept_link(by=other.ott, link=waiting, is_known=False, now=now),
    )
    assert linked() == 1


def test_a_yes_taken_back_as_the_other_side_says_its_last(forum: Group, quay: Group, now: datetime, again: int) -> None:
    waiting = offer(forum, now)
    together(
        lambda: accept_link(by=quay.robin, link=waiting, is_known=False, now=now),
        lambda: cut_link(link=waiting, by=forum.ben, now=now),
    )
    # Whichever came first: taken back, or linked for a moment and cut.
    assert linked() == 0
    assert Entry.objects.filter(circle=forum.circle, power=Power.CUT_LINK).count() == 1
    theirs = Entry.objects.filter(circle=quay.circle, power=Power.CUT_LINK).count()
    assert theirs == Link.objects.filter(linked_at__isnull=False).count()


def test_cut_as_an_update_is_told(forum: Group, quay: Group, now: datetime, again: int) -> None:
    on = link(forum, quay, now)
    use = ask_to_tell(by=forum.ada, text="A bell.", to=[on.public_id], now=now)
    agree(use=use, by=forum.ben, now=now)
    together(lambda: agree(use=use, by=forum.cyd, now=now), lambda: cut_link(link=on, by=quay.robin, now=now))
    assert reads(quay) == []
    kept = PowerUse.objects.get(pk=use.pk)
    assert (kept.state == UseState.DONE) is Update.objects.exists()


def test_both_sides_cut_at_once(forum: Group, quay: Group, now: datetime, again: int) -> None:
    on = link(forum, quay, now)
    all_agree(forum, ask_to_tell(by=forum.ada, text="A bell.", to=[on.public_id], now=now), now)
    together(
        lambda: cut_link(link=on, by=quay.robin, now=now),
        lambda: cut_link(link=on, by=forum.ada, now=now),
    )
    assert linked() == 0
    lines = Entry.objects.filter(power=Power.CUT_LINK)
    assert lines.count() == 2
    assert lines.exclude(by=None).count() == 1


def test_known_further_as_the_link_is_cut_and_said_no_to(forum: Group, quay: Group, now: datetime, again: int) -> None:
    """The last yes, a member who ends it, and the other side's cut: whichever comes first, all of it is whole."""
    on = link(forum, quay, now)
    use = ask_to_be_known(by=forum.ada, link=on, now=now)
    agree(use=use, by=forum.ben, now=now)
    together(
        lambda: agree(use=use, by=forum.cyd, now=now),
        lambda: be_known_no_more(by=forum.ben, link=on, now=now),
        lambda: cut_link(link=on, by=quay.robin, now=now),
    )
    assert linked() == 0
    kept, fresh = PowerUse.objects.get(pk=use.pk), Link.objects.get(pk=on.pk)
    lines = list(
        Entry.objects.filter(circle=forum.circle, power__startswith="be_known").values_list("power", flat=True)
    )
    assert (kept.state == UseState.DONE) is ("be_known" in lines)
    assert fresh.circle_is_known is (lines == ["be_known"])
    assert not fresh.other_is_known
