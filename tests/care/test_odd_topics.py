"""Lists of topics as people really send them: far too many, far too long, in every script, twice, or unseen."""

import html
import time

import pytest

from handinhand.people.models import Ask
from handinhand.topics import actions
from handinhand.topics.models import NoteAsked, OwnTopic, TopicNote
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_topics import LIST, asking, in_a_round
from tests.cast import Group
from tests.profiles.test_photographs import picture, put

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LONG = "ب" * 500
EXOTIC = (
    "سجن",
    "חומה",
    "e\u0301tage",
    "👩🏽\u200d🦽 ramps",
    "ﬁre",
    "I\u0307STANBUL",
    "a\u0300" * 20,
    "<b>bold</b>",
    "%(new)s",
    "{{ x }}",
)


def kept(group: Group) -> list[str]:
    return [each.name for each in OwnTopic.objects.filter(person=group.tom.person).order_by("pk")]


def test_ten_thousand_are_answered_in_a_moment(harbour: Group):
    many = "\n".join(f"سجن {number}" for number in range(10_000))
    began = time.process_time()
    answer = send(client_of(harbour.tom), LIST, names=many)
    assert time.process_time() - began < 3
    assert answer.status_code == 422
    assert "You wrote 10000 new ones." in text_of(answer)
    assert many in text_of(answer)
    assert kept(harbour) == []


def test_long_ones_are_said_and_stay_in_the_box_with_all_beside_them(harbour: Group):
    written = "\n".join(["police", *(f"{LONG}{number}" for number in range(100)), "war"])
    answer = send(client_of(harbour.tom), LIST, names=written)
    assert answer.status_code == 422
    assert "A topic has at most 60 letters here." in text_of(answer)
    assert written in text_of(answer)
    assert kept(harbour) == []


def test_far_more_than_a_page_takes_is_said_and_nothing_is_kept(harbour: Group):
    answer = send(client_of(harbour.tom), LIST, names="\n".join([LONG] * 10_000))
    assert answer.status_code == 413
    assert "That was more than this page can take. None of it was kept. Please go back" in text_of(answer)
    assert kept(harbour) == []


def test_the_same_many_times_over_is_kept_once_and_the_list_is_not_full(harbour: Group):
    same = [name for _each in range(2_500) for name in ("Police", "POLICE", " police ", "ＰＯＬＩＣＥ")]
    answer = send(client_of(harbour.tom), LIST, names=",".join(same))
    assert answer.url == LIST
    assert kept(harbour) == ["Police"]


def test_every_script_is_kept_as_it_was_written_and_stands_apart(harbour: Group):
    tom = client_of(harbour.tom)
    assert send(tom, LIST, names="، ".join(EXOTIC)).url == LIST
    page = html.unescape(tom.get(LIST).content.decode())
    for name in kept(harbour):
        assert f"<bdi>{name}</bdi>" in page
    assert len(kept(harbour)) == len(EXOTIC)
    assert "<b>bold</b>" not in tom.get(LIST).content.decode()


@pytest.mark.parametrize("unseen", ["\u200d", "\u00ad\u200b", "\u2060", "\ufe0f"])
def test_what_nobody_can_see_is_no_topic(harbour: Group, unseen: str):
    send(client_of(harbour.tom), LIST, names=f"police, {unseen}, {unseen}{unseen}")
    assert kept(harbour) == ["police"]


@pytest.mark.parametrize("hidden", ["\u202e", "\u2067", "\x00", "\x1b"])
def test_a_hidden_sign_is_said_and_nothing_is_lost(harbour: Group, hidden: str):
    answer = send(client_of(harbour.tom), LIST, names=f"police, {hidden}war")
    assert answer.status_code == 422
    assert "we cannot keep. Please write it again by hand." in text_of(answer)
    assert "police, " in text_of(answer)
    assert kept(harbour) == []


def test_a_note_with_odd_topics_is_answered_the_same_way(harbour: Group, now):
    in_a_round(harbour, now)
    words = Words.objects.get(said__isnull=False)
    where, dee = f"/me/touches-on/{words.public_id}/", client_of(harbour.dee)
    for topics, sentence in (
        (LONG, "A topic has at most 60 letters here."),
        (",".join(f"topic {number}" for number in range(400)), "A note has room for 12 topics."),
        ("\u202eecilop", "There is a hidden sign in here that we cannot keep."),
    ):
        answer = send(dee, where, topics=topics, gist="It is about doors.")
        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert topics in text_of(answer)
        assert "It is about doors." in text_of(answer)
    assert not TopicNote.objects.exists()


def test_what_no_page_folds_has_no_note_and_nobody_is_asked_for_one(harbour: Group, now):
    words = put(harbour.dee, picture()).words
    where, dee = f"/me/touches-on/{words.public_id}/", client_of(harbour.dee)
    assert "Nothing is folded where this stands, so a note would help nobody." in text_of(dee.get(where))
    answer = send(dee, where, topics="locks", gist="It is about locks.")
    assert answer.status_code == 422
    assert "It is about locks." in text_of(answer)
    with pytest.raises(actions.NotReadYet):
        actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["locks"], gist="", now=now)
    asking(words, harbour.tom, now=now)
    assert not NoteAsked.objects.exists()
    assert not Ask.objects.filter(ref=words.public_id).exists()
