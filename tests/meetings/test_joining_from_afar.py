"""A link or a number to join by: https or a telephone alone, printed as text, opened elsewhere, announced."""

import pytest

from handinhand.ground.models import Row
from handinhand.meetings.actions import planning
from handinhand.meetings.forms.joining import JoinField
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.changes import announced
from tests.browsing import client_of, text_of
from tests.meetings.plans import DETAILS, invited
from tests.meetings.rooms import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
LINK = "https://rooms.example.org/harbour?code=lantern"


def with_link(harbour, now, link=LINK):
    meeting = invited(harbour, now=now)
    given = {**DETAILS, "starts_at": meeting.starts_at, "link": link}
    planning.change_details(meeting=meeting, by=harbour.tom, now=now, **given)
    return fresh(meeting)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (LINK, LINK),
        ("", ""),
        ("+44 20 7946 0000", "tel:+442079460000"),
        ("tel:+44-20-7946-0000", "tel:+442079460000"),
        ("(020) 7946.0000,,1234#", "tel:02079460000,,1234#"),
    ],
)
def test_what_can_be_joined_by(written, kept):
    assert JoinField().clean(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "http://rooms.example.org/",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "data:text/html,x",
        "rooms.example.org",
        "https://tom:secret@rooms.example.org/",
        "https://rooms.example.org/a b",
        "tel:window",
        '"><script>',
    ],
)
def test_anything_else_gets_a_sentence(written):
    with pytest.raises(Exception, match=r"Please write a link|This link has a name"):
        JoinField().clean(written)


def test_it_is_on_the_plan_and_on_today_as_text_and_opens_elsewhere(harbour, now):
    meeting = with_link(harbour, now)
    circle = harbour.circle.public_id
    client = client_of(harbour.dee)
    for address in (f"/c/{circle}/meetings/{meeting.public_id}/", "/"):
        shown = text_of(client.get(address))
        assert f'href="{LINK}" target="_blank" rel="noreferrer noopener"' in shown
        assert f'<bdi class="said">{LINK}</bdi>' in shown
        assert "Never needed: everything also happens here." in shown
    for tag in ("iframe", "img", "link", "script"):
        assert f'<{tag} src="{LINK}' not in shown
    assert LINK in text_of(client.get(f"/c/{circle}/meetings/{meeting.public_id}/paper/"))


def test_a_change_of_it_is_announced_with_what_it_was(harbour, now):
    meeting = with_link(harbour, now)
    said = announced(meeting)[0]
    assert said.what == "Joining by video or phone"
    assert LINK in said.said
    given = {**DETAILS, "starts_at": meeting.starts_at, "link": "tel:+442079460000"}
    planning.change_details(meeting=meeting, by=harbour.dee, now=now, **given)
    assert any(LINK in each.said and "+442079460000" in each.said for each in announced(fresh(meeting)))


def test_it_is_sealed(harbour, now):
    meeting = with_link(harbour, now)
    kept = Meeting.objects.filter(pk=meeting.pk).values_list("link", flat=True)[0]
    assert issubclass(Meeting, Row)
    assert b"lantern" not in bytes(kept)


def test_a_plan_from_before_has_none_and_stays_so(harbour, now):
    meeting = invited(harbour, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(link=None)
    shown = text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"))
    assert "Join by video or phone" not in shown
    given = {**DETAILS, "starts_at": meeting.starts_at}
    planning.change_details(meeting=fresh(meeting), by=harbour.dee, now=now, **given)
    assert not announced(fresh(meeting))
