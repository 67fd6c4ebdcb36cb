"""What the circle of the promises asks without names: answered, opened, stayed closed, and a proposal."""

from datetime import datetime, timedelta

from handinhand.decisions.actions import open_positions, propose
from handinhand.meetings.actions.unnamed import ask_in_meeting
from handinhand.meetings.models import Meeting
from handinhand.unnamed import actions
from tests.cast import NAMES, Group
from tests.unnamed.boxes import allow, answered, asked

DAY = timedelta(days=1)


def write_without_names(group: Group, meeting: Meeting, *, now: datetime) -> None:
    """One waits for words and one for a choice, one was opened, one stayed closed, one is asked in a meeting."""
    allow(group, now=now - 9 * DAY)
    opened = asked(group, now=now - 9 * DAY, question="What made you smile here?")
    few = asked(group, now=now - 9 * DAY, question="What do we leave out?")
    for name in NAMES[:5]:
        answered(group, opened, name, now=now - 9 * DAY, text=f"The {name.lower()}-coloured cup.")
    answered(group, few, "Dee", now=now - 9 * DAY, text="The walk home.")
    actions.open_all_due(now=now - DAY)
    waits = asked(group, now=now, by="Nia")
    answered(group, waits, "Dee", now=now, text="A lamp at the gate.")
    asked(group, now=now, by="Nia", question="Is the hall warm?", choices=["Yes", "No", "Sometimes"])
    given = {"question": "What do we not say?", "choices": [], "is_scale": False}
    ask_in_meeting(meeting=meeting, by=group.tom, now=now, **given)
    proposed = propose(circle=group.circle, scope=group.scope, by=group.tom, text="We begin later.", now=now)
    open_positions(proposal=proposed, by=group.asha, now=now, without_names=True)
