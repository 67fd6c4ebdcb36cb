"""What waits for an answer: asked again, no longer needed, talked about; and nobody's own delay is anybody else's."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from handinhand.circles.actions import leave
from handinhand.meetings.models import Meeting, Part, PlanChange
from handinhand.promises import actions
from handinhand.promises.actions import NotAmongThem, NotNow
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import AskedAgain, Promise
from handinhand.promises.queries import open_in_circle
from handinhand.words.actions import let_see, make_scope, take_back, write
from handinhand.words.choices import ScopeKind, State
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import invited

pytestmark = [pytest.mark.django_db, pytest.mark.both]

MUGS = "I will ask about the mugs."
WEEKS = timedelta(weeks=2)
NEW_EACH_TIME = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"')


def promised(harbour: Group, now: datetime, by: str = "marcus", *, day: date | None = None, **more) -> Promise:
    given = {"scope": harbour.scope, "text": MUGS, "by_when": day, **more}
    return actions.make(circle=harbour.circle, by=getattr(harbour, by) if by else None, now=now, **given)


def at(harbour: Group, promise: Promise, name: str = "promise") -> str:
    space = "home" if name == "talk_about" else "promises"
    return reverse(f"{space}:{name}", args=[harbour.circle.public_id, promise.public_id])


def listed(harbour: Group) -> str:
    return reverse("promises:list", args=[harbour.circle.public_id])


@pytest.fixture
def later(now: datetime):
    """Three weeks after `now`, on every clock."""
    with time_machine.travel(now + timedelta(weeks=3), tick=False) as clock:
        clock.at = now + timedelta(weeks=3)
        yield clock.at


def test_anybody_among_them_asks_again_and_all_together_once_in_two_weeks(harbour: Group, now):
    promise = promised(harbour, now)
    with pytest.raises(NotNow, match="not long ago"):
        actions.ask_again(promise=promise, by=harbour.dee, now=now + WEEKS - timedelta(seconds=1))
    actions.ask_again(promise=promise, by=harbour.dee, now=now + WEEKS)
    for name in ("dee", "sam"):
        with pytest.raises(NotNow, match="not long ago"):
            actions.ask_again(promise=promise, by=getattr(harbour, name), now=now + WEEKS + timedelta(days=13))
    actions.ask_again(promise=promise, by=harbour.sam, now=now + 2 * WEEKS)
    assert AskedAgain.objects.count() == 2


def test_the_page_says_when_it_was_asked_again_and_not_by_whom(harbour: Group, now, later):
    promise = promised(harbour, now)
    send(client_of(harbour.dee), at(harbour, promise, "ask_again"))
    for name in ("marcus", "sam", "dee"):
        page = text_of(client_of(getattr(harbour, name)).get(at(harbour, promise)))
        assert "Asked again on 15 December 2026." in page
        assert "Dee" not in page
        assert 'id="ask-again"' not in page
    sam = client_of(harbour.sam)
    answer = send(sam, at(harbour, promise, "ask_again"))
    assert "It was asked not long ago." in text_of(sam.get(answer["Location"]))
    assert AskedAgain.objects.count() == 1


def test_whoever_promised_is_not_asked_by_themselves_nor_by_others_elsewhere(harbour: Group, hillside: Group, now):
    promise = promised(harbour, now)
    with pytest.raises(NotNow, match="This is yours"):
        actions.ask_again(promise=promise, by=harbour.marcus, now=now + WEEKS)
    leave(by=harbour.ravi, now=now)
    for other in (hillside.bo, harbour.ravi):
        with pytest.raises(NotAmongThem):
            actions.ask_again(promise=promise, by=other, now=now + WEEKS)
        assert send(client_of(other), at(harbour, promise, "ask_again")).status_code == 404
    actions.answer(promise=promise, by=harbour.marcus, kind=AnswerKind.DONE, text="", now=now)
    with pytest.raises(NotNow, match="an answer already"):
        actions.ask_again(promise=promise, by=harbour.dee, now=now + WEEKS)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_again_at_once_one_does(harbour: Group, now):
    promise = promised(harbour, now)
    together = threading.Barrier(2)

    def ask(name: str) -> str:
        try:
            together.wait()
            actions.ask_again(promise=Promise.objects.get(pk=promise.pk), by=getattr(harbour, name), now=now + WEEKS)
        except NotNow as reason:
            return str(reason)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as two:
        said = list(two.map(ask, ("dee", "sam")))
    assert sorted(bool(each) for each in said) == [False, True]
    assert AskedAgain.objects.count() == 1


def asked_by_dee(harbour: Group, now: datetime) -> Promise:
    """A promise that came of Dee's words."""
    wish = write(
        circle=harbour.circle, scope=harbour.scope, by=harbour.dee.person, body="Mugs?", state=State.SHARED, now=now
    )
    return promised(harbour, now, came_from=wish)


def test_whoever_asked_says_that_it_is_no_longer_needed_and_whoever_needs_it_says_so(harbour: Group, now, later):
    promise = asked_by_dee(harbour, now)
    dee, sam = client_of(harbour.dee), client_of(harbour.sam)
    assert 'id="let-go"' in text_of(dee.get(at(harbour, promise)))
    assert 'id="let-go"' not in text_of(sam.get(at(harbour, promise)))
    send(dee, at(harbour, promise, "let_go"))
    page = text_of(sam.get(at(harbour, promise)))
    assert "No longer needed. Thank you." in page
    assert 'id="need-again"' in page
    assert 'id="need-again"' not in text_of(client_of(harbour.marcus).get(at(harbour, promise)))
    assert "No longer needed. Thank you." in text_of(client_of(harbour.marcus).get("/"))
    assert open_in_circle(viewer=harbour.sam, now=later) == []
    send(dee, at(harbour, promise, "need_again"))
    assert [line.text for line in open_in_circle(viewer=harbour.sam, now=later)] == [MUGS]
    assert "It stays in view until Marcus says what came of it." in text_of(sam.get(at(harbour, promise)))


def test_only_whoever_asked_ends_it_and_nobody_ends_it_for_others(harbour: Group, hillside: Group, now):
    promise = asked_by_dee(harbour, now)
    for other in (harbour.sam, harbour.marcus):
        with pytest.raises(NotNow, match="Whoever asked"):
            actions.let_go(promise=promise, by=other, now=now)
    with pytest.raises(NotAmongThem):
        actions.let_go(promise=promise, by=hillside.bo, now=now)
    with pytest.raises(NotNow, match="is open"):
        actions.need_again(promise=promise, by=harbour.dee, now=now)
    actions.let_go(promise=promise, by=harbour.dee, now=now)
    with pytest.raises(NotNow, match="You promised this"):
        actions.need_again(promise=promise, by=harbour.marcus, now=now)
    with pytest.raises(NotAmongThem):
        actions.need_again(promise=promise, by=hillside.bo, now=now)
    with pytest.raises(NotNow, match="an answer already"):
        actions.let_go(promise=promise, by=harbour.dee, now=now)
    actions.ask_again(
        promise=actions.need_again(promise=promise, by=harbour.ravi, now=now), by=harbour.sam, now=now + WEEKS
    )
    actions.let_go(promise=promise, by=harbour.sam, now=now)
    assert Promise.objects.get().answered_by == harbour.sam


def test_an_answer_given_meanwhile_is_not_undone(harbour: Group, now):
    promise = asked_by_dee(harbour, now)
    actions.let_go(promise=promise, by=harbour.dee, now=now)
    with pytest.raises(NotNow, match="an answer already"):
        actions.answer(promise=promise, by=harbour.marcus, kind=AnswerKind.DONE, text="Done.", now=now)
    actions.need_again(promise=promise, by=harbour.dee, now=now)
    actions.answer(promise=promise, by=harbour.marcus, kind=AnswerKind.DONE, text="Done.", now=now)
    with pytest.raises(NotNow, match="another answer"):
        actions.need_again(promise=promise, by=harbour.dee, now=now)
    assert Promise.objects.get().answer == "Done."


def test_not_needed_is_no_answer_of_whoever_promised(harbour: Group, now, later):
    promise = promised(harbour, now)
    page = send(client_of(harbour.marcus), at(harbour, promise, "answer"), kind="not_needed", text="So there.")
    assert page.status_code == 422
    assert "Please choose one of these." in text_of(page)
    assert "So there." in text_of(page)
    assert Promise.objects.get().answered_at is None


def test_what_an_organisation_owes_is_something_to_talk_about(harbour: Group, now, later):
    promise = promised(harbour, now, day=(now + timedelta(days=9)).date())
    for name in ("dee", "marcus"):
        page = text_of(client_of(getattr(harbour, name)).get(listed(harbour)))
        assert "Shall we talk about it?" in page
        assert not re.search(r"overdue|late\b|missed|\d+ (?:days?|promises)", page)
    actions.answer(promise=promise, by=harbour.marcus, kind=AnswerKind.DONE, text="", now=later)
    assert "Shall we talk about it?" not in text_of(client_of(harbour.dee).get(listed(harbour)))


@pytest.mark.parametrize("case", ["no day", "day to come", "today", "for myself", "asked of anybody", "has left"])
def test_nothing_else_is_shown_as_waiting(harbour: Group, now, later, case):
    past, by = (now + timedelta(days=9)).date(), "marcus"
    day = {"no day": None, "day to come": (later + timedelta(days=1)).date(), "today": later.date()}.get(case, past)
    by = {"for myself": "sam", "asked of anybody": ""}.get(case, by)
    promised(harbour, now, by, day=day)
    if case == "has left":
        leave(by=harbour.marcus, now=later)
    page = text_of(client_of(harbour.dee).get(listed(harbour)))
    assert MUGS in page
    assert "Shall we talk about it?" not in page


def test_one_tap_puts_it_into_the_next_meeting_once(harbour: Group, now, later):
    promise = promised(harbour, now, day=(now + timedelta(days=9)).date())
    dee, sam = client_of(harbour.dee), client_of(harbour.sam)
    answer = send(dee, at(harbour, promise, "talk_about"))
    assert answer["Location"] == listed(harbour)
    assert "No meeting is planned yet." in text_of(dee.get(answer["Location"]))
    meeting = invited(harbour, now=later)
    plan = reverse("meetings:plan", args=[harbour.circle.public_id, meeting.public_id])
    for client in (dee, sam, dee):
        assert send(client, at(harbour, promise, "talk_about"))["Location"] == plan
    title = "What came of a promise of the council"
    assert [part.title for part in Part.objects.filter(meeting=meeting)].count(title) == 1
    assert PlanChange.objects.filter(meeting=meeting).count() == 1
    page = text_of(sam.get(plan))
    assert title in page
    assert MUGS not in page


def test_a_plan_says_nothing_of_what_was_promised_to_a_few(harbour: Group, now, later):
    scope = make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in ("dee", "marcus"):
        let_see(scope=scope, person=getattr(harbour, name).person)
    promise = promised(harbour, now, day=(now + timedelta(days=9)).date(), scope=scope)
    invited(harbour, now=later)
    assert send(client_of(harbour.sam), at(harbour, promise, "talk_about")).status_code == 404
    send(client_of(harbour.dee), at(harbour, promise, "talk_about"))
    [part] = [each for each in Part.objects.all() if each.title.startswith("What came of a promise")]
    assert part.title == "What came of a promise"
    assert "council" not in part.title + part.detail


def test_a_members_own_is_nothing_to_put_into_a_plan(harbour: Group, now, later):
    invited(harbour, now=later)
    own = promised(harbour, now, "sam", day=(now + timedelta(days=9)).date())
    parts = Part.objects.count()
    send(client_of(harbour.dee), at(harbour, own, "talk_about"))
    assert Part.objects.count() == parts
    assert Meeting.objects.get()


def test_a_members_own_day_that_has_passed_is_said_to_them_on_today(harbour: Group, now, later):
    own = promised(harbour, now, "sam", day=(now + timedelta(days=9)).date())
    page = text_of(client_of(harbour.sam).get("/"))
    assert "That day has passed, and that is all right." in page
    assert at(harbour, own) in page
    take_back(words=own.words, by=harbour.sam.person)
    assert "That day has passed, and that is all right." not in text_of(client_of(harbour.dee).get("/"))
