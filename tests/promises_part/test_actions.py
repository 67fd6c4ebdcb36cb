"""Promises: made, taken on, answered; who may, whom it reaches, and what stays in view."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from handinhand.circles.actions import leave
from handinhand.circles.queries import NotHere
from handinhand.live.models import Channel
from handinhand.promises import actions
from handinhand.promises.actions import NotAmongThem, NotNow
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.promises.queries import (
    answered_in_circle,
    came_of,
    for_scope,
    mine_open,
    open_in_circle,
    promise_for,
)
from handinhand.words import actions as words_actions
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope
from tests.cast import NAMES, Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]

MUGS = "I will ask about the mugs."
DAY = date(2026, 12, 12)


def promised(harbour: Group, now, *, by="tom", scope: Scope | None = None, by_when: date | None = DAY) -> Promise:
    return actions.make(
        circle=harbour.circle,
        scope=scope or harbour.scope,
        by=getattr(harbour, by) if by else None,
        text=MUGS,
        by_when=by_when,
        now=now,
    )


def meeting_of(harbour: Group, *names: str) -> Scope:
    scope = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in names:
        words_actions.let_see(scope=scope, person=getattr(harbour, name).person)
    return scope


def version(scope: Scope) -> int:
    return Channel.objects.get(key=scope.public_id).version


def test_a_promise_stays_in_view_until_it_is_answered(harbour: Group, now):
    promise = promised(harbour, now)
    for name in ("tom", "dee", "marcus"):
        line = open_in_circle(viewer=getattr(harbour, name), now=now)[0]
        assert (line.text, line.by_when, line.is_open, line.is_mine) == (MUGS, DAY, True, name == "tom")
    assert [line.who for line in open_in_circle(viewer=harbour.dee, now=now)] == ["Tom"]
    before = version(harbour.scope)
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="They are on the shelf.", now=now)
    assert version(harbour.scope) > before
    assert open_in_circle(viewer=harbour.dee, now=now) == []
    assert [line.answer_sentence for line in answered_in_circle(viewer=harbour.dee, now=now)[0]] == [
        "They are on the shelf."
    ]
    assert mine_open(person=harbour.tom.person, now=now) == []


def test_done_needs_no_words(harbour: Group, now):
    promise = promised(harbour, now)
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="", now=now)
    assert Promise.objects.get().answer == "It is done."


@pytest.mark.parametrize("kind", [AnswerKind.NOT_POSSIBLE, AnswerKind.CHANGED])
def test_other_answers_need_words(harbour: Group, now, kind):
    promise = promised(harbour, now)
    with pytest.raises(NotNow):
        actions.answer(promise=promise, by=harbour.tom, kind=kind, text=" \n ", now=now)
    assert Promise.objects.get().answered_at is None


def test_not_possible_says_why(harbour: Group, now):
    promise = promised(harbour, now)
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.NOT_POSSIBLE, text="the shop has closed.", now=now)
    line = came_of(person=harbour.dee.person, since=now, now=now)[0]
    assert line.answer_sentence == "Not possible, because: the shop has closed."


def test_what_it_was_changed_to_is_a_promise_that_follows_it(harbour: Group, now):
    scope = meeting_of(harbour, "tom", "dee")
    promise = promised(harbour, now, scope=scope)
    later = DAY + timedelta(days=7)
    actions.answer(
        promise=promise,
        by=harbour.tom,
        kind=AnswerKind.CHANGED,
        text="I will bring cups.",
        changed_to_when=later,
        now=now,
    )
    follower = Promise.objects.get(follows=promise)
    assert (follower.by, follower.by_when, follower.scope, follower.words.body) == (
        harbour.tom, later, scope, "I will bring cups.",
    )  # fmt: skip
    assert [line.text for line in open_in_circle(viewer=harbour.dee, now=now)] == ["I will bring cups."]
    assert open_in_circle(viewer=harbour.marcus, now=now) == []


def test_only_who_promised_answers_and_only_once(harbour: Group, hillside: Group, now):
    promise = promised(harbour, now)
    with pytest.raises(NotNow, match="Whoever promised this"):
        actions.answer(promise=promise, by=harbour.dee, kind=AnswerKind.DONE, text="", now=now)
    with pytest.raises(NotAmongThem):
        actions.answer(promise=promise, by=hillside.bo, kind=AnswerKind.DONE, text="", now=now)
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="One.", now=now)
    with pytest.raises(NotNow, match="answer already"):
        actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="Two.", now=now)
    assert Promise.objects.get().answer == "One."


def test_what_was_asked_can_be_taken_on_once(harbour: Group, now):
    promise = promised(harbour, now, by=None, by_when=None)
    line = open_in_circle(viewer=harbour.dee, now=now)[0]
    assert (line.can_take_on, line.can_answer) == (True, True)
    actions.take_on(promise=promise, by=harbour.dee, by_when=DAY, now=now)
    with pytest.raises(NotNow, match="taken this on"):
        actions.take_on(promise=promise, by=harbour.sam, by_when=None, now=now)
    assert [(line.who, line.by_when) for line in mine_open(person=harbour.dee.person, now=now)] == [("You", DAY)]


def test_what_nobody_carries_is_answered_by_whoever_sees_it(harbour: Group, now):
    promise = promised(harbour, now, by=None)
    actions.answer(promise=promise, by=harbour.sam, kind=AnswerKind.DONE, text="", now=now)
    kept = Promise.objects.get()
    assert (kept.by, kept.answered_by) == (harbour.sam, harbour.sam)


def test_nothing_falls_through_when_somebody_leaves(harbour: Group, now):
    promise = promised(harbour, now)
    leave(by=harbour.tom, now=now)
    assert mine_open(person=harbour.tom.person, now=now) == []
    line = open_in_circle(viewer=harbour.dee, now=now)[0]
    assert (line.who, line.can_take_on) == ("Tom", True)
    with pytest.raises(NotAmongThem):
        actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="", now=now)
    actions.take_on(promise=promise, by=harbour.dee, by_when=None, now=now)
    assert [line.text for line in mine_open(person=harbour.dee.person, now=now)] == [MUGS]


def test_words_taken_back_leave_the_promise_in_view(harbour: Group, now):
    promise = promised(harbour, now)
    words_actions.take_back(words=promise.words, by=harbour.tom.person)
    line = open_in_circle(viewer=harbour.dee, now=now)[0]
    assert (line.text, line.is_taken_back) == ("The words were taken back by who wrote them.", True)
    assert open_in_circle(viewer=harbour.tom, now=now)[0].text == MUGS
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="Done all the same.", now=now)
    assert [each.answer for each in answered_in_circle(viewer=harbour.dee, now=now)[0]] == ["Done all the same."]


def test_it_reaches_those_it_was_said_to_and_nobody_else(harbour: Group, hillside: Group, now):
    scope = meeting_of(harbour, "tom", "dee")
    promise = promised(harbour, now, scope=scope)
    actions.answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="Done.", now=now)
    assert [line.answer for line in for_scope(viewer=harbour.dee, scope=scope, now=now)] == ["Done."]
    assert for_scope(viewer=harbour.dee, scope=harbour.scope, now=now) == []
    for somebody in (harbour.marcus, hillside.bo):
        assert came_of(person=somebody.person, since=now, now=now) == []
        assert for_scope(viewer=somebody, scope=scope, now=now) == []
        with pytest.raises(NotHere):
            promise_for(viewer=somebody, promise_id=promise.public_id)


def test_a_promise_is_for_today_or_later_where_the_circle_is(harbour: Group, now):
    harbour.circle.time_zone = "Pacific/Kiritimati"
    harbour.circle.save()
    with pytest.raises(NotNow, match="passed"):
        promised(harbour, now, by_when=now.date())
    promised(harbour, now, by_when=now.date() + timedelta(days=1))
    assert Promise.objects.count() == 1


def test_nobody_promises_among_people_they_are_not_among(harbour: Group, hillside: Group, now):
    with pytest.raises(NotAmongThem):
        actions.make(circle=harbour.circle, scope=harbour.scope, by=hillside.bo, text=MUGS, by_when=None, now=now)
    own = words_actions.own_scope_for(circle=harbour.circle, person=harbour.tom.person)
    with pytest.raises(NotNow, match="others"):
        promised(harbour, now, scope=own)
    assert not Promise.objects.exists()


def test_mine_come_from_all_my_circles_the_earliest_day_first(harbour: Group, hillside: Group, now):
    both = hillside.bo
    both.person = harbour.tom.person
    both.save()
    words_actions.let_see(scope=hillside.scope, person=harbour.tom.person)
    for when in (None, DAY):
        promised(harbour, now, by_when=when)
    actions.make(
        circle=hillside.circle, scope=hillside.scope, by=both, text="Hill.", by_when=date(2026, 12, 1), now=now
    )
    lines = mine_open(person=harbour.tom.person, now=now)
    assert [line.by_when for line in lines] == [date(2026, 12, 1), DAY, None]
    assert [line.circle_name for line in lines][:2] == ["Hillside Circle", "Harbour Circle"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_on_at_once_one_has_it(now):
    group = make_group(name="Harbour Circle", now=now, people=NAMES)
    promise = promised(group, now, by=None)
    ready = threading.Barrier(2)

    def take(name: str) -> bool:
        ready.wait()
        try:
            actions.take_on(promise=promise, by=getattr(group, name), by_when=None, now=now)
        except NotNow:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        taken = dict(zip(("dee", "sam"), pool.map(take, ("dee", "sam")), strict=True))
    assert sorted(taken.values()) == [False, True]
    assert taken[Promise.objects.select_related("by").get().by.name.lower()]
