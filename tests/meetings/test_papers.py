"""Papers: who sees them, what they were before, taking them back, and who is told; attacked from every side."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.home.queries.finding import find
from handinhand.meetings.actions import answers, papers, planning
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting, Paper, PaperBefore, PlanChange
from handinhand.meetings.queries import pace, plans
from handinhand.meetings.queries.papers import paper_of, paper_page, papers_of
from handinhand.words.actions import take_back
from handinhand.words.models import Words
from tests.cast import Group
from tests.meetings.plans import client_of, draft, fresh, invited, named, sent, titles

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "The wait is the hard part.\n\nA chair by the window would help."
WRITTEN = papers.Written("About waiting", "the drop-in", "Waiting is hard.", TEXT, "en-gb", ["waiting rooms"])
OTHER = papers.Written("About waiting", "the drop-in", "Waiting can be mended.", "Two chairs would help.", "en-gb")
FORM = {
    "title": "About waiting",
    "source": "the drop-in",
    "gist": "Waiting is hard.",
    "body": TEXT,
    "touches_on": "waiting rooms",
    "part": "all",
    "language": "",
    "who": "circle",
}


def attach(meeting: Meeting, by: Member, now: datetime, **other: object) -> Paper:
    given = {"part": None, "to_meeting": False, "written": WRITTEN, **other}
    return papers.attach(meeting=meeting, by=by, now=now, **given)  # type: ignore[arg-type]


def coming(meeting: Meeting, *who: Member, now: datetime) -> None:
    for each in who:
        answers.answer(meeting=meeting, by=each, kind=AnswerKind.COMING, now=now)


def titles_for(member: Member, meeting: Meeting) -> list[str]:
    return [paper.title for paper in papers_of(meeting, person=member.person_id)]


def told(member: Member, now: datetime) -> list[str]:
    """What somebody's Today says has changed."""
    return [change.said for each in plans.coming(person=member.person, now=now) for change in each.changes]


def address(meeting: Meeting, *more: str) -> str:
    return "/".join(["/c", meeting.circle.public_id, "meetings", meeting.public_id, "papers", *more, ""])


def test_a_paper_of_a_draft_is_its_planners_until_everyone_is_invited(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    attach(meeting, harbour.asha, now)
    assert titles_for(harbour.asha, meeting) == ["About waiting"]
    assert titles_for(harbour.dee, meeting) == []
    with pytest.raises(PlanStays):
        attach(meeting, harbour.dee, now)
    later = now + timedelta(days=1)
    planning.invite(meeting=fresh(meeting), by=harbour.asha, now=later)
    assert titles_for(harbour.dee, meeting) == ["About waiting"]
    assert Paper.objects.get().came_at == later
    assert not PlanChange.objects.exists()


def test_a_paper_for_the_meetings_people_is_theirs_alone(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    coming(meeting, harbour.dee, harbour.tom, now=now)
    attach(meeting, harbour.dee, now, to_meeting=True)
    assert titles_for(harbour.tom, meeting) == ["About waiting"]
    assert titles_for(harbour.nia, meeting) == []
    assert told(harbour.tom, now) == ["There is a paper to read for the whole meeting."]
    assert told(harbour.nia, now) == []
    assert [each.said for each in plans.announced(fresh(meeting), person=harbour.nia.person_id)] == []
    coming(meeting, harbour.nia, now=now)
    assert titles_for(harbour.nia, meeting) == ["About waiting"]
    answers.answer(meeting=meeting, by=harbour.nia, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert titles_for(harbour.nia, meeting) == []


def test_nobody_writes_for_people_whose_words_they_do_not_see(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    with pytest.raises(papers.OnlyInIt):
        attach(meeting, harbour.dee, now, to_meeting=True)
    assert not Words.objects.filter(body__isnull=False, paper__isnull=False).exists()


def test_what_was_meant_for_a_few_is_not_shown_to_all_when_the_choice_is_gone(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee = client_of(harbour.dee)
    answer = dee.post(address(meeting), sent(**{**FORM, "who": "meeting"}))
    assert answer.status_code == 422
    assert "You are not among the people of this meeting any more" in answer.text
    assert "A chair by the window would help." in answer.text
    assert not Paper.objects.exists()


def test_a_change_tells_what_it_was_and_taking_back_takes_it_all(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    paper = attach(meeting, harbour.dee, now, part=named(meeting, "What is new"))
    assert papers.change_paper(paper=paper, by=harbour.dee, part=paper.part, written=OTHER, now=now)
    page = paper_page(viewer=harbour.tom, paper=paper_of(viewer=harbour.tom, meeting=meeting, paper_id=paper.public_id))
    assert (page.body, page.gist) == ("Two chairs would help.", "Waiting can be mended.")
    assert [(each.body, each.gist) for each in page.before] == [(TEXT, "Waiting is hard.")]
    assert told(harbour.tom, now)[0] == "A paper for “What is new” was changed. Its page says what it was before."
    papers.take_paper_back(paper=paper, by=harbour.dee, now=now)
    with pytest.raises(Http404):
        paper_of(viewer=harbour.tom, meeting=meeting, paper_id=paper.public_id)
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    assert told(harbour.tom, now)[0] == "A paper for “What is new” was taken back."
    mine = paper_of(viewer=harbour.dee, meeting=meeting, paper_id=paper.public_id)
    assert paper_page(viewer=harbour.dee, paper=mine).is_taken_back
    papers.put_paper_back(paper=paper, by=harbour.dee, now=now)
    assert titles_for(harbour.tom, meeting) == ["About waiting"]
    assert len(paper_page(viewer=harbour.tom, paper=mine).before) == 1


def test_a_gist_that_is_taken_back_by_itself_is_gone(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    paper = attach(meeting, harbour.dee, now)
    take_back(words=paper.gist, by=harbour.dee.person)
    seen = paper_of(viewer=harbour.tom, meeting=meeting, paper_id=paper.public_id)
    assert paper_page(viewer=harbour.tom, paper=seen).gist == ""


def test_no_announcement_keeps_a_word_of_a_paper(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    paper = attach(meeting, harbour.dee, now)
    papers.change_paper(paper=paper, by=harbour.dee, part=None, written=OTHER, now=now)
    papers.take_paper_back(paper=paper, by=harbour.dee, now=now)
    kept = "".join(change.before + change.after for change in PlanChange.objects.all())
    assert PlanChange.objects.count() == 3
    assert not [word for word in ("waiting", "Waiting", "drop-in", "chair") if word in kept]


@pytest.mark.parametrize("who", ["tom", "asha", "nia"])
def test_only_its_writer_changes_a_paper_or_takes_it_back(harbour: Group, now: datetime, who: str) -> None:
    meeting = invited(harbour, now=now)
    paper = attach(meeting, harbour.dee, now)
    by = getattr(harbour, who)
    for act in (
        lambda: papers.change_paper(paper=paper, by=by, part=None, written=OTHER, now=now),
        lambda: papers.take_paper_back(paper=paper, by=by, now=now),
        lambda: papers.put_paper_back(paper=paper, by=by, now=now),
    ):
        with pytest.raises(Http404):
            act()
    assert Paper.objects.get().words.body == TEXT
    browser = client_of(by)
    for more in ("change", "take-back"):
        assert (
            "There is no page here for you" in browser.post(address(meeting, paper.public_id, more), sent(**FORM)).text
        )


def test_a_change_that_changes_nothing_tells_nobody(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    paper = attach(meeting, harbour.dee, now)
    assert not papers.change_paper(paper=paper, by=harbour.dee, part=None, written=WRITTEN, now=now)
    assert (PlanChange.objects.count(), PaperBefore.objects.count()) == (1, 0)


def test_somebody_who_left_a_second_ago_attaches_nothing(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    nia = harbour.nia
    leave(by=nia, now=now)
    with pytest.raises(PlanStays, match="in the circle now"):
        attach(meeting, nia, now)


def test_two_clear_days_count_neither_day(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    for days, late in ((7, False), (4, False), (3, False), (2, True), (1, True), (0, True)):
        assert pace.is_late(meeting.starts_at - timedelta(days=days), meeting) is late


def test_a_late_paper_is_said_on_today_and_found_in_the_plan_until_there_is_time_to_read_it(
    harbour: Group, now: datetime
) -> None:
    meeting = invited(harbour, now=now)
    coming(meeting, harbour.tom, now=now)
    late = meeting.starts_at - timedelta(days=2)
    paper = attach(meeting, harbour.dee, late, part=named(meeting, "What each of us thinks"))
    (said,) = told(harbour.tom, late)
    assert said.startswith("There is a paper to read for “What each of us thinks”. That is later than two clear days")
    steps = plans.steps(fresh(meeting))
    (finding,) = pace.reading(fresh(meeting), steps, viewer=harbour.tom).findings
    assert finding.what == "paper"
    planning.accept_finding(meeting=fresh(meeting), key=finding.key, by=harbour.tom, now=late)
    assert titles(meeting)[2:5] == ["Time to read", "Break", "What each of us thinks"]
    paper.refresh_from_db()
    assert paper.read_in == named(meeting, "Time to read")
    assert not pace.reading(fresh(meeting), plans.steps(fresh(meeting)), viewer=harbour.tom).findings
    planning.remove_part(part=paper.read_in, by=harbour.tom, now=late)
    assert [each.what for each in plans.findings(fresh(meeting), viewer=harbour.tom)] == ["paper"]


def test_a_late_paper_is_no_finding_for_somebody_who_may_not_see_it(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    coming(meeting, harbour.dee, now=now)
    attach(meeting, harbour.dee, meeting.starts_at - timedelta(days=1), to_meeting=True)
    assert [each.what for each in plans.findings(fresh(meeting), viewer=harbour.dee)] == ["paper"]
    assert plans.findings(fresh(meeting), viewer=harbour.tom) == []


def test_finding_finds_a_paper_for_those_who_may_see_it(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    coming(meeting, harbour.dee, now=now)
    paper = attach(meeting, harbour.dee, now, to_meeting=True)
    assert [each.url for each in find(viewer=harbour.dee, looked_for="window").things] == [
        address(meeting, paper.public_id)
    ]
    assert find(viewer=harbour.tom, looked_for="window").things == []


def test_a_paper_sent_twice_is_there_once(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    dee, form = client_of(harbour.dee), sent(**FORM)
    first, second = dee.post(address(meeting), form), dee.post(address(meeting), form)
    assert first["Location"] == second["Location"] == address(meeting, Paper.objects.get().public_id)


FILES = [
    (b"", "There is nothing in that file."),
    (b"  \n\n", "There is nothing in that file."),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "That is not plain text that we can read."),
    (b"one\x00two", "That is not plain text that we can read."),
    (b"caf\xe9 au lait", "That is not plain text that we can read."),
    (b"\xff\xfeh", "That is not plain text that we can read."),
    (b"x" * 40_001, "That text is 1 letter too long. There is room for 40000."),
    (b"x" * 5_000_000, "That file is too large."),
]


@pytest.mark.parametrize(("content", "says"), FILES, ids=[str(number) for number in range(len(FILES))])
def test_a_file_that_is_no_plain_text_gets_a_clear_sentence(
    harbour: Group, now: datetime, content: bytes, says: str
) -> None:
    meeting = invited(harbour, now=now)
    file = SimpleUploadedFile("notes.txt", content)
    answer = client_of(harbour.dee).post(address(meeting, "file"), sent(file=file))
    assert answer.status_code == 422
    assert says in answer.text
    assert not Paper.objects.exists()


def test_a_file_that_is_named_otherwise_is_not_opened(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    file = SimpleUploadedFile("notes.docx", b"Some words.")
    answer = client_of(harbour.dee).post(address(meeting, "file"), sent(file=file))
    assert "whose names end in .txt or .md" in answer.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_words_of_a_file_come_into_the_boxes_and_nothing_is_kept_yet(
    harbour: Group, now: datetime, encoding: str
) -> None:
    meeting = invited(harbour, now=now)
    file = SimpleUploadedFile("the_wait <b>.md", "Die Tür, الباب.\r\nEnde.".encode(encoding))
    answer = client_of(harbour.dee).post(address(meeting, "file"), sent(file=file))
    assert answer.context["form"].initial["body"] == "Die Tür, الباب.\nEnde."
    assert answer.context["form"].initial["title"] == "the wait <b>"
    assert "Nothing is kept yet" in answer.text
    assert "<b>" not in answer.text.replace("the_wait", "").replace("&lt;b&gt;", "")
    assert not Paper.objects.exists()


def test_text_is_shown_as_text_and_never_run(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    body = "<script>alert(1)</script>\n\n# A heading\n\n[a link](javascript:alert(1))"
    dee = client_of(harbour.dee)
    page = dee.get(dee.post(address(meeting), sent(**{**FORM, "body": body}))["Location"])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert 'href="javascript' not in page.text


def test_what_is_typed_is_never_lost_when_the_world_has_changed(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    part = named(meeting, "What is new")
    planning.remove_part(part=part, by=harbour.tom, now=now)
    dee = client_of(harbour.dee)
    for form, says in (
        ({**FORM, "part": part.public_id}, "Please choose one of these."),
        ({**FORM, "title": ""}, "Please write something here."),
        ({**FORM, "source": "x" * 201}, "This is 1 letter too long."),
    ):
        answer = dee.post(address(meeting), sent(**form))
        assert answer.status_code == 422
        assert says in answer.text
        assert "A chair by the window would help." in answer.text


def test_a_paper_costs_a_plan_nothing_while_there_is_none(
    harbour: Group, now: datetime, django_assert_num_queries
) -> None:
    meeting = invited(harbour, now=now)
    read = plans.plan_of(viewer=harbour.dee, meeting_id=meeting.public_id)
    with django_assert_num_queries(5):
        plans.plan_page(viewer=harbour.dee, meeting=read, now=now)
    attach(meeting, harbour.dee, now)
    read = plans.plan_of(viewer=harbour.dee, meeting_id=meeting.public_id)
    with django_assert_num_queries(6):
        page = plans.plan_page(viewer=harbour.dee, meeting=read, now=now)
    assert [paper.title for paper in page.papers] == ["About waiting"]
