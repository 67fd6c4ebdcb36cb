"""A gist goes with its words and comes back with them, unless its author took it back by itself."""

import pytest

from handinhand.circles.actions import cover, leave
from handinhand.home.actions.written import delete_for_good
from handinhand.meetings.actions import rooms
from handinhand.promises import actions as promises
from handinhand.topics import actions
from handinhand.topics.models import TopicNote
from handinhand.words import actions as words_actions
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.rules import NotYours
from tests.browsing import client_of, text_of
from tests.care.test_topics import in_a_round
from tests.cast import Group
from tests.meetings.rooms import begin
from tests.meetings.rooms import fresh as fresh_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PROMISED, GIST, ANOTHER = "I ask the landlord.", "It is about locks.", "About a door."


@pytest.fixture
def words(harbour: Group, now) -> Words:
    made = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": now}
    words = promises.make(**made, text=PROMISED, by_when=None, came_from=None).words
    actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["locks"], gist=GIST, now=now)
    return words


def fresh(words: Words) -> Words:
    return Words.objects.select_related("circle", "scope").get(pk=words.pk)


def gist_of(words: Words) -> Words | None:
    return TopicNote.objects.select_related("gist__circle", "gist__scope").get(words=words).gist


def take_back(words: Words, harbour: Group) -> None:
    words_actions.take_back(words=fresh(words), by=harbour.dee.person)


def put_back(words: Words, harbour: Group) -> None:
    words_actions.put_back(words=fresh(words), by=harbour.dee.person)


def shows(harbour: Group, gist: str = GIST) -> bool:
    """Whether somebody else meets the gist where the words stand."""
    return gist in text_of(client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/promises/"))


def test_it_comes_back_however_often_they_go(harbour: Group, words: Words):
    assert shows(harbour)
    for _each in range(2):
        take_back(words, harbour)
        take_back(words, harbour)
        assert gist_of(words).state == State.TAKEN_BACK
        assert not shows(harbour)
        put_back(words, harbour)
        put_back(words, harbour)
        assert gist_of(words).state == State.SHARED
        assert shows(harbour)


def test_one_taken_back_by_itself_stays_so(harbour: Group, words: Words):
    take_back(gist_of(words), harbour)
    for _each in range(2):
        take_back(words, harbour)
        put_back(words, harbour)
        assert gist_of(words).state == State.TAKEN_BACK
        assert not shows(harbour)
    put_back(gist_of(words), harbour)
    assert shows(harbour)


def test_one_taken_back_by_itself_while_its_words_are_away_stays_so(harbour: Group, words: Words):
    take_back(words, harbour)
    take_back(gist_of(words), harbour)
    put_back(words, harbour)
    assert not shows(harbour)


def test_it_comes_back_for_those_who_see_the_words_by_then(harbour: Group, words: Words, now):
    few = begin(harbour, now=now).scope
    take_back(words, harbour)
    words_actions.show_to(words=fresh(words), scope=few, by=harbour.dee.person)
    assert gist_of(words).state == State.TAKEN_BACK
    put_back(words, harbour)
    assert (gist_of(words).scope, gist_of(words).state) == (few, State.SHARED)
    assert not Words.objects.visible_to(harbour.sam.person).filter(pk=gist_of(words).pk).exists()
    assert Words.objects.visible_to(harbour.tom.person).filter(pk=gist_of(words).pk).exists()


def test_a_cover_over_the_words_or_the_gist_stays_over_what_comes_back(harbour: Group, words: Words, now):
    cover(words=gist_of(words), by=harbour.asha, now=now)
    take_back(words, harbour)
    put_back(words, harbour)
    assert gist_of(words).is_covered
    assert not shows(harbour)


def test_another_gist_in_its_place_has_nothing_to_come_back_from(harbour: Group, words: Words, now):
    take_back(words, harbour)
    put_back(words, harbour)
    given = {"words": fresh(words), "by": harbour.dee.person, "now": now}
    actions.say_what_it_touches(**given, topics=["locks"], gist=ANOTHER)
    assert shows(harbour, ANOTHER)
    assert not shows(harbour)
    assert not Words.objects.filter(author=harbour.dee.person, state=State.TAKEN_BACK).exists()


def test_deleted_while_away_nothing_comes_back(harbour: Group, now):
    meeting = in_a_round(harbour, now)[0]
    words = Words.objects.get(said__meeting=meeting)
    actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["locks"], gist=GIST, now=now)
    rooms.close(meeting=fresh_meeting(meeting), by=harbour.tom, now=now)
    gist = gist_of(words)
    take_back(words, harbour)
    delete_for_good(words=fresh(words), by=harbour.dee.person)
    assert not Words.objects.filter(pk__in=[words.pk, gist.pk]).exists()
    assert not TopicNote.objects.exists()


def test_whoever_left_puts_nothing_back(harbour: Group, words: Words, now):
    take_back(words, harbour)
    leave(by=harbour.dee, now=now)
    with pytest.raises(NotYours):
        put_back(words, harbour)
    assert gist_of(words).state == State.TAKEN_BACK
