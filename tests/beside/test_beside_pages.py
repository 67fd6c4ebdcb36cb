"""The page of somebody beside me: what each of the two reads, and that nobody else's pages change by a letter."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.beside.models import Beside, SaidBeside
from handinhand.meetings.models import Meeting
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
CHANGES_EACH_TIME = re.compile(r'value="[^"]*"|data-ticket="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def group() -> Group:
    return make_group(name="Kettle Circle", now=timezone.now() - 9 * DAY, people=("Tom", "Dee", "Sam", "Nia"))


def say(client, group, what, meeting=None, yes="yes"):
    where = f"/c/{group.circle.public_id}/beside/"
    answer = send(client, f"{where}say/", what=what, yes=yes, meeting=meeting.public_id if meeting else "")
    assert answer["Location"] == where
    return text_of(client.get(where))


def pages(member, group, meeting):
    """All pages on which somebody else might learn of it."""
    client, circle = client_of(member), f"/c/{group.circle.public_id}/"
    here = f"{circle}meetings/{meeting.public_id}/"
    where = ["/", circle, f"{circle}beside/", here, f"{here}who/", f"{here}look-round/", f"{circle}log/", "/me/open/"]
    return [CHANGES_EACH_TIME.sub("-", client.get(each).content.decode()) for each in where]


def test_nobody_else_sees_that_somebody_wished_was_asked_or_said_yes(group):
    meeting = make_meeting(group, now=timezone.now() + 2 * DAY)
    before = pages(group.nia, group, meeting), pages(group.sam, group, meeting)
    dee, tom = client_of(group.dee), client_of(group.tom)
    assert "Nobody has said yes yet." in say(dee, group, "would_like", meeting)
    assert "would like somebody beside them" in say(tom, group, "would_sit")
    row = Beside.objects.get()
    send(tom, f"/c/{group.circle.public_id}/beside/{row.public_id}/yes/")
    page = text_of(dee.get(f"/c/{group.circle.public_id}/beside/"))
    assert "will be beside you." in page
    assert "Tom" in page
    assert (pages(group.nia, group, meeting), pages(group.sam, group, meeting)) == before


def test_whoever_would_sit_sees_nothing_until_they_are_asked(group):
    meeting = make_meeting(group, now=timezone.now() + 2 * DAY)
    say(client_of(group.tom), group, "would_sit", meeting)
    say(client_of(group.sam), group, "would_sit", meeting)
    before = {name: pages(group.members[name], group, meeting) for name in ("Tom", "Sam")}
    say(client_of(group.dee), group, "would_like", meeting)
    asked = Beside.objects.get().member
    other = "Sam" if asked == group.tom else "Tom"
    assert pages(group.members[other], group, meeting) == before[other]
    assert pages(asked, group, meeting) != before[asked.name]


def test_the_same_form_sent_twice_counts_once_and_an_old_one_is_answered_plainly(group):
    meeting = make_meeting(group, now=timezone.now() + 2 * DAY)
    dee, tom = client_of(group.dee), client_of(group.tom)
    for _each in range(2):
        say(dee, group, "would_like", meeting)
        say(tom, group, "would_sit", meeting)
    assert SaidBeside.objects.count() == 2
    row = Beside.objects.get()
    say(dee, group, "would_like", meeting, yes="no")
    where = f"/c/{group.circle.public_id}/beside/"
    over = "That is over by now, so there is nothing to answer."
    assert send(tom, f"{where}{row.public_id}/yes/")["Location"] == where
    assert over in text_of(tom.get(where)), "what was taken back"
    Meeting.objects.update(state="closed", closed_at=timezone.now())
    send(dee, f"{where}say/", what="would_like", yes="yes", meeting=meeting.public_id)
    assert over in text_of(dee.get(where)), "what closed a moment ago"
    assert "No meeting is planned yet." in text_of(dee.get(f"/c/{group.circle.public_id}/beside/"))


def test_an_answer_to_what_waited_too_long_is_told_plainly(group):
    meeting = make_meeting(group, now=timezone.now() + 2 * DAY)
    tom = client_of(group.tom)
    say(client_of(group.dee), group, "would_like", meeting)
    say(tom, group, "would_sit", meeting)
    row = Beside.objects.select_related("ask").get()
    row.ask.ends_at = timezone.now() - DAY
    row.ask.save()
    where = f"/c/{group.circle.public_id}/beside/"
    assert send(tom, f"{where}{row.public_id}/yes/")["Location"] == where
    assert "That is over by now, so there is nothing to answer." in text_of(tom.get(where))
    assert Beside.objects.get().stands == "asked"
