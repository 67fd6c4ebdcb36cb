"""Stepping out of one part and being fetched: known to two, and nobody's turn or hand waits for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms, stepping
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.models import Fetching, Meeting, Part, SteppingOut
from handinhand.people.actions import begin_rest
from handinhand.people.models import Ask, Commitment
from handinhand.words.actions import stop_seeing_words_of, topic
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


def test_leaving_ends_what_was_arranged_and_deletes_nobodys_words(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    for by, fetcher in ((harbour.dee, harbour.marcus), (harbour.marcus, harbour.asha), (harbour.asha, harbour.dee)):
        stepping.choose(meeting=meeting, part=part, by=by, fetcher=fetcher, how=f"{HOW} {by.name}", now=now)
    written = {each.pk: each.body for each in Words.objects.filter(how_to_fetch__isnull=False)}
    leave(by=harbour.dee, now=now)
    assert {each.pk: each.body for each in Words.objects.filter(pk__in=written)} == written
    assert set(SteppingOut.objects.values_list("member", flat=True)) == {harbour.marcus.pk, harbour.asha.pk}
    assert [each.fetcher for each in Fetching.objects.all()] == [harbour.asha]
    for other in (harbour.dee, harbour.marcus):
        assert f"{HOW} Asha" not in bodies(other)
    assert f"{HOW} Asha" in bodies(harbour.asha)
    assert f"{HOW} Dee" not in bodies(harbour.marcus)
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at__isnull=True).exists()
    assert "Nobody is to fetch you." in text_of(client_of(harbour.asha).get(stepping_page(meeting, part)))


def bodies(member: Member) -> list[str]:
    return [each.body for each in Words.objects.visible_to(member.person, with_unseen=True)]


def stepping_page(meeting: Meeting, part: Part) -> str:
    return address("stepping_out", meeting, part.public_id)


def test_whoever_rests_is_asked_when_they_look_and_i_read_the_same(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    dee, where = client_of(harbour.dee), stepping_page(meeting, part)
    dee.get(where)
    pages, shown = [], []
    for rests in (False, True):
        if rests:
            begin_rest(by=harbour.asha.person, begins_at=now, ends_at=None, is_shown=False, now=now)
        send(dee, where, fetcher=harbour.asha.public_id, how=HOW)
        pages.append(plain(text_of(dee.get(where))))
        shown.append("To fetch somebody when a part of a meeting is over" in text_of(client_of(harbour.asha).get("/")))
        stepping.stay(part=part, by=harbour.dee, now=now)
    assert pages[0] == pages[1]
    assert shown == [True, False]


def test_whoever_would_not_see_me_hears_nothing_and_to_me_it_is_an_ask_like_any(harbour: Group):
    now = timezone.now()
    meeting, part, after = at_the_second(harbour, now)
    dee, where = client_of(harbour.dee), stepping_page(meeting, part)
    stop_seeing_words_of(circle=harbour.circle, by=harbour.asha.person, about=harbour.dee.person)
    before = [text_of(dee.get(where))]
    for fetcher in (harbour.marcus, harbour.asha):
        assert send(dee, where, fetcher=fetcher.public_id, how=HOW).url == where
        before.append(plain(text_of(dee.get(where))).replace(fetcher.name, "them").replace(fetcher.public_id, ""))
    assert "You asked" in before[2]
    asked = SteppingOut.objects.get()
    asha = client_of(harbour.asha)
    assert "Nobody asks you to fetch them here." in text_of(asha.get(address("fetching", meeting)))
    assert "To fetch somebody when a part of a meeting is over" not in text_of(asha.get("/me/open/")) + text_of(
        asha.get("/")
    )
    assert send(asha, address("fetch", meeting, asked.public_id), fetch="yes").status_code == 404
    send(dee, address("act", meeting, "step-out"))
    go(meeting, harbour.tom, after, now)
    assert "Somebody would like to be fetched" not in text_of(asha.get(address("room", meeting)))


def test_a_yes_that_somebody_no_longer_stands_by_looks_like_a_no(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    dee, where = client_of(harbour.dee), stepping_page(meeting, part)
    seen = []
    for looks_away in (False, True):
        stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.asha, how=HOW, now=now)
        stepping.will_fetch(fetching=Fetching.objects.get(), by=harbour.asha, now=now)
        assert "fetches you when this part is over." in text_of(dee.get(where))
        if looks_away:
            stop_seeing_words_of(circle=harbour.circle, by=harbour.asha.person, about=harbour.dee.person)
        else:
            stepping.will_not_fetch(fetching=Fetching.objects.get(), by=harbour.asha, now=now)
        seen.append(plain(text_of(dee.get(where))))
    assert "Nobody is to fetch you." in seen[0]
    assert seen[0] == seen[1]


def test_whom_i_would_not_see_is_not_offered_and_cannot_be_asked(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.asha, how=HOW, now=now)
    stop_seeing_words_of(circle=harbour.circle, by=harbour.dee.person, about=harbour.asha.person)
    dee, where = client_of(harbour.dee), stepping_page(meeting, part)
    page = text_of(dee.get(where))
    assert harbour.asha.public_id not in page
    assert harbour.marcus.public_id in page
    assert "Nobody is to fetch you." in page
    assert "Nobody asks you to fetch them here." in text_of(client_of(harbour.asha).get(address("fetching", meeting)))
    answer = send(dee, where, fetcher=harbour.asha.public_id, how=HOW)
    assert answer.status_code == 422
    assert HOW in text_of(answer)
    with pytest.raises(NotHere):
        stepping.choose(meeting=meeting, part=part, by=harbour.dee, fetcher=harbour.asha, how=HOW, now=now)


def test_a_double_tap_asks_once(harbour: Group):
    now = timezone.now()
    meeting, part, _after = at_the_second(harbour, now)
    given = {"fetcher": harbour.asha.public_id, "how": HOW, "key": "onceandforall"}
    dee, where = client_of(harbour.dee), stepping_page(meeting, part)
    for _each in range(2):
        assert dee.post(where, given).url == where
    assert Ask.objects.filter(of=harbour.asha.person, closed_at__isnull=True).count() == 1
    assert Words.objects.filter(author=harbour.dee.person).count() == 1
