"""A folder of back-ups: some of each age stay, the newest always does, and nothing else in it is touched."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.ground.old_backups import clear_folder, made_at, name_for, to_keep
from tests.ground.house import House

NOW = datetime(2026, 11, 25, 3, 15, tzinfo=UTC)
ROWS = "from tests.ground.every_table import every_row, fill_every_table"
AGES = st.lists(st.timedeltas(timedelta(0), timedelta(days=200)), min_size=1, max_size=60)


def every_night(nights: int) -> list[str]:
    return [name_for(NOW - timedelta(days=night)) for night in range(nights)]


def test_after_a_year_of_nights_seven_days_and_four_weeks_are_left() -> None:
    kept: set[str] = set()
    for night in range(365):
        now = NOW - timedelta(days=364 - night)
        kept = to_keep({*kept, name_for(now)}, now=now)
    days = [NOW - timedelta(days=night) for night in range(7)]
    # 25 November 2026 is a Wednesday: the newest of each earlier week was made on its Sunday.
    weeks = [datetime(2026, 11, day, 3, 15, tzinfo=UTC) for day in (22, 15, 8)]
    assert kept == {name_for(made) for made in days + weeks}


@given(AGES)
def test_the_newest_stays_and_nothing_over_four_weeks_old_does(ages: list[timedelta]) -> None:
    names = {name_for(NOW - age) for age in ages}
    kept = to_keep(names, now=NOW)
    assert kept <= names
    assert len(kept) <= 10
    assert all(NOW - made < timedelta(days=29) for name in kept if (made := made_at(name)))
    if min(ages) < timedelta(days=7):
        assert max(names) in kept


@given(AGES)
def test_clearing_again_removes_nothing_more(ages: list[timedelta]) -> None:
    kept = to_keep({name_for(NOW - age) for age in ages}, now=NOW)
    assert to_keep(kept, now=NOW) == kept


def test_a_time_that_is_still_to_come_stays() -> None:
    ahead = name_for(NOW + timedelta(days=400))
    assert to_keep([ahead, *every_night(1)], now=NOW) == {ahead, *every_night(1)}


@pytest.mark.parametrize(
    "name",
    ["handinhand-20261399-031500.gz", "handinhand-20250101-031500.gz.new", "circle.gz", "key", "handinhand-1-2.gz"],
)
def test_whatever_has_another_name_is_not_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("somebody else's")
    for each in every_night(60):
        (tmp_path / each).touch()
    removed = clear_folder(tmp_path, now=NOW)
    assert len(removed) == 51
    assert (tmp_path / name).read_text() == "somebody else's"


def test_the_command_rotates_a_folder_and_what_it_wrote_can_be_brought_back(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    old = name_for(NOW - timedelta(days=300))
    with House(tmp_path / "one") as house:
        house.python(f"{ROWS}; from django.utils import timezone; fill_every_table(timezone.now())")
        before = house.python(f"{ROWS}; print(every_row())")
        house.run("backup", backups / old)
        first = house.run("backup", backups)
        assert f"Removed, because newer ones are there: {old}" in first.stdout
        [made] = list(backups.iterdir())
        assert made_at(made.name) is not None
        with House(tmp_path / "two") as other:
            other.python("")
            (tmp_path / "two" / "key").write_bytes((tmp_path / "one" / "key").read_bytes())
            assert "back" in other.run("restore", made).stdout
            assert other.python(f"{ROWS}; print(every_row())") == before


def test_when_the_back_up_cannot_be_made_the_old_ones_stay(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    old = name_for(NOW - timedelta(days=300))
    (backups / old).touch()
    with House(tmp_path / "one") as house:
        stopped = house.run("backup", backups)
    assert stopped.returncode == 2
    assert [path.name for path in backups.iterdir()] == [old]
