"""Who may know of us: each side of a link says it for itself, by its own yes, and the other side stays as it is."""

from datetime import datetime

import pytest
from django.utils import timezone

from handinhand.circles.actions import NeedsOthers, agree, use_power
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import PowerUse
from handinhand.ledger.models import Entry
from handinhand.links.actions import ask_to_be_known, be_known_no_more, cut_link
from handinhand.links.models import Link
from handinhand.links.queries import links_page
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.links.linked import all_agree, link

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def forum(now: datetime) -> Group:
    return make_group(name="Lantern Forum", now=now, people=("Ada", "Ben", "Cyd"))


@pytest.fixture
def quay(now: datetime) -> Group:
    return make_group(name="Quay Circle", now=now, people=("Robin",))


def further(group: Group, now: datetime) -> list[str]:
    """All circles of which a circle knows by its links' links."""
    seen = links_page(viewer=next(iter(group.members.values())), now=now).links
    return [far.name for each in seen for far in each.further]


def sides(on: Link) -> tuple[bool, bool]:
    fresh = Link.objects.get(pk=on.pk)
    return fresh.circle_is_known, fresh.other_is_known


@pytest.mark.parametrize("first", [True, False])
def test_each_side_changes_its_own_and_the_link_goes_on(
    harbour: Group, forum: Group, quay: Group, now: datetime, first: bool
) -> None:
    """Whichever side of the row a circle is, and whatever the other said."""
    on = link(forum, harbour, now, known=(False, True)) if first else link(harbour, forum, now, known=(True, False))
    link(harbour, quay, now)
    before = Entry.objects.filter(circle=harbour.circle).count()
    assert further(quay, now) == []
    use = ask_to_be_known(by=forum.ada, link=on, now=now)
    assert "Harbour Circle can read our name" in use.text
    agree(use=use, by=forum.ben, now=now)
    assert further(quay, now) == []
    agree(use=use, by=forum.cyd, now=now)
    assert further(quay, now) == ["Lantern Forum"]
    assert sides(on) == (True, True)
    be_known_no_more(by=forum.cyd, link=on, now=now)
    be_known_no_more(by=forum.ben, link=on, now=now)
    assert further(quay, now) == []
    assert sides(on) == ((False, True) if first else (True, False))
    assert Link.objects.get(pk=on.pk).goes_on
    ours = Entry.objects.filter(circle=forum.circle).order_by("pk").values_list("power", "by")
    assert list(ours)[-2:] == [("be_known", forum.ada.person_id), ("be_known_no_more", forum.cyd.person_id)]
    # Nothing of it is in the list of the other side.
    assert Entry.objects.filter(circle=harbour.circle, power__startswith="be_known").count() == 0
    assert Entry.objects.filter(circle=harbour.circle).count() == before


def test_nobody_makes_us_known_alone_and_nobody_of_another_circle_does(
    harbour: Group, forum: Group, quay: Group, now: datetime
) -> None:
    on = link(harbour, forum, now)
    with pytest.raises(NeedsOthers):
        use_power(power=Power.BE_KNOWN, circle=forum.circle, by=forum.ada, now=now, link=on)
    be_known_no_more(by=quay.robin, link=on, now=now)
    address = f"/c/{quay.circle.public_id}/links/{on.public_id}/known/"
    assert client_of(quay.robin).get(address).status_code == 404
    assert send(client_of(quay.robin), address, known="further").status_code == 404
    assert sides(on) == (False, False)
    assert not PowerUse.objects.filter(power=Power.BE_KNOWN).exists()


def test_a_link_that_is_cut_meanwhile_makes_nobody_known(harbour: Group, forum: Group, now: datetime) -> None:
    on = link(harbour, forum, now)
    use = ask_to_be_known(by=forum.ada, link=on, now=now)
    assert ask_to_be_known(by=forum.ben, link=on, now=now) == use
    cut_link(link=on, by=harbour.tom, now=now)
    all_agree(forum, use, now)
    kept = PowerUse.objects.get(pk=use.pk)
    assert (kept.state, kept.ended) == (UseState.ENDED, Ended.GONE)
    assert sides(on) == (False, False)
    page = send(client_of(forum.ada), f"/c/{forum.circle.public_id}/links/{on.public_id}/known/", known="further")
    assert page.status_code == 302
    assert "not there any more" in text_of(client_of(forum.ada).get(page.headers["Location"])) or not (
        PowerUse.objects.filter(power=Power.BE_KNOWN, state=UseState.ASKED).exists()
    )


def test_the_pages(harbour: Group, quay: Group) -> None:
    now = timezone.now()
    on = link(quay, harbour, now)
    far = make_group(name="Far Circle", now=now, people=("Lee",))
    link(harbour, far, now)
    at = f"/c/{quay.circle.public_id}/links/"
    robin = client_of(quay.robin)
    assert f"{on.public_id}/known/" in text_of(robin.get(at))
    assert "only" in text_of(robin.get(f"{at}{on.public_id}/known/"))
    for _twice in range(2):
        assert send(robin, f"{at}{on.public_id}/known/", key="once-and-once", known="further").status_code == 302
    assert "Circles linked with it can know that we exist." in text_of(robin.get(at))
    assert "Quay Circle" in text_of(client_of(far.lee).get(f"/c/{far.circle.public_id}/links/"))
    assert "Be known no further" in text_of(robin.get(f"{at}{on.public_id}/known/"))
    send(robin, f"{at}{on.public_id}/known/", known="linked")
    assert "Quay Circle" not in text_of(client_of(far.lee).get(f"/c/{far.circle.public_id}/links/"))
    # What is neither of the two changes nothing.
    send(robin, f"{at}{on.public_id}/known/", known="everybody")
    assert sides(on) == (False, False)
