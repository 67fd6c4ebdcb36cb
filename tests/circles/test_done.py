"""The page of what was done: all or some of it, in pages; the letters that stand for it, and letters from a paper."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from handinhand.circles import actions
from handinhand.circles.choices import Power
from handinhand.circles.done import MOST_READ, Wanted, done_in, look_for
from handinhand.circles.kinds import OF_KIND, Kind
from handinhand.ledger import chain
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.pace import change_pace
from tests.browsing import text_of
from tests.cast import Group
from tests.circles.browsers import at
from tests.circles.browsers import client_of as browser_of
from tests.ledger.tampering import put, take_out, without_guards
from tests.meetings.rooms import begin, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def done(harbour: Group, now: datetime) -> Group:
    """Things of several kinds, done by several people, on several days."""
    actions.invite(by=harbour.asha, now=now - timedelta(days=9))
    change_pace(by=harbour.tom, longest=90, heavy=[], now=now - timedelta(days=5))
    actions.invite(by=harbour.tom, now=now - timedelta(days=2))
    actions.leave(by=harbour.asha, now=now)
    return harbour


def look(group: Group, **said: str) -> str:
    answer = browser_of(group.marcus.person).get(at("ledger", group), said)
    assert answer.status_code == 200
    return text_of(answer).split("What kind of thing")[1].split("How you can see")[0]


def test_every_power_is_of_one_kind() -> None:
    of = [power for powers in OF_KIND.values() for power in powers]
    assert sorted(of) == sorted(Power)
    assert set(OF_KIND) == set(Kind)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, ["Asha left", "Tom made an invitation", "Tom changed how long", "Asha made an invitation"]),
        ({"what": "coming"}, ["Asha left", "Tom made an invitation", "Asha made an invitation"]),
        ({"what": "meetings"}, ["Tom changed how long"]),
        ({"what": "safety"}, []),
        ({"who": "tom"}, ["Tom made an invitation", "Tom changed how long"]),
        ({"who": "tom", "what": "coming"}, ["Tom made an invitation"]),
        ({"since": "2026-11-19", "until": "2026-11-22"}, ["Tom made an invitation", "Tom changed how long"]),
        ({"until": "2026-11-19", "who": "asha"}, ["Asha made an invitation"]),
        ({"since": "0001-01-01", "until": "9999-12-31", "what": "meetings"}, ["Tom changed how long"]),
    ],
    ids=str,
)
def test_people_can_look_for_a_part_of_it(done: Group, said: dict[str, str], shown: list[str]) -> None:
    if "who" in said:
        said = {**said, "who": done.members[said["who"].capitalize()].public_id}
    text = look(done, **said)
    every = ["Asha left", "Tom made an invitation", "Tom changed how long", "Asha made an invitation"]
    assert [each for each in every if f"{each}" in text] == shown
    assert ("Nothing in the list is like that." in text) == (not shown)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": "nonsense"}, "Please choose one of these."),
        ({"who": "nobody"}, "Please choose one of these."),
        ({"since": "\0"}, "We cannot find that day."),
        ({"since": "2026-11-20", "until": "2026-11-19"}, "This day is before the other one."),
    ],
    ids=str,
)
def test_what_cannot_be_looked_for_is_said_and_everything_is_shown(done: Group, said, sentence: str) -> None:
    answer = browser_of(done.marcus.person).get(at("ledger", done), said)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Tom changed how long" in text_of(answer)


def test_somebody_of_another_circle_cannot_be_looked_for(done: Group, hillside: Group) -> None:
    answer = browser_of(done.marcus.person).get(at("ledger", done), {"who": hillside.bo.public_id})
    assert (answer.status_code, ">Bo<" in text_of(answer), ">Asha<" in text_of(answer)) == (422, False, True)


def test_earlier_pages_keep_what_is_looked_for(harbour: Group, now: datetime) -> None:
    for each in range(60):
        actions.invite(by=harbour.tom if each % 3 else harbour.dee, now=now + timedelta(minutes=each))
        change_pace(by=harbour.tom, longest=60 + each, heavy=[], now=now + timedelta(minutes=each))
    wanted = Wanted(kind=Kind.COMING, by=harbour.tom)
    seen, before = [], ""
    lines, before = done_in(member=harbour.dee, now=now, wanted=Wanted(kind=Kind.COMING))
    seen += [line.public_id for line in lines]
    lines, before = done_in(member=harbour.dee, now=now, wanted=Wanted(kind=Kind.COMING), before=before)
    seen += [line.public_id for line in lines]
    assert (len(seen), len(set(seen)), before) == (60, 60, "")
    assert len(done_in(member=harbour.dee, now=now, wanted=wanted)[0]) == 40
    browser = browser_of(harbour.dee.person)
    first = browser.get(at("ledger", harbour), {"what": "coming"}).content.decode()
    assert f"?what=coming&amp;before={seen[49]}" in first


@pytest.fixture
def summary(harbour: Group, now: datetime) -> tuple[str, str]:
    """A meeting that was held: the address of its summary, and the letters on it."""
    actions.invite(by=harbour.tom, now=now)
    meeting = begin(harbour, now=now, come=("Tom", "Dee"))
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    address = reverse("meetings:summary", args=[harbour.circle.public_id, meeting.public_id])
    return address, chain.printed(bytes(Entry.objects.get(power=Power.CLOSE_MEETING).hash))


def test_a_summary_carries_the_letters_of_the_line_that_closed_it_and_they_stay(
    harbour: Group, now: datetime, summary: tuple[str, str]
) -> None:
    address, letters = summary
    number = Entry.objects.get(power=Power.CLOSE_MEETING).number
    told = f'These letters stand for the first {number} lines:</p><p><strong dir="ltr">{letters}</strong>'
    for name in ("tom", "dee", "marcus"):
        assert told in text_of(browser_of(getattr(harbour, name).person).get(address))
    actions.invite(by=harbour.tom, now=now)
    assert told in text_of(browser_of(harbour.dee.person).get(address))
    assert told not in text_of(browser_of(harbour.dee.person).get(at("ledger", harbour)))


def test_letters_from_a_paper_are_found_with_what_they_stand_for(
    harbour: Group, hillside: Group, now: datetime, summary: tuple[str, str]
) -> None:
    _address, letters = summary
    number = Entry.objects.get(power=Power.CLOSE_MEETING).number
    actions.invite(by=harbour.tom, now=now)

    def check(group: Group, who: str, typed: str = letters) -> str:
        return text_of(browser_of(getattr(group, who).person).get(at("from_paper", group), {"head": typed}))

    told = f"These are the first {number} lines. Nothing in them has changed."
    assert told in check(harbour, "dee")
    assert told in check(harbour, "marcus", letters.lower().replace("-", " "))
    assert "These letters are not in our list as it is now." in check(hillside, "bo")
    assert "This is not as it was printed yet." in check(harbour, "dee", letters[:-1] + "?")
    first = Entry.objects.get(number=1)
    with without_guards():
        put("entry", first.pk, power="leave")
        assert f"These letters are at line {number}. But line 1 is not as it was written." in check(harbour, "dee")
        put("entry", first.pk, power=first.power)
        assert told in check(harbour, "dee")
        take_out(*Entry.objects.filter(number__gte=number).values_list("pk", flat=True))
        assert "These letters are not in our list as it is now." in check(harbour, "dee")


def test_a_long_list_is_read_from_a_line_that_is_near(
    harbour: Group, now: datetime, summary: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Entry.objects.get(power=Power.CLOSE_MEETING).number
    assert MOST_READ >= 10_000
    monkeypatch.setattr("handinhand.circles.done.MOST_READ", 2)
    looked = look_for(member=harbour.tom, letters=summary[1])
    assert (looked.number, looked.first, looked.wrong) == (number, number - 1, 0)
    page = text_of(browser_of(harbour.dee.person).get(at("from_paper", harbour), {"head": summary[1]}))
    assert f"We read the list again from line {number - 1} up to there: nothing in it has changed." in page
