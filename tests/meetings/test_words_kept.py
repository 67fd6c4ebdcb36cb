"""Words that come too late for their box stay on the screen, also without scripts."""

import pytest

from handinhand.circles.actions import leave
from handinhand.decisions.actions import propose
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.said import take_up
from handinhand.meetings.choices import PartKind
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = pytest.mark.django_db
WORDS = "A chair by the window, where you can see the way out."
TOO_LONG = WORDS * 100


def room(meeting, rest: str) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/room/{rest}"


def check_kept(answer, words: str) -> None:
    """The words stand on the page once, and are kept nowhere else."""
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Nothing you wrote is lost." in page
    start = page.index("What you wrote")
    assert words in page[start : page.index("</section>", start)]
    assert page.count(words) == 1
    assert not Words.objects.filter(said__isnull=False).exists()


@pytest.fixture
def meeting(harbour, now):
    return begin(harbour, now=now)


def test_the_meeting_was_closed_while_somebody_wrote(harbour, meeting, now):
    here = part(meeting, PartKind.ARRIVING)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    dee = client_of(harbour.dee)
    for answer in (
        send(dee, room(meeting, "how-i-am/"), how=WORDS, who="meeting"),
        send(dee, room(meeting, "propose/"), body=WORDS),
    ):
        check_kept(answer, WORDS)
        assert "This meeting is over." in text_of(answer)
        assert "has not begun" not in text_of(answer)
    send(dee, room(meeting, f"say/{here.public_id}/"), body=WORDS)
    summary = f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/summary/"
    assert "The meeting closed while you wrote. It is kept for you" in text_of(dee.get(summary))
    assert WORDS in text_of(dee.get(summary))
    assert WORDS not in text_of(client_of(harbour.tom).get(summary))


@pytest.mark.parametrize("kind", [PartKind.BREAK, PartKind.DECISION, PartKind.ROUND])
def test_the_meeting_went_on_and_the_words_need_another_look(harbour, meeting, now, kind):
    ideas = part(meeting, PartKind.IDEAS)
    go(meeting, kind, by=harbour.tom, now=now)
    check_kept(send(client_of(harbour.dee), room(meeting, f"say/{ideas.public_id}/"), body=TOO_LONG), TOO_LONG)
    check_kept(send(client_of(harbour.dee), room(meeting, "how-i-am/"), how=TOO_LONG, who="meeting"), TOO_LONG)


def test_on_leaving_there_is_a_box_for_how_i_am_again_and_the_words_stay_in_it(harbour, meeting, now):
    ideas, dee = part(meeting, PartKind.IDEAS), client_of(harbour.dee)
    go(meeting, PartKind.LEAVING, by=harbour.tom, now=now)
    check_kept(send(dee, room(meeting, f"say/{ideas.public_id}/"), body=TOO_LONG), TOO_LONG)
    answer = send(dee, room(meeting, "how-i-am/"), how=TOO_LONG, who="meeting")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Nothing you wrote is lost." in page
    assert "What you wrote is still here" not in page
    box = page[page.index('id="how"') :]
    assert TOO_LONG in box[box.index("<details open") : box.index("</form>")]
    assert page.count(TOO_LONG) == 1
    assert not Words.objects.filter(said__isnull=False).exists()


def test_a_proposal_was_taken_up_while_somebody_wrote_another(harbour, meeting, now):
    meeting = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    proposal = propose(circle=harbour.circle, scope=meeting.scope, by=harbour.tom, text="Tea first.", now=now)
    take_up(meeting=meeting, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)
    check_kept(send(client_of(harbour.dee), room(meeting, "propose/"), body=TOO_LONG), TOO_LONG)


def test_somebody_stepped_out_on_another_phone(harbour, meeting, now):
    here = part(meeting, PartKind.ARRIVING)
    rooms.step_out(meeting=meeting, by=harbour.dee, now=now)
    check_kept(send(client_of(harbour.dee), room(meeting, f"say/{here.public_id}/"), body=TOO_LONG), TOO_LONG)


def test_words_for_the_part_that_goes_on_stay_in_their_box(harbour, meeting, now):
    here = part(meeting, PartKind.ARRIVING)
    page = text_of(send(client_of(harbour.dee), room(meeting, f"say/{here.public_id}/"), body=TOO_LONG))
    assert "What you wrote" not in page
    assert TOO_LONG in page[page.index('id="write"') :]


def test_a_page_that_is_gone_gives_back_what_was_sent_to_it(harbour, meeting, now):
    dee = client_of(harbour.dee)
    leave(by=harbour.dee, now=now)
    answer = send(dee, f"/c/{harbour.circle.public_id}/decisions/propose/", text=WORDS)
    assert answer.status_code == 404
    assert WORDS in text_of(answer)
    assert "What you wrote" not in text_of(dee.get(f"/c/{harbour.circle.public_id}/decisions/propose/?text={WORDS}"))
