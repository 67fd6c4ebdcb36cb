"""What people do together costs the room nothing while they do none of it, and never more than a page may ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handinhand.meetings.actions import changing, groups, pauses
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models import Part, Pause
from tests.browsing import client_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = ("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam")
MOST = 12
TOGETHER = ("back", "breakasked", "planoffer", "offeranswer", "ingroup", "smallgroup", "groupwords")


@pytest.fixture
def meeting(harbour, now):
    return go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)


def asked(member, meeting, page: str = "room/") -> list[str]:
    """What a page asks the database when somebody looks at it for the second time."""
    client, path = client_of(member), f"/c/{member.circle.public_id}/meetings/{meeting.public_id}/{page}"
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return [each["sql"] for each in queries.captured_queries]


def of_its_own(queries: list[str]) -> list[str]:
    """The reads of these tables alone."""
    return [each for each in queries if any(f'FROM "meetings_{table}"' in each for table in TOGETHER)]


def test_a_room_in_which_none_of_it_is_in_use_reads_none_of_it(harbour, now, meeting):
    for name in ("Tom", "Dee"):
        assert not of_its_own(asked(harbour.members[name], meeting))


def test_with_all_of_it_in_use_the_room_asks_no_more_often(harbour, now, meeting):
    plain = len(asked(harbour.tom, meeting))
    given = {"size": 2, "question": "What now?", "leave": fresh(meeting).current.public_id}
    groups.split_up(meeting=meeting, by=harbour.tom, now=now, **given)
    assert len(asked(harbour.tom, meeting)) == plain
    leaving = part(meeting, PartKind.LEAVING)
    changing.offer(meeting=meeting, by=harbour.tom, now=now, kind=OfferKind.LEAVE_OUT, part=leaving)
    assert len(asked(harbour.tom, meeting)) == plain
    pauses.begin_break(meeting=meeting, by=harbour.tom, now=now, minutes=5, leave=meeting.current.public_id)
    assert len(asked(harbour.tom, meeting)) == plain
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    assert Pause.objects.get().somebody_was_told
    assert len(asked(harbour.tom, meeting)) == plain <= MOST
    groups.say_in_group(meeting=meeting, by=harbour.tom, body="A rope.", now=now)
    assert len(asked(harbour.tom, meeting, "room/group/")) <= MOST


def test_the_page_of_a_change_asks_as_often_for_a_long_plan(harbour, now, meeting):
    leaving = part(meeting, PartKind.LEAVING)
    changing.offer(meeting=meeting, by=harbour.tom, now=now, kind=OfferKind.LEAVE_OUT, part=leaving)
    few = len(asked(harbour.dee, meeting, "room/change/offered/"))
    last = meeting.parts.order_by("position").last().position
    for number in range(30):
        given = {"title": f"Part {number}", "detail": "", "minutes": 5, "position": last + 1 + number}
        Part.objects.create(circle=harbour.circle, meeting=meeting, kind=PartKind.TALK, **given)
    assert few == len(asked(harbour.dee, meeting, "room/change/offered/")) <= MOST
