"""What a linked circle told can be covered where it is read: for its readers alone, and the tellers learn nothing."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.utils import timezone

from handinhand.circles.actions import agree_to_cover, cover
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.links.actions import cut_link, take_back_update
from handinhand.links.models import HeardUpdate, Link, Update
from handinhand.live.models import Channel
from handinhand.words.models import Cover
from handinhand.words.queries import OwnHere, own_text_for
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.links.linked import link, reads, tell

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TOLD = "Ruth lives behind the yellow gate."
COVERED = "Something is covered here."


@pytest.fixture
def at(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def quay(at) -> Group:
    return make_group(name="Quay Circle", now=timezone.now(), people=("Robin", "Sal", "Tam"))


@pytest.fixture
def third(at) -> Group:
    return make_group(name="Larch Circle", now=timezone.now(), people=("Ott",))


def heard(group: Group, viewer: Member) -> OwnHere | None:
    row = HeardUpdate.objects.filter(circle=group.circle).latest("pk")
    among = {"viewer": viewer.person, "circle": viewer.circle}
    return own_text_for(kind="heardupdate-text", public_id=row.public_id, **among)


def told(group: Group, *others: Group) -> tuple[Update, list[Link]]:
    links = [link(group, each, timezone.now()) for each in others]
    return tell(group, TOLD, links, timezone.now()), links


def as_others_see(group: Group) -> list[str]:
    """What a circle finds: its pages, but for what is new in every answer, its list of what was done, its channel."""
    at = f"/c/{group.circle.public_id}/"
    browser = client_of(next(iter(group.members.values())))
    found = [text_of(browser.get(at + each)) for each in ("links/", "links/updates/", "done/", "")]
    same = [each.partition("<main")[2].partition('name="csrfmiddlewaretoken"')[0] for each in found]
    lines = list(Entry.objects.filter(circle=group.circle).order_by("pk").values_list("power", "by"))
    versions = Channel.objects.filter(key=group.scope.public_id).values_list("version", flat=True)
    return [*same, str(lines), str(list(versions))]


def test_it_is_covered_here_and_nowhere_else(harbour: Group, quay: Group, third: Group, at) -> None:
    update, _links = told(harbour, quay, third)
    tell(quay, "We heard.", [Link.objects.get(other=quay.circle)], timezone.now(), answers=update)
    before = [as_others_see(each) for each in (harbour, third)]
    over = heard(quay, quay.robin)
    assert over is None or over.circle == quay.circle
    row = HeardUpdate.objects.get(circle=quay.circle)
    address = f"/c/{quay.circle.public_id}/own/heardupdate-text/{row.public_id}/cover/"
    robin = client_of(quay.robin)
    page = text_of(robin.get(address))
    assert "They do not learn of this cover." in page
    assert send(robin, address, back="/").status_code == 302
    assert (reads(quay), reads(third)) == ([COVERED], [TOLD])
    assert Update.objects.get(pk=update.pk).text == TOLD
    for where in ("links/updates/", f"links/updates/tell/?answers={update.public_id}", ""):
        for name in ("Robin", "Sal"):
            assert TOLD not in text_of(client_of(quay.members[name]).get(f"/c/{quay.circle.public_id}/{where}"))
    assert [as_others_see(each) for each in (harbour, third)] == before
    # Two others of those who read it say that it stays; told again, the same words are covered.
    again = own_text_for(viewer=quay.sal.person, circle=quay.circle, kind="heardupdate-text", public_id=row.public_id)
    assert again is not None
    for who in (quay.sal, quay.tam):
        agree_to_cover(words=again, by=who, now=timezone.now())
    at.shift(timedelta(days=9))
    assert reads(quay) == [COVERED]
    tell(harbour, TOLD, [Link.objects.get(other=quay.circle)], timezone.now())
    assert reads(quay) == [COVERED, COVERED]


def test_it_lapses_and_works_once(harbour: Group, quay: Group, at) -> None:
    told(harbour, quay)
    over = heard(quay, quay.robin)
    assert over is not None
    cover(words=over, by=quay.robin, now=timezone.now())
    at.shift(timedelta(days=2))
    assert reads(quay) == [TOLD]
    with pytest.raises(CoverNotNow):
        cover(words=over, by=quay.sal, now=timezone.now())


@pytest.mark.parametrize("how", ["cut", "taken back", "covered there"])
def test_what_is_not_read_any_more_is_found_by_no_address(harbour: Group, quay: Group, at, how: str) -> None:
    """The cover's own page opens nothing that the circle does not read, whether it lay there before or not."""
    update, (on,) = told(harbour, quay)
    row = HeardUpdate.objects.get()
    over = heard(quay, quay.robin)
    assert over is not None
    if how == "cut":
        cut_link(link=on, by=harbour.tom, now=timezone.now())
    elif how == "taken back":
        take_back_update(update=update, by=harbour.dee, now=timezone.now())
    else:
        ours = own_text_for(
            viewer=harbour.tom.person, circle=harbour.circle, kind="update-text", public_id=update.public_id
        )
        assert ours is not None
        cover(words=ours, by=harbour.nia, now=timezone.now())
        assert "The circle that told it covered it." in text_of(
            client_of(quay.sal).get(f"/c/{quay.circle.public_id}/links/updates/")
        )
    address = f"/c/{quay.circle.public_id}/own/heardupdate-text/{row.public_id}/cover/"
    for browser in (client_of(quay.robin), client_of(quay.sal)):
        for where in (address, f"{address}?read=yes"):
            answer = browser.get(where)
            assert answer.status_code == 404
            assert TOLD not in text_of(answer)
        assert send(browser, address).status_code == 404
    # Nor does a form that was open before.
    with pytest.raises(CoverNotNow):
        cover(words=over, by=quay.robin, now=timezone.now())
    assert Cover.objects.filter(circle=quay.circle).count() == 0


def test_nobody_of_another_circle_finds_it(harbour: Group, quay: Group, third: Group, at) -> None:
    told(harbour, quay)
    row = HeardUpdate.objects.get()
    for who in (harbour.tom, third.ott):
        for circle in (quay.circle, who.circle):
            address = f"/c/{circle.public_id}/own/heardupdate-text/{row.public_id}/cover/"
            answer = client_of(who).get(f"{address}?read=yes")
            assert answer.status_code == 404
            assert TOLD not in text_of(answer)
            assert send(client_of(who), address).status_code == 404
    assert not Cover.objects.exists()


def test_what_was_told_before_stands_there_after_the_upgrade(harbour: Group, quay: Group, third: Group, at) -> None:
    """Every update of before, in each circle that it was told to, whichever side of the link that is."""
    told(harbour, quay, third)
    back = tell(quay, "We heard.", [Link.objects.get(other=quay.circle)], timezone.now())
    HeardUpdate.objects.all().delete()
    assert (reads(quay), reads(harbour), reads(third)) == ([], [], [])
    upgrade = import_module("handinhand.links.migrations.0002_heard_updates")
    upgrade.let_stand(apps, connection.schema_editor())
    assert (reads(quay), reads(harbour), reads(third)) == ([TOLD], ["We heard."], [TOLD])
    take_back_update(update=back, by=quay.sal, now=timezone.now())
    assert reads(harbour) == []


def versions(*groups: Group) -> list[int]:
    return [
        Channel.objects.filter(key=each.scope.public_id).values_list("version", flat=True).first() or 0
        for each in groups
    ]


def test_open_pages_of_those_who_read_it_hear_that_its_tellers_covered_it(
    harbour: Group, quay: Group, third: Group, at
) -> None:
    update, links = told(harbour, quay, third)
    cut_link(link=links[1], by=third.members["Ott"], now=timezone.now())
    before = versions(quay, third)
    over = OwnHere(harbour.circle, Update._meta.get_field("text"), update)
    cover(words=over, by=harbour.nia, now=timezone.now())
    after = versions(quay, third)
    assert after[0] > before[0]
    assert after[1] == before[1]
    assert COVERED in text_of(client_of(quay.members["Sal"]).get(f"/c/{quay.circle.public_id}/links/updates/"))
