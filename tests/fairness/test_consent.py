from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.consent import (
    CANNOT_READ_IT,
    CLEAR_DAYS,
    TIME_TO_HEAR,
    Hearing,
    Rule,
    Stand,
    earliest_closing,
    outcome,
    why_not_heard,
    why_not_yet,
)

HALF_AND_ONE = Rule(share_percent=50, for_themselves=1)
STAND = st.builds(
    lambda kind, concern, own: Stand("", kind, own, concern if kind == "concern" else ""),
    st.sampled_from(["agree", "live_with", "concern", "stand_aside"]),
    st.sampled_from(["", "stands", "answered", "minority"]),
    st.booleans(),
)
STANDS = st.lists(STAND, max_size=12).map(
    lambda stands: [replace(stand, who=str(place)) for place, stand in enumerate(stands)]
)
RULES = st.builds(Rule, st.integers(1, 100), st.integers(1, 5))


def stands_of(*kinds: str, own: bool = True, concern: str = "") -> list[Stand]:
    return [
        Stand(f"{kind}{place}", kind, own, concern if kind == "concern" else "") for place, kind in enumerate(kinds)
    ]


def said(stands: list[Stand], rule: Rule = HALF_AND_ONE, *, members: int = 8, own: int = 6) -> tuple[bool, str]:
    result = outcome(stands, rule=rule, members=members, members_for_themselves=own)
    return result.adopted, " ".join(str(reason) for reason in result.reasons)


def test_adopted_when_enough_took_part_and_no_concern_stands():
    adopted, words = said(stands_of("agree", "agree", "live_with", "stand_aside", "agree"))
    assert adopted
    assert words == (
        "5 people took part. At least 4 were needed, so that is enough. 5 of them come for themselves. "
        "At least 1 was needed, so that is enough. 1 person stands aside. "
        "Nobody has a concern that still stands. So it is adopted."
    )


def test_waits_when_too_few_took_part():
    adopted, words = said(stands_of("agree"))
    assert not adopted
    assert words.startswith("1 person took part. At least 4 are needed. 1 of them comes for themselves.")
    assert words.endswith("Nobody has a concern that still stands. So it waits. Nothing is lost.")


def test_waits_when_nobody_took_part():
    assert said([]) == (False, "Nobody has taken part yet. At least 4 are needed. So it waits. Nothing is lost.")


def test_waits_when_nobody_who_took_part_comes_for_themselves():
    adopted, words = said(stands_of(*["agree"] * 4, own=False))
    assert not adopted
    assert "None of them comes for themselves. At least 1 is needed." in words


def test_waits_in_a_circle_where_nobody_comes_for_themselves():
    adopted, words = said(stands_of(*["agree"] * 8, own=False), own=0)
    assert not adopted
    assert "Nobody comes to this circle for themselves yet. A decision waits here until somebody does." in words


def test_where_fewer_come_for_themselves_than_the_rule_asks_all_of_them_are_needed():
    rule = Rule(share_percent=10, for_themselves=3)
    result = outcome(stands_of("agree", "agree"), rule=rule, members=8, members_for_themselves=2)
    assert (result.adopted, result.needed_for_themselves) == (True, 2)
    assert not outcome(stands_of("agree"), rule=rule, members=8, members_for_themselves=2).adopted


@pytest.mark.parametrize(
    ("concern", "adopted", "sentence"),
    [
        ("", False, "1 concern still stands. Only whoever has it says when it is answered."),
        ("stands", False, "1 concern still stands."),
        ("answered", True, "1 concern was answered."),
        ("minority", True, "1 view is kept beside the decision."),
    ],
)
def test_what_became_of_a_concern_decides(concern, adopted, sentence):
    result, words = said(stands_of("agree", "agree", "agree", "concern", concern=concern))
    assert result is adopted
    assert sentence in words


def test_waits_when_everybody_stands_aside():
    adopted, words = said(stands_of(*["stand_aside"] * 8))
    assert not adopted
    assert "8 people stand aside. Nobody has said that they agree or can live with it." in words


@pytest.mark.parametrize(("members", "share", "needed"), [(8, 50, 4), (9, 50, 5), (1, 1, 1), (0, 50, 1), (7, 100, 7)])
def test_the_share_is_rounded_up_and_never_nobody(members, share, needed):
    rule = Rule(share_percent=share, for_themselves=1)
    assert outcome([], rule=rule, members=members, members_for_themselves=members).needed == needed


@given(STANDS, RULES, st.integers(0, 20), st.integers(0, 20))
def test_adopted_is_exactly_what_the_rule_says(stands, rule, members, own):
    own = min(own, members)
    result = outcome(stands, rule=rule, members=members, members_for_themselves=own)
    enough = len(stands) * 100 >= members * rule.share_percent and len(stands) >= 1
    own_enough = own > 0 and sum(stand.for_themselves for stand in stands) >= min(rule.for_themselves, own)
    with_it = any(stand.kind in {"agree", "live_with"} for stand in stands)
    stops = any(stand.kind == "concern" and stand.concern in {"", "stands"} for stand in stands)
    assert result.adopted == (enough and own_enough and with_it and not stops)


@given(STANDS, RULES, st.integers(1, 20), st.data())
def test_answering_a_concern_or_agreeing_never_undoes_an_adoption(stands, rule, members, data):
    if not stands or not outcome(stands, rule=rule, members=members, members_for_themselves=members).adopted:
        return
    place = data.draw(st.integers(0, len(stands) - 1))
    moved = [*stands]
    moved[place] = replace(moved[place], kind="agree", concern="")
    assert outcome(moved, rule=rule, members=members, members_for_themselves=members).adopted


@given(STANDS, RULES, st.integers(0, 20), st.integers(0, 20), st.randoms(use_true_random=False))
def test_the_order_of_positions_does_not_matter(stands, rule, members, own, chance):
    mixed = chance.sample(stands, len(stands))
    results = [outcome(each, rule=rule, members=members, members_for_themselves=own) for each in (stands, mixed)]
    assert results[0] == results[1]


@given(STANDS, RULES, st.integers(0, 20), st.integers(0, 20))
def test_every_reason_is_a_whole_sentence_and_names_nobody(stands, rule, members, own):
    result = outcome(stands, rule=rule, members=members, members_for_themselves=own)
    assert all(str(reason).endswith(".") for reason in result.reasons)
    assert all(isinstance(value, int) for reason in result.reasons for value in reason.values.values())
    assert str(result.reasons[-1]).startswith("So it ")


MOMENTS = st.integers(0, 10**6).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
HEARINGS = st.lists(st.builds(Hearing, MOMENTS, st.booleans(), st.booleans()), max_size=6)


@given(HEARINGS, MOMENTS)
def test_nothing_opens_while_somebody_has_not_heard_of_what_touches_them(hearings, now):
    reason = why_not_heard(hearings, now=now)
    unheard = [each for each in hearings if not (each.can_read and (each.heard or now >= each.told_at + TIME_TO_HEAR))]
    assert (reason is None) == (not unheard)
    if any(not each.can_read for each in hearings):
        assert reason == CANNOT_READ_IT


@given(HEARINGS, MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_time_alone_never_takes_hearing_away(hearings, now, later):
    if why_not_heard(hearings, now=now) is None:
        assert why_not_heard(hearings, now=now + later) is None


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1)))
def test_two_whole_days_lie_between_opening_and_closing(opened):
    between = (earliest_closing(opened) - opened).days - 1
    assert between == CLEAR_DAYS


@given(MOMENTS, st.none() | MOMENTS, st.integers(0, 9))
def test_before_its_day_it_stays_open_while_anybody_is_silent(now, closes_at, silent):
    waits = why_not_yet(now=now, closes_at=closes_at, silent=silent) is not None
    assert waits == (closes_at is not None and now < closes_at and silent > 0)
