"""Reads of those who carried something heavy: whether it was heavy, who carried it, and for them alone what waits."""

from django.db.models import Q, QuerySet, Subquery

from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import Care, Carried, Meeting, Notes, Pace, Part
from handinhand.words.models import ScopeMember


def was_heavy(meeting: Meeting) -> bool:
    """Whether a part was marked as heavy, or touched on what the circle named as heavy."""
    newest = Pace.objects.filter(circle=meeting.circle_id).order_by("-number").values("pk")[:1]
    named = Pace.objects.filter(pk=Subquery(newest)).values("heavy_topics")
    touches = Q(is_heavy=True) | Q(topics__in=named) | Q(questions__topics__in=named)
    return Part.objects.filter(touches, meeting=meeting).exists()


def who_carried(meeting: Meeting) -> list[Member]:
    """Whoever held the meeting, its notes or its care, and those who were there for an organisation."""
    care = Care.objects.filter(meeting=meeting)
    there = ScopeMember.even_held.filter(scope=meeting.scope_id)
    for_organisation = Q(standing=Standing.FOR_ORGANISATION, person__in=there.values("person"))
    held = Q(pk__in=Notes.objects.filter(meeting=meeting).values("keeper")) | Q(pk__in=care.values("holder"))
    carried = held | Q(pk__in=care.values("second")) | Q(pk=meeting.holder_id) | for_organisation
    here = Member.objects.filter(carried, circle=meeting.circle_id, left_at__isnull=True)
    return list(here.select_related("person", "circle").order_by("pk"))


def is_asked_after(*, viewer: Member, meeting: Meeting) -> bool:
    """Whether the viewer carried it and has not said yet what they would like; one query, for everybody alike."""
    return bool(_waiting.rows(meeting=meeting.pk, member=viewer.pk))


@Prepared
def _waiting(meeting: int, member: int) -> QuerySet[Carried]:
    return Carried.objects.filter(meeting=meeting, member=member, chose="")
