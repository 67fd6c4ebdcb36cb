"""`handinhand verify-ledger` names the circle and the first line that does not fit, and says it in its exit status."""

from datetime import datetime

import pytest

from handinhand.config.commands import main
from handinhand.ledger import chain
from handinhand.ledger.models import Entry
from tests.cast import Group, make_group
from tests.ledger.tampering import put, sql, take_out, without_guards, write_lines

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def group(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha", "Marcus"))


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Type the command in this very process."""

    def typed(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["handinhand", "verify-ledger", *words])
        monkeypatch.setattr("os.umask", lambda _mask: 0)
        status: object = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        return int(status or 0), *capfd.readouterr()

    return typed


def test_it_says_that_every_list_is_as_it_was_written(verify, group: Group, now: datetime) -> None:
    other = make_group(name="Hillside Circle", now=now, people=("Bo",))
    lines = write_lines(group, now)
    status, said, problem = verify()
    assert (status, problem) == (0, "")
    assert said.splitlines() == [
        f"Circle {group.circle.public_id}: 6 lines, as written. The last: {chain.printed(lines[-1].hash)}",
        f"Circle {other.circle.public_id}: no lines yet.",
        "Every list is as it was written.",
    ]


def test_it_names_the_first_change_of_each_circle(verify, group: Group, now: datetime) -> None:
    other = make_group(name="Hillside Circle", now=now, people=("Bo", "Kit", "Lou", "Ray"))
    lines, theirs = write_lines(group, now), write_lines(other, now)
    with without_guards():
        put("entry", lines[2].pk, power="leave")
        put("entry", lines[4].pk, power="leave")
        take_out(theirs[1].pk)
    status, said, problem = verify()
    assert (status, problem) == (1, "")
    first, second = said.splitlines()
    assert first.startswith(
        f"Circle {group.circle.public_id}: line 3 is not as it was written, or stands where another"
    )
    assert second.startswith(f"Circle {other.circle.public_id}: line 2 is missing. What came before it is as it was")
    status, said, _problem = verify("--circle", other.circle.public_id)
    assert (status, len(said.splitlines())) == (1, 1)


def test_it_finds_a_head_from_paper_and_says_where(verify, group: Group, now: datetime) -> None:
    lines = write_lines(group, now)
    letters = chain.printed(lines[3].hash)
    status, said, _problem = verify("--head", letters.lower().replace("-", " "))
    assert status == 0
    assert said.startswith(
        f"Circle {group.circle.public_id}: {letters} is line 4. Nothing was changed in the lines up to there.\n"
    )


def test_a_tail_that_is_cut_off_is_found_with_a_head_and_only_with_one(verify, group: Group, now: datetime) -> None:
    lines = write_lines(group, now)
    letters = chain.printed(lines[-1].hash)
    with without_guards():
        take_out(*(each.pk for each in lines[2:]))
        sql("UPDATE ledger_chain SET number = 2, hash = %s", lines[1].hash)
    assert verify()[0] == 0
    status, said, _problem = verify("--head", letters)
    assert status == 1
    assert f"{letters} is in no list that was read, as far as it fits." in said.splitlines()


def test_a_line_without_a_place_is_said(verify, group: Group, now: datetime) -> None:
    write_lines(group, now, 1)
    Entry(circle=group.circle, power="cover", at=now, by_mark=b"1", object_mark=b"2").save()
    status, said, _problem = verify()
    assert status == 1
    assert f"Circle {group.circle.public_id}: 1 line without a place in the list." in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--head", "BCDF-GHJK"), "BCDF-GHJK is not as it was printed: seven groups of four letters and numbers."),
        (("--circle", "nothing"), "There is no circle nothing here."),
        (("--all",), "Write it like this: handinhand verify-ledger [--circle ID] [--head LETTERS]"),
    ],
    ids=str,
)
def test_what_it_cannot_do_is_one_sentence(verify, words: tuple[str, ...], sentence: str) -> None:
    status, said, problem = verify(*words)
    assert (status, said) == (2, "")
    assert problem.startswith(sentence)
