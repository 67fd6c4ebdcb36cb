"""What is old goes when its time is over, also when nobody comes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from handinhand.notices.models import Letter
from handinhand.people.actions import clear_old
from handinhand.people.models import Address, SentOnce, SignInLetter, Tries
from tests.live.streams import wait_for
from tests.people.visitors import new_person
from tests.servers import Server

KEPT_FOR = {"visit": 0, "letter": 1, "form": 14, "tries": 2, "given up": 30}


def plant(when: datetime, name: str) -> None:
    """One row of each kind, whose time began at `when`."""
    address = Address.objects.create(person=new_person(), email=f"{name}@example.org", confirmed_at=when)
    Session.objects.create(session_key=name, session_data="", expire_date=when)
    SignInLetter.objects.create(address=address, link_hash=name, code_hash="", made_at=when, ends_at=when)
    SentOnce.objects.create(key=name, location="/", at=when)
    Tries.objects.create(what=name, stretch=when)
    Letter.objects.create(to="", subject="", body="", due_at=when, given_up_at=when, tries=1)


def left(name: str) -> set[str]:
    """Which kinds are still there."""
    found = {
        "visit": Session.objects.filter(session_key=name),
        "letter": SignInLetter.objects.filter(link_hash=name),
        "form": SentOnce.objects.filter(key=name),
        "tries": Tries.objects.filter(what=name),
        "given up": Letter.objects.filter(given_up_at__isnull=False),
    }
    return {kind for kind, rows in found.items() if rows.exists()}


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("kind", KEPT_FOR)
def test_each_kind_is_kept_for_its_time_and_not_longer(kind):
    now = datetime.now(UTC)
    for name, days in {"over": KEPT_FOR[kind] + 0.1, "not over": KEPT_FOR[kind] - 0.1}.items():
        plant(now - timedelta(days=days), name)
        clear_old(now=now)
        assert (kind in left(name)) == (name == "not over"), name


PLANT = """
from datetime import datetime, timedelta, UTC
from django.contrib.sessions.models import Session
from handinhand.people.models import SentOnce, Tries
now = datetime.now(UTC)
for name, when in (("old", now - timedelta(days=40)), ("new", now + timedelta(hours=1))):
    Session.objects.create(session_key=name, session_data="", expire_date=when)
    SentOnce.objects.create(key=name, location="/", at=when)
    Tries.objects.create(what=name, stretch=when)
"""
TELL = """
from django.contrib.sessions.models import Session
from handinhand.people.models import SentOnce, Tries
print(*Session.objects.values_list("session_key", flat=True), *SentOnce.objects.values_list("key", flat=True),
      *Tries.objects.values_list("what", flat=True))
"""


def test_a_server_to_which_nobody_comes_forgets_what_is_old(tmp_path):
    server = Server(tmp_path)
    with server:
        pass
    assert server.command("shell", "--no-imports", "-c", PLANT).returncode == 0
    with server:
        wait_for(lambda: "old" not in server.command("shell", "--no-imports", "-c", TELL).stdout, patience=40)
        assert server.command("shell", "--no-imports", "-c", TELL).stdout.split() == ["new", "new", "new"]
