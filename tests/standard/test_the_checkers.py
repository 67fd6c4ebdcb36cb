"""Each checker finds the page that breaks its rule, for that reason only, and passes the one that just keeps it."""

import pytest

from standard.browser import Watched
from standard.checkers import CHECKERS, Asked
from standard.looks import OLD_PHONE, WIDE, Look
from standard.validator import invalid
from standard.visiting import Seen, Visitor, visit
from tests.standard.more_samples import MORE_SAMPLES
from tests.standard.odd_server import Odd
from tests.standard.samples import PAGE, SAMPLES, Sample, broken, kept
from tests.standard.samples_of_people import SAMPLES_OF_PEOPLE
from tests.standard.samples_of_time import SAMPLES_OF_TIME

pytestmark = pytest.mark.browser
PLAIN = {
    "light": "light",
    "letters": "usual",
    "spacing": "usual",
    "direction": "ltr",
    "scripts": "with scripts",
}
# At dusk less moves.
LOOKS = (Look(OLD_PHONE, **PLAIN), Look(WIDE, **{**PLAIN, "light": "dusk"}))
EVERY_SAMPLE = [*SAMPLES, *MORE_SAMPLES, *SAMPLES_OF_TIME, *SAMPLES_OF_PEOPLE]


def found(watched: Watched, odd: Odd, html: str, *, status: int = 200) -> Seen:
    odd.pages["/sample"] = html
    # Cookies and stores of one sample are none of the next.
    visitor = Visitor(f"for {hash(html)}")
    asked = Asked("sample", names=("Ann",), is_a_step=True, signed_in=True)
    return visit(watched, visitor, f"{odd.url}/sample", asked, LOOKS, axe_in=1)


def test_every_checker_has_a_sample() -> None:
    assert {each.checker for each in EVERY_SAMPLE} == CHECKERS.keys() - {"is_valid"}


def test_the_page_itself_keeps_every_rule(watched: Watched, odd: Odd) -> None:
    seen = found(watched, odd, PAGE)
    assert not seen.findings
    assert not seen.not_seen
    assert seen.pages.keys() == CHECKERS.keys() - {"is_valid"}


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda each: each.checker)
def test_it_finds_what_breaks_its_rule_and_nothing_else(watched: Watched, odd: Odd, sample: Sample) -> None:
    assert {each.checker for each in found(watched, odd, broken(sample)).findings} == {sample.checker}


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda each: each.checker)
def test_what_just_keeps_the_rule_passes(watched: Watched, odd: Odd, sample: Sample) -> None:
    seen = found(watched, odd, kept(sample))
    assert not seen.findings
    assert not seen.not_seen


def test_the_validator_finds_what_is_not_as_it_should_be() -> None:
    unclosed = PAGE.replace("</h1>", "</h2>")
    said = {
        (each.page, each.look, each.rule)
        for each in invalid({("good", "Tom"): PAGE, ("unclosed", "Tom"): unclosed, ("unclosed", "Dee"): PAGE})
    }
    assert said == {("unclosed", "as sent to Tom", "E4")}
