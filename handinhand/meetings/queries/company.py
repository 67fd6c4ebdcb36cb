"""Who will be at a meeting with whom, and what they let those people read about themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import OVER_AFTER, answers
from handinhand.profiles.queries.pages import Page, pages_of
from handinhand.words.models import ScopeMember
from handinhand.words.queries import is_in

MOST_SHOWN = 60


@dataclass(frozen=True)
class Company:
    """Those who will be at a meeting, each with their page as the viewer sees it; `more` had no room."""

    is_among: bool
    people: list[tuple[Member, Page | None]]
    more: int


def who_meets(*, circle: Circle, now: datetime) -> dict[int, set[int]]:
    """For each person (by row number) those who will be at a meeting of the circle with them."""
    since = now - OVER_AFTER
    ahead = Q(state=MeetingState.INVITED, starts_at__gte=since)
    ahead |= Q(Q(opened_at__gte=since) | Q(starts_at__gte=since), state=MeetingState.OPEN)
    scopes = Meeting.objects.filter(ahead, circle=circle).values("scope")
    belonging: dict[int, set[int]] = defaultdict(set)
    for scope, person in ScopeMember.even_held.filter(scope__in=scopes).values_list("scope", "person"):
        belonging[scope].add(person)
    meeting: dict[int, set[int]] = defaultdict(set)
    for people in belonging.values():
        for person in people:
            meeting[person] |= people
    return meeting


def company_of(*, viewer: Member, meeting: Meeting) -> Company:
    """Who said that they will be there; and their pages, for somebody who belongs to the meeting, too."""
    said = [each.member for each in answers(meeting) if each.kind != AnswerKind.NOT_THIS_TIME]
    there = [each for each in said if each.left_at is None]
    others = [each for each in there if each.pk != viewer.pk]
    shown = others[:MOST_SHOWN]
    is_among = is_in(meeting.scope_id, viewer.person)
    pages: list[Page | None] = [*pages_of(viewer=viewer, members=shown)] if is_among else [None] * len(shown)
    return Company(is_among, list(zip(shown, pages, strict=True)), more=len(others) - len(shown))
