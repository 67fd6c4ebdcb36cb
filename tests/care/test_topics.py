"""Topics I would rather choose about: mine alone, folded where they meet, and nobody can tell that I chose."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions.topics import ask_what_it_touches
from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.decisions.actions import propose
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import said
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting, Part
from handinhand.people.models import Ask
from handinhand.topics import actions
from handinhand.topics.models import NoteAsked, OwnTopic, TopicNote
from handinhand.topics.queries import my_topics
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from handinhand.words.rules import NotYours
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh
from tests.meetings.test_papers import attach

pytestmark = [pytest.mark.django_db]

LIST = "/me/topics/"
SAID = "The waiting room had a lock on the inside."
GIST = "A room that can be locked helps."
# What differs between two answers to the same request, whoever asks.
CHANCE = re.compile(
    r'name="(?:csrfmiddlewaretoken|key|phrase)" value="[^"]*"|data-ticket="[^"]*"|nonce-[\w-]+|listen="[^"]*"'
)


def plain(page: str) -> str:
    """A page without what chance puts into it."""
    return CHANCE.sub("", page)


def address(name: str, meeting: Meeting, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.circle.public_id, meeting.public_id, *more])


def in_a_round(group: Group, now) -> tuple[Meeting, Part]:
    """A meeting that is at a part with a question, both of which touch on something; Dee said something there."""
    meeting = begin(group, now=now)
    part = meeting.parts.get(kind=PartKind.TALK)
    part.detail = "Who waits where, and for how long."
    part.save()
    part.topics.set([words_actions.topic(circle=group.circle, name="Waiting rooms")])
    Meeting.objects.filter(pk=meeting.pk).update(current=part)
    meeting = fresh(meeting)
    said.say(meeting=meeting, part=part, by=group.dee, body=SAID, keep=False, question=None, now=now)
    return meeting, part


def test_a_list_is_kept_once_however_it_is_spelled(harbour: Group, now):
    tom = client_of(harbour.tom)
    answer = send(tom, LIST, names="Police,  the  POLICE\ncafe\u0301 , Caf\u00e9")
    assert answer.url == LIST
    assert [each.name for each in my_topics(person=harbour.tom.person)] == [
        "cafe\u0301".replace("e\u0301", "\u00e9"),
        "Police",
        "the POLICE",
    ]
    send(tom, LIST, names="POLICE")
    assert OwnTopic.objects.filter(person=harbour.tom.person).count() == 3
    assert "the POLICE" in text_of(tom.get(LIST))
    assert my_topics(person=harbour.dee.person) == []
    assert "the POLICE" not in text_of(client_of(harbour.dee).get(LIST))


def test_ten_thousand_topics_are_answered_kindly_and_stay_in_the_box(harbour: Group, now):
    many = "\n".join(f"topic {number}" for number in range(10_000))
    answer = send(client_of(harbour.tom), LIST, names=many)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "You wrote 10000 new ones. This list has room for 100, so 100 more fit." in page
    assert "topic 9999" in page
    assert not OwnTopic.objects.exists()
    answer = send(client_of(harbour.tom), LIST, names="a" * 61)
    assert "A topic has at most 60 letters here." in text_of(answer)
    assert "a" * 61 in text_of(answer)


def test_an_empty_list_is_said_kindly_and_takes_no_more_reads_than_a_full_one(harbour: Group, now):
    tom = client_of(harbour.tom)
    answer = send(tom, LIST, names=" ,, \n")
    assert "Please write something here." in text_of(answer)
    assert not OwnTopic.objects.exists()
    costs = []
    for names in ([], [f"topic {number}" for number in range(100)]):
        actions.add_topics(by=harbour.tom.person, names=names)
        tom.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            tom.get(LIST)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_another_cannot_take_out_what_is_in_my_list(harbour: Group, now):
    actions.add_topics(by=harbour.tom.person, names=["police"])
    own = OwnTopic.objects.get()
    send(client_of(harbour.dee), f"/me/topics/{own.public_id}/take-out/")
    assert OwnTopic.objects.get() == own
    send(client_of(harbour.tom), f"/me/topics/{own.public_id}/take-out/")
    assert not OwnTopic.objects.exists()


def test_topics_of_plans_are_offered_but_not_of_one_that_is_not_shared(harbour: Group, hillside: Group, now):
    meeting, _part = in_a_round(harbour, now)
    assert "Waiting rooms" in text_of(client_of(harbour.tom).get(LIST))
    assert "Waiting rooms" not in text_of(client_of(next(iter(hillside.members.values()))).get(LIST))
    Meeting.objects.filter(pk=meeting.pk).update(state="draft")
    assert "Waiting rooms" not in text_of(client_of(harbour.tom).get(LIST))


def test_where_they_meet_it_is_folded_in_a_page_of_the_same_length(harbour: Group, now):
    meeting, part = in_a_round(harbour, now)
    paper = attach(meeting, harbour.dee, now)
    pages = [
        address("plan", meeting),
        address("look_round", meeting),
        address("room", meeting),
        address("paper", meeting, paper.public_id),
        address("stepping_out", meeting, part.public_id),
    ]
    tom = client_of(harbour.tom)
    for page in pages:
        tom.get(page)
    before = [text_of(tom.get(page)) for page in pages]
    actions.add_topics(by=harbour.tom.person, names=["waiting ROOMS"])
    after = [text_of(tom.get(page)) for page in pages]
    for name, open_one, folded_one in zip(pages, before, after, strict=True):
        assert len(plain(open_one)) == len(plain(folded_one)), name
        assert plain(open_one).replace(" open>", ">") == plain(folded_one).replace("     >", ">"), name
    for folded_one in after[:4]:
        assert re.search(r'<details id="fold-[\w-]+"     >', folded_one)
    assert "Waiting rooms" in after[3]
    assert "A chair by the window would help." in after[3]


def test_no_page_of_anybody_else_changes_and_none_costs_more(harbour: Group, now):
    meeting, _part = in_a_round(harbour, now)
    paper = attach(meeting, harbour.dee, now)
    words = Words.objects.get(said__meeting=meeting)
    topics = {"words": words, "by": harbour.dee.person, "topics": ["waiting rooms"], "gist": GIST}
    actions.say_what_it_touches(**topics, now=now)
    pages = [
        "/",
        "/me/",
        LIST,
        "/me/open/",
        f"/c/{harbour.circle.public_id}/",
        f"/c/{harbour.circle.public_id}/members/{harbour.tom.public_id}/",
        *(address(name, meeting) for name in ("plan", "look_round", "room", "fetching")),
        address("paper", meeting, paper.public_id),
    ]
    others = [client_of(harbour.members[name]) for name in ("Dee", "Asha", "Marcus", "Sam")]

    def seen(client) -> list[tuple[str, int]]:
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                found.append((plain(text_of(client.get(page))), len(asked)))
        return found

    for client in others:
        seen(client)
    entries, before = Entry.objects.count(), [seen(client) for client in others]
    tom = client_of(harbour.tom)
    for page in pages[4:]:
        tom.get(page)
    costs = [cost for _text, cost in seen(tom)]
    send(tom, LIST, names="waiting rooms, police")
    seen(tom)
    assert [cost for _text, cost in seen(tom)] == costs
    assert [seen(client) for client in others] == before
    assert Entry.objects.count() == entries


def test_a_note_folds_what_was_said_and_every_choice_is_in_the_page(harbour: Group, now):
    meeting, _part = in_a_round(harbour, now)
    words = Words.objects.get(said__meeting=meeting)
    page = address("room", meeting)
    assert f"note-{words.public_id}" not in text_of(client_of(harbour.tom).get(page))
    dee = client_of(harbour.dee)
    where = f"/me/touches-on/{words.public_id}/"
    assert SAID in text_of(dee.get(where))
    send(dee, where, topics="waiting rooms, Doors", gist=GIST, back=page)
    seen = text_of(client_of(harbour.tom).get(page))
    for text in (
        SAID,
        GIST,
        "Waiting rooms",
        "Doors",
        f'href="#note-{words.public_id}"',
        f'href="#after-{words.public_id}"',
    ):
        assert text in seen
    assert f'<details id="fold-{words.public_id}" open>' in seen
    actions.add_topics(by=harbour.tom.person, names=["doors"])
    assert f'<details id="fold-{words.public_id}"     >' in text_of(client_of(harbour.tom).get(page))
    actions.add_topics(by=harbour.dee.person, names=["doors"])
    assert f'<details id="fold-{words.public_id}" open>' in text_of(dee.get(page))
    send(dee, where, topics="", gist="")
    assert not TopicNote.objects.exists()
    assert not Words.objects.filter(gist_in_note__isnull=False).exists()
    assert f"note-{words.public_id}" not in text_of(client_of(harbour.tom).get(page))


def test_a_gist_is_for_those_who_see_the_words_and_can_be_taken_back_by_itself(harbour: Group, now):
    meeting, _part = in_a_round(harbour, now)
    words = Words.objects.get(said__meeting=meeting)
    actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["doors"], gist=GIST, now=now)
    gist = TopicNote.objects.get().gist
    assert not Words.objects.visible_to(harbour.sam.person).filter(pk__in=[gist.pk, words.pk]).exists()
    room = address("room", meeting)
    assert GIST in text_of(client_of(harbour.tom).get(room))
    words_actions.take_back(words=gist, by=harbour.dee.person)
    assert GIST not in text_of(client_of(harbour.tom).get(room))
    assert GIST in text_of(client_of(harbour.dee).get(room))
    for other in (harbour.tom, harbour.sam):
        with pytest.raises(NotYours):
            actions.say_what_it_touches(words=words, by=other.person, topics=["x"], gist="", now=now)
        assert client_of(other).get(f"/me/touches-on/{words.public_id}/").status_code == 404


def asking(words: Words, *who: Member, now) -> None:
    for each in who:
        ask_what_it_touches(words=words, by=each.person, now=now)


def test_an_author_is_asked_once_a_day_and_never_by_whom(harbour: Group):
    now = timezone.now()
    meeting, _part = in_a_round(harbour, now)
    words = Words.objects.get(said__meeting=meeting)
    where = f"/me/touches-on/{words.public_id}/"
    answers = [send(client_of(each), where + "ask/", back="/") for each in (harbour.tom, harbour.asha, harbour.marcus)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/")}
    assert Ask.objects.filter(of=harbour.dee.person, ref=words.public_id).count() == 1
    assert "Who asked is not kept." in text_of(client_of(harbour.dee).get(where))
    assert "To say what your words touch on" in text_of(client_of(harbour.dee).get("/me/open/"))
    page = plain(text_of(client_of(harbour.dee).get(where)))
    Ask.objects.filter(ref=words.public_id).delete()
    NoteAsked.objects.all().delete()
    asking(words, harbour.marcus, now=now)
    assert plain(text_of(client_of(harbour.dee).get(where))) == page
    send(client_of(harbour.dee), where + "let-it-be/", back="/")
    asking(words, harbour.tom, harbour.asha, now=now + timedelta(hours=23))
    assert not Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True).exists()
    later = now + timedelta(days=2)
    asking(words, harbour.asha, harbour.tom, now=later)
    assert Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True).count() == 1
    actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["doors"], gist="", now=later)
    assert not Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True).exists()
    asking(words, harbour.tom, now=later + timedelta(days=9))
    assert not Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True).exists()


def test_nobody_asks_about_what_they_cannot_read_or_wrote_themselves(harbour: Group, hillside: Group, now):
    meeting, _part = in_a_round(harbour, now)
    words = Words.objects.get(said__meeting=meeting)
    where = f"/me/touches-on/{words.public_id}/ask/"
    for other in (harbour.sam, next(iter(hillside.members.values()))):
        assert client_of(other).get(where).status_code == 404
        assert send(client_of(other), where).status_code == 404
    asking(words, harbour.dee, now=now)
    leave(by=harbour.tom, now=now)
    assert send(client_of(harbour.tom), where).status_code == 404
    asking(words, harbour.tom, now=now)
    leave(by=harbour.dee, now=now)
    asking(words, harbour.asha, now=now)
    assert not NoteAsked.objects.exists()
    assert not Ask.objects.filter(ref=words.public_id).exists()


def test_a_note_of_ones_own_proposal(harbour: Group, now):
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="A lock inside.", now=now)
    page = f"/c/{harbour.circle.public_id}/decisions/{proposal.public_id}/"
    actions.say_what_it_touches(words=proposal.words, by=harbour.dee.person, topics=["doors"], gist="Locks.", now=now)
    for text in ("A lock inside.", "Locks.", "doors", f'<details id="fold-{proposal.words.public_id}" open>'):
        assert text in text_of(client_of(harbour.tom).get(page))
    actions.add_topics(by=harbour.tom.person, names=["DOORS"])
    seen = text_of(client_of(harbour.tom).get(page))
    assert f'<details id="fold-{proposal.words.public_id}"     >' in seen
    assert f"/me/touches-on/{proposal.words.public_id}/" in text_of(client_of(harbour.dee).get(page))


def test_what_is_found_stands_folded_too(harbour: Group, now):
    meeting, _part = in_a_round(harbour, now)
    paper = attach(meeting, harbour.dee, now)
    words = Words.objects.get(said__meeting=meeting)
    actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=["doors"], gist="", now=now)
    actions.add_topics(by=harbour.tom.person, names=["doors", "waiting rooms"])
    where = f"/c/{harbour.circle.public_id}/find/"
    for looked_for, found in (("lock", words), ("chair", paper.words)):
        closed, open_one = f'<details id="fold-{found.public_id}"     >', f'<details id="fold-{found.public_id}" open>'
        assert closed in text_of(send(client_of(harbour.tom), where, looked_for=looked_for))
        assert open_one in text_of(send(client_of(harbour.asha), where, looked_for=looked_for))
