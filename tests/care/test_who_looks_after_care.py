"""Who looks after care in a circle: said by themselves and never drawn, with a second, and with somebody outside."""

import ast

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions.holders import CareRole, LinesChanged, change_turn_to, hand_care_back, take_care
from handinhand.care.models import WhomToTurnTo
from handinhand.care.queries.holders import care_in
from handinhand.care.rules.persons import NotNow
from handinhand.circles.actions import leave
from handinhand.circles.choices import Power
from handinhand.ledger.models import Entry
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.test_architecture import HOUSE, modules

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OUTSIDE = "Maren at the mission, mornings."


@pytest.fixture
def now():
    """Sight reads the real clock."""
    return timezone.now()


def page(harbour: Group, name: str) -> str:
    return text_of(client_of(getattr(harbour, name)).get(reverse("care:of_circle", args=[harbour.circle.public_id])))


def test_each_says_so_for_themselves(harbour: Group):
    take = reverse("care:take_care", args=[harbour.circle.public_id])
    send(client_of(harbour.tom), take, role="holder", member=harbour.dee.public_id)
    send(client_of(harbour.dee), take, role="second")
    care = care_in(viewer=harbour.asha)
    assert (care.holder, care.second) == (harbour.tom, harbour.dee)
    with pytest.raises(NotNow, match="a moment before you"):
        take_care(by=harbour.asha, role=CareRole.HOLDER)
    hand_care_back(by=harbour.dee)
    assert "The second is somebody else." in text_of(send(client_of(harbour.tom), take, role="second"))


def test_one_person_is_not_both(harbour: Group):
    take_care(by=harbour.tom, role=CareRole.HOLDER)
    with pytest.raises(NotNow, match="The second is somebody else"):
        take_care(by=harbour.tom, role=CareRole.SECOND)
    hand_care_back(by=harbour.tom)
    take_care(by=harbour.tom, role=CareRole.SECOND)
    take_care(by=harbour.tom, role=CareRole.HOLDER)
    care = care_in(viewer=harbour.tom)
    assert (care.holder, care.second) == (harbour.tom, None)


def test_whoever_left_is_not_named_and_it_is_open_again(harbour: Group, now):
    take_care(by=harbour.tom, role=CareRole.HOLDER)
    leave(by=harbour.tom, now=now)
    assert care_in(viewer=harbour.dee).holder is None
    take_care(by=harbour.dee, role=CareRole.HOLDER)
    assert care_in(viewer=harbour.asha).holder == harbour.dee


def test_the_page_names_all_three_and_a_holder_reads_whom_they_turn_to(harbour: Group, now):
    change_turn_to(by=harbour.asha, instead_of=0, outside=OUTSIDE, contacts="The day centre.", now=now)
    take_care(by=harbour.tom, role=CareRole.HOLDER)
    take_care(by=harbour.dee, role=CareRole.SECOND)
    for name in ("tom", "dee", "asha"):
        seen = page(harbour, name)
        assert all(each in seen for each in ("Tom", "Dee", OUTSIDE, "The day centre."))
        assert ("Whom you can turn to yourself" in seen) is (name != "asha")
    assert "The day centre." in text_of(client_of(harbour.marcus).get(reverse("care:support")))


def test_the_lines_are_the_circles_own_and_what_they_were_is_kept(harbour: Group, now):
    change_turn_to(by=harbour.asha, instead_of=0, outside=OUTSIDE, contacts="", now=now)
    with pytest.raises(LinesChanged):
        change_turn_to(by=harbour.dee, instead_of=0, outside="Bo", contacts="", now=now)
    assert change_turn_to(by=harbour.dee, instead_of=1, outside=OUTSIDE, contacts="", now=now) is None
    change_turn_to(by=harbour.dee, instead_of=1, outside="Bo", contacts="", now=now)
    assert WhomToTurnTo.objects.count() == 2
    assert list(Entry.objects.values_list("power", flat=True)) == [Power.CHANGE_TURN_TO] * 2
    lines = text_of(client_of(harbour.tom).get(reverse("care:circle_lines", args=[harbour.circle.public_id])))
    assert OUTSIDE in lines


DRAWS = ("fairness.pairs", "fairness.grouping", "fairness.seating", "may_be_drawn", "random")


def test_nothing_that_draws_knows_of_care():
    """Whoever looks after care is never drawn: no module that draws anything can write, or even read, who it is."""
    drawing = 0
    for path in modules():
        source = path.read_text()
        tree = ast.parse(source)
        brought = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {f"{getattr(node, 'module', '') or ''}.{each.name}" for node in brought for each in node.names}
        if not any(draw in name for name in names for draw in DRAWS):
            continue
        drawing += 1
        assert not any(name.endswith((".Care", ".CircleCare", ".take_care")) for name in names), path
    assert drawing >= 3
    writers = [path for path in modules() if "CircleCare.objects" in path.read_text() and "/actions/" in str(path)]
    assert writers == [HOUSE / "care" / "actions" / "holders.py"]
