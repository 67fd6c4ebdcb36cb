"""The same words stand folded wherever they stand, for whoever would rather choose, and for nobody else."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.care.actions.topics import ask_what_it_touches
from handinhand.circles.actions import cover
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Proposal
from handinhand.home.actions.written import delete_for_good
from handinhand.meetings.actions import rooms, said
from handinhand.meetings.choices import PartKind, Wider
from handinhand.meetings.models import Meeting, Said
from handinhand.people.models import Ask
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind, CreditKind
from handinhand.promises.models import Promise
from handinhand.topics import actions
from handinhand.topics.models import NoteAsked, TopicNote
from handinhand.words import actions as words_actions
from handinhand.words.choices import State
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_topics import plain
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db]

SAID, PROPOSED, DECIDED = "They took the door off.", "We ask for new locks.", "We meet at the boathouse."
PROMISED, KEPT, ANSWER = "I ask the landlord.", "I write to the council.", "The locks are new."
DETAIL, GIST = "Who had a key, and since when.", "It is about locks."


@pytest.fixture(autouse=True)
def on_the_day(now) -> Iterator[None]:
    with time_machine.travel(now, tick=True):
        yield


@pytest.fixture
def meeting(harbour: Group, now) -> Meeting:
    """A meeting that is over: Dee said, proposed and promised something, and said what each touches on."""
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    talk = part(meeting, PartKind.TALK)
    talk.detail = DETAIL
    talk.save()
    talk.topics.set([words_actions.topic(circle=harbour.circle, name="locks")])
    given = {"body": SAID, "keep": False, "question": None, "now": now}
    line = said.say(meeting=fresh(meeting), part=talk, by=harbour.dee, **given)
    made = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": now}
    written = [line.words, decisions.propose(**made, text=PROPOSED, came_from=None).words]
    decided = decisions.propose(**made, text=DECIDED, came_from=None)
    decisions.open_positions(proposal=decided, by=harbour.dee, now=now)
    for member in harbour.members.values():
        decisions.take_position(proposal=decided, by=member, kind=PositionKind.AGREE, now=now)
    decisions.close_positions(proposal=decided, by=harbour.dee, now=now)
    written.append(decided.words)
    promises.choose_credit(words=line.words, by=harbour.dee.person, kind=CreditKind.BY_NAME)
    for text in (PROMISED, KEPT):
        written.append(promises.make(**made, text=text, by_when=None, came_from=written[0]).words)
    answered = Promise.objects.get(words=written[-1])
    promises.answer(promise=answered, by=harbour.dee, kind=AnswerKind.DONE, text=ANSWER, now=now)
    for words in written:
        note(words, harbour, now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    said.let_further(said=fresh_said(line), by=harbour.dee, wider=Wider.YES)
    return fresh(meeting)


def fresh_said(line: Said) -> Said:
    return Said.objects.select_related("words", "meeting__circle", "meeting__scope").get(pk=line.pk)


def note(words: Words, harbour: Group, now, *, gist: str = GIST) -> TopicNote:
    topics = {"topics": ["locks"], "gist": gist}
    actions.say_what_it_touches(words=Words.objects.get(pk=words.pk), by=harbour.dee.person, now=now, **topics)
    return TopicNote.objects.get(words=words)


def pages(harbour: Group, meeting: Meeting) -> dict[str, list[str]]:
    """Pages on which the same words stand, and the words that are folded there."""
    circle = harbour.circle.public_id

    def of(name: str, *more: str) -> str:
        return reverse(name, args=[circle, *more])

    waits, decided = (Proposal.objects.get(state=state).public_id for state in ("proposed", "adopted"))
    promise, answered = (Promise.objects.get(answered_at__isnull=still).public_id for still in (True, False))
    words = Said.objects.get(meeting=meeting).words.public_id
    return {
        "/": [KEPT, ANSWER],
        of("promises:list"): [PROMISED, KEPT, ANSWER],
        of("promises:promise", promise): [PROMISED],
        of("promises:promise", answered): [KEPT, ANSWER],
        of("decisions:list"): [PROPOSED, DECIDED],
        of("decisions:proposal", waits): [PROPOSED],
        of("decisions:proposal", decided): [DECIDED],
        of("home:thread", words): [SAID, PROMISED, KEPT, ANSWER],
        of("meetings:summary", meeting.public_id): [SAID, DECIDED, PROMISED, KEPT, ANSWER],
        of("meetings:plan", meeting.public_id): [DETAIL],
        of("meetings:printed", meeting.public_id): [DETAIL],
    }


def look(client: Client, addresses: list[str]) -> tuple[list[str], list[int]]:
    """What stands on some pages, and how many reads each takes."""
    shown, reads = [], []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            shown.append(plain(text_of(client.get(address))))
        reads.append(len(asked))
    return shown, reads


def folded(page: str) -> str:
    """What stands in folds that are closed."""
    return "".join(re.findall(r'<details[^>]*id="fold-[\w-]+"     >(.*?)</details>', page, re.DOTALL))


def test_each_page_folds_them_at_the_same_length_and_price(harbour: Group, meeting: Meeting):
    tom, where = client_of(harbour.tom), pages(harbour, meeting)
    before, price = look(tom, list(where))
    send(tom, "/me/topics/", names="LOCKS")
    after, as_much = look(tom, list(where))
    assert as_much == price
    for (address, texts), open_one, folded_one in zip(where.items(), before, after, strict=True):
        assert folded(open_one) == "", address
        assert not [text for text in texts if text not in folded(folded_one)], address
        assert len(open_one) == len(folded_one), address
        assert open_one.replace(" open>", ">") == folded_one.replace("     >", ">"), address


def test_what_is_found_is_folded_too(harbour: Group, meeting: Meeting):
    tom, where = client_of(harbour.tom), reverse("home:find", args=[harbour.circle.public_id])
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    assert PROPOSED in folded(text_of(send(tom, where, looked_for="new locks")))


def test_nobody_elses_page_changes_and_the_author_reads_on(harbour: Group, meeting: Meeting):
    others = {name: client_of(harbour.members[name]) for name in ("Dee", "Asha", "Sam")}
    where = [*pages(harbour, meeting), "/me/open/", f"/c/{harbour.circle.public_id}/members/"]
    before = {name: look(client, where) for name, client in others.items()}
    tom = client_of(harbour.tom)
    send(tom, "/me/topics/", names="locks")
    look(tom, where)
    assert {name: look(client, where) for name, client in others.items()} == before
    actions.add_topics(by=harbour.dee.person, names=["locks"])
    mine = "".join(look(others["Dee"], where)[0])
    assert not [text for text in (SAID, PROPOSED, PROMISED, KEPT) if text in folded(mine)]


def test_without_a_note_nothing_is_folded_and_with_one_it_costs_no_read(harbour: Group, meeting: Meeting):
    tom, where = client_of(harbour.tom), list(pages(harbour, meeting))[:1]
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    with_notes = look(tom, where)[1]
    for words in Words.objects.filter(topic_note__isnull=False):
        actions.say_what_it_touches(words=words, by=harbour.dee.person, topics=[], gist="", now=words.written_at)
    shown, price = look(tom, where)
    assert "Touches on" not in shown[0]
    assert price == with_notes


def test_on_paper_it_is_the_same_for_everybody(harbour: Group, meeting: Meeting):
    address = reverse("meetings:printed", args=[harbour.circle.public_id, meeting.public_id])
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    papers = [
        re.sub(r'<details class="on-screen".*?</details>', "", page[page.index('<article class="paper') :])
        for page in (text_of(client_of(who).get(address)).replace("\n", " ") for who in (harbour.tom, harbour.asha))
    ]
    assert papers[0].partition("</article>")[0] == papers[1].partition("</article>")[0]
    assert papers[0].index("What these parts are about, to read if you like:") < papers[0].index(DETAIL)


def test_words_that_are_covered_or_taken_back_say_nothing_by_their_note(harbour: Group, meeting: Meeting, now):
    tom, where = client_of(harbour.tom), list(pages(harbour, meeting))
    for words in Words.objects.filter(topic_note__isnull=False).select_related("circle", "scope"):
        if words.body in {SAID, PROMISED}:
            words_actions.take_back(words=words, by=harbour.dee.person)
        else:
            cover(words=words, by=harbour.asha, now=now)
    shown = "".join(look(tom, [each for each in where if "/meetings/" not in each or "summary" in each])[0])
    assert GIST not in shown
    assert 'class="noted"' not in shown


def test_a_gist_goes_where_its_words_go(harbour: Group, now):
    made = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": now}
    words = promises.make(**made, text=PROMISED, by_when=None, came_from=None).words
    gist = note(words, harbour, now).gist
    few = begin(harbour, now=now).scope
    words_actions.show_to(words=words, scope=few, by=harbour.dee.person)
    gist.refresh_from_db()
    assert gist.scope == few
    ask_what_it_touches(words=words, by=harbour.tom.person, now=now)
    words_actions.take_back(words=words, by=harbour.dee.person)
    gist.refresh_from_db()
    assert gist.state == State.TAKEN_BACK
    assert not Words.objects.visible_to(harbour.tom.person).filter(pk__in=[gist.pk, words.pk]).exists()
    own = text_of(client_of(harbour.dee).get("/me/written/"))
    assert "A gist of your words" in own


def test_an_ask_for_a_note_ends_when_the_words_are_taken_back(harbour: Group, now):
    made = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": now}
    words = promises.make(**made, text=PROMISED, by_when=None, came_from=None).words
    ask_what_it_touches(words=words, by=harbour.tom.person, now=now)
    assert NoteAsked.objects.filter(words=words).exists()
    words_actions.take_back(words=words, by=harbour.dee.person)
    assert not Ask.objects.filter(ref=words.public_id, closed_at__isnull=True).exists()


def test_deleted_for_good_nothing_is_left_of_the_note(harbour: Group, meeting: Meeting):
    words = Said.objects.get(meeting=meeting).words
    gist = TopicNote.objects.get(words=words).gist
    delete_for_good(words=words, by=harbour.dee.person)
    assert not Words.objects.filter(pk__in=[words.pk, gist.pk]).exists()
    assert not TopicNote.objects.filter(words=words.pk).exists()


def test_what_nobody_else_reads_has_no_note_and_says_why(harbour: Group, now):
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    given = {"body": SAID, "keep": True, "question": None, "now": now}
    words = said.say(meeting=fresh(meeting), part=part(meeting, PartKind.TALK), by=harbour.dee, **given).words
    where, dee = f"/me/touches-on/{words.public_id}/", client_of(harbour.dee)
    assert "there is nobody whom a note would help" in text_of(dee.get(where))
    answer = send(dee, where, topics="locks", gist=GIST, back="/")
    assert answer.status_code == 422
    assert GIST in text_of(answer)
    assert not TopicNote.objects.exists()
