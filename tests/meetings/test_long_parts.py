"""A long part comes a page at a time, loses nothing, and every line of it can be covered from one quiet place."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.meetings.actions import ahead, answers, rooms, said, turns
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.models import Said
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.queries.said import SHOWN, said_page
from handinhand.meetings.queries.turns import round_turn
from handinhand.words.actions import take_back
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MANY = 150
EARLIER = re.compile(r'href="([^"]*\?before=[^"]+)">See what was said before<')
SAID = re.compile(r"Words of number (\d+)\.")


@pytest.fixture
def meeting(harbour, now):
    return go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)


def fill(harbour, meeting, now, *, many=MANY, kind=PartKind.TALK):
    """Many lines by three people, five at a time in the same moment."""
    authors = [harbour.tom.person, harbour.dee.person, None]
    here, first = part(meeting, kind), Said.objects.count()
    written = Words.objects.bulk_create(
        Words(
            circle=harbour.circle,
            scope=meeting.scope,
            author=authors[each % 3],
            body=f"Words of number {each}.",
            state="shared",
            written_at=now,
            shared_at=now + timedelta(seconds=(first + each) // 5),
        )
        for each in range(many)
    )
    Said.objects.bulk_create(Said(circle=harbour.circle, meeting=meeting, part=here, words=each) for each in written)


def numbers(page):
    return [int(each) for each in SAID.findall(page)]


def room_of(harbour, meeting):
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/"


def said_of(harbour, meeting, kind=PartKind.TALK):
    where = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/said/"
    return f"{where}{part(meeting, kind).public_id}/"


def pages_of(client, path):
    """The room and every page before it, as links lead there, the newest first."""
    found = [text_of(client.get(path))]
    while (link := EARLIER.search(found[-1])) is not None:
        path = link[1] if link[1].startswith("/") else f"{path.split('?')[0]}{link[1]}"
        found.append(text_of(client.get(path)))
    return found


def test_the_room_shows_the_newest_and_links_lead_to_all_the_others_in_order(harbour, now, meeting):
    fill(harbour, meeting, now)
    kept = {"body": "Words of number 999.", "keep": True, "question": None}
    said.say(meeting=meeting, part=part(meeting, PartKind.TALK), by=harbour.asha, now=now, **kept)
    for name, mine in (("Asha", [999]), ("Dee", [])):
        pages = [numbers(page) for page in pages_of(client_of(harbour.members[name]), room_of(harbour, meeting))]
        assert [len(page) for page in pages] == [SHOWN, SHOWN, MANY + len(mine) - 2 * SHOWN]
        assert [number for page in reversed(pages) for number in page] == [*range(MANY), *mine]


def test_a_usual_part_has_no_such_link(harbour, now, meeting):
    fill(harbour, meeting, now, many=SHOWN)
    page = text_of(client_of(harbour.dee).get(room_of(harbour, meeting)))
    assert numbers(page) == list(range(SHOWN))
    assert "See what was said before" not in page


def test_the_room_stays_small_however_much_was_said(harbour, now, meeting):
    dee, path = client_of(harbour.dee), room_of(harbour, meeting)
    fill(harbour, meeting, now, many=SHOWN)
    dee.get(path)
    few = len(dee.get(path).content)
    fill(harbour, meeting, now + timedelta(minutes=5), many=SHOWN * 3)
    with CaptureQueriesContext(connection) as queries:
        many = len(dee.get(path).content)
    assert many - few < SHOWN * 10
    assert sum(f"LIMIT {SHOWN + 1}" in each["sql"] for each in queries.captured_queries) == 1


def test_the_summary_still_holds_all(harbour, now, meeting):
    fill(harbour, meeting, now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    summary = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/summary/"
    assert numbers(text_of(client_of(harbour.asha).get(summary))) == list(range(MANY))


def test_what_is_taken_back_meanwhile_breaks_no_page(harbour, now, meeting):
    fill(harbour, meeting, now)
    dee = client_of(harbour.dee)
    link = EARLIER.search(text_of(dee.get(room_of(harbour, meeting))))[1]
    first = Said.objects.get(public_id=link.rsplit("=", 1)[1])
    before = list(range(MANY - 2 * SHOWN, MANY - SHOWN))
    assert numbers(text_of(dee.get(link))) == before
    if first.words.author is None:
        first.words.delete()
        assert numbers(text_of(dee.get(link)))[-1] == MANY - 1
    else:
        take_back(words=first.words, by=first.words.author)
        assert numbers(text_of(dee.get(link))) == before
    assert numbers(text_of(dee.get(f"{said_of(harbour, meeting)}?before=nonsense")))[-1] == MANY - 1


def test_only_who_may_read_the_lines_reads_them_there(harbour, hillside, now):
    meeting = go(begin(harbour, now=now, come=("Tom", "Dee")), PartKind.TALK, by=harbour.tom, now=now)
    fill(harbour, meeting, now)
    path = said_of(harbour, meeting)
    for page in (path, f"{path}cover/"):
        assert numbers(text_of(client_of(harbour.marcus).get(page))) == []
        assert client_of(hillside.bo).get(page).status_code == 404
        assert numbers(text_of(client_of(harbour.dee).get(page)))
    dee = client_of(harbour.dee)
    leave(by=harbour.dee, now=now)
    assert dee.get(path).status_code == 404


def test_words_that_were_sent_ahead_are_read_out_however_long_ago_they_came(harbour, now):
    meeting = make_meeting(harbour, now=now)
    turn = part(meeting, PartKind.ROUND)
    answers.answer(meeting=meeting, by=harbour.asha, kind=AnswerKind.WRITING, now=now)
    ahead.send(meeting=meeting, part=turn, by=harbour.asha, body="A lamp by the door.", now=now)
    rooms.begin(meeting=meeting, by=harbour.tom, now=now)
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    fill(harbour, current, now + timedelta(minutes=1), many=SHOWN + 5, kind=PartKind.ROUND)
    while (asked := round_turn(turn)) and asked.who != harbour.asha.public_id:
        turns.end_turn(meeting=fresh(meeting), by=harbour.tom, now=now, whose=asked.who)
    room = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now)
    assert room.turn == harbour.asha
    assert [line.words.body for line in room.read_out] == ["A lamp by the door."]
    assert len(room.lines) == SHOWN
    page = text_of(client_of(harbour.tom).get(room_of(harbour, meeting)))
    assert "A lamp by the door." in page
    assert "See what was said before" in page


def test_covering_is_one_quiet_link_and_not_under_every_line(harbour, now, meeting):
    fill(harbour, meeting, now, many=10)
    page = text_of(client_of(harbour.dee).get(room_of(harbour, meeting)))
    assert page.count("Cover something that puts somebody in danger") == 1
    assert "Cover this" not in page
    alone = go(meeting, PartKind.LEAVING, by=harbour.tom, now=now)
    said.say(meeting=alone, part=alone.current, by=harbour.dee, body="Mine.", keep=False, now=now, question=None)
    assert "Cover something" not in text_of(client_of(harbour.dee).get(room_of(harbour, meeting)))


def test_anybody_covers_any_line_from_there_at_once(harbour, meeting):
    now = timezone.now()
    fill(harbour, meeting, now, many=SHOWN + 9)
    marcus, places = client_of(harbour.marcus), f"{said_of(harbour, meeting)}cover/"
    newest = text_of(marcus.get(places))
    assert numbers(newest) == list(range(9, SHOWN + 9))
    earlier = text_of(marcus.get(f"{places}{EARLIER.search(newest)[1]}"))
    assert numbers(earlier) == list(range(9))
    words = next(each for each in Words.objects.all() if each.body == "Words of number 3.")
    cover = f"/c/{harbour.circle.public_id}/words/{words.public_id}/cover/"
    assert cover in earlier
    send(marcus, cover)
    for name in ("Asha", "Dee"):
        assert 3 not in numbers("".join(pages_of(client_of(harbour.members[name]), room_of(harbour, meeting))))
    assert "About this cover" in pages_of(client_of(harbour.asha), room_of(harbour, meeting))[1]
    assert cover not in "".join(pages_of(marcus, places))


def test_ones_own_words_are_not_there_to_be_covered(harbour, now, meeting):
    fill(harbour, meeting, now, many=9)
    page = text_of(client_of(harbour.dee).get(f"{said_of(harbour, meeting)}cover/"))
    assert numbers(page) == [each for each in range(9) if each % 3 != 1]


def test_how_people_are_can_be_covered_too(harbour, now):
    meeting = begin(harbour, now=now)
    said.say_how_i_am(meeting=meeting, by=harbour.tom, body="Tired.", to_meeting=True, now=now)
    dee = client_of(harbour.dee)
    assert "Cover something that puts" in text_of(dee.get(room_of(harbour, meeting)))
    assert "Tired." in text_of(dee.get(f"{said_of(harbour, meeting, PartKind.ARRIVING)}cover/"))
    said.say_how_i_am(meeting=meeting, by=harbour.asha, body="Sad.", to_meeting=False, now=now)
    assert "Sad." not in text_of(dee.get(f"{said_of(harbour, meeting, PartKind.ARRIVING)}cover/"))


def test_a_page_of_what_was_said_asks_as_often_for_much(harbour, now, meeting):
    dee, path = client_of(harbour.dee), said_of(harbour, meeting)
    asked = []
    for many in (3, MANY):
        fill(harbour, meeting, now, many=many)
        dee.get(path)
        with CaptureQueriesContext(connection) as queries:
            dee.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12
    assert len(said_page(viewer=harbour.dee, part=part(meeting, PartKind.TALK)).lines) == SHOWN
