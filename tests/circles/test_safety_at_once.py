"""Covers and holds by several people at the very same moment: each happens once, and nobody waits for ever."""

import pytest
from django.utils import timezone

from handinhand.circles.actions import agree, ask_hold, ask_power, cover
from handinhand.circles.choices import Power
from handinhand.circles.models import Hold, Member, PowerUse
from handinhand.words import actions as words_actions
from handinhand.words.models import Cover, Words
from handinhand.words.queries import circle_scope
from tests.browsing import client_of
from tests.cast import NAMES, Group, make_group
from tests.circles.browsers import at
from tests.circles.test_at_once import post, together, used

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture(params=range(3))
def again(request: pytest.FixtureRequest) -> int:
    """What happens at once can happen in more than one order, so each is tried a few times."""
    return int(request.param)


def written(group: Group) -> Words:
    given = {"circle": group.circle, "scope": circle_scope(group.circle), "state": "shared", "now": timezone.now()}
    return words_actions.write(by=group.dee.person, body="She moved.", **given)


def test_three_who_cover_the_same_words_cover_them_once(group, again):
    words = written(group)
    address = at("cover", group, words.public_id)
    answers = together(*(post(client_of(group.members[name]), address) for name in ("Tom", "Asha", "Nia")))
    assert {each.status_code for each in answers} == {302}
    assert Cover.objects.count() == used(Power.COVER) == 1


def test_three_who_agree_to_a_cover_keep_it_once(group, again):
    words = written(group)
    cover(words=words, by=group.tom, now=timezone.now())
    address = at("cover_stays", group, words.public_id)
    answers = together(*(post(client_of(group.members[name]), address) for name in ("Asha", "Nia", "Sam")))
    assert {each.status_code for each in answers} == {302}
    assert used(Power.KEEP_COVER) == 1
    words.refresh_from_db()
    assert words.is_covered_for_good


def test_three_who_agree_to_a_hold_begin_it_once(group, again):
    hold = ask_hold(member=group.dee, by=group.tom, now=timezone.now())
    address = at("agree_hold", group, hold.public_id)
    answers = together(*(post(client_of(group.members[name]), address) for name in ("Asha", "Nia", "Sam")))
    assert {each.status_code for each in answers} == {302}
    assert used(Power.HOLD_ACCESS) == 1
    hold.refresh_from_db()
    assert hold.agreed_by in {group.asha, group.nia, group.sam}


def test_two_who_would_hold_each_other_and_one_who_changes_their_place(group, again):
    """Each of two asks for a hold on the other; both are agreed to at once, while one of them changes their name."""
    now = timezone.now()
    first = ask_hold(member=group.dee, by=group.tom, now=now)
    other = ask_hold(member=group.tom, by=group.dee, now=now)
    answers = together(
        post(client_of(group.asha), at("agree_hold", group, first.public_id)),
        post(client_of(group.nia), at("agree_hold", group, other.public_id)),
        post(client_of(group.dee), at("my_place", group), my_name="Deirdre"),
    )
    assert {each.status_code for each in answers} <= {302, 403, 404}
    # Whoever is held first asks for nothing any more.
    assert used(Power.HOLD_ACCESS) == Hold.objects.filter(began_at__isnull=False).count() == 1
    assert Member.objects.filter(held_until__isnull=False).count() == 1


def asked_for(group: Group, *yes: str) -> PowerUse:
    use = ask_power(power=Power.SPEND, by=group.tom, text="Forty pounds for the bus.", now=timezone.now())
    for name in yes:
        agree(use=use, by=group.members[name], now=timezone.now())
    return use


def test_three_last_yeses_at_once_are_one_use(group, again):
    use = asked_for(group, "Dee")
    address = at("say_yes", group, use.public_id)
    answers = together(*(post(client_of(group.members[name]), address) for name in ("Asha", "Marcus", "Sam")))
    assert {each.status_code for each in answers} == {302}
    assert used(Power.SPEND) == 1
    assert PowerUse.objects.get().state == "done"


def test_a_last_yes_while_somebody_leaves_another_takes_theirs_back_and_who_asked_withdraws(group, again):
    use = asked_for(group, "Dee")
    answers = together(
        post(client_of(group.asha), at("say_yes", group, use.public_id)),
        post(client_of(group.dee), at("take_yes_back", group, use.public_id)),
        post(client_of(group.dee), at("leave", group)),
        post(client_of(group.tom), at("withdraw_asking", group, use.public_id)),
    )
    # Whoever comes too late finds that it is gone.
    assert {each.status_code for each in answers} <= {302, 404}
    left = PowerUse.objects.first()
    assert used(Power.SPEND) == int(left is not None and left.state == "done")


def test_two_who_agree_to_what_the_other_asked(group, again):
    """Each locks what was asked, and then both members: in one order, so that nobody waits for ever."""
    mine = asked_for(group, "Asha")
    theirs = ask_power(power=Power.SPEND, by=group.dee, text="Tea.", now=timezone.now())
    agree(use=theirs, by=group.asha, now=timezone.now())
    answers = together(
        post(client_of(group.dee), at("say_yes", group, mine.public_id)),
        post(client_of(group.tom), at("say_yes", group, theirs.public_id)),
    )
    assert {each.status_code for each in answers} == {302}
    assert used(Power.SPEND) == 2
