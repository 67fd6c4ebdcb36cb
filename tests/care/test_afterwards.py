"""Somebody whom I chose asks me tomorrow how I am: once, in my words, and a no is as light as a yes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from handinhand.care import actions
from handinhand.care.models import ForTomorrow
from handinhand.circles.actions import choose_sight_of, leave
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms
from handinhand.meetings.models import Meeting
from handinhand.people.actions import begin_rest, say_hours
from handinhand.people.models import Ask
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh
from tests.promises.scene import plain

pytestmark = [pytest.mark.django_db, pytest.mark.both]

EVENING = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
MORNING = EVENING + timedelta(hours=13)
WORDS = "Did you sleep at all?"
ON_TODAY = "To ask somebody how they are"


@pytest.fixture
def meeting(harbour: Group) -> Meeting:
    return begin(harbour, now=EVENING, come=("Tom", "Dee", "Asha", "Marcus"))


def ask(meeting: Meeting, *, by: Member, to: Member, body: str = WORDS, now: datetime = EVENING) -> ForTomorrow:
    return actions.ask_for_tomorrow(by=by, scope_id=meeting.scope.public_id, to=to.public_id, body=body, now=now)


def seen(member: Member, address: str, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        client = client_of(member)
        return plain(text_of(client.get(address, follow=True)))


def pressed(member: Member, address: str, at: datetime, **sent: str) -> str:
    with time_machine.travel(at, tick=False):
        client = client_of(member)
        answer = send(client, address, **sent)
        if answer.status_code == 302:
            answer = client.get(answer.headers["Location"], follow=True)
        return plain(text_of(answer))


def of_tomorrow(meeting: Meeting) -> str:
    return f"/c/{meeting.circle.public_id}/tomorrow/{meeting.scope.public_id}/"


def to_ask(kept: ForTomorrow) -> str:
    return f"/c/{kept.circle.public_id}/to-ask/{kept.public_id}/"


def test_it_stands_on_their_day_tomorrow_and_not_before_and_once(harbour: Group, meeting: Meeting):
    shown = pressed(harbour.dee, of_tomorrow(meeting), EVENING, to=harbour.tom.public_id, words=WORDS)
    assert "Tom asks you how you are" in shown
    kept = ForTomorrow.objects.get()
    late = EVENING + timedelta(hours=3)
    for at in (EVENING, late):
        assert ON_TODAY not in seen(harbour.tom, "/", at)
        assert ON_TODAY not in seen(harbour.tom, "/me/open/", at)
        assert WORDS not in seen(harbour.tom, to_ask(kept), at)
    assert ON_TODAY in seen(harbour.tom, "/", MORNING)
    page = seen(harbour.tom, f"/me/open/{kept.ask.public_id}/", MORNING)
    assert "Dee would like you to ask how they are" in page
    assert WORDS in page
    answered = pressed(harbour.tom, to_ask(kept), MORNING, said="asked")
    assert "Thank you. Nothing more is asked of you here." in answered
    assert ON_TODAY not in answered
    assert "Tom said that they asked you." in seen(harbour.dee, of_tomorrow(meeting), MORNING)
    assert ON_TODAY not in seen(harbour.tom, "/", MORNING + timedelta(days=1))


def test_yes_and_no_are_of_one_size_and_a_no_is_read_kindly(harbour: Group, meeting: Meeting):
    kept = ask(meeting, by=harbour.dee, to=harbour.tom)
    page = seen(harbour.tom, to_ask(kept), MORNING)
    kinds = re.findall(r'<button class="([^"]*)" name="said"', page)
    assert kinds == ["button", "button"]
    pressed(harbour.tom, to_ask(kept), MORNING, said="cannot")
    read = seen(harbour.dee, of_tomorrow(meeting), MORNING)
    assert "Tom cannot this time. That says nothing about you." in read
    assert "Somebody else may be glad to hear from you." in read
    over = pressed(harbour.tom, to_ask(kept), MORNING, said="asked")
    assert "That is answered, called off, or over by now." in over


def test_the_day_is_the_circles_own(harbour: Group):
    harbour.circle.time_zone = "Pacific/Auckland"
    harbour.circle.save()
    meeting = begin(harbour, now=EVENING)
    ask(meeting, by=harbour.dee, to=harbour.tom)
    # In Auckland that evening is nine in the morning of the 25th, so tomorrow is the 26th: from 11 in the morning here.
    begins = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    assert ON_TODAY not in seen(harbour.tom, "/", begins - timedelta(minutes=1))
    assert ON_TODAY in seen(harbour.tom, "/", begins)


def test_it_ends_by_itself_after_two_days(harbour: Group, meeting: Meeting):
    kept = ask(meeting, by=harbour.dee, to=harbour.tom)
    assert ON_TODAY in seen(harbour.tom, "/", MORNING + timedelta(days=1))
    late = MORNING + timedelta(days=2)
    assert ON_TODAY not in seen(harbour.tom, "/", late)
    assert WORDS not in seen(harbour.tom, to_ask(kept), late)
    assert "It may not have fitted into their day." in seen(harbour.dee, of_tomorrow(meeting), late)
    actions.clear_for_tomorrow(now=late)
    assert ForTomorrow.objects.exists()
    actions.clear_for_tomorrow(now=late + timedelta(days=7))
    assert not ForTomorrow.objects.exists()
    assert not Words.objects.filter(pk=kept.words_id).exists()


def test_called_off_nothing_of_it_is_left(harbour: Group, meeting: Meeting):
    kept = ask(meeting, by=harbour.dee, to=harbour.tom)
    for _ in range(2):
        pressed(harbour.dee, f"{of_tomorrow(meeting)}call-off/", MORNING)
    assert not ForTomorrow.objects.exists()
    assert not Words.objects.filter(pk=kept.words_id).exists()
    assert ON_TODAY not in seen(harbour.tom, "/", MORNING)
    assert "There is no page here for you" in pressed(harbour.tom, to_ask(kept), MORNING, said="asked")


def test_no_keeps_nothing(harbour: Group, meeting: Meeting):
    page = seen(harbour.dee, of_tomorrow(meeting), EVENING)
    assert re.search(r'<button class="button" id="ask-tomorrow">', page)
    assert re.search(r'<a class="button" href="/c/[^"]*/">No, thank you</a>', page)
    seen(harbour.dee, f"/c/{harbour.circle.public_id}/", EVENING)
    assert not ForTomorrow.objects.exists()
    assert not Ask.objects.exists()


def test_twice_in_a_second_is_once(harbour: Group, meeting: Meeting):
    first = ask(meeting, by=harbour.dee, to=harbour.tom)
    again = ask(meeting, by=harbour.dee, to=harbour.tom)
    assert first.pk == again.pk
    assert Ask.objects.count() == 1


@pytest.mark.parametrize("other", [{"to": "asha"}, {"words": "Is the kettle on?"}])
def test_somebody_else_or_other_words_are_not_kept_and_nothing_typed_is_lost(harbour: Group, meeting: Meeting, other):
    kept = ask(meeting, by=harbour.dee, to=harbour.tom)
    sent = {"to": getattr(harbour, other.get("to", "tom")).public_id, "words": other.get("words", WORDS)}
    with time_machine.travel(EVENING, tick=False):
        answer = send(client_of(harbour.dee), of_tomorrow(meeting), **sent)
    assert answer.status_code == 422
    page = plain(text_of(answer))
    assert "You asked Tom already, and that stands." in page
    assert "Look at what you asked for, or call it off" in page
    assert "It is kept." not in page
    assert sent["words"] in page
    assert re.search(rf'value="{sent["to"]}"[^>]* checked', page)
    assert [each.words.body for each in ForTomorrow.objects.select_related("words")] == [kept.words.body]
    assert Ask.objects.count() == 1
    with time_machine.travel(EVENING, tick=False):
        assert (
            send(client_of(harbour.dee), of_tomorrow(meeting), to=harbour.tom.public_id, words=WORDS).status_code == 302
        )


def test_only_those_of_the_meeting_and_not_whom_i_chose_not_to_see(harbour: Group, hillside: Group, meeting: Meeting):
    choose_sight_of(by=harbour.dee, other=harbour.asha, see=False)
    page = seen(harbour.dee, of_tomorrow(meeting), EVENING)
    offered = set(re.findall(r'name="to" value="(\w+)"', page))
    assert offered == {harbour.tom.public_id, harbour.marcus.public_id}
    for whom in (harbour.asha, harbour.sam, harbour.dee, hillside.bo):
        with pytest.raises(actions.NotAskedFor):
            ask(meeting, by=harbour.dee, to=whom)
    for by in (harbour.sam, hillside.bo):
        with pytest.raises(NotHere):
            ask(meeting, by=by, to=harbour.tom)


def test_whoever_would_rather_not_see_me_is_not_asked_and_i_cannot_tell(harbour: Group, meeting: Meeting):
    pages = []
    for whom in (harbour.tom, harbour.asha):
        if whom == harbour.asha:
            choose_sight_of(by=whom, other=harbour.dee, see=False)
        kept = ask(meeting, by=harbour.dee, to=whom)
        times = (EVENING, MORNING, MORNING + timedelta(days=2))
        pages.append([re.sub(rf"\b{whom.name}\b", "them", seen(harbour.dee, of_tomorrow(meeting), at)) for at in times])
        assert (ON_TODAY in seen(whom, "/", MORNING)) is (whom == harbour.tom)
        assert (WORDS in seen(whom, to_ask(kept), MORNING)) is (whom == harbour.tom)
        actions.call_off(by=harbour.dee, scope_id=meeting.scope.public_id, now=MORNING)
    assert pages[0] == pages[1]


def test_whoever_rests_or_has_no_hours_is_not_pushed(harbour: Group, meeting: Meeting):
    ask(meeting, by=harbour.dee, to=harbour.tom)
    ask(meeting, by=harbour.asha, to=harbour.marcus)
    begin_rest(by=harbour.tom.person, begins_at=EVENING, ends_at=None, is_shown=False, now=EVENING)
    say_hours(by=harbour.marcus.person, hours=0)
    assert ON_TODAY not in seen(harbour.tom, "/", MORNING)
    assert ON_TODAY not in seen(harbour.marcus, "/", MORNING)
    # What does not fit stands on the quiet page alone.
    assert ON_TODAY in seen(harbour.marcus, "/me/open/", MORNING)
    assert "It ends by itself after two days." in seen(harbour.dee, of_tomorrow(meeting), MORNING)


def test_one_of_the_two_leaves_before(harbour: Group, meeting: Meeting):
    ask(meeting, by=harbour.dee, to=harbour.tom)
    leave(by=harbour.tom, now=EVENING)
    assert "Somebody else may be glad to hear from you." in seen(harbour.dee, of_tomorrow(meeting), MORNING)
    kept = ask(meeting, by=harbour.asha, to=harbour.marcus)
    leave(by=harbour.asha, now=EVENING)
    assert WORDS not in seen(harbour.marcus, to_ask(kept), MORNING)
    actions.clear_for_tomorrow(now=MORNING)
    assert ON_TODAY not in seen(harbour.marcus, "/", MORNING)
    with pytest.raises(actions.NotAskedFor):
        ask(meeting, by=harbour.marcus, to=harbour.tom)


def test_a_meeting_long_closed_says_so_and_loses_nothing(harbour: Group, meeting: Meeting):
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=EVENING)
    assert "Yes, please ask me" in seen(harbour.dee, of_tomorrow(meeting), MORNING)
    late = EVENING + timedelta(days=3)
    assert "That meeting was a while ago" in seen(harbour.dee, of_tomorrow(meeting), late)
    assert WORDS in pressed(harbour.dee, of_tomorrow(meeting), late, to=harbour.tom.public_id, words=WORDS)
    with pytest.raises(actions.NotAskedFor):
        ask(meeting, by=harbour.dee, to=harbour.tom, now=late)
    assert not ForTomorrow.objects.exists()


def test_what_cannot_be_passed_on_says_why(harbour: Group, meeting: Meeting):
    for sent in ({"words": "w" * 100_000}, {"words": " "}, {"to": "nobody"}, {"to": harbour.sam.public_id}):
        shown = pressed(
            harbour.dee, of_tomorrow(meeting), EVENING, **{"to": harbour.tom.public_id, "words": WORDS, **sent}
        )
        assert "Something here needs another look" in shown
    assert not ForTomorrow.objects.exists()


def test_nobody_elses_pages_tell_of_it(harbour: Group, meeting: Meeting):
    circle = f"/c/{harbour.circle.public_id}/"
    pages = ["/", circle, f"{circle}members/", f"{circle}members/{harbour.dee.public_id}/", f"{circle}done/"]
    pages += [f"{circle}meetings/{meeting.public_id}/room/", f"{circle}find/?words=sleep", "/me/open/"]

    def all_seen(who: Client, at: datetime) -> list[str]:
        with time_machine.travel(at, tick=False):
            return [plain(text_of(who.get(each))) for each in pages]

    with time_machine.travel(EVENING, tick=False):
        watching, chosen = client_of(harbour.asha), client_of(harbour.tom)
    for who, at in ((watching, EVENING), (watching, MORNING), (chosen, EVENING)):
        all_seen(who, at)
    before = all_seen(watching, EVENING), all_seen(watching, MORNING), all_seen(chosen, EVENING)
    entries = Entry.objects.count()
    ask(meeting, by=harbour.dee, to=harbour.tom)
    after = all_seen(watching, EVENING), all_seen(watching, MORNING), all_seen(chosen, EVENING)
    assert after == before
    assert Entry.objects.count() == entries
