from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.turns import (
    ASKED_AGAIN,
    FIRST_TIME,
    HEARD_BEFORE,
    NOT_YET_HEARD,
    Hand,
    Seat,
    next_hand,
    next_in_round,
    order_hands,
    seat_order,
    why_hand,
    why_seats,
)

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
OUTCOMES = ("", "took", "passed", "passed_again")
PEOPLE = st.lists(st.text(min_size=1, max_size=5), unique=True, max_size=12)
SEATS = PEOPLE.flatmap(
    lambda people: st.tuples(*(st.sampled_from(OUTCOMES) for _ in people)).map(
        lambda outcomes: [Seat(who, outcome) for who, outcome in zip(people, outcomes, strict=True)]
    )
)


def hands_of(*raised: tuple[str, int]) -> list[Hand]:
    return [Hand(who, NOW + timedelta(seconds=seconds)) for who, seconds in raised]


def test_a_round_goes_in_the_order_of_the_seats():
    turn = next_in_round([Seat("tom", "took"), Seat("dee"), Seat("asha")])
    assert turn is not None
    assert (turn.who, turn.asked_again, turn.reason) == ("dee", False, FIRST_TIME)


def test_whoever_passed_is_asked_again_after_everybody():
    turn = next_in_round([Seat("tom", "passed"), Seat("dee", "took")])
    assert turn is not None
    assert (turn.who, turn.asked_again, turn.reason) == ("tom", True, ASKED_AGAIN)


def test_whoever_is_away_is_skipped_and_asked_when_back():
    seats = [Seat("tom"), Seat("dee", "passed")]
    first = next_in_round(seats, away={"tom"})
    back = next_in_round(seats)
    assert first is not None
    assert back is not None
    assert (first.who, back.who) == ("dee", "tom")


def test_nobody_is_next_when_only_somebody_away_is_left():
    assert next_in_round([Seat("tom"), Seat("dee", "took")], away={"tom"}) is None
    assert next_in_round([]) is None


@given(SEATS, st.data())
def test_next_is_the_first_one_here_who_is_owed_a_turn(seats, data):
    away = set(data.draw(st.lists(st.sampled_from([seat.who for seat in seats]), unique=True))) if seats else set()
    turn = next_in_round(seats, away=away)
    here = [seat for seat in seats if seat.who not in away]
    owed = [seat.who for seat in here if seat.outcome == ""] or [seat.who for seat in here if seat.outcome == "passed"]
    assert (turn and turn.who) == (owed[0] if owed else None)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_a_whole_round_asks_everybody_once_and_whoever_passes_once_more(people, chance):
    seats = {who: Seat(who) for who in people}
    asked = []
    away = {who for who in people if chance.random() < 0.3}
    while True:
        turn = next_in_round(list(seats.values()), away=away)
        if turn is None:
            if not away:
                break
            away.pop()  # somebody comes back
            continue
        asked.append((turn.who, turn.asked_again))
        passes = chance.random() < 0.5
        outcome = ("passed_again" if turn.asked_again else "passed") if passes else "took"
        seats[turn.who] = Seat(turn.who, outcome)
        away = {who for who in away if chance.random() < 0.7}
    assert sorted(who for who, again in asked if not again) == sorted(people)
    assert len(asked) == len(set(asked))
    assert all((who, False) in asked[:place] for place, (who, again) in enumerate(asked) if again)
    assert all(seat.outcome in {"took", "passed_again"} for seat in seats.values())


@given(PEOPLE)
def test_with_nobody_away_the_first_lap_is_the_order_of_the_seats(people):
    seats = [Seat(who) for who in people]
    for place, who in enumerate(people):
        turn = next_in_round(seats)
        assert turn is not None
        assert turn.who == who
        seats[place] = Seat(who, "passed")


def test_those_not_yet_heard_come_first_among_the_hands():
    hands = hands_of(("tom", 1), ("dee", 2), ("asha", 3))
    assert [hand.who for hand in order_hands(hands, heard={"tom"})] == ["dee", "asha", "tom"]


def test_hands_of_one_moment_come_in_the_order_of_who():
    assert [hand.who for hand in order_hands(hands_of(("tom", 1), ("dee", 1)), heard=())] == ["dee", "tom"]


def test_the_next_hand_says_why():
    hands = hands_of(("tom", 1), ("dee", 2))
    first = next_hand(hands, heard={"tom"})
    last = next_hand(hands[:1], heard={"tom"})
    assert first is not None
    assert last is not None
    assert why_hand(first, heard={"tom"}) == NOT_YET_HEARD
    assert why_hand(last, heard={"tom"}) == HEARD_BEFORE
    assert next_hand([], heard=()) is None


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5)), unique_by=lambda hand: hand[0]), st.data())
def test_no_hand_is_lost_and_nobody_heard_comes_before_somebody_unheard(raised, data):
    hands = hands_of(*raised)
    heard = data.draw(st.sets(st.sampled_from("abcdefgh")))
    order = order_hands(hands, heard=heard)
    assert sorted(order, key=lambda hand: hand.who) == sorted(hands, key=lambda hand: hand.who)
    assert [hand.who in heard for hand in order] == sorted(hand.who in heard for hand in order)
    for group in (True, False):
        times = [hand.raised_at for hand in order if (hand.who in heard) is group]
        assert times == sorted(times)
    assert order == order_hands(list(reversed(hands)), heard=heard)


@given(PEOPLE, st.text(max_size=20))
def test_a_drawn_order_has_everybody_once_and_can_be_drawn_again(people, seed):
    order = seat_order(people, seed=seed)
    assert sorted(order) == sorted(people)
    assert seat_order(list(reversed(people)), seed=seed) == order


def test_a_drawn_order_is_the_same_on_every_machine():
    assert seat_order(["tom", "dee", "asha", "marcus", "jo"], seed="spring") == ["tom", "jo", "asha", "dee", "marcus"]
    assert "“spring”" in str(why_seats("spring"))


def test_every_order_is_as_likely():
    orders: dict[tuple[str, ...], int] = {}
    for seed in range(6000):
        order = tuple(seat_order(["a", "b", "c"], seed=str(seed)))
        orders[order] = orders.get(order, 0) + 1
    assert len(orders) == 6
    assert all(880 <= times <= 1120 for times in orders.values()), orders
