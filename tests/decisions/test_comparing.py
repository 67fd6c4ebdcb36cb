"""What goes and what comes, in words."""

from hypothesis import given
from hypothesis import strategies as st

from handinhand.decisions.comparing import compare

TEXTS = st.lists(st.sampled_from(["we", "phone", "before", "a", "visit", "\n"]), max_size=12).map(" ".join)


def test_it_says_what_goes_and_what_comes():
    compared = compare("We phone before we visit.", "We phone, or write, before we visit.")
    assert (compared.out, compared.put_in) == (["phone"], ["phone, or write,"])


def test_nothing_goes_and_nothing_comes_when_only_spaces_differ():
    assert compare("We  phone\nfirst.", "We phone first.").is_same


def test_very_long_texts_stand_whole_beside_each_other():
    long, other = "word " * 900, "other " * 900
    assert (compare(long, other).out, compare(long, other).put_in) == ([long], [other])


@given(TEXTS, TEXTS)
def test_each_way_round_it_is_the_same_comparison_unless_nothing_differs(before, now):
    assert compare(before, now).is_same == (before.split() == now.split())
    words = " ".join(compare(before, now).put_in).split()
    assert set(words) <= set(now.split())
