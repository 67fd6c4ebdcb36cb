"""Who sees which words: one rule, against a model of it, over anything that can happen."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handinhand.words import actions
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words
from handinhand.words.rules import NotYours
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
PEOPLE = ("Tom", "Dee", "Asha")

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(PEOPLE), st.sampled_from([State.DRAFT, State.SHARED])),
        st.tuples(st.just("share"), st.integers(0, 5), st.sampled_from(PEOPLE)),
        st.tuples(st.just("take back"), st.integers(0, 5), st.sampled_from(PEOPLE)),
        st.tuples(st.just("put back"), st.integers(0, 5), st.sampled_from(PEOPLE)),
        st.tuples(st.just("let see"), st.sampled_from(PEOPLE), st.none()),
        st.tuples(st.just("stop seeing"), st.sampled_from(PEOPLE), st.none()),
        st.tuples(st.just("leave"), st.sampled_from(PEOPLE), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_nobody_sees_words_outside_their_scopes(db: None, steps: list[tuple[str, object, object]]) -> None:
    group = make_group(name="A circle", now=NOW, people=PEOPLE)
    scope = actions.make_scope(circle=group.circle, kind=ScopeKind.MEETING)
    people = {name: group.members[name].person for name in PEOPLE}
    inside: set[str] = set()
    kept: list[tuple[Words, str, list[State]]] = []
    for what, first, second in steps:
        if what == "write":
            body, state = f"words of {first}", State(str(second))
            words = actions.write(
                circle=group.circle, scope=scope, by=people[str(first)], body=body, state=state, now=NOW
            )
            kept.append((words, str(first), [state, state]))
        elif what in {"share", "take back", "put back"} and isinstance(first, int) and first < len(kept):
            words, author, states = kept[first]
            name = str(second)
            words.refresh_from_db()
            may = name == author and name in inside
            try:
                change(what, words, people[name])
                assert may
                states[:] = after(what, states)
            except NotYours:
                assert not may
        elif what == "let see":
            actions.let_see(scope=scope, person=people[str(first)])
            inside.add(str(first))
        elif what == "stop seeing":
            actions.stop_seeing(scope=scope, person=people[str(first)])
            inside.discard(str(first))
        elif what == "leave":
            actions.end_all_sight(circle=group.circle, person=people[str(first)])
            inside.discard(str(first))
        for name in PEOPLE:
            seen = set(Words.objects.visible_to(people[name]).values_list("pk", flat=True))
            expected = {
                words.pk
                for words, author, states in kept
                if name in inside and (states[0] == State.SHARED or author == name)
            }
            assert seen == expected


def change(what: str, words: Words, person: object) -> None:
    """Do one of the three things an author can do."""
    if what == "share":
        actions.share(words=words, by=person, now=NOW)
    elif what == "take back":
        actions.take_back(words=words, by=person)
    else:
        actions.put_back(words=words, by=person)


def after(what: str, states: list[State]) -> list[State]:
    """The state, and the state before taking back, as the model has them."""
    state, before = states
    if what == "share" and state == State.DRAFT:
        return [State.SHARED, State.SHARED]
    if what == "take back":
        return [State.TAKEN_BACK, before]
    if what == "put back" and state == State.TAKEN_BACK:
        return [before, before]
    return states


def test_leaving_ends_sight_of_ones_own_words_too(harbour: Group, now: datetime) -> None:
    tom, dee = harbour.tom.person, harbour.dee.person
    words = actions.write(
        circle=harbour.circle, scope=harbour.scope, by=tom, body="Let me bring my dog.", state=State.SHARED, now=now
    )
    actions.end_all_sight(circle=harbour.circle, person=tom)
    assert not Words.objects.visible_to(tom).exists()
    assert list(Words.objects.visible_to(dee)) == [words]


def test_ideas_open_together_but_not_what_was_taken_back(harbour: Group, now: datetime) -> None:
    tom, dee, asha = harbour.tom.person, harbour.dee.person, harbour.asha.person
    written = [
        actions.write(circle=harbour.circle, scope=harbour.scope, by=each, body="An idea", state=State.DRAFT, now=now)
        for each in (tom, dee)
    ]
    actions.take_back(words=written[1], by=dee)
    assert not Words.objects.visible_to(asha).exists()
    actions.open_together(words=Words.objects.filter(pk__in=[each.pk for each in written]), now=now)
    assert list(Words.objects.visible_to(asha)) == [written[0]]
    written[1].refresh_from_db()
    actions.put_back(words=written[1], by=dee)
    assert written[1].state == State.DRAFT


def test_another_persons_words_cannot_be_moved_to_ones_own_circle(
    harbour: Group, hillside: Group, now: datetime
) -> None:
    words = actions.write(
        circle=harbour.circle, scope=harbour.scope, by=harbour.tom.person, body="Ours", state=State.SHARED, now=now
    )
    with pytest.raises(NotYours):
        actions.show_to(words=words, scope=hillside.scope, by=harbour.tom.person)
    with pytest.raises(NotYours):
        actions.show_to(words=words, scope=harbour.scope, by=harbour.dee.person)


def test_a_topic_is_one_whatever_its_letter_case(harbour: Group) -> None:
    first = actions.topic(circle=harbour.circle, name="Domestic abuse")
    assert actions.topic(circle=harbour.circle, name=" domestic  ABUSE ") == first
