from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.suiting import CAN, CANNOT, FEWEST, RATHER_NOT, Said, enough, find

TIMES = ["a", "b", "c"]
said_of = st.dictionaries(st.sampled_from(TIMES), st.sampled_from([CAN, RATHER_NOT, CANNOT]), max_size=3)
people = st.lists(st.builds(Said, of=said_of, was_left_out=st.booleans()), max_size=14)


def shut_out_again(time: str, said: list[Said]) -> int:
    return len([each for each in said if each.was_left_out and each.of.get(time) == CANNOT])


def many(of: dict[str, str], times: int) -> list[Said]:
    return [Said(of)] * times


@given(people, st.integers(0, 30))
def test_nothing_is_said_of_few(said, asked):
    answered = len([each for each in said if each.of])
    speaks = find(TIMES, said, asked=asked) is not None
    assert speaks == enough(said, asked=asked) == (answered >= FEWEST and answered >= asked / 2)


@given(people)
def test_no_other_time_is_kinder_and_all_that_are_as_kind_are_named(said):
    found = find(TIMES, said, asked=0)
    if found is None:
        return
    fewest_again = min(shut_out_again(time, said) for time in TIMES)
    kind = [time for time in TIMES if shut_out_again(time, said) == fewest_again]
    cannot = {time: len([each for each in said if each.of.get(time) == CANNOT]) for time in kind}
    kind = [time for time in kind if cannot[time] == min(cannot.values())]
    rather = {time: len([each for each in said if each.of.get(time) == RATHER_NOT]) for time in kind}
    assert found.best == [time for time in kind if rather[time] == min(rather.values())]


@given(people, st.randoms())
def test_who_said_what_makes_no_difference_nor_does_the_order(said, chance):
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert find(TIMES, said, asked=0) == find(TIMES, shuffled, asked=0)


@given(people)
def test_the_reason_holds_no_number_and_is_true(said):
    found = find(TIMES, said, asked=0)
    if found is None:
        return
    text = str(found.reason)
    assert not any(letter.isdigit() for letter in text)
    assert ("equally well" in text) == (len(found.best) > 1)
    assert ("All these times" in text) == (len(found.best) == len(TIMES))
    if "most of those" in text:
        answered = [each for each in said if each.of]
        for time in found.best:
            assert len([each for each in answered if each.of.get(time) == CAN]) > len(answered) / 2


def test_who_cannot_weighs_more_than_any_number_who_would_rather_not():
    said = [*many({"a": RATHER_NOT, "b": CAN}, 9), Said({"a": CAN, "b": CANNOT})]
    found = find(["a", "b"], said, asked=10)
    assert found.best == ["a"]
    assert str(found.reason) == "This suits more of those who answered than the other times do."


def test_who_was_shut_out_before_counts_first():
    said = [*many({"a": CAN, "b": CANNOT}, 4), Said({"a": CANNOT, "b": CAN}, was_left_out=True)]
    assert find(["a", "b"], said, asked=5).best == ["b"]


def test_where_it_cannot_be_helped_somebody_is_shut_out_again():
    said = [*many({"a": CAN, "b": CANNOT}, 4), Said({"a": CANNOT, "b": CANNOT}, was_left_out=True)]
    assert find(["a", "b"], said, asked=5).best == ["a"]
