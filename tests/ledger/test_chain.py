"""How lines are bound, and how a head is printed and typed in again. Pure: no database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.ledger import chain

AT = datetime(2026, 11, 24, 18, 0, 0, 123457, tzinfo=UTC)
LINE = chain.Line(1, "bcdfghjkmnpq", "invite", AT, b"\x01" * 32, b"\x02" * 32)
EARLY, LATE = AT.replace(year=2).replace(tzinfo=None), AT.replace(year=9998).replace(tzinfo=None)
hashes = st.binary(min_size=32, max_size=32)


def test_the_method_stays_what_it_is() -> None:
    """What was kept once has to be checked for ever: these values are never changed."""
    begun = chain.beginning("bcdfghjkmnpq")
    assert begun.hex() == "e6451e684a084c8092ab07aea1c25a4943faa3e70332953ad2c95f2ecca2fbf3"
    assert (
        chain.mark(name="by", salt=bytes(16), value="bcdfghjkmnpq").hex()
        == "f5d7b58f2790164cf8f28014efe87d0c603761560cd0db59b101692437ecb95a"
    )
    assert chain.bound(LINE, before=begun).hex() == "ba72321c0f9aa673916ebdb4fe273c0aa6fe0ad19ad61fc6c4b17ac39d84a7e3"
    more = LINE._replace(also_marks=b"\x03" * 96)
    assert chain.bound(more, before=begun).hex() == "7a4dfedfbfee3e2b48e959cfc74ecb53634a93a07b39f0774aa7de3c5c0bb15a"
    assert chain.printed(bytes(range(32))) == "BBBJ-KNF8-BZPC-64WZ-S724-VZW2-Z4BD"


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 2},
        {"public_id": "bcdfghjkmnpr"},
        {"power": "invitf"},
        {"at": AT + timedelta(microseconds=1)},
        {"by_mark": LINE.object_mark},
        {"object_mark": LINE.by_mark},
        {"also_marks": b""},
    ],
    ids=str,
)
def test_whatever_changes_in_a_line_changes_its_hash(changed) -> None:
    before = chain.beginning("bcdfghjkmnpq")
    assert chain.bound(LINE._replace(**changed), before=before) != chain.bound(LINE, before=before)
    assert chain.bound(LINE, before=chain.beginning("bcdfghjkmnpr")) != chain.bound(LINE, before=before)


def test_letters_cannot_wander_from_one_field_into_the_next() -> None:
    moved = LINE._replace(public_id=f"{LINE.public_id}i", power=LINE.power[1:])
    assert chain.bound(moved, before=b"") != chain.bound(LINE, before=b"")
    assert chain.framed(b"ab", b"c") != chain.framed(b"a", b"bc") != chain.framed(b"abc")


def test_a_commitment_is_to_one_field_of_one_line() -> None:
    assert chain.mark(name="by", salt=bytes(16), value="x") != chain.mark(name="object", salt=bytes(16), value="x")
    assert chain.mark(name="by", salt=bytes(16), value="x") != chain.mark(name="by", salt=bytes(15), value="\0x")


@given(at=st.datetimes(min_value=EARLY, max_value=LATE))
def test_a_moment_is_the_same_in_every_zone(at: datetime) -> None:
    here = at.replace(tzinfo=UTC)
    assert chain.moment(here) == chain.moment(here.astimezone(timezone(timedelta(hours=5, minutes=45))))
    assert chain.moment(here) != chain.moment(here + timedelta(microseconds=1))


@given(hashed=hashes)
def test_a_printed_head_can_be_typed_in_again(hashed: bytes) -> None:
    letters = chain.printed(hashed)
    assert [len(each) for each in letters.split("-")] == [4] * 7
    for typed in (letters, letters.lower(), letters.replace("-", " "), f"  {letters.replace('-', '')}\t"):
        assert chain.typed(typed) == hashed[:16]


@given(hashed=hashes, place=st.integers(0, 27), other=st.sampled_from(chain.LETTERS))
def test_one_wrong_letter_or_two_that_changed_places_are_noticed(hashed: bytes, place: int, other: str) -> None:
    letters = list(chain.printed(hashed).replace("-", "").lower())
    wrong = [*letters[:place], other, *letters[place + 1 :]]
    if wrong != letters:
        with pytest.raises(chain.NotAHead):
            chain.typed("".join(wrong))
    beside = place % 27
    letters[beside], letters[beside + 1] = letters[beside + 1], letters[beside]
    if letters[beside] != letters[beside + 1]:
        with pytest.raises(chain.NotAHead):
            chain.typed("".join(letters))


@pytest.mark.parametrize("text", ["", "b", "B" * 27, "B" * 29, "e" * 28, "9" * 28, "\0" * 28, "ß" * 28, "٣" * 28])
def test_what_we_never_print_is_not_a_head(text: str) -> None:
    with pytest.raises(chain.NotAHead):
        chain.typed(text)
