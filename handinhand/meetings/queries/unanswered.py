"""Reads of the meetings that somebody has not answered."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.ground.models import Person
from handinhand.ground.paging import A_PAGE
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Answer, Meeting
from handinhand.meetings.queries.costs import counted
from handinhand.meetings.queries.plans import OVER_AFTER, ahead_of


def unanswered(*, person: Person, now: datetime) -> list[Meeting]:
    """The meetings ahead in somebody's circles that they have not answered, with how long each is by its plan."""
    return _unanswered.rows(person=person.pk, since=now - OVER_AFTER)


@Prepared
def _unanswered(person: int, since: datetime) -> QuerySet[Meeting]:
    mine = Answer.objects.filter(meeting=OuterRef("pk"), member__person=person)
    ahead = ahead_of(person, since).filter(~Exists(mine))
    return ahead.exclude(state=MeetingState.CALLED_OFF).annotate(**counted())[:A_PAGE]
