"""Nobody comes round a rule: not by bringing in more yeses, nor by changing, hiding or hurrying what it is about."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import (
    AskNotNow,
    agree,
    agree_to_hold,
    ask_hold,
    ask_power,
    cover,
    invite,
    join,
    take_back_yes,
)
from handinhand.circles.actions.carrying_out import carry_out_all_due
from handinhand.circles.choices import Power, Standing, UseState
from handinhand.circles.models import Member, OwnRule, PowerUse
from handinhand.live.models import Channel
from handinhand.meetings.actions import rooms
from handinhand.meetings.choices import MeetingState
from handinhand.words.queries import OwnHere
from handinhand.words.rules import CoverNotNow
from tests.away.test_away import asked as asked_to_step_away
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import draft, fresh
from tests.meetings.plans import invited as meeting_of
from tests.meetings.test_plan_changes import change as change_details

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
BUS = "We pay 40 pounds for the bus to the meeting in Leith."
DAY = timedelta(days=1)


def state(use: PowerUse) -> str:
    return PowerUse.objects.get(pk=use.pk).state


def takes(group: Group, power: Power, agree: int, now: datetime, notice_days: int = 0) -> None:
    OwnRule.objects.create(
        circle=group.circle,
        power=power,
        agree=agree,
        for_themselves=0,
        for_organisations=0,
        notice_days=notice_days,
        decision_id="bcdfghjkmnpq",
        since=now,
    )


def newcomer(group: Group, now: datetime, name: str, organisation: str = "") -> Member:
    return join(
        invitation=invite(by=group.tom, now=now),
        person=None,
        name=name,
        shape="wave",
        colour="leaf",
        standing=Standing.FOR_ORGANISATION if organisation else Standing.FOR_MYSELF,
        organisation=organisation,
        now=now,
    )


def test_whoever_comes_after_it_was_asked_adds_no_yes_and_is_not_waited_for(harbour: Group, now: datetime) -> None:
    Member.objects.filter(circle=harbour.circle).update(joined_at=now - DAY)
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    for name, organisation in (("Tim", ""), ("Tam", "Harbour Council")):
        late = newcomer(harbour, now + DAY, name, organisation)
        with pytest.raises(AskNotNow, match="asked before you came"):
            agree(use=use, by=late, now=now + DAY)
    page = client_of(late).get(f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/")
    assert "This was asked before you came, so it is for those who were here then." in text_of(page)
    for name in ("Dee", "Asha"):
        agree(use=use, by=harbour.members[name], now=now + DAY)
    assert state(use) == UseState.DONE


def test_a_plan_that_was_changed_is_not_the_one_that_was_agreed_to(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.PLAN_MEETING, 2, now)
    plan = draft(harbour, now=now)
    use = ask_power(power=Power.PLAN_MEETING, by=harbour.asha, object_id=plan.public_id, now=now)
    change_details(fresh(plan), by=harbour.asha, now=now, title="Something else")
    agree(use=use, by=harbour.tom, now=now)
    assert fresh(plan).state == MeetingState.DRAFT
    page = client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/")
    assert "It was changed after it was asked, so nothing happened." in text_of(page)
    anew = ask_power(power=Power.PLAN_MEETING, by=harbour.asha, object_id=plan.public_id, now=now)
    agree(use=anew, by=harbour.tom, now=now)
    assert fresh(plan).state == MeetingState.INVITED


def test_nobody_is_invited_to_a_day_that_has_been(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.PLAN_MEETING, 2, now)
    plan = draft(harbour, now=now)
    use = ask_power(power=Power.PLAN_MEETING, by=harbour.asha, object_id=plan.public_id, now=now)
    agree(use=use, by=harbour.tom, now=now + 8 * DAY)
    assert (fresh(plan).state, state(use)) == (MeetingState.DRAFT, UseState.ENDED)


def test_a_meeting_that_was_moved_is_not_the_one_that_is_called_off(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.CALL_OFF, 2, now)
    meeting = meeting_of(harbour, now=now)
    use = ask_power(power=Power.CALL_OFF, by=harbour.asha, object_id=meeting.public_id, now=now)
    change_details(fresh(meeting), by=harbour.dee, now=now, starts_at=meeting.starts_at + DAY)
    agree(use=use, by=harbour.tom, now=now)
    assert (fresh(meeting).state, state(use)) == (MeetingState.INVITED, UseState.ENDED)


def test_nobody_ends_a_meeting_by_beginning_it_days_before(harbour: Group, now: datetime) -> None:
    meeting = meeting_of(harbour, now=now)
    takes(harbour, Power.CALL_OFF, 2, now)
    with pytest.raises(rooms.NotNow, match="early"):
        rooms.begin(meeting=meeting, by=harbour.tom, now=now)
    rooms.begin(meeting=fresh(meeting), by=harbour.tom, now=meeting.starts_at - timedelta(minutes=20))
    assert fresh(meeting).state == MeetingState.OPEN


def held(group: Group, who: str, now: datetime) -> None:
    hold = ask_hold(member=group.members[who], by=group.nia, now=now)
    agree_to_hold(hold=hold, by=group.ravi, now=now)


def test_a_hold_on_one_who_agreed_undoes_nothing_that_enough_agreed_to(harbour: Group) -> None:
    now = timezone.now()
    takes(harbour, Power.SPEND, 3, now, notice_days=3)
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    for name in ("Dee", "Asha"):
        agree(use=use, by=harbour.members[name], now=now)
    assert state(use) == UseState.AGREED
    held(harbour, "Dee", now)
    PowerUse.objects.filter(pk=use.pk).update(agreed_at=now - 3 * DAY, happens_at=now)
    carry_out_all_due(now=now)
    assert state(use) == UseState.DONE


def test_a_yes_from_before_a_hold_counts_again_when_it_is_over(harbour: Group) -> None:
    now = timezone.now()
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    agree(use=use, by=harbour.asha, now=now)
    held(harbour, "Asha", now)
    agree(use=use, by=harbour.dee, now=now)
    carry_out_all_due(now=now)
    assert state(use) == UseState.ASKED
    Member.objects.filter(pk=harbour.asha.pk).update(held_until=timezone.now())
    carry_out_all_due(now=timezone.now())
    assert state(use) == UseState.DONE


def test_while_too_few_agree_nobody_is_told_each_time_it_is_looked_at(harbour: Group) -> None:
    now = timezone.now()
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    agree(use=use, by=harbour.asha, now=now)
    held(harbour, "Asha", now)
    Member.objects.filter(pk=harbour.asha.pk).update(held_until=timezone.now())
    before = set(Channel.objects.values_list("key", "version"))
    carry_out_all_due(now=timezone.now())
    assert set(Channel.objects.values_list("key", "version")) == before
    assert state(use) == UseState.ASKED


def test_a_yes_does_not_count_again_for_what_nobody_can_read_now(harbour: Group) -> None:
    now = timezone.now()
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    agree(use=use, by=harbour.asha, now=now)
    held(harbour, "Asha", now)
    agree(use=use, by=harbour.dee, now=now)
    cover(words=OwnHere(harbour.circle, PowerUse._meta.get_field("text"), use), by=harbour.sam, now=timezone.now())
    Member.objects.filter(pk=harbour.asha.pk).update(held_until=timezone.now())
    carry_out_all_due(now=timezone.now())
    assert state(use) == UseState.ASKED


def test_what_was_asked_by_an_older_version_is_still_agreed_to(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.PLAN_MEETING, 2, now)
    plan = draft(harbour, now=now)
    use = ask_power(power=Power.PLAN_MEETING, by=harbour.asha, object_id=plan.public_id, now=now)
    use.was = None
    use.save(update_fields=["was"])
    agree(use=use, by=harbour.tom, now=now)
    assert fresh(plan).state == MeetingState.INVITED


def test_whoever_it_is_about_does_not_decide_it_by_covering_it(harbour: Group) -> None:
    away = asked_to_step_away(harbour)
    text = PowerUse._meta.get_field("text")
    with pytest.raises(CoverNotNow, match="somebody else can cover it"):
        cover(words=OwnHere(harbour.circle, text, away.use), by=harbour.tom, now=timezone.now())
    assert PowerUse.objects.get(pk=away.use.pk).text_covered_until is None
    assert cover(words=OwnHere(harbour.circle, text, away.use), by=harbour.nia, now=timezone.now())


def test_whoever_asked_takes_a_yes_back_when_it_waits_for_its_day(harbour: Group) -> None:
    now = timezone.now()
    takes(harbour, Power.SPEND, 3, now, notice_days=3)
    use = ask_power(power=Power.SPEND, by=harbour.tom, text=BUS, now=now)
    where = f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/"
    assert "Take my yes back" not in text_of(client_of(harbour.tom).get(where))
    for name in ("Dee", "Asha"):
        agree(use=use, by=harbour.members[name], now=now)
    assert "Take my yes back" in text_of(client_of(harbour.tom).get(where))
    take_back_yes(use=use, by=harbour.tom, now=now)
    assert state(use) == UseState.ASKED


def test_nobody_calls_a_meeting_off_by_bringing_it_forward_to_this_moment(harbour: Group, now: datetime) -> None:
    meeting = meeting_of(harbour, now=now)
    takes(harbour, Power.CALL_OFF, 2, now)
    change_details(fresh(meeting), by=harbour.tom, now=now, starts_at=now + timedelta(minutes=5))
    use = PowerUse.objects.get()
    assert (fresh(meeting).starts_at, state(use)) == (meeting.starts_at, UseState.ASKED)
    agree(use=use, by=harbour.dee, now=now)
    assert fresh(meeting).starts_at == now + timedelta(minutes=5)


def test_a_meeting_is_still_put_off_by_one(harbour: Group, now: datetime) -> None:
    meeting = meeting_of(harbour, now=now)
    takes(harbour, Power.CALL_OFF, 2, now)
    later = meeting.starts_at + DAY
    change_details(fresh(meeting), by=harbour.tom, now=meeting.starts_at - DAY, starts_at=later)
    assert fresh(meeting).starts_at == later
