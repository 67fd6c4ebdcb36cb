"""How I am by a picture, on arriving, on leaving and in between; over time for me alone; and all of it goes."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.care import actions
from handinhand.care.choices import Weather
from handinhand.care.models import CheckIn
from handinhand.meetings.actions import rooms
from handinhand.meetings.choices import PartKind
from handinhand.ui.icons import DRAWN
from handinhand.words.models import Words
from handinhand.words.queries import own_scope
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def feel(harbour: Group, picture: str = "fog", *, body: str = "", days_ago: int = 0) -> CheckIn:
    dee = harbour.dee.person
    at = timezone.now() - timedelta(days=days_ago)
    scope = own_scope(harbour.circle, dee)
    return actions.check_in(circle=harbour.circle, scope=scope, by=dee, body=body, picture=picture, now=at)


def room_of(meeting) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/room/"


@pytest.mark.parametrize("kind", [PartKind.ARRIVING, PartKind.LEAVING])
def test_a_picture_on_arriving_and_on_leaving_for_me_alone_or_this_meeting(harbour: Group, kind: PartKind):
    meeting = begin(harbour, now=timezone.now())
    if kind == PartKind.LEAVING:
        meeting = go(meeting, kind, by=harbour.tom, now=timezone.now())
    dee, tom, how = client_of(harbour.dee), client_of(harbour.tom), f"{room_of(meeting)}how-i-am/"
    asks = "How are you leaving?" if kind == PartKind.LEAVING else "How are you arriving?"
    assert asks in text_of(dee.get(room_of(meeting)))
    send(dee, how, picture="rain", who="me")
    assert "How people are" not in text_of(tom.get(room_of(meeting)))
    send(dee, how, picture="dawn", who="meeting")
    shown = text_of(tom.get(room_of(meeting)))
    assert "First light" in shown.split('id="how-people-are"')[1].split('id="promised"')[0]
    assert DRAWN["dawn"] in shown.split('id="how-people-are"')[1].split('id="promised"')[0]
    assert DRAWN["rain"] not in shown.split('id="how-people-are"')[1].split('id="promised"')[0]


def test_in_between_for_me_or_for_a_meeting_that_goes_on(harbour: Group):
    meeting = go(begin(harbour, now=timezone.now()), PartKind.TALK, by=harbour.tom, now=timezone.now())
    page = f"/c/{harbour.circle.public_id}/how-i-am/in/{meeting.scope.public_id}/"
    dee = client_of(harbour.dee)
    assert page in text_of(dee.get(room_of(meeting)))
    assert 'value="meeting"' in text_of(dee.get(page))
    send(dee, page, picture="wind", who="meeting")
    assert CheckIn.objects.get().words.scope_id == meeting.scope_id
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=timezone.now())
    assert 'value="meeting"' not in text_of(dee.get(page))
    late = send(dee, page, how="Tired.", who="meeting")
    assert late.status_code == 422
    assert "Tired." in text_of(late)
    send(dee, f"/c/{harbour.circle.public_id}/how-i-am/", how="Tired.", who="me")
    assert CheckIn.objects.order_by("-pk")[0].words.scope == own_scope(harbour.circle, harbour.dee.person)


def test_over_time_as_a_calm_picture_and_as_a_table_for_me_alone(harbour: Group):
    for number, weather in enumerate(Weather.values):
        feel(harbour, weather, days_ago=number)
    feel(harbour, "", body="Only words today.")
    page = text_of(client_of(harbour.dee).get("/me/how-i-am/"))
    drawing = re.search(r'<svg class="calm".*?</svg>', page, re.DOTALL)
    assert drawing is not None
    assert drawing[0].count("<text") == len(Weather.values)
    says = re.search(r'role="img" aria-label="([^"]*)"', drawing[0])
    assert says is not None
    assert all(str(each.label) in says[1] for each in Weather)
    assert "in words" in says[1]
    # Nothing rises or falls: one column for all pictures of a kind of place, and no line between them.
    assert not re.search(r"<(polyline|line)\b", drawing[0])
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert table.count("<tr>") == len(Weather.values) + 1
    assert "Only words today." in table
    assert not re.search(r"\b\d+ (times|days|pictures)\b", page)
    assert "calm" not in text_of(client_of(harbour.tom).get("/me/how-i-am/"))


def test_a_picture_that_is_none_of_ours_and_nothing_at_all(harbour: Group):
    dee, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/how-i-am/"
    for sent in ({"picture": "volcano"}, {"picture": "", "how": " "}, {"how": "w" * 100_000}, {"who": "all"}):
        answer = send(dee, page, **{"how": "", "picture": "", "who": "me", **sent})
        assert answer.status_code == 422
        assert "Something here needs another look" in text_of(answer)
    for given in ({"picture": "volcano"}, {"picture": ""}):
        with pytest.raises(actions.NothingSaid):
            feel(harbour, **given)
    assert not CheckIn.objects.exists()


def test_all_of_it_goes_after_one_more_look(harbour: Group):
    for number in range(3):
        feel(harbour, days_ago=number)
    other = actions.check_in(
        circle=harbour.circle,
        scope=own_scope(harbour.circle, harbour.tom.person),
        by=harbour.tom.person,
        body="Fine.",
        now=timezone.now(),
    )
    dee = client_of(harbour.dee)
    assert "Delete all of it for good?" in text_of(dee.get("/me/how-i-am/delete-all/"))
    assert CheckIn.objects.count() == 4
    for _ in range(2):
        send(dee, "/me/how-i-am/delete-all/", key="k" * 16)
    assert list(CheckIn.objects.all()) == [other]
    assert list(Words.objects.all()) == [other.words]
    assert "Nothing here yet." in text_of(dee.get("/me/how-i-am/"))
