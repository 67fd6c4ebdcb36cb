"""Whatever anybody does, a message goes to nobody who did not switch messages on, and to no address of before."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.home.actions.messages import send_messages, switch_off, switch_off_by_link
from handinhand.home.models import MessageWish
from handinhand.people.models import Address
from tests.browsers import VISITORS, House, make_house
from tests.home.wishes import wish
from tests.notices.conftest import MailSink
from tests.visitors import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUR = timedelta(hours=1)
# They end somebody's visit or messages, or are about an address: everything else that can be done here is done.
NOT_HERE = {"people:hide", "people:sign_out", "people:sign_out_everywhere", "people:demonstration", "circles:leave"}
ABOUT_AN_ADDRESS = {"people:remove_address", "home:messages_on", "home:messages_stop", "home:messages_off"}


@pytest.fixture
def house(mail_sink: MailSink) -> Iterator[House]:
    with transaction.atomic():
        made = make_house()
        switch_off_by_link(token=MessageWish.objects.get().token)
        for name, member in made.world.harbour.members.items():
            email = f"{name.lower()}@example.org"
            Address.objects.get_or_create(
                person=member.person, defaults={"email": email, "confirmed_at": made.world.now}
            )
        yield made
        transaction.set_rollback(True)


def everybody_does_everything(house: House) -> int:
    """Send every form of the table as every visitor; how many took effect."""
    taken = 0
    for row in TABLE:
        if row.post is None or row.name in NOT_HERE | ABOUT_AN_ADDRESS:
            continue
        for visitor in VISITORS:
            answer = house.browser(visitor).post(house.address(row), house.form(visitor, row.send))
            taken += answer.status_code in {302, 303}
    return taken


@pytest.mark.parametrize("on", [(), ("Asha",), ("Tom", "Marcus", "Ravi")], ids=str)
def test_messages_go_to_whoever_switched_them_on_and_to_nobody_else(house: House, mail_sink: MailSink, on) -> None:
    members, now = house.world.harbour.members, house.world.now
    for name in ("Asha", "Tom", "Marcus", "Ravi", "Sam"):
        wish(Member.objects.select_related("person", "circle").get(pk=members[name].pk), now - HOUR, hours=(0, 24))
        if name not in on:
            switch_off(by=members[name].person)
    assert everybody_does_everything(house) > 60
    if "Ravi" in on:
        leave(by=members["Ravi"], now=now)
    for hours in range(1, 24 * 4, 3):
        send_messages(now=now + hours * HOUR)
    written_to = {letter["To"] for letter in mail_sink.letters}
    allowed = {f"{name.lower()}@example.org" for name in on if name != "Ravi"}
    assert written_to == allowed
    before = len(mail_sink.letters)
    switch_off_all(on, members)
    for hours in range(24 * 4, 24 * 8, 6):
        send_messages(now=now + hours * HOUR)
    assert len(mail_sink.letters) == before


def switch_off_all(names: tuple[str, ...], members: dict[str, Member]) -> None:
    for name in names:
        switch_off(by=members[name].person)
