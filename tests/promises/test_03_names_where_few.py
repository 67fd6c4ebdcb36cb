"""In a circle of few, the sentence beside a box that the circle will read says who they are, by name."""

import re

import pytest
from django.utils import timezone

from tests.cast import make_group
from tests.meetings.plans import invited
from tests.promises.scene import named, signed_in, walk

pytestmark = pytest.mark.both
IN_THE_CIRCLE = re.compile(r"this circle|your circle|the circle", re.IGNORECASE)
OTHERS = ("Tom", "Asha", "Nia")


def test_sentences_name_the_few_whom_they_are_about(db: None) -> None:
    group = make_group(name="Lantern Circle", now=timezone.now(), people=("Dee", *OTHERS))
    invited(group, now=timezone.now())
    said = {
        (named(form.action or address).view_name, box.name, " ".join(form.who_sees(box)))
        for address, page in walk(signed_in(group.dee)).items()
        for form in page.forms
        # A circle that is not there yet has nobody in it to name.
        if named(form.action or address).view_name != "circles:start"
        for box in form.words_boxes
    }
    of_all = [each for each in said if IN_THE_CIRCLE.search(each[2])]
    assert len(of_all) > 30
    assert not [each for each in of_all if not all(name in each[2] for name in OTHERS)]


def test_alone_and_among_many_nobody_is_listed(db: None) -> None:
    for number, sentence in ((1, "Today that is you alone."), (9, "Everyone in this circle can see this.<")):
        people = ("Dee", *(f"Somebody {each}" for each in range(number - 1)))
        group = make_group(name=f"Circle of {number}", now=timezone.now(), people=people)
        page = signed_in(group.dee).get(f"/c/{group.circle.public_id}/days/").content.decode()
        assert sentence in page
        assert "Somebody" not in page
