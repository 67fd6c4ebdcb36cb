"""People who are erased, paused or gone; questions that are covered; circles that close, or let go of it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine
from handinhand.ground.models import Circle
from handinhand.ground.moments import FOR_GOOD
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.unnamed import ask_in_meeting
from handinhand.unnamed import actions
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Answered, Box, Unnamed
from handinhand.unnamed.queries import found_by, is_allowed
from handinhand.unnamed.queries.sealed import answers_in
from handinhand.unnamed.rules import STAYS_FOR, NotNow
from handinhand.unnamed.rules.phrases import new_phrase
from handinhand.words.actions import put_cover
from handinhand.words.models import Words
from handinhand.words.rules import COVER_LASTS
from tests.adopting import adopt
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.meetings.rooms import begin
from tests.meetings.rooms import fresh as fresh_meeting
from tests.unnamed.boxes import DAY, WEEK, allow, answered, asked, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FIVE = NAMES[:5]
COVERED = "The question is covered now."
GONE = "A question that is not there to be read now"


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def box(harbour: Group, today) -> Box:
    allow(harbour, now=today)
    return asked(harbour, now=today)


def page_of(group: Group, box: Box, name: str = "Nia") -> str:
    return text_of(client_of(group.members[name]).get(address_of(box)))


def address_of(box: Box) -> str:
    return f"/c/{box.circle.public_id}/without-names/{box.public_id}/"


def bodies(box: Box) -> set[str]:
    return {each.words.body for each in Unnamed.objects.filter(box=box)}


def of(*names: str) -> set[str]:
    return {f"An answer that {name} gives." for name in names}


def pause(group: Group, name: str, two: tuple[str, str]) -> None:
    """Two others pause somebody's access for a day."""
    asked_for = circles.ask_hold(member=group.members[name], by=group.members[two[0]], now=timezone.now())
    circles.agree_to_hold(hold=asked_for, by=group.members[two[1]], now=timezone.now())


def let_go(group: Group, line: AdoptedLine, now) -> None:
    """The circle lets go of a line, as a decision does."""
    adopt(group, kind=Adopts.UNNAMED, text="", replaces=line.public_id, now=now)


def test_somebody_who_is_erased_before_it_opens_leaves_an_answer_of_nobody(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    harbour.dee.person.delete()
    assert Answered.objects.count() == 4
    assert {each.text for each in answers_in(fresh(box))} == of(*FIVE)
    actions.open_all_due(now=today + WEEK)
    assert bodies(box) == of(*FIVE)


def test_somebody_who_is_erased_after_it_opened_leaves_it_too_and_can_still_take_it_back(harbour, box, today):
    phrases = {name: answered(harbour, box, name, now=today) for name in FIVE}
    actions.open_all_due(now=today + WEEK)
    harbour.dee.person.delete()
    assert bodies(box) == of(*FIVE)
    actions.take_back(phrase=phrases["Dee"])
    assert bodies(box) == of(*FIVE) - of("Dee")


def test_an_erased_one_of_a_table_takes_nothing_of_it_away(harbour, today):
    allow(harbour, now=today)
    box = asked(harbour, now=today, choices=["Yes", "No", "Perhaps"])
    for number, name in enumerate(NAMES):
        answered(harbour, box, name, choice=("Yes", "No")[number % 2], now=today)
    harbour.dee.person.delete()
    actions.open_all_due(now=today + WEEK)
    shown = page_of(harbour, box)
    assert "All answers together." in shown
    assert shown.count('<strong class="number">4</strong>') == 2


def test_whose_access_pauses_neither_reads_nor_answers_nor_opens_nor_puts_a_name(harbour, box, today):
    kept = answered(harbour, box, "Dee", now=today)
    meeting = begin(harbour, now=today, come=FIVE)
    inside = ask_in_meeting(meeting=meeting, by=harbour.tom, question="Now?", choices=[], is_scale=False, now=today)
    pause(harbour, "Dee", ("Sam", "Asha"))
    pause(harbour, "Tom", ("Jo", "Marcus"))
    for name, held in (("Dee", box), ("Tom", box), ("Tom", inside)):
        with pytest.raises(NotNow):
            actions.answer(
                box=held,
                by=harbour.members[name].person,
                text="x",
                choice="",
                phrase=new_phrase(),
                key="k" * 12,
                now=today,
            )
        answer = send(client_of(harbour.members[name]), address_of(held), text="My words stay here.", phrase="1 2 3")
        assert answer.status_code == 403
        assert "My words stay here." in text_of(answer)
    opens = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/without-names/{inside.public_id}/open/"
    assert send(client_of(harbour.tom), opens).status_code == 403
    assert fresh(inside).state == BoxState.COLLECTING
    actions.open_all_due(now=today + WEEK)
    assert fresh(box).state == BoxState.FEW
    client_of(harbour.dee).post("/phrase/", {"phrase": kept, "do": "name"})
    assert not Words.objects.filter(author=harbour.dee.person).exists()
    assert found_by(phrase=kept) is not None
    actions.take_back(phrase=kept)


def test_in_a_circle_that_closed_what_was_collected_opens_and_nothing_new_is_written(harbour, box, today):
    phrases = {name: answered(harbour, box, name, now=today) for name in FIVE}
    few = asked(harbour, now=today, question="And who would come?")
    kept = answered(harbour, few, "Dee", now=today)
    Circle.objects.filter(pk=harbour.circle.pk).update(closed_at=today)
    with pytest.raises(NotNow):
        answered(harbour, box, "Nia", now=today)
    given = {"text": "Other words.", "choice": "", "new_phrase": new_phrase(), "now": today}
    with pytest.raises(NotNow):
        actions.write_anew(by=harbour.dee.person, phrase=phrases["Dee"], **given)
    late = send(client_of(harbour.nia), address_of(box), text="Mine came late.", phrase=new_phrase())
    assert late.status_code == 409
    assert "Mine came late." in text_of(late)
    assert "Send it without my name" not in page_of(harbour, box)
    actions.take_back(phrase=phrases["Tom"])
    answered_by = of(*FIVE) - of("Tom")
    assert {each.text for each in answers_in(fresh(box))} == answered_by
    actions.open_all_due(now=today + WEEK)
    assert {fresh(each).state for each in (box, few)} == {BoxState.FEW}
    found = found_by(phrase=kept)
    assert not found.can_take_a_name
    assert not found.can_write_anew
    client_of(harbour.dee).post("/phrase/", {"phrase": kept, "do": "name"})
    assert not Words.objects.filter(author=harbour.dee.person).exists()


def test_enough_answers_open_in_a_closed_circle_on_their_day(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    Circle.objects.filter(pk=harbour.circle.pk).update(closed_at=today)
    actions.open_all_due(now=today + WEEK)
    assert bodies(box) == of(*FIVE)
    assert "An answer that Dee gives." in page_of(harbour, box)


def test_a_question_whose_author_left_is_answered_and_opened(harbour, box, today):
    for name in FIVE[1:4]:
        answered(harbour, box, name, now=today)
    circles.leave(by=harbour.tom, now=today)
    for name in NAMES[4:6]:
        answered(harbour, box, name, now=today)
    actions.open_all_due(now=today + WEEK)
    assert bodies(box) == of(*NAMES[1:6])
    assert "An answer that Dee gives." in page_of(harbour, box)


def test_where_the_author_of_the_question_is_erased_nothing_opens_and_the_page_says_so(harbour, box, today):
    phrase = ""
    for name in NAMES[1:6]:
        phrase = answered(harbour, box, name, now=today)
    harbour.tom.person.delete()
    assert GONE in page_of(harbour, box)
    with pytest.raises(NotNow):
        answered(harbour, box, "Nia", now=today)
    assert found_by(phrase=phrase).question == ""
    actions.open_all_due(now=today + WEEK)
    assert fresh(box).state == BoxState.FEW
    assert not Unnamed.objects.exists()
    page = page_of(harbour, box)
    assert GONE in page
    assert "It stays closed" in page
    actions.take_back(phrase=phrase)


def test_what_was_opened_is_still_read_where_the_author_of_the_question_is_erased(harbour, box, today):
    for name in NAMES[1:6]:
        answered(harbour, box, name, now=today)
    actions.open_all_due(now=today + WEEK)
    harbour.tom.person.delete()
    page = page_of(harbour, box)
    assert GONE in page
    assert "An answer that Dee gives." in page
    assert address_of(box) in text_of(client_of(harbour.nia).get(f"/c/{harbour.circle.public_id}/without-names/"))


def cover(group: Group, box: Box, at) -> None:
    put_cover(words=Words.objects.get(pk=box.question_id), by=group.asha.person, now=at)


def test_a_covered_question_waits_until_the_cover_is_over(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    due = box.opens_at
    with time_machine.travel(due - timedelta(hours=1), tick=False):
        cover(harbour, box, timezone.now())
        for name in ("Nia", "Tom"):
            assert COVERED in page_of(harbour, box, name)
        assert "so it waits" in text_of(client_of(harbour.nia).get(f"/c/{harbour.circle.public_id}/without-names/"))
        late = send(client_of(harbour.nia), address_of(box), text="My words.", phrase=new_phrase())
        assert "not there to be read just now. Your words were not kept: they stand below." in text_of(late)
        assert "My words." in text_of(late)
    with time_machine.travel(due + timedelta(hours=1), tick=False):
        actions.open_all_due(now=timezone.now())
        actions.clear_old(now=timezone.now())
        assert (fresh(box).state, fresh(box).opens_at) == (BoxState.COLLECTING, due)
        assert len(answers_in(fresh(box))) == 5
    with time_machine.travel(due + COVER_LASTS, tick=False):
        actions.open_all_due(now=timezone.now())
        assert bodies(box) == of(*FIVE)
        assert fresh(box).opened_at == due


def test_what_stays_covered_for_good_goes_a_month_after_its_day(harbour, box, today):
    phrases = {name: answered(harbour, box, name, now=today) for name in FIVE}
    Words.objects.filter(pk=box.question_id).update(covered_until=FOR_GOOD)
    for later in (WEEK, WEEK + STAYS_FOR - DAY):
        actions.open_all_due(now=today + later)
        actions.clear_old(now=today + later)
        assert fresh(box).state == BoxState.COLLECTING
    actions.take_back(phrase=phrases["Dee"])
    actions.clear_old(now=today + WEEK + STAYS_FOR + DAY)
    assert (fresh(box).state, fresh(box).sealed) == (BoxState.OVER, None)
    assert not Answered.objects.exists()


def test_what_is_covered_as_a_meeting_closes_opens_after_it_as_of_the_meeting(harbour, today):
    allow(harbour, now=today)
    meeting = begin(harbour, now=today, come=FIVE)
    box = ask_in_meeting(meeting=meeting, by=harbour.tom, question="Now?", choices=[], is_scale=False, now=today)
    for name in FIVE:
        answered(harbour, box, name, now=today)
    cover(harbour, box, today)
    rooms.close(meeting=fresh_meeting(meeting), by=harbour.tom, now=today)
    assert fresh(box).state == BoxState.COLLECTING
    with time_machine.travel(today + COVER_LASTS + DAY, tick=False):
        with pytest.raises(NotNow):
            answered(harbour, box, "Nia", now=timezone.now())
        actions.open_all_due(now=timezone.now())
    assert bodies(box) == of(*FIVE)
    assert fresh(box).opened_at == meeting.starts_at


def test_where_the_circle_lets_go_of_it_what_is_collected_still_opens_and_nothing_new_is_asked(harbour, box, today):
    for name in FIVE[:4]:
        answered(harbour, box, name, now=today)
    line = AdoptedLine.objects.get(version__kind=Adopts.UNNAMED)
    let_go(harbour, line, today)
    assert not is_allowed(harbour.circle)
    with pytest.raises(NotNow):
        asked(harbour, now=today)
    answered(harbour, box, FIVE[4], now=today)
    actions.open_all_due(now=today + WEEK)
    assert bodies(box) == of(*FIVE)
    here = text_of(client_of(harbour.nia).get(f"/c/{harbour.circle.public_id}/without-names/"))
    assert "Our circle decides whether we write without names" in here
    assert address_of(box) in here
