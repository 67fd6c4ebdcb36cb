"""A form that was sent, gone back to without scripts, and written on: nothing happens twice, and no words are lost."""

import pytest
from django.test import Client

from handinhand.meetings.choices import PartKind
from handinhand.people.models import SentOnce
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.meetings.rooms import begin, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
KEY = "the-key-of-one-form"
FIRST, SECOND = "A chair by the window.", "And a lamp that is not too bright."


def test_other_words_under_a_key_that_took_effect_are_given_back(harbour, now):
    meeting = begin(harbour, now=now)
    here = part(meeting, PartKind.ARRIVING)
    say = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/say/{here.public_id}/"
    tom = client_of(harbour.tom)
    first = tom.post(say, {"key": KEY, "body": FIRST, "do": "share", "csrfmiddlewaretoken": "one"})
    again = tom.post(say, {"key": KEY, "body": FIRST, "do": "share", "csrfmiddlewaretoken": "another"})
    assert again["Location"] == first["Location"]
    other = tom.post(say, {"key": KEY, "body": SECOND, "do": "share"})
    assert other.status_code == 409
    assert SECOND in text_of(other)
    assert "is not kept yet" in text_of(other)
    assert [words.body for words in Words.objects.filter(said__isnull=False)] == [FIRST]
    assert tom.post(say, {"key": f"{KEY}-2", "body": SECOND, "do": "share"}).status_code == 302
    assert {words.body for words in Words.objects.filter(said__isnull=False)} == {FIRST, SECOND}


def test_a_key_is_good_for_one_address(harbour, now):
    tom = client_of(harbour.tom)
    circle = f"/c/{harbour.circle.public_id}"
    assert tom.post(f"{circle}/invite/", {"key": KEY}).status_code == 302
    assert tom.post(f"{circle}/leave/", {"key": KEY}).status_code == 409
    harbour.tom.refresh_from_db()
    assert harbour.tom.left_at is None


def test_what_was_sent_is_kept_as_nothing_that_can_be_read(harbour):
    Client().post("/sign-in/letter/", {"key": KEY, "email": "tom@example.org"})
    row = SentOnce.objects.get()
    assert "tom" not in row.content + row.key
    assert len(row.content) == 64
