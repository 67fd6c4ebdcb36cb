"""Those who carry: after something heavy they are asked once what they would like, and nobody learns what it was."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.fairness.energy import Cost, Days
from handinhand.meetings.choices import AfterHeavy, MeetingState
from handinhand.meetings.models import Carried, Meeting
from handinhand.meetings.queries.carrying import was_heavy, who_carried
from handinhand.people.actions import ask, commit, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import day_of

LIGHTER_AT_MOST = timedelta(days=42)


def ask_those_who_carried(*, meeting: Meeting, now: datetime) -> None:
    """Ask each of them through the one door, when the meeting was heavy. Those who rest are told nothing meanwhile."""
    if not was_heavy(meeting):
        return
    where = reverse("meetings:summary", args=[meeting.circle.public_id, meeting.public_id])
    for member in who_carried(meeting):
        ticket = ask(
            of=member.person,
            kind=AskKind.AFTER_HEAVY,
            ref=meeting.public_id,
            cost=Cost(),
            when=None,
            where=where,
            now=now,
            circle=meeting.circle,
        )
        given = {"circle": meeting.circle, "ask": ticket}
        Carried.objects.get_or_create(meeting=meeting, member=member, defaults=given)


@transaction.atomic
def choose_after(*, meeting: Meeting, by: Member, chose: AfterHeavy, now: datetime) -> bool:
    """Say what one would like, once; whether there was anything to say. A lighter turn lasts over the next meeting."""
    rows = Carried.objects.select_for_update(of=("self",)).select_related("ask")
    carried = rows.filter(meeting=meeting, member=by, chose="").first()
    if carried is None:
        return False
    carried.chose = chose
    carried.save(update_fields=["chose"])
    take_back_ask(ask=carried.ask, now=now)
    if chose == AfterHeavy.LIGHTER:
        following = Meeting.objects.filter(circle=by.circle_id, state=MeetingState.INVITED, starts_at__gt=now)
        first = following.order_by("starts_at").values_list("starts_at", flat=True).first()
        until = min(first or now + LIGHTER_AT_MOST, now + LIGHTER_AT_MOST)
        when = Days(day_of(now), day_of(until))
        commit(of=by.person, kind=AskKind.LIGHTER, ref=by.circle.public_id, cost=Cost(), when=when, now=now)
    return True
