"""What will happen is said before; a change is announced with what it was, and can be declined; nothing moves alone."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handinhand.circles.choices import Power
from handinhand.circles.rules import RULES
from handinhand.ledger.models import Entry
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.models import Answer, Meeting, PlanChange
from handinhand.meetings.queries import plans
from handinhand.notices.actions import send_due
from tests.meetings import rooms as stage
from tests.promises.reading import Form, Page
from tests.promises.scene import House, Seen, kept, named, plain, send, undone, walk

pytestmark = pytest.mark.both

# What somebody can do with a plan that is no change to it. When a meeting is called off, its plan stays as it was and
# Today tells whoever answered (tests/meetings/test_series.py).
NOT_A_CHANGE = {"meetings:answer", "meetings:like_this", "meetings:act", "meetings:again", "meetings:call_off"}
# Who said "I will" stands in the plan as who comes does; nobody is asked to hear of it.
NOT_A_CHANGE |= {"calendars:meeting", "meetings:role", "meetings:stepping_out"}
# Papers are words beside a plan: whoever may see them is told (tests/meetings/test_papers.py), in no words of theirs.
PAPERS = {"meetings:add_paper", "meetings:paper_from_file", "meetings:change_paper", "meetings:take_paper_back"}
NOT_A_CHANGE |= {"meetings:ahead_for", "meetings:ahead_position", "meetings:ask_friend", "meetings:friend_by_card"}
NOT_A_CHANGE |= {"meetings:without_names"}
CHANGES = {
    "meetings:details",
    "meetings:add_part",
    "meetings:part",
    "meetings:move_part",
    "meetings:remove_part",
    "meetings:add_question",
    "meetings:remove_question",
}


def as_it_reads(meeting: Meeting) -> list[str]:
    """All that a plan says."""
    now = stage.fresh(meeting)
    return [*plans.details(now).values(), *plans.lines(now)]


def written_anew(form: Form) -> dict[str, str]:
    """A form about a plan as somebody would change it."""
    new = {"text": "Something new", "textarea": "More words", "date": "2026-12-24", "time": "09:15", "number": "33"}
    written = {box.name: new[box.kind] for box in form.boxes if box.kind in new}
    written |= {"link": "https://meet.example.org/room"} if "link" in written else {}
    return form.filled(**written)


def test_every_change_to_a_plan_is_announced_with_what_it_was(house: House) -> None:
    plan = f"/c/{house.group.circle.public_id}/meetings/{house.ahead.public_id}/"
    forms: dict[str, Form] = {}
    for page in walk(house.browser("Dee"), plan).values():
        for form in page.forms:
            door = named(form.action)
            if (
                door
                and door.kwargs.get("meeting_id") == house.ahead.public_id
                and door.view_name not in NOT_A_CHANGE | PAPERS
            ):
                forms.setdefault(door.view_name, form)
    assert forms.keys() >= CHANGES
    for door, form in forms.items():
        with undone():
            before, told = as_it_reads(house.ahead), set(PlanChange.objects.values_list("pk", flat=True))
            house.browser("Dee").post(form.action, written_anew(form))
            after = as_it_reads(house.ahead)
            assert before != after, door
            new = PlanChange.objects.exclude(pk__in=told)
            assert {change.by.name for change in new} == {"Dee"}, door
            was = "\n".join(change.before for change in new)
            assert all(line in was for line in before if line and line not in after), door
            assert Entry.objects.latest("pk").power == Power.CHANGE_PLAN
            for name in ("Nia", "Tom"):
                for address in (plan, "/"):
                    page = Page(house.browser(name).get(address).content.decode())
                    said = page.text[page.text.index("What changed") :]
                    assert any(f"{words}:" in said for words in ("It was", "No longer there", "New")), (door, address)


def test_a_change_can_be_declined_whatever_was_said_before(house: House) -> None:
    plan = f"/c/{house.group.circle.public_id}/meetings/{house.ahead.public_id}/"
    for kind in [*AnswerKind, AnswerKind.NOT_THIS_TIME]:
        send(house.browser("Dee"), f"{plan}answer/", answer=kind)
        assert Answer.objects.get(meeting=house.ahead, member=house.member("Dee")).kind == kind
    assert "You said: Not this time" in house.browser("Dee").get(plan).content.decode()


@pytest.mark.parametrize("kind", stage.KINDS)
def test_time_moves_nothing_on(house: House, kind: PartKind) -> None:
    house.go(kind)
    rooms = {name: plain(house.browser(name).get(house.room()).content.decode()) for name in ("Tom", "Dee", "Nia")}
    rows = kept()
    for later in (timedelta(minutes=11), timedelta(hours=5), timedelta(days=3)):
        with time_machine.travel(house.at + later, tick=False):
            send_due(now=timezone.now())
            for name, before in rooms.items():
                assert plain(house.browser(name).get(house.room()).content.decode()) == before
    assert kept() == rows


def test_looking_changes_nothing(house: House) -> None:
    rows = kept()
    looked = [page for name in ("Dee", "Nia") for page in walk(house.browser(name), most=1)]
    looked += walk(Client(), "/", f"/join/{house.invitation.token}/")
    assert len(looked) > 60
    assert kept() == rows


def test_every_power_is_said_before_it_is_used(everything: list[Seen]) -> None:
    """On the page of all rules, to which the list of what was done leads."""
    ledger, rules = (
        next(seen for seen in everything if named(seen.address).view_name == name)
        for name in ("circles:ledger", "circles:powers")
    )
    assert RULES.keys() == set(Power)
    assert not [power for power, rule in RULES.items() if str(rule.says) not in rules.page.text]
    assert rules.address in ledger.page.links


BEFORE_IT_HAPPENS = {
    "meetings:invite": "Everyone in this circle sees the plan on their pages",
    "circles:leave": "From that moment you see nothing of this circle",
    "meetings:remove_part": "The part then is no longer in the plan",
    "meetings:remove_question": "The question then is no longer in the plan",
    "circles:invite": "Whoever has it can join, for seven days.",
    "decisions:propose": "What happens next: everybody in the circle can read it.",
    "circles:join": "After that you are in the circle. You can leave at any moment.",
    "people:sign_out": "On all devices",
    "people:remove_address": "Then we forget it. You can give one again later.",
    "care:delete": "It cannot be brought back.",
    "care:delete_all": "It cannot be brought back.",
    "care:help_delete": "It cannot be brought back.",
    "meetings:new": "You can change all of it before anybody is invited.",
    "meetings:details": "all of them can see what it was before, what it is now, and that it was you",
    "people:card": "Make a card",
}


@pytest.mark.parametrize("door", BEFORE_IT_HAPPENS)
def test_a_page_says_what_a_step_will_do_before_it_is_taken(everything: list[Seen], door: str) -> None:
    pages = [seen.page.text for seen in everything if named(seen.address) and named(seen.address).view_name == door]
    assert pages
    assert any(BEFORE_IT_HAPPENS[door] in text for text in pages)


def test_what_was_agreed_before_stays_readable_beside_what_is_agreed_now(house: House) -> None:
    circle = house.group.circle.public_id
    nia = house.browser("Nia")
    earlier = Page(nia.get(f"/c/{circle}/agreement/agreement/earlier/").content.decode()).text
    assert earlier.index("Version 2") < earlier.index("Version 1")
    assert "We end on time, and we sit in a circle." in earlier
    assert "How it was decided" in earlier
