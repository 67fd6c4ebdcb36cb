from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from handinhand.circles import actions
from handinhand.circles.done import done_in
from handinhand.circles.models import Member
from handinhand.circles.names import letters_in, same_name
from handinhand.circles.queries import (
    NotHere,
    member_of,
    my_places,
    open_invitation,
    plain_code,
    spoken_code,
    who_can_see,
)
from handinhand.ground.models import ALPHABET
from handinhand.words import actions as words
from handinhand.words.choices import ScopeKind
from handinhand.words.queries import own_scope
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BACK = "You can take it back; they may have read it by then."


def test_a_member_is_found_and_nobody_else(harbour: Group, hillside: Group, now: datetime) -> None:
    where = harbour.circle.public_id
    assert member_of(viewer=harbour.tom.person, circle_id=where) == harbour.tom
    for circle_id in (hillside.circle.public_id, "", "\x00", where.upper(), "%" * 12, "bcdfghjkmnpq"):
        with pytest.raises(NotHere):
            member_of(viewer=harbour.tom.person, circle_id=circle_id)
    assert my_places(harbour.tom.person) == [harbour.tom]
    actions.leave(by=harbour.tom, now=now)
    assert my_places(harbour.tom.person) == []


def test_only_i_see_what_is_mine(harbour: Group) -> None:
    assert who_can_see(own_scope(harbour.circle, harbour.tom.person), harbour.tom) == "Only you can see this."


def test_few_people_are_named_and_many_counted(now: datetime) -> None:
    group = make_group(name="A small circle", now=now, people=("Jo", "Tom", "Dee", "Asha"))
    assert who_can_see(group.scope, group.jo) == (
        "Everyone in this circle can see this, with your name: Tom, Dee and Asha."
        f" So can anyone who joins later. {BACK}"
    )
    large = make_group(name="A larger circle", now=now, people=("Jo", "Tom", "Dee", "Asha", "Sam", "Nia", "Ravi"))
    assert who_can_see(large.scope, large.jo) == (
        f"The seven people in this circle can see this, with your name. So can anyone who joins later. {BACK}"
    )
    alone = make_group(name="A new circle", now=now, people=("Jo",))
    assert who_can_see(alone.scope, alone.jo) == (
        "Only you are here so far. Anyone who joins later can see this, with your name."
        " You can take it back; they may have read it by then."
    )


def test_a_meeting_is_seen_by_those_in_it(harbour: Group, now: datetime) -> None:
    scope = words.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for member in (harbour.tom, harbour.dee, harbour.marcus):
        words.let_see(scope=scope, person=member.person)
    assert who_can_see(scope, harbour.tom) == (
        "Everyone in this meeting can see this, with your name: Dee and Marcus."
        f" So can anyone who comes in before it closes. {BACK}"
    )
    assert "before it closes" not in who_can_see(scope, harbour.tom, may_grow=False)
    actions.leave(by=harbour.dee, now=now)
    assert "Dee" not in who_can_see(scope, harbour.tom)


def test_a_code_is_short_to_say_and_hard_to_guess(harbour: Group, now: datetime) -> None:
    invitation = actions.invite(by=harbour.tom, now=now)
    assert len(ALPHABET) ** len(invitation.code) > 2**40
    assert len(ALPHABET) ** len(invitation.token) > 2**128
    said = spoken_code(invitation.code)
    assert [len(group) for group in said.split("-")] == [3, 3, 3]
    for typed in (said, said.lower(), said.replace("-", " "), f"  {said.replace('-', ' – ')} ", invitation.code):
        assert open_invitation(code=typed, now=now) == invitation
    assert open_invitation(code="", now=now) is None
    assert open_invitation(code=" - ", now=now) is None
    assert open_invitation(code=said, now=now + timedelta(days=7)) is None
    actions.withdraw_invitation(invitation=invitation, by=harbour.tom, now=now)
    assert open_invitation(token=invitation.token, now=now) is None


@given(code=st.text(ALPHABET, min_size=9, max_size=9))
def test_any_code_reads_back_as_it_was_said(code: str) -> None:
    assert plain_code(spoken_code(code)) == code


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_names_are_the_same_both_ways(one: str, other: str) -> None:
    assert same_name(one, one.upper().lower()) or not one.isascii()
    assert same_name(one, other) == same_name(other, one)
    assert letters_in(one) <= len(one)


def test_what_was_done_is_said_in_sentences(harbour: Group, now: datetime) -> None:
    actions.invite(by=harbour.asha, now=now - timedelta(days=400))
    actions.invite(by=harbour.asha, now=now)
    actions.leave(by=harbour.asha, now=now)
    lines, before = done_in(member=harbour.tom, now=now)
    assert [line.sentence for line in lines] == [
        "Asha left, 24 November",
        "Asha made an invitation, 24 November",
        "Asha made an invitation, 20 October 2025",
    ]
    assert before == ""


def test_somebody_erased_stays_in_the_list_without_a_name(harbour: Group, now: datetime) -> None:
    actions.invite(by=harbour.asha, now=now)
    harbour.asha.person.delete()
    lines, _before = done_in(member=harbour.tom, now=now)
    assert [line.sentence for line in lines] == ["Somebody who has left made an invitation, 24 November"]


def test_older_lines_follow_newer_ones_without_a_gap(harbour: Group, now: datetime) -> None:
    made = [actions.invite(by=harbour.tom, now=now + timedelta(minutes=each // 3)) for each in range(120)]
    seen, before = [], ""
    for _page in range(3):
        lines, before = done_in(member=harbour.tom, now=now, before=before)
        seen += [line.public_id for line in lines]
    assert (len(seen), len(set(seen)), before) == (len(made), len(made), "")


@pytest.mark.parametrize("size", [3, 300])
def test_reading_costs_the_same_for_few_and_many(now: datetime, size: int) -> None:
    group = make_group(name="A circle", now=now, people=tuple(f"Somebody {each}" for each in range(size)))
    viewer: Member = group.members["Somebody 0"]
    for each in range(0, size, 3):
        actions.invite(by=group.members[f"Somebody {each}"], now=now)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        who_can_see(group.scope, viewer)
        done_in(member=viewer, now=now)
    assert len(queries) <= 4
