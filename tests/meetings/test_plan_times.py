"""Days and times on a circle's clocks."""

from datetime import UTC, date, datetime, time

import pytest

from handinhand.meetings import times

ZONE = "Europe/London"


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 12, 3), time(14, 30), datetime(2026, 12, 3, 14, 30, tzinfo=UTC)),
        (date(2027, 7, 1), time(14, 30), datetime(2027, 7, 1, 13, 30, tzinfo=UTC)),
        (date(2027, 7, 1), time(14, 30, 59), datetime(2027, 7, 1, 13, 30, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_day_and_a_clock_time_are_a_moment(day: date, clock: time, moment: datetime) -> None:
    assert times.at(day, clock, ZONE) == moment


def test_where_a_clock_shows_a_time_twice_the_first_is_meant() -> None:
    assert times.at(date(2026, 10, 25), time(1, 30), ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_jump_over_does_not_come() -> None:
    with pytest.raises(times.LeftOut):
        times.at(date(2027, 3, 28), time(1, 30), ZONE)


def test_a_plan_over_midnight_still_says_its_day() -> None:
    start = datetime(2026, 12, 3, 23, 0, tzinfo=UTC)
    assert times.say_stretch(start, ZONE, minutes=120) == "Thursday 3 December 2026, about 11 p.m. to 1 a.m."
    assert times.say_start(start, "Asia/Tokyo") == "Friday 4 December 2026, 8 a.m."
