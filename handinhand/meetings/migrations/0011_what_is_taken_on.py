"""Whoever said that they come to a meeting that is still ahead, or that they hold it, took that on."""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Sum
from django.utils import timezone

MOST_MINUTES = 7 * 24 * 60
HOLDING, WRITING, REST_AFTER_HEAVY, EVENING = 30, 15, 30, 18


def take_on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Keep it for the meetings ahead. Reading their papers is counted from the next answer or change of the plan on."""
    commitments = apps.get_model("people", "Commitment")._base_manager
    meetings = apps.get_model("meetings", "Meeting")._base_manager.select_related("circle", "holder")
    answers = apps.get_model("meetings", "Answer")._base_manager
    ahead = meetings.filter(state="invited", starts_at__gt=timezone.now())
    for meeting in ahead.iterator(chunk_size=200):
        starts = meeting.starts_at.astimezone(ZoneInfo(meeting.circle.time_zone))
        kept = {"circle": meeting.circle, "first_day": starts.date(), "last_day": starts.date()}
        whole = min(meeting.parts.aggregate(whole=Sum("minutes"))["whole"] or 0, MOST_MINUTES)
        is_heavy = meeting.parts.filter(is_heavy=True).exists()
        there = {
            "travels": not meeting.link,
            "online": bool(meeting.link),
            "evening": starts.hour >= EVENING,
            "is_heavy": is_heavy,
            "after": REST_AFTER_HEAVY if is_heavy else 0,
        }
        costs = {
            "coming": {"minutes": whole, **there},
            "part": {"minutes": -(-whole // 2), **there},
            "writing": {"minutes": WRITING},
        }
        said = answers.filter(meeting=meeting, kind__in=list(costs), member__left_at__isnull=True)
        for answer in said.select_related("member"):
            commitments.create(
                person_id=answer.member.person_id,
                kind="meeting",
                ref=meeting.public_id,
                **costs[answer.kind],
                **kept,
            )
        if meeting.holder is not None and meeting.holder.left_at is None:
            commitments.create(
                person_id=meeting.holder.person_id, kind="hold_meeting", ref=meeting.public_id, preparation=HOLDING, **kept
            )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_no_friend_without_their_ask")]

    operations = [migrations.RunPython(take_on, migrations.RunPython.noop)]
