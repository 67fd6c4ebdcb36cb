"""Being asked what words touch on, and to fetch somebody, are kinds of their own, for what was asked before, too."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from handinhand.care.actions.topics import ask_what_it_touches
from handinhand.fairness.energy import Cost
from handinhand.meetings.actions import stepping
from handinhand.people.actions import ask
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Commitment
from handinhand.topics.queries import own_note
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_topics import address, in_a_round
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOTE, FETCH = "To say what your words touch on", "To fetch somebody when a part of a meeting is over"
BY_KIND = {
    "care": ("0008_gist_goes_and_comes", "by_their_kind"),
    "meetings": ("0017_fetching_is_asked_by_its_kind", "by_its_kind"),
}


def asked(harbour: Group) -> tuple[Words, str]:
    """Dee is asked what her words touch on, and Marcus to fetch Tom; the address at which he answers."""
    now = timezone.now()
    meeting, part = in_a_round(harbour, now)
    words = Words.objects.get(said__meeting=meeting)
    ask_what_it_touches(words=words, by=harbour.tom.person, now=now)
    given = {
        "meeting": meeting,
        "part": part,
        "by": harbour.tom,
        "fetcher": harbour.marcus,
        "how": "A wave.",
        "now": now,
    }
    return words, address("fetch", meeting, stepping.choose(**given).public_id)


def open_to(harbour: Group, name: str) -> str:
    return text_of(client_of(harbour.members[name]).get("/me/open/"))


def test_each_is_read_in_words_of_its_own(harbour: Group):
    _words, fetch = asked(harbour)
    assert NOTE in open_to(harbour, "Dee")
    assert FETCH in open_to(harbour, "Marcus")
    assert {each.kind for each in Ask.objects.all()} >= {AskKind.TOPIC_NOTE, AskKind.FETCH}
    send(client_of(harbour.marcus), fetch, fetch="yes")
    assert Commitment.objects.get(person=harbour.marcus.person, kind=AskKind.FETCH)
    assert FETCH not in open_to(harbour, "Dee") + open_to(harbour, "Asha")


def test_what_was_asked_before_goes_on_by_its_kind_and_nothing_else_does(harbour: Group):
    words, fetch = asked(harbour)
    send(client_of(harbour.marcus), fetch, fetch="yes")
    now = timezone.now()
    given = {"kind": AskKind.OTHER, "ref": "another", "cost": Cost(minutes=5), "when": None, "where": "/", "now": now}
    ask(of=harbour.sam.person, circle=harbour.circle, **given)
    for model in (Ask, Commitment):
        model.objects.filter(kind__in=[AskKind.TOPIC_NOTE, AskKind.FETCH]).update(kind=AskKind.OTHER)
    assert not own_note(viewer=harbour.dee.person, words_id=words.public_id).is_asked
    steps = MigrationLoader(connection)
    for part, (migration, step) in BY_KIND.items():
        apps = steps.project_state((part, migration)).apps
        getattr(import_module(f"handinhand.{part}.migrations.{migration}"), step)(apps, None)
    assert own_note(viewer=harbour.dee.person, words_id=words.public_id).is_asked
    assert Commitment.objects.get(person=harbour.marcus.person, kind=AskKind.FETCH)
    assert [each.ref for each in Ask.objects.filter(kind=AskKind.OTHER)] == ["another"]
    send(client_of(harbour.marcus), fetch, fetch="no")
    assert not Commitment.objects.filter(kind=AskKind.FETCH).exists()
