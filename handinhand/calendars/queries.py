"""Reads for calendars: somebody's own meetings, in circles they are in now, as they chose to see them there."""

from datetime import datetime

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from handinhand.calendars.models import Calendar
from handinhand.calendars.rules import KEPT_BEHIND, MOST_ENTRIES, address_kept_as
from handinhand.calendars.writing import Entry, uid_of
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Answer, Meeting, Part, PlanChange


def calendar_of(person: Person) -> Calendar | None:
    """How somebody's meetings stand in their calendar, if they have one."""
    return Calendar.objects.filter(person=person).first()


def fetched_from(secret: str) -> Calendar | None:
    """The calendar of a secret address, if it is one that works."""
    found = Calendar.objects.filter(address_hash=address_kept_as(secret))
    return found.select_related("person__comfort").first()


def entries(calendar: Calendar, *, now: datetime) -> list[Entry]:
    """All meetings of a calendar's person, the soonest first, but those they said they take no part in."""
    declined = Answer.objects.filter(meeting=OuterRef("pk"), kind=AnswerKind.NOT_THIS_TIME)
    declined = declined.filter(member__person=calendar.person_id)
    here = Member.objects.filter(person=calendar.person_id, left_at__isnull=True).values("circle")
    found = Meeting.objects.filter(~Exists(declined), circle__in=here, starts_at__gte=now - KEPT_BEHIND)
    found = found.exclude(state=MeetingState.DRAFT).order_by("starts_at", "pk")
    return [_entry(calendar, each) for each in _with_what_is_written(found)[:MOST_ENTRIES]]


def entry(calendar: Calendar, meeting: Meeting) -> Entry:
    """One meeting, as somebody chose to see it in their calendar."""
    return _entry(calendar, _with_what_is_written(Meeting.objects.filter(pk=meeting.pk)).get())


def _with_what_is_written(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with how long they are, how often they changed, and when last."""
    of_meeting = {"meeting": OuterRef("pk")}
    parts = Part.objects.filter(**of_meeting).order_by().values("meeting")
    changes = PlanChange.objects.filter(**of_meeting).order_by().values("meeting")
    return found.annotate(
        minutes=Coalesce(Subquery(parts.annotate(all=Sum("minutes")).values("all")), 0, output_field=IntegerField()),
        times_changed=Coalesce(
            Subquery(changes.annotate(all=Count("pk")).values("all")), 0, output_field=IntegerField()
        ),
        changed=Coalesce(Subquery(changes.annotate(last=Max("at")).values("last")), F("invited_at"), F("starts_at")),
    )


def _entry(calendar: Calendar, meeting: Meeting) -> Entry:
    is_called_off = meeting.state == MeetingState.CALLED_OFF
    moments = [meeting.changed, meeting.called_off_at, calendar.changed_at]  # type: ignore[attr-defined] # annotated
    return Entry(
        uid=uid_of(seed=calendar.seed, meeting=meeting.public_id),
        called=calendar.called or _("A meeting"),
        begins=meeting.starts_at,
        minutes=meeting.minutes,  # type: ignore[attr-defined] # annotated
        sequence=meeting.times_changed + is_called_off + calendar.revision,  # type: ignore[attr-defined] # annotated
        changed_at=max(each for each in moments if each is not None),
        is_called_off=is_called_off,
        words=meeting.title if calendar.shows_name else "",
        place=meeting.place if calendar.shows_place else "",
    )
