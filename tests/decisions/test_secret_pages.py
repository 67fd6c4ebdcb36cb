"""The pages of positions without names: opening them, saying where one stands, slips of paper, what is shown."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.decisions import actions
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import PaperSlips, Proposal, SecretPositions
from handinhand.decisions.rules import day_begins
from handinhand.meetings.actions import phones, said
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting
from handinhand.unnamed.models import Answered
from handinhand.unnamed.rules.phrases import plain_phrase
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.decisions.without_names import MUGS, WASHING, close, fresh, opened, say
from tests.meetings import rooms as stage
from tests.unnamed.boxes import allow

pytestmark = [pytest.mark.django_db]
SAYS = "Say where I stand, without my name"


def at(harbour: Group, name: str, *ids: str) -> str:
    return reverse(f"decisions:{name}", args=[harbour.circle.public_id, *ids])


def phrase_in(page: str) -> str:
    found = re.search(r"<strong>((?:\w+ ){5}\w+)</strong>", page)
    assert found is not None
    return found[1]


@pytest.fixture
def proposal(harbour: Group, now) -> Proposal:
    return opened(harbour, now)


@pytest.fixture
def in_writing(harbour: Group, now) -> Proposal:
    allow(harbour, now=now)
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    day = day_begins((now + timedelta(days=5)).date(), harbour.circle.time_zone)
    return actions.open_in_writing(proposal=made, by=harbour.tom, closes_at=day, now=now, without_names=True)


def test_where_the_circle_allows_it_whoever_proposed_opens_it_in_writing_without_names(harbour: Group, now):
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    tom, more = client_of(harbour.tom), at(harbour, "more", made.public_id)
    assert "Without names: we know who took part, not how" not in text_of(tom.get(more))
    allow(harbour, now=now)
    assert "Without names: we know who took part, not how" in text_of(tom.get(more))
    day = (now + timedelta(days=400)).date().isoformat()
    send(tom, more, do="writing", day=day, names="none")
    assert SecretPositions.objects.get().proposal == made
    page = text_of(client_of(harbour.dee).get(at(harbour, "proposal", made.public_id)))
    assert "everybody can say without their name where they stand" in page
    assert SAYS in page
    # Nobody is asked, at the same time, to say with their name what they think first.
    assert "What do you think, first?" not in page


def test_it_is_said_once_and_its_phrase_is_shown_once(harbour: Group, proposal):
    dee, address = client_of(harbour.dee), at(harbour, "without_my_name", proposal.public_id)
    form = {"kind": "concern", "concern": WASHING, "phrase": "1 2 3 4 5 6", "key": "k" * 16}
    answer = send(dee, address, **form)
    assert plain_phrase(phrase_in(text_of(answer))) == "1 2 3 4 5 6"
    assert "It is kept, without your name" in text_of(send(dee, address, **form))
    assert Answered.objects.count() == 1
    page = text_of(dee.get(at(harbour, "proposal", proposal.public_id)))
    assert "You have said where you stand" in page
    assert WASHING not in page
    assert SAYS not in page
    again = send(dee, address, kind="agree", concern="", phrase="2 2 2 2 2 2")
    assert again.status_code == 422
    assert "You have answered this before." in text_of(again)


def test_with_the_phrase_it_is_said_anew(harbour: Group, proposal, now):
    mine = say(harbour, proposal, now, {**dict.fromkeys(NAMES[:5], "agree"), "Dee": "concern"})["Dee"]
    dee, address = client_of(harbour.dee), at(harbour, "without_my_name", proposal.public_id)
    assert "The phrase you wrote down" in text_of(dee.get(address))
    wrong = send(dee, address, do="anew", before="1 1 1 1 1 1", kind="agree", concern="", phrase="3 3 3 3 3 3")
    assert wrong.status_code == 422
    assert "This phrase stands for nothing here now" in text_of(wrong)
    right = send(dee, address, do="anew", before=mine, kind="agree", concern="", phrase="3 3 3 3 3 3")
    assert "It is kept, without your name" in text_of(right)
    assert close(harbour, proposal, now).state == ProposalState.ADOPTED


def test_no_browser_keeps_what_stands_in_its_boxes(harbour: Group, proposal):
    answer = client_of(harbour.dee).get(at(harbour, "without_my_name", proposal.public_id))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "data-keeps" not in answer.content.decode()


def test_a_concern_needs_words_and_what_was_typed_stays(harbour: Group, proposal):
    address = at(harbour, "without_my_name", proposal.public_id)
    answer = send(client_of(harbour.dee), address, kind="concern", concern="", phrase="1 2 3 4 5 6")
    assert answer.status_code == 422
    assert "Please say what your concern is" in text_of(answer)
    long = send(client_of(harbour.dee), address, kind="concern", concern="w" * 1001, phrase="1 2 3 4 5 6")
    assert "w" * 1001 in long.content.decode()
    assert not Answered.objects.exists()


def test_once_it_is_closed_what_was_being_written_is_given_back(harbour: Group, proposal, now):
    say(harbour, proposal, now, dict.fromkeys(NAMES[:5], "agree"))
    close(harbour, proposal, now)
    dee, address = client_of(harbour.nia), at(harbour, "without_my_name", proposal.public_id)
    answer = send(dee, address, kind="concern", concern=WASHING, phrase="1 2 3 4 5 6")
    assert answer.status_code == 422
    assert WASHING in text_of(answer)
    assert dee.get(address).status_code == 302


def test_nobodys_page_changes_when_somebody_says_where_they_stand(harbour: Group, proposal, now):
    tom, page = client_of(harbour.tom), at(harbour, "proposal", proposal.public_id)
    tom.get(page)
    before = plain(tom, page)
    say(harbour, proposal, now, {"Dee": "concern", "Asha": "agree"})
    assert plain(tom, page) == before
    assert MUGS in before


def plain(browser: Client, address: str) -> str:
    return re.sub(
        r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket|nonce)="[^"]*"',
        "",
        browser.get(address).content.decode(),
    )


def test_closed_it_shows_who_took_part_and_concerns_without_names(harbour: Group, proposal, now):
    say(harbour, proposal, now, {**dict.fromkeys(NAMES[:5], "agree"), "Dee": "concern"})
    close(harbour, proposal, now)
    nia = client_of(harbour.nia)
    page = text_of(nia.get(at(harbour, "proposal", proposal.public_id)))
    assert "Positions were taken without names" in page
    took_part = page[page.index("Who took part") : page.index("Where each of them stands, nobody sees.")]
    assert [name for name in NAMES if name in took_part] == list(NAMES[:5])
    concerns = page[page.index("Concerns, without names") :]
    assert WASHING in concerns
    assert "Cover this" in concerns
    send(nia, at(harbour, "see_anew", proposal.public_id))
    assert fresh(proposal).state == ProposalState.WAITS


def test_the_page_says_what_a_keeper_of_the_machine_could_do(harbour: Group, proposal):
    for name in ("proposal", "without_my_name"):
        page = text_of(client_of(harbour.dee).get(at(harbour, name, proposal.public_id)))
        assert "could change the program so that it writes down who sends what" in page
        assert "which phone sends something, and when" in page


def slips(**more: str | list[str]) -> dict:
    return {"kind_1": "agree", "kind_2": "concern", "concern_2": WASHING, "kind_5": "stand_aside", **more}


def test_two_of_us_type_in_slips_in_writing(harbour: Group, in_writing):
    tom, asha, address = client_of(harbour.tom), client_of(harbour.asha), at(harbour, "slips", in_writing.public_id)
    gave = [harbour.members[name].public_id for name in ("Dee", "Sam", "Nia")]
    few = send(tom, address, **slips(gave=gave[:2], beside=harbour.asha.public_id))
    assert few.status_code == 422
    assert "as many people as there are slips" in text_of(few)
    assert WASHING in text_of(few)
    answer = send(tom, address, **slips(gave=gave, beside=harbour.asha.public_id))
    look = answer.headers["Location"]
    waits = text_of(tom.get(look))
    assert "Asha looks at them on their own phone" in waits
    assert WASHING not in waits
    assert "Tom typed in slips of paper" in text_of(asha.get(at(harbour, "proposal", in_writing.public_id)))
    seen = text_of(asha.get(look))
    assert [each for each in (WASHING, "I agree", "I stand aside", "Dee", "Sam", "Nia") if each not in seen] == []
    assert client_of(harbour.marcus).get(look).status_code == 404
    for name in ("Marcus", "Dee"):
        assert "slips of paper. Look" not in text_of(
            client_of(harbour.members[name]).get(at(harbour, "proposal", in_writing.public_id))
        )
    send(asha, look, do="yes")
    assert {each.person for each in Answered.objects.all()} == {
        harbour.members[name].person for name in ("Dee", "Sam", "Nia")
    }
    assert not PaperSlips.objects.exists()


def test_whoever_sits_beside_can_let_slips_go(harbour: Group, in_writing):
    gave = [harbour.members[name].public_id for name in ("Dee", "Sam", "Nia")]
    address = at(harbour, "slips", in_writing.public_id)
    answer = send(client_of(harbour.tom), address, **slips(gave=gave, beside=harbour.asha.public_id))
    send(client_of(harbour.asha), answer.headers["Location"], do="no")
    assert not PaperSlips.objects.exists()
    assert not Answered.objects.exists()


def in_hand(harbour: Group, now) -> tuple[Meeting, Proposal]:
    """A meeting that decides without names."""
    allow(harbour, now=now)
    meeting = stage.begin(harbour, now=now)
    meeting = stage.go(meeting, PartKind.DECISION, by=meeting.holder, now=now)
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    return meeting, made


def room_of(harbour: Group, meeting: Meeting, *more: str) -> str:
    return reverse("meetings:room", args=[harbour.circle.public_id, meeting.public_id]) + "".join(more)


def test_whoever_holds_a_meeting_takes_it_up_without_names(harbour: Group, now):
    meeting, made = in_hand(harbour, now)
    holder = client_of(Member.objects.get(pk=meeting.holder_id))
    room = room_of(harbour, meeting)
    assert "Take this up without names" in text_of(holder.get(room))
    part = stage.fresh(meeting).current.public_id
    send(holder, f"{room}do/take-up/", part=part, proposal=made.public_id, names="none")
    assert SecretPositions.objects.get().proposal == made
    assert SAYS in text_of(client_of(harbour.dee).get(room))
    with pytest.raises(actions.NotNow):
        actions.take_position(proposal=fresh(made), by=harbour.dee, kind="agree", now=now)
    say(harbour, made, now, dict.fromkeys(NAMES[:5], "agree"))
    send(holder, f"{room}do/close-decision/", proposal=made.public_id)
    page = text_of(holder.get(room))
    assert "Positions were taken without names" in page
    assert "Who took part" in page
    assert "Where everybody stands" not in page


def test_in_a_meeting_whoever_keeps_the_notes_types_slips_in(harbour: Group, now):
    meeting, made = in_hand(harbour, now)
    fresh_one = stage.fresh(meeting)
    said.take_up(
        meeting=fresh_one, part=fresh_one.current, proposal=made, by=meeting.holder, now=now, without_names=True
    )
    phones.carry(meeting=stage.fresh(meeting), by=harbour.tom, now=now)
    address = reverse("meetings:slips", args=[harbour.circle.public_id, meeting.public_id])
    gave = [harbour.members[name].public_id for name in ("Dee", "Sam", "Nia")]
    sent = slips(gave=gave, beside=harbour.asha.public_id)
    refused = send(client_of(harbour.marcus), address, **sent)
    assert refused.status_code == 422
    assert "whoever keeps its notes types slips in" in text_of(refused)
    assert send(client_of(harbour.marcus), at(harbour, "slips", made.public_id), **sent).status_code == 422
    assert "whoever keeps its notes" in text_of(client_of(harbour.marcus).get(address))
    assert send(client_of(harbour.tom), address, **sent).status_code == 302
    assert PaperSlips.objects.get().by == harbour.tom
