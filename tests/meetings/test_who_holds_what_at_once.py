"""Two who say "I will" at the very same moment, or one who leaves as they say it: one of them holds it."""

import pytest

from handinhand.circles.actions import leave
from handinhand.circles.queries import NotHere
from handinhand.meetings.actions import roles
from handinhand.meetings.choices import Role
from handinhand.meetings.models import Care, Meeting
from handinhand.meetings.queries.roles import holders
from tests.cast import NAMES, Group, make_group
from tests.meetings.rooms import make_meeting
from tests.meetings.test_together_at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.mark.parametrize("role", [Role.CARE, Role.NOTES, Role.HOLD])
def test_two_who_say_i_will_at_once_are_not_both_told_that_it_is_theirs(group, now, role):
    meeting = make_meeting(group, now=now)
    who = (group.dee, group.asha)
    answers = together(*(lambda by=by: roles.take(meeting=meeting, by=by, role=role, now=now) for by in who))
    assert sorted(map(str, answers)) == ["None", "taken"]
    assert holders(Meeting.objects.get(pk=meeting.pk))[role] == who[answers.index(None)]


def test_somebody_who_leaves_as_they_say_it_is_not_shown(group, now):
    meeting = make_meeting(group, now=now)

    def say() -> None:
        try:
            roles.take(meeting=meeting, by=group.dee, role=Role.CARE, now=now)
        except NotHere:
            return

    together(say, lambda: leave(by=group.dee, now=now))
    assert holders(Meeting.objects.get(pk=meeting.pk)) == {}
    assert Care.objects.filter(second__isnull=False).count() == 0
