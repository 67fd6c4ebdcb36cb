"""A rest counts in what a circle reads of its weeks, and nobody can read from it that somebody rests, or began to."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from handinhand.meetings.actions.outlook import look_ahead
from handinhand.meetings.models import Meeting, Outlook
from handinhand.people import actions
from handinhand.people.models import Rest
from handinhand.people.queries.energy import have_in
from tests.browsing import client_of
from tests.cast import Group
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
TUESDAY = datetime(2026, 11, 24, 14, tzinfo=UTC)
FITS, MORE = "fits in what people said they have", "is more than what people said they have"


@pytest.fixture
def clock():
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def circle(harbour: Group, clock) -> Group:
    """A circle of which five said that they have far more than enough, and which plans something for each month."""
    for days in (20, 40):
        make_meeting(harbour, now=TUESDAY + days * DAY)
    for name in ("Tom", "Dee", "Asha", "Marcus", "Nia"):
        actions.say_hours(by=harbour.members[name].person, hours=40)
    for weeks in (2, 1):
        look_ahead(now=TUESDAY - weeks * 7 * DAY)
    return harbour


def look(now: datetime) -> str:
    """What the circle reads when it is looked at now, whenever it was looked at before."""
    Outlook.objects.update(looked_at=now - 8 * DAY)
    look_ahead(now=now)
    return Outlook.objects.get().says


def pages(group: Group) -> dict[str, bytes]:
    """What two others read, of whom one said their hours, on the pages that say anything of what is planned."""
    at = f"/c/{group.circle.public_id}/"
    meetings = [f"meetings/{each.public_id}/" for each in Meeting.objects.all()]
    clients = {name: client_of(member) for name, member in group.members.items() if name in {"Tom", "Sam"}}
    return {
        f"{name} {page}": _bare(client.get(page).content)
        for name, client in clients.items()
        for page in ["/", "/me/open/", at, f"{at}meetings/", *(at + each for each in meetings)]
    }


def _bare(page: bytes) -> bytes:
    """A page without what is new at every look: its keys and tickets."""
    lines = page.replace(b">", b">\n").splitlines()
    new = (b"csrf", b'name="key"', b"ticket")
    return b"\n".join(each for each in lines if not any(name in each for name in new))


def test_a_rest_of_the_same_week_changes_no_byte_whenever_the_circle_is_looked_at(circle, clock):
    for days, lasts in ((0, None), (5, 60)):
        clock.move_to(TUESDAY + days * DAY)
        look(TUESDAY + days * DAY)
        before = pages(circle)
        assert FITS.encode() in before[f"Tom /c/{circle.circle.public_id}/meetings/"]
        ends = TUESDAY + (days + lasts) * DAY if lasts else None
        begun = actions.begin_rest(
            by=circle.dee.person, begins_at=TUESDAY + days * DAY, ends_at=ends, is_shown=False, now=TUESDAY + days * DAY
        )
        look(TUESDAY + days * DAY)
        assert pages(circle) == before
        actions.come_back(by=circle.dee.person, now=TUESDAY + days * DAY)
        look(TUESDAY + days * DAY)
        assert pages(circle) == before
        Rest.objects.filter(pk=begun.pk).delete()


def test_it_counts_once_it_is_a_week_old_and_until_the_week_is_over(circle, clock):
    actions.begin_rest(by=circle.dee.person, begins_at=TUESDAY, ends_at=None, is_shown=False, now=TUESDAY)
    # A week from Tuesday has not gone by on the next Monday, and has on the one after it.
    assert [look(TUESDAY + days * DAY) for days in (0, 5, 6, 12)] == ["fits"] * 4
    counts = TUESDAY + 13 * DAY
    assert look(counts) == "more"
    clock.move_to(counts)
    before = pages(circle)
    assert MORE.encode() in before[f"Tom /c/{circle.circle.public_id}/meetings/"]
    actions.come_back(by=circle.dee.person, now=counts)
    look(counts)
    assert pages(circle) == before, "being back is not told in the same week"
    assert look(counts + 6 * DAY) == "more"
    assert look(counts + 7 * DAY) == "fits"


def test_a_rest_that_ends_before_a_week_is_over_never_counts(circle, clock):
    ends = TUESDAY + 6 * DAY
    actions.begin_rest(by=circle.dee.person, begins_at=TUESDAY, ends_at=ends, is_shown=False, now=TUESDAY)
    actions.begin_rest(by=circle.dee.person, begins_at=ends + DAY, ends_at=None, is_shown=False, now=TUESDAY)
    assert [look(TUESDAY + days * DAY) for days in range(14)] == ["fits"] * 14


def test_resting_takes_nobody_from_those_who_said_it_and_the_sentence_stays(circle, clock):
    everybody = [member.person for member in circle.members.values()]
    for person in everybody:
        actions.begin_rest(by=person, begins_at=TUESDAY, ends_at=None, is_shown=False, now=TUESDAY)
    late = TUESDAY + 14 * DAY
    assert have_in(persons=[each.pk for each in everybody], weeks=4, now=late) == [0] * 5
    assert look(late) == "more", "everybody rests: it is said that it is too much, and not nothing"
