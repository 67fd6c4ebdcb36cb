"""Two who ask each other, and three who ask about one, at the very same moment: one asking stands, and nobody waits."""

import pytest
from django.utils import timezone

from handinhand.away.models import Away
from handinhand.circles.models import PowerUse
from handinhand.people.models import Ask
from tests.away.test_away import DAYS, HAPPENED
from tests.browsing import client_of
from tests.cast import NAMES, Group, make_group
from tests.circles.test_at_once import post, together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


def asks(group: Group, by: str, about: str):
    given = {"happened": HAPPENED, "kind": "end", "beside": "Asha.", "way_back": "By the door.", "stays": ""}
    until = str((timezone.now() + 40 * DAYS).date())
    at = f"/c/{group.circle.public_id}/stepping-away/ask/{group.members[about].public_id}/"
    return post(client_of(group.members[by]), at, until=until, read="yes", **given)


@pytest.mark.parametrize("again", range(3))
def test_two_who_ask_it_of_each_other_are_not_both_asked(group: Group, again: int) -> None:
    answers = together(asks(group, "Tom", "Dee"), asks(group, "Dee", "Tom"))
    assert sorted(each.status_code for each in answers) == [302, 422]
    assert Away.objects.count() == PowerUse.objects.count() == Ask.objects.count() == 1


@pytest.mark.parametrize("again", range(2))
def test_three_who_ask_about_one_ask_once(group: Group, again: int) -> None:
    answers = together(*(asks(group, by, "Tom") for by in ("Dee", "Sam", "Asha")))
    assert {each.status_code for each in answers} == {302}
    assert Away.objects.count() == PowerUse.objects.count() == Ask.objects.count() == 1
