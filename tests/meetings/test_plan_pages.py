"""Pages of plans, as a browser without scripts gets them."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.meetings.actions import answers, planning, rooms
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Answer, Meeting, Part, PartQuestion
from handinhand.meetings.queries import plans
from tests.cast import Group
from tests.meetings.plans import DETAILS, add, client_of, draft, fill, fresh, invited, named, sent, titles

pytestmark = pytest.mark.django_db
NEW = {**DETAILS, "day": "2026-12-03", "clock": "14:00"}
PART = {"kind": "ideas", "title": "What could be", "minutes": "10", "detail": "", "touches_on": ""}


@pytest.fixture(autouse=True)
def _today(now: datetime) -> object:
    with time_machine.travel(now, tick=False):
        yield


def at(name: str, meeting: Meeting, *more: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.circle.public_id, meeting.public_id, *more])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
    return html.unescape(answer.content.decode())


def post(client: Client, address: str, **values: str) -> str:
    """The page that follows when a form is sent."""
    answer = client.post(address, sent(**values), follow=True)
    assert answer.redirect_chain, html.unescape(answer.content.decode())
    return html.unescape(answer.content.decode())


def keys(text: str) -> list[str]:
    return re.findall(r'name="key" value="([^"]+)"', text)


def test_a_meeting_is_planned_read_for_pace_and_everyone_invited(harbour: Group) -> None:
    asha, dee = client_of(harbour.asha), client_of(harbour.dee)
    shown = post(asha, reverse("meetings:new", args=[harbour.circle.public_id]), **NEW)
    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    assert "Only you can see this plan" in shown
    assert "Thursday 3 December 2026, about 2 p.m. to 3:30 p.m." in shown
    assert "Being planned by you" in page(asha, reverse("meetings:list", args=[harbour.circle.public_id]))
    assert meeting.title not in page(dee, reverse("meetings:list", args=[harbour.circle.public_id]))
    assert dee.get(at("plan", meeting)).status_code == 404
    assert "Nothing is left to look at" in page(asha, at("pace", meeting))
    assert "Nobody asks for a reason" in page(asha, at("invite", meeting))
    assert "Everyone in this circle can see the plan now" in post(asha, at("invite", meeting))
    assert "How will you take part?" in page(dee, at("plan", meeting))


def test_findings_are_answered_before_anybody_is_invited(harbour: Group, now: datetime) -> None:
    asha = client_of(harbour.asha)
    meeting = draft(harbour, now=now)
    for title in ("Arriving", "Leaving"):
        planning.remove_part(part=named(meeting, title), by=harbour.asha, now=now)
    for shown in (post(asha, at("invite", meeting)), asha.get(at("invite", meeting), follow=True).content.decode()):
        assert "please look at how this plan reads for pace" in shown
        assert shown.count("Do this") == shown.count("Leave it as it is") == 2
    assert fresh(meeting).state == MeetingState.DRAFT
    post(asha, at("answer_finding", meeting), answer="accept", finding="no-leaving")
    shown = post(asha, at("answer_finding", meeting), answer="leave", finding="no-arriving")
    assert "Nothing is left to look at" in shown
    assert (titles(meeting)[0], titles(meeting)[-1]) == ("What is new", "Leaving")
    post(asha, at("invite", meeting))
    assert fresh(meeting).state == MeetingState.INVITED


def test_the_four_answers_wear_the_same_button(harbour: Group, now: datetime) -> None:
    shown = page(client_of(harbour.dee), at("plan", invited(harbour, now=now)))
    for words in AnswerKind.labels:
        assert re.search(f'<button class="button" id="[a-z_]+">{words}</button>', shown), words


def test_an_answer_is_said_in_words_and_only_to_whom_it_concerns(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee, tom = client_of(harbour.dee), client_of(harbour.tom)
    assert "You said: For part of it" in post(dee, at("answer", meeting), answer="part")
    assert "You said: Not this time" in post(tom, at("answer", meeting), answer="not_this_time")
    shown = page(client_of(harbour.nia), at("plan", meeting))
    ring = shown[shown.index("Who will be there") :]
    assert "Dee" in ring
    assert "for part of it" in ring
    assert "Tom" not in ring
    assert "You said" not in shown


def test_who_comes_for_an_organisation_says_so(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    answers.answer(meeting=meeting, by=harbour.marcus, kind=AnswerKind.COMING, now=now)
    assert "for the council" in page(client_of(harbour.dee), at("plan", meeting))


def test_an_answer_sent_twice_counts_once_and_an_unknown_one_not_at_all(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    values = sent(answer="coming")
    for _time in range(2):
        dee.post(at("answer", meeting), values)
    assert Answer.objects.count() == 1
    for nonsense in ("perhaps", "", "coming\x00"):
        assert "choose one of the four answers" in post(dee, at("answer", meeting), answer=nonsense)
    assert Answer.objects.get().kind == AnswerKind.COMING


def test_a_change_is_announced_on_the_plan_with_what_it_was(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    assert "all of them can see what it was before" in page(dee, at("details", meeting))
    shown = post(dee, at("details", meeting), **{**NEW, "clock": "15:00"})
    assert "What changed" in shown
    assert "It was: Tuesday 1 December 2026, 6 p.m. Now it is: Thursday 3 December 2026, 3 p.m." in shown
    assert "Dee · Tuesday 24 November 2026" in shown


def test_parts_are_added_changed_moved_and_taken_out(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    asha = client_of(harbour.asha)
    post(asha, at("add_part", meeting), **{**PART, "touches_on": "doors, locks,doors, "})
    part = named(meeting, "What could be")
    address = at("part", meeting, part.public_id)
    assert 'value="doors, locks"' in page(asha, address)
    post(asha, address, **{**PART, "title": "What might be", "minutes": "12", "touches_on": "doors"})
    post(asha, at("add_question", meeting, part.public_id), title="Which door?", detail="", touches_on="doors")
    assert "Which door?" in page(asha, address)
    post(asha, at("move_part", meeting, part.public_id), way="earlier")
    assert titles(meeting)[4:6] == ["What might be", "What we agree"]
    post(asha, at("move_part", meeting, part.public_id), way="later")
    assert titles(meeting)[4:6] == ["What we agree", "What might be"]
    question = PartQuestion.objects.get()
    assert "Take out “Which door?”?" in page(asha, at("remove_question", meeting, question.public_id))
    post(asha, at("remove_question", meeting, question.public_id))
    assert not PartQuestion.objects.exists()
    assert "Take out “What might be”?" in page(asha, at("remove_part", meeting, part.public_id))
    assert "no longer in the plan" in post(asha, at("remove_part", meeting, part.public_id))
    assert not Part.objects.filter(pk=part.pk).exists()


def test_a_break_needs_no_name(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    post(client_of(harbour.asha), at("add_part", meeting), **{**PART, "kind": "break", "title": ""})
    assert titles(meeting).count("Break") == 2


def test_a_tap_sent_twice_moves_a_part_once(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    asha = client_of(harbour.asha)
    values = sent(way="earlier")
    for _time in range(2):
        asha.post(at("move_part", meeting, named(meeting, "Leaving").public_id), values)
    assert titles(meeting)[-2:] == ["Leaving", "What we agree"]


def test_one_like_this_is_planned_from_a_meeting_that_has_been(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=now)
    dee = client_of(harbour.dee)
    assert "This meeting has been." in page(dee, at("plan", meeting))
    assert "What people said stays where it was" in page(dee, at("like_this", meeting))
    post(dee, at("like_this", meeting), day="2027-01-07", clock="10:00")
    copy = Meeting.objects.get(planned_by=harbour.dee)
    assert plans.lines(copy) == plans.lines(meeting)
    assert client_of(harbour.asha).get(at("plan", copy)).status_code == 404


def test_come_in_is_there_in_time(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    assert at("room", meeting) not in page(dee, at("plan", meeting))
    with time_machine.travel(meeting.starts_at - timedelta(minutes=30), tick=False):
        assert at("room", meeting) in page(dee, at("plan", meeting))


def test_once_it_has_begun_the_way_to_change_it_is_gone_and_typed_words_are_kept(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    rooms.begin(meeting=meeting, by=harbour.tom, now=meeting.starts_at)
    shown = page(dee, at("plan", meeting))
    assert "<strong>Holding the meeting</strong></p><p><bdi>Tom</bdi>" in shown
    assert at("details", meeting) not in shown
    for name in ("details", "parts", "add_part", "pace", "invite"):
        shown = html.unescape(dee.get(at(name, meeting), follow=True).content.decode())
        assert "its plan stays as it is" in shown, name
    answer = dee.post(at("add_part", meeting), sent(**{**PART, "title": "My long thought"}))
    assert "My long thought" in answer.content.decode()
    assert "This meeting has begun" in answer.content.decode()


def test_no_page_has_a_name_in_its_title_or_an_inline_style(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    planning.add_question(part=part, by=harbour.asha, title="Which door?", detail="", touches_on=[], now=now)
    question = PartQuestion.objects.get()
    asha = client_of(harbour.asha)
    addresses = [reverse(f"meetings:{name}", args=[harbour.circle.public_id]) for name in ("list", "new")]
    addresses += [at(name, meeting) for name in ("plan", "like_this", "details", "parts", "add_part", "pace", "invite")]
    addresses += [at(name, meeting, part.public_id) for name in ("part", "remove_part", "add_question")]
    addresses.append(at("remove_question", meeting, question.public_id))
    for address in addresses:
        shown = page(asha, address)
        title = re.search("<title>(.*?)</title>", shown)
        assert title
        assert "first visit" not in title[1]
        assert "Harbour" not in title[1]
        assert " style=" not in shown
        assert "{{" not in shown
        assert "{%" not in shown
        assert len(re.findall("<h1", shown)) == 1
        assert len(keys(shown)) == len(set(keys(shown)))
        identifiers = re.findall(r' id="([^"]+)"', shown)
        assert len(identifiers) == len(set(identifiers)), address


def test_what_people_write_is_shown_as_they_wrote_it_and_never_run(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    nasty = "<script>alert(1)</script> & “quotes” مرحبا"
    asha = client_of(harbour.asha)
    post(asha, at("details", meeting), **{**NEW, "title": nasty, "why": nasty, "opening_question": nasty})
    add(meeting, by=harbour.asha, now=now, title=nasty, touches_on=[nasty])
    for name in ("plan", "parts", "pace", "invite", "details", "like_this"):
        answer = asha.get(at(name, meeting)).content.decode()
        assert "<script>alert" not in answer
        assert "&lt;script&gt;alert(1)" in answer


def test_pages_need_as_many_queries_with_much_as_with_little(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    addresses = [at(name, meeting) for name in ("plan", "parts", "pace", "details", "like_this", "add_part")]
    addresses.append(at("part", meeting, named(meeting, "What is new").public_id))
    addresses.append(at("remove_part", meeting, named(meeting, "What is new").public_id))
    addresses += [reverse(f"meetings:{name}", args=[harbour.circle.public_id]) for name in ("list", "new")]
    found = []
    for many in (3, 297):
        fill(harbour, meeting, now=now, many=many)
        counts = []
        for address in addresses:
            dee.get(address)
            with CaptureQueriesContext(connection) as caught:
                dee.get(address)
            counts.append(len(caught))
        found.append(counts)
    assert found[0] == found[1]
    assert max(found[0]) <= 12, dict(zip(addresses, found[0], strict=True))
