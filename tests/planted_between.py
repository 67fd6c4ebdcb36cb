"""What is planted of a circle's own questions to talk about after a meeting: Tom changed them twice."""

from datetime import timedelta

from handinhand.meetings.actions.between import change_questions
from tests import planted_texts_of_between as texts


def plant_between(world) -> None:
    """The questions as they are, and as they were."""
    by, now = world.harbour.tom, world.now
    change_questions(by=by, instead_of=0, first=texts.ASKED_BEFORE, second="", now=now - timedelta(days=1))
    change_questions(by=by, instead_of=1, first=texts.ASKED_BETWEEN, second="", now=now)
