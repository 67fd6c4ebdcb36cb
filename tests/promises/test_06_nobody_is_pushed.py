"""Nobody is pushed past what they said they have: no reasons, no reminders, nothing given to anybody unasked."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

import handinhand
from handinhand.circles.actions import leave
from handinhand.meetings.choices import PartKind
from handinhand.meetings.forms.plans import AnswerForm
from handinhand.meetings.queries.rooms import room_for
from handinhand.notices.models import Letter
from handinhand.promises.models import Promise
from handinhand.times.models import Asking
from tests.meetings import rooms as stage
from tests.promises.reading import Form, Page
from tests.promises.scene import House, Seen, named, send, signed_in, walk

SOURCE = Path(handinhand.__file__).parent
# A box beside a yes or no would ask for a reason, whatever it is called.
ANSWERS = {"meetings:answer", "meetings:act", "circles:leave", "people:sign_out", "meetings:let_further"}
NO_AND_YES = {
    "meetings:answer": {"I will come", "For part of it", "In writing", "Not this time"},
    "meetings:let_further": {"The circle can read it", "Keep it in the meeting"},
    "meetings:act": {"I have finished", "Pass for now"},
}


def test_no_answer_asks_for_a_reason(everything: list[Seen]) -> None:
    forms = [form for seen in everything for form in seen.page.forms if named(form.action or seen.address)]
    asking = {
        (named(form.action).view_name, box.name)
        for form in forms
        if form.action and named(form.action).view_name in ANSWERS
        for box in form.boxes
    }
    assert not asking
    assert AnswerForm.base_fields.keys() - {"key"} == {"answer"}
    named_so = [box.name for form in forms for box in form.boxes if re.search(r"reason|excuse|because", box.name)]
    assert not named_so
    assert {named(form.action).view_name for form in forms if form.action} >= ANSWERS


def test_no_stands_beside_yes_with_the_same_size_and_weight(everything: list[Seen]) -> None:
    for door, words in NO_AND_YES.items():
        looks = {
            (button.text, button.attrs.get("class"))
            for seen in everything
            for form in seen.page.forms
            if form.action and named(form.action).view_name == door
            for button in form.buttons
            if button.text in words
        }
        assert {text for text, _look in looks} == words
        assert len({look for _text, look in looks}) == 1, looks


def test_nothing_is_chosen_for_anybody_beforehand(house: House) -> None:
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)
    circle = house.group.circle.public_id
    where = {
        house.room(): "kind",
        f"/c/{circle}/decisions/{house.waits.public_id}/": "kind",
        f"/c/{circle}/promises/{house.asked.public_id}/": "kind",
    }
    for address, name in where.items():
        page = Page(house.browser("Sam").get(address).content.decode())
        chosen = [box.value for form in page.forms for box in form.boxes if box.name == name]
        assert chosen == [""], address
    how = Page(house.browser("Sam").get(house.room()).content.decode())
    assert "You can also say nothing." in how.text


def test_no_letter_is_ever_sent_that_was_not_asked_for(house: House) -> None:
    address = house.member("Dee").person.address
    assert address.confirmed_at is not None
    house.go(PartKind.LEAVING)
    house.do("Tom", "close")
    with time_machine.travel(house.at + timedelta(days=60), tick=False):
        walk(house.browser("Dee"), most=1)
    assert not Letter.objects.exists()
    senders = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "queue_letter"
    }
    # "reaching" is the one way to whoever did not ask at that moment, and looks first whether that is safe. "danger"
    # carries what a member asks to have sent to the person outside whom the circle named; no member is written to.
    asked_for = {"people/actions/coming_back.py", "people/actions/addresses.py", "care/actions/danger.py"}
    assert senders == {*asked_for, "people/actions/reaching.py"}
    send(house.browser("Dee"), "/sign-in/letter/", email="dee@example.org")
    assert Letter.objects.count() == 1


@pytest.mark.both
def test_nobody_is_given_a_promise(house: House) -> None:
    circle = house.group.circle.public_id
    forged = {"by": house.member("Tom").public_id, "member": "Tom", "who": "Tom", "person": "1"}
    send(house.browser("Dee"), f"/c/{circle}/promises/make/", text="Somebody paints the door.", **forged)
    assert Promise.objects.latest("pk").by.name == "Dee"
    leave(by=house.member("Dee"), now=house.at)
    with time_machine.travel(house.at + timedelta(days=400), tick=False):
        for name in ("Tom", "Nia"):
            browser = signed_in(house.member(name))
            walk(browser, most=1)
            mine = Page(browser.get("/").content.decode()).text
            assert "Hello" in mine
            assert "What I said I would do" not in mine
    carried = {promise.by.name if promise.by else "" for promise in Promise.objects.filter(answered_at=None)}
    assert carried == {"", "Dee"}


@pytest.mark.both
def test_who_is_out_or_takes_part_in_writing_is_not_asked(house: House) -> None:
    house.do("Dee", "step-out")
    house.go(PartKind.ROUND)
    asked = set()
    while (
        turn := room_for(viewer=house.member("Tom"), meeting=stage.fresh(house.now_on), now=timezone.now()).turn
    ) is not None:
        asked.add(turn.name)
        house.do(turn.name, "end-turn", whose=turn.public_id)
    assert asked == {"Tom", "Asha", "Marcus"}
    assert "Sam" not in asked


def test_who_said_no_is_not_asked_once_more(house: House) -> None:
    circle = house.group.circle.public_id
    for meeting in (house.ahead, house.now_on):
        send(house.browser("Nia"), f"/c/{circle}/meetings/{meeting.public_id}/answer/", answer="not_this_time")
    asked = Asking.objects.get(closed_at__isnull=True)
    send(house.browser("Nia"), f"/c/{circle}/times/{asked.public_id}/skip/")
    today = Page(house.browser("Nia").get("/").content.decode()).text
    assert "You said: Not this time" in today
    assert asked.title not in today
    assert "Nothing needs you today." in today
    assert "You can come, come for part of it" not in today


def test_who_said_nothing_is_left_in_peace(house: House) -> None:
    quiet = Page(house.browser("Ravi").get("/").content.decode())
    links = [form for form in quiet.forms if isinstance(form, Form)]
    assert not links
    for page in walk(house.browser("Ravi"), most=1).values():
        said = re.search(
            r"you have not|not answered|still waiting for you|please answer|your answer is missing",
            page.text,
        )
        assert said is None, page.title
