"""Stepping out of one part and being fetched: known to two, and nobody's turn or hand waits for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms, stepping
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.models import Fetching, Meeting, Part, SteppingOut
from handinhand.people.models import Ask, Commitment
from handinhand.words.actions import topic
from handinhand.words.models import Scope, Words
from tests.browsing import client_of, send, text_of
from tests.care.test_topics import plain
from tests.cast import Group
from tests.meetings.rooms import begin, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOW = "Wave through the kitchen window, please."


def address(name: str, meeting: Meeting, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.circle.public_id, meeting.public_id, *more])


def parts_of(meeting: Meeting) -> list[Part]:
    return list(meeting.parts.order_by("position"))


def at_the_second(group: Group, now) -> tuple[Meeting, Part, Part]:
    """A meeting that Tom holds, at its second part, which touches on something."""
    meeting = begin(group, now=now)
    _first, second, third = parts_of(meeting)[:3]
    second.topics.set([topic(circle=group.circle, name="police")])
    go(meeting, group.tom, second, now)
    return fresh(meeting), second, third


def go(meeting: Meeting, by: Member, part: Part, now) -> None:
    meeting = fresh(meeting)
    leaving = meeting.current.public_id
    rooms.go_to(meeting=meeting, by=by, now=now, leave=leaving, part=part)


def test_fetched_by_somebody_who_said_yes(harbour: Group):
    now = timezone.now()
    meeting, part, after = at_the_second(harbour, now)
    dee, asha = client_of(harbour.dee), client_of(harbour.asha)
    mine, fetching, room = (
        address("stepping_out", meeting, part.public_id),
        address("fetching", meeting),
        address("room", meeting),
    )
    assert mine in text_of(dee.get(room))
    assert "police" in text_of(dee.get(mine))
    assert send(dee, mine, fetcher=harbour.asha.public_id, how=HOW).url == mine
    assert "They have not answered yet." in text_of(dee.get(mine))
    assert Ask.objects.get(closed_at__isnull=True, ref=SteppingOut.objects.get().public_id).of == harbour.asha.person
    assert HOW in text_of(asha.get(fetching))
    send(asha, address("fetch", meeting, SteppingOut.objects.get().public_id), fetch="yes")
    assert "fetches you when this part is over." in text_of(dee.get(mine))
    send(dee, address("act", meeting, "step-out"))
    waits = "Somebody would like to be fetched"
    assert waits not in text_of(asha.get(room))
    go(meeting, harbour.tom, after, now)
    assert waits in text_of(asha.get(room))
    assert "They would like to be fetched now." in text_of(asha.get(fetching))
    for other in (harbour.tom, harbour.marcus):
        assert waits not in text_of(client_of(other).get(room))
        assert "Nobody asks you to fetch them here." in text_of(client_of(other).get(fetching))
    assert "Nothing was decided in this meeting so far." in text_of(dee.get(mine))
    send(dee, address("act", meeting, "come-in"))
    assert waits not in text_of(asha.get(room))


def test_a_no_leaves_nothing_and_i_can_ask_somebody_else(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    given = {"meeting": meeting, "part": part, "by": harbour.dee, "how": HOW, "now": now}
    asked = stepping.choose(**given, fetcher=harbour.asha)
    send(client_of(harbour.asha), address("fetch", meeting, asked.public_id), fetch="no")
    assert not Fetching.objects.exists()
    assert not Words.objects.visible_to(harbour.asha.person).filter(how_to_fetch__isnull=False).exists()
    shown = text_of(client_of(harbour.dee).get(address("stepping_out", meeting, part.public_id)))
    assert "Nobody is to fetch you." in shown
    assert HOW in shown
    again = stepping.choose(**given, fetcher=harbour.marcus)
    assert SteppingOut.objects.get() == again
    assert not stepping.will_fetch(fetching=Fetching(pk=0), by=harbour.asha, now=now)
    assert stepping.will_fetch(fetching=Fetching.objects.get(), by=harbour.marcus, now=now)
    assert Commitment.objects.filter(ref=again.public_id).count() == 1
    stepping.stay(part=part, by=harbour.dee, now=now)
    assert not SteppingOut.objects.exists()
    assert not Commitment.objects.filter(ref=again.public_id).exists()
    assert not Words.objects.filter(body__isnull=False, author=harbour.dee.person).exists()
    assert not Scope.objects.filter(kind="pair").exists()


def test_nobody_elses_page_changes_and_my_turn_and_hand_are_what_they_were(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    pages = [address(name, meeting) for name in ("room", "plan", "fetching", "look_round")]
    pages += [address("stepping_out", meeting, part.public_id), "/", "/me/open/"]
    others = [client_of(harbour.members[name]) for name in ("Tom", "Asha", "Sam")]
    for client in others:
        for page in pages:
            client.get(page)
    before = [[plain(text_of(client.get(page))) for page in pages] for client in others]
    entries = Entry.objects.count()
    stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.marcus, how=HOW, now=now)
    stepping.will_fetch(fetching=Fetching.objects.get(), by=harbour.marcus, now=now)
    assert [[plain(text_of(client.get(page))) for page in pages] for client in others] == before
    send(client_of(harbour.dee), address("act", meeting, "step-out"))
    assert [[plain(text_of(client.get(page))) for page in pages] for client in others] == before
    assert Entry.objects.count() == entries


def test_all_of_it_goes_when_the_meeting_closes(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.marcus, how=HOW, now=now)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    assert not SteppingOut.objects.exists()
    assert not Words.objects.filter(author=harbour.dee.person).exists()
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at__isnull=True).exists()
    with pytest.raises(PlanStays):
        stepping.choose(meeting=fresh(meeting), part=part, by=harbour.dee, fetcher=None, how="", now=now)
    answer = send(client_of(harbour.dee), address("stepping_out", meeting, part.public_id), fetcher="myself", how=HOW)
    assert "there is nothing to step out of" in text_of(answer)


def test_a_world_that_changed_is_said_plainly(harbour: Group, hillside: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    mine = address("stepping_out", meeting, part.public_id)
    given = {"fetcher": harbour.asha.public_id, "how": HOW}
    leave(by=harbour.asha, now=now)
    answer = send(client_of(harbour.dee), mine, **given)
    assert answer.status_code == 422
    assert "Please choose one of these." in text_of(answer)
    assert HOW in text_of(answer)
    assert client_of(harbour.asha).get(mine).status_code == 404
    assert client_of(hillside.members["Bo"]).get(mine).status_code == 404
    asked = stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.marcus, how=HOW, now=now)
    answering = address("fetch", meeting, asked.public_id)
    assert send(client_of(harbour.tom), answering, fetch="yes").status_code == 404
    leave(by=harbour.dee, now=now)
    assert "Nobody asks you to fetch them here." in text_of(client_of(harbour.marcus).get(address("fetching", meeting)))
