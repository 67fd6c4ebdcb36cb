"""Two who say it to each other, who leave, or one who leaves while the other stops, at the very same moment."""

import pytest

from handinhand.circles.models import Member
from handinhand.mending.models import InTheWay
from tests.browsing import client_of
from tests.cast import NAMES, Group, make_group
from tests.circles.test_at_once import post, together
from tests.mending.test_mending import NEED, at, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


def says(group: Group, by: str, to: str, beside: str = ""):
    given = {"about": "", "kind": "something", "need": NEED, "likes": ["tea"]}
    return post(
        client_of(group.members[by]),
        at(group, "say"),
        to=group.members[to].public_id,
        beside=group.members[beside].public_id if beside else "",
        **given,
    )


def leaves(group: Group, name: str):
    return post(client_of(group.members[name]), f"/c/{group.circle.public_id}/leave/")


@pytest.mark.parametrize("again", range(4))
def test_two_say_it_to_each_other(group: Group, again: int) -> None:
    three = (says(group, "Dee", "Asha", "Sam"), says(group, "Asha", "Dee", "Sam"), says(group, "Sam", "Dee", "Asha"))
    assert {each.status_code for each in together(*three)} == {302}
    assert InTheWay.objects.count() == 3


@pytest.mark.parametrize("again", range(4))
def test_two_leave_who_said_it_to_each_other(group: Group, again: int) -> None:
    said(group, by="Dee", to="Asha", beside=group.sam)
    said(group, by="Asha", to="Dee", beside=group.sam)
    said(group, by="Sam", to="Dee", beside=group.asha)
    answers = together(leaves(group, "Dee"), leaves(group, "Asha"), leaves(group, "Sam"))
    assert {each.status_code for each in answers} == {302}
    assert Member.objects.filter(left_at__isnull=False).count() == 3
    assert not InTheWay.objects.exists()


@pytest.mark.parametrize("again", range(4))
def test_one_leaves_while_the_other_stops(group: Group, again: int) -> None:
    rows = [said(group, need=f"{NEED} {number}") for number in range(3)]
    stops = [post(client_of(group.dee), at(group, row.public_id, "stop")) for row in rows]
    answers = together(leaves(group, "Asha"), *stops)
    assert {each.status_code for each in answers} == {302}
    assert Member.objects.get(pk=group.asha.pk).left_at is not None
    assert not InTheWay.objects.exists()
