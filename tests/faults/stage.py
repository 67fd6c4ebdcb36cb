"""Run in a process of its own, with DATA in the environment: makes a round, or counts what was kept."""

import json
import os
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "handinhand.config.settings"
django.setup()

from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from handinhand.config import serving  # noqa: E402
from handinhand.live.models import Channel  # noqa: E402
from handinhand.meetings.choices import PartKind  # noqa: E402
from handinhand.meetings.models import Meeting, Seat  # noqa: E402
from handinhand.people.doors import PERSON, ROUND  # noqa: E402
from handinhand.people.visits import SessionStore  # noqa: E402
from handinhand.words.models import Words  # noqa: E402
from tests.cast import NAMES, make_group  # noqa: E402
from tests.meetings.rooms import begin, go, part  # noqa: E402


def make() -> dict[str, Any]:
    """Eight people in the middle of a round: their cookies, and where words and turns are sent."""
    now = datetime.now(UTC)
    serving.bring_database_up()
    group = make_group(name="Harbour Circle", now=now, people=NAMES)
    meeting = go(begin(group, now=now, come=NAMES), PartKind.ROUND, by=group.tom, now=now)
    place = [group.circle.public_id, meeting.public_id]
    people = {}
    for name, member in group.members.items():
        visit: Any = SessionStore()
        visit.update({PERSON: member.person.pk, ROUND: member.person.sign_in_round})
        visit.save()
        people[name] = {"visit": visit.session_key, "id": member.public_id}
    return {
        "people": people,
        "say": reverse("meetings:say", args=[*place, part(meeting, PartKind.ROUND).public_id]),
        "end_turn": reverse("meetings:act", args=[*place, "end-turn"]),
    }


def count() -> dict[str, Any]:
    """Every body of words with how often it is there; turns taken; versions; and what SQLite thinks of its file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0]
    meeting = Meeting.objects.select_related("scope").get()
    return {
        "words": Counter(each.body for each in Words.objects.all()),
        "turns": Seat.objects.exclude(outcome="").count(),
        "version": Channel.objects.get(key=meeting.scope.public_id).version,
        "whole": whole,
    }


if __name__ == "__main__":
    json.dump({"make": make, "count": count}[sys.argv[1]](), sys.stdout)
