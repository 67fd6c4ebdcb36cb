import json
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handinhand.circles.models import Invitation, Member
from handinhand.fairness.pacing import LONGEST_STRETCH
from handinhand.ground.models import Circle, Person
from handinhand.meetings.actions.load import LoadResult, load
from handinhand.meetings.choices import MeetingState, PartKind, Wider
from handinhand.meetings.models import Meeting, Part, PartQuestion, Said
from handinhand.meetings.reading import LoadedFile, NotReadable, read_file
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.ui.forms import plain_text
from handinhand.words.actions import let_see
from handinhand.words.models import Topic, Words
from handinhand.words.queries import circle_scope
from tests.cast import Group, add_member

pytestmark = [pytest.mark.django_db, pytest.mark.both]

REAL = Path(__file__).parent / "real_meetings.json"
COUNTED = (Circle, Meeting, Part, PartQuestion, Said, Words, Promise, Topic, Invitation, Member, Person)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture
def real() -> LoadedFile:
    return read_file(REAL)


@pytest.fixture
def read(tmp_path):
    def write_and_read(content: object) -> LoadedFile:
        path = tmp_path / "file.json"
        path.write_text(json.dumps(content))
        return read_file(path)

    return write_and_read


def one(day: str, **changes: object) -> dict[str, object]:
    return {"date": day, "title": "Spring", "parts": [{"kind": "talk", "title": "News", "minutes": 20}], **changes}


def parts_of(result: LoadResult) -> list[tuple[str, str, int]]:
    return [(part.kind, part.title, part.minutes) for part in result.meeting.parts.order_by("position")]


def test_the_real_meetings_are_a_circle_with_two_meetings_that_were_held(real, now):
    spring, summer = load(loaded=real, now=now)
    circle = Circle.objects.earliest("pk")
    assert spring.circle == summer.circle == circle
    assert (circle.name, circle.purpose) == ("Partnership Collaborative", "adults facing multiple disadvantage")
    assert circle.time_zone == "Europe/London"
    assert circle.limits
    assert spring.meeting.title == "Partnership Collaborative, spring 2023"
    assert spring.meeting.state == summer.meeting.state == MeetingState.CLOSED
    assert spring.meeting.opened_at == datetime(2023, 3, 21, 10, 0, tzinfo=UTC)
    assert summer.meeting.opened_at == datetime(2023, 7, 4, 9, 0, tzinfo=UTC)
    minutes = sum(part.minutes for part in spring.meeting.parts.all())
    assert spring.meeting.closed_at - spring.meeting.opened_at == timedelta(minutes=minutes)


def test_nobody_is_invented_for_a_real_meeting(real, now):
    load(loaded=real, now=now)
    assert not Person.objects.exists()
    assert not Member.objects.exists()
    assert not Words.objects.exclude(author=None).exists()
    assert not Promise.objects.exclude(by=None, answered_by=None).exists()


def test_minutes_and_breaks_are_proposed_where_the_file_does_not_know_them(real, now):
    spring, _ = load(loaded=real, now=now)
    assert parts_of(spring) == [
        ("arriving", "Getting to know each other, unhurried", 15),
        ("talk", "Opening words from the chair", 15),
        ("break", "Break", 15),
        ("talk", "Update on the programme: context, challenges, successes", 15),
        ("round", "Draw how you see the programme", 25),
        ("break", "Break", 15),
        ("ideas", "In groups: how would you fix one of three systemic issues?", 25),
        ("leaving", "Leaving", 10),
    ]
    assert [place for place, what in enumerate(spring.proposed) if what == "part"] == [2, 5, 7]
    assert set(spring.proposed) == {"part", "minutes"}
    assert spring.findings == []


def test_minutes_that_the_file_knows_stay_and_are_read_for_pace(read, now):
    parts = [{"kind": "talk", "title": "News", "minutes": 30}, {"kind": "round", "title": "All of us", "minutes": 50}]
    (result,) = load(loaded=read(one("2023-03-21", parts=parts)), now=now)
    assert parts_of(result) == [("talk", "News", 30), ("round", "All of us", 50)]
    assert result.proposed == ["", ""]
    assert [finding.key.split("-")[0] for finding in result.findings] == ["no", "no", "long", "stretch"]
    assert str(LONGEST_STRETCH) in str(result.findings[2].reason)


def test_a_part_keeps_its_own_break_and_what_was_said_about_it(read, now):
    parts = [
        {"kind": "talk", "title": "News", "detail": "Who is new", "touches_on": ["housing", "Housing "]},
        {"kind": "break", "title": "Break", "minutes": 20},
        {"kind": "talk", "title": "More news", "heard": ["It went well"]},
    ]
    (result,) = load(loaded=read(one("2023-03-21", parts=parts)), now=now)
    assert [kind for kind, _, _ in parts_of(result)] == ["arriving", "talk", "break", "talk", "leaving"]
    news = result.meeting.parts.get(position=1)
    assert (news.detail, [topic.name for topic in news.topics.all()]) == ("Who is new", ["housing"])
    assert result.meeting.parts.get(position=2).minutes == 20
    assert Said.objects.get().part.title == "More news"


def test_topics_of_a_part_are_its_questions_and_touch_on_topics(real, now):
    load(loaded=real, now=now)
    questions = list(PartQuestion.objects.order_by("position"))
    assert [question.title for question in questions] == [
        "Homelessness together with mental ill-health",
        "Women experiencing domestic abuse",
        "Young people in the criminal justice system",
    ]
    assert questions[0].detail.startswith("not enough accommodation")
    assert {topic.name for topic in questions[0].topics.all()} == {"homelessness", "mental health", "exploitation"}
    assert Topic.objects.count() == 6


def test_whoever_is_in_the_circle_reads_what_the_meeting_said(real, now):
    spring, _ = load(loaded=real, now=now)
    group = Group(spring.circle, circle_scope(spring.circle))
    dee = add_member(group, "Dee", now=now)
    let_see(scope=group.scope, person=dee.person)
    stranger = Person.objects.create(began_at=now)
    heard = {said.words.body for said in Said.objects.filter(meeting=spring.meeting, wider=Wider.YES)}
    read_by_dee = {words.body for words in Words.objects.visible_to(dee.person)}
    assert "Most here want the same things" in heard
    assert heard <= read_by_dee
    assert "Say what we mean by systems change" in read_by_dee
    assert not Words.objects.visible_to(stranger).exists()


def test_what_was_asked_waits_for_an_answer_and_what_was_answered_has_it(real, now):
    _, summer = load(loaded=real, now=now)
    promises = list(Promise.objects.order_by("pk"))
    assert [promise.answer_kind for promise in promises] == ["", "", *[AnswerKind.DONE] * 3]
    assert promises[0].words.body.startswith("Capture the state of the sector")
    assert promises[2].answer == "A definition of our own was written"
    assert {promise.answered_at for promise in promises} == {None, summer.meeting.closed_at}


def test_the_same_file_twice_changes_nothing(real, now):
    first = load(loaded=real, now=now)
    before = counts()
    again = load(loaded=real, now=now + timedelta(minutes=1))
    assert counts() == before
    assert [result.is_new for result in first] == [True, True]
    assert [result.is_new for result in again] == [False, False]
    assert [result.meeting for result in again] == [result.meeting for result in first]
    assert again[0].token == first[0].token


def test_a_meeting_that_was_added_to_a_file_joins_its_circle(read, now):
    content = {"circle": {"name": "Harbour"}, "meetings": [one("2023-03-21")]}
    (first,) = load(loaded=read(content), now=now)
    content["meetings"].insert(0, one("2023-02-21"))
    added, kept = load(loaded=read(content), now=now)
    assert (added.is_new, kept.is_new) == (True, False)
    assert added.circle == kept.circle == first.circle
    assert Circle.objects.count() == 1
    assert Meeting.objects.filter(circle=first.circle).count() == 2


def test_the_same_name_alone_is_not_the_same_circle(read, now):
    load(loaded=read(one("2023-03-21")), now=now)
    load(loaded=read(one("2023-03-22")), now=now)
    assert sorted(circle.name for circle in Circle.objects.all()) == ["Spring", "Spring"]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-11-23", MeetingState.CLOSED), ("2026-11-24", MeetingState.INVITED), ("2026-11-25", MeetingState.INVITED)],
)
def test_a_day_that_has_been_is_a_meeting_that_was_held(read, now, day, state):
    (result,) = load(loaded=read(one(day, asked=[{"words": "More tea", "answered": "Yes"}])), now=now)
    assert result.meeting.state == state
    assert (result.meeting.closed_at is None) == (state == MeetingState.INVITED)
    assert (result.meeting.invited_at == now) == (state == MeetingState.INVITED)
    assert Promise.objects.get().answered_at == (result.meeting.closed_at or now)


def test_yesterday_is_what_the_circle_calls_yesterday(read):
    just_after_midnight_there = datetime(2026, 6, 10, 23, 30, tzinfo=UTC)
    (result,) = load(loaded=read(one("2026-06-10")), now=just_after_midnight_there)
    assert result.meeting.state == MeetingState.CLOSED


def test_a_long_meeting_of_yesterday_has_not_closed_in_the_future(read, now):
    parts = [{"kind": "talk", "title": "News", "minutes": 600}] * 6
    (result,) = load(loaded=read(one("2026-11-23", parts=parts)), now=now)
    assert result.meeting.closed_at == now


def test_the_way_in_is_renewed_only_while_nobody_is_there(real, now):
    (first, _) = load(loaded=real, now=now)
    later = Invitation.objects.earliest("pk").ends_at + timedelta(days=1)
    (renewed, _) = load(loaded=real, now=later)
    assert renewed.token not in {None, first.token}
    add_member(Group(first.circle, circle_scope(first.circle)), "Dee", now=later)
    much_later = later + timedelta(days=365)
    (closed, _) = load(loaded=real, now=much_later)
    assert closed.token is None


def test_a_file_that_cannot_be_read_leaves_nothing(read, now):
    good = one("2023-03-21")
    with pytest.raises(NotReadable):
        load(loaded=read({"circle": {"name": "Harbour"}, "meetings": [good, one("2023-02-31")]}), now=now)
    assert set(counts().values()) == {0}


def test_nothing_is_half_loaded_when_the_database_stops_it(real, now):
    loaded = LoadedFile(
        circle=real.circle,
        purpose=real.purpose,
        meetings=(*real.meetings, real.meetings[0]),
        left_for_later=[],
    )
    with pytest.raises(Exception, match=r"(?i)unique"):
        load(loaded=loaded, now=now)
    assert set(counts().values()) == {0}


# Letters of any script, with a letter at the front, so that there is something to see.
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20).map("a{}".format)
TOPICS = st.lists(TEXTS, max_size=2)
QUESTIONS = st.fixed_dictionaries({"title": TEXTS}, optional={"detail": TEXTS | st.none(), "touches_on": TOPICS})
PARTS = st.fixed_dictionaries(
    {"kind": st.sampled_from(PartKind.values), "title": TEXTS},
    optional={
        "minutes": st.integers(1, 600) | st.none(),
        "detail": TEXTS | st.none(),
        "heard": st.lists(TEXTS, max_size=3) | st.none(),
        "topics": st.lists(QUESTIONS, max_size=2),
        "touches_on": TOPICS,
        "later": st.integers(),
    },
)
MEETINGS = st.fixed_dictionaries(
    {
        "date": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat),
        "title": TEXTS,
        "parts": st.lists(PARTS, max_size=6),
    },
    optional={
        "asked": st.lists(
            st.fixed_dictionaries({"words": TEXTS}, optional={"answered": TEXTS | st.none()}), max_size=3
        ),
        "answered": st.lists(st.fixed_dictionaries({"words": TEXTS, "answer": TEXTS}), max_size=3) | st.none(),
    },
)


def kept(text: str) -> str:
    return plain_text(text).strip()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=MEETINGS)
def test_whatever_can_be_read_is_there_afterwards_and_once(read, now, content):
    (result,) = load(loaded=read(content), now=now)
    meeting = Meeting.objects.get(pk=result.meeting.pk)
    parts = list(meeting.parts.order_by("position"))
    written = [(part["kind"], kept(part["title"]), part.get("minutes")) for part in content["parts"]]
    found = iter(parts)
    for kind, title, minutes in written:
        assert any((each.kind, each.title, minutes or each.minutes) == (kind, title, each.minutes) for each in found)
    heard = [kept(words) for part in content["parts"] for words in part.get("heard") or []]
    assert [said.words.body for said in Said.objects.filter(meeting=meeting).order_by("pk")] == heard
    questions = [kept(each["title"]) for part in content["parts"] for each in part.get("topics", [])]
    assert [each.title for each in PartQuestion.objects.filter(part__meeting=meeting).order_by("pk")] == questions
    asked = [*content.get("asked", []), *(content.get("answered") or [])]
    promises = list(Promise.objects.filter(circle=meeting.circle).order_by("pk"))
    assert [promise.words.body for promise in promises] == [kept(each["words"]) for each in asked]
    answers = [each.get("answered") or each.get("answer") for each in asked]
    assert [promise.answer for promise in promises] == [answer and kept(answer) for answer in answers]
    before = counts()
    (again,) = load(loaded=read(content), now=now)
    assert (again.is_new, again.meeting, counts()) == (False, meeting, before)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_load_it_once(real, now):
    start = threading.Barrier(2)
    results: list[list[LoadResult]] = []

    def load_it() -> None:
        start.wait(timeout=10)
        try:
            results.append(load(loaded=real, now=now))
        finally:
            connection.close()

    threads = [threading.Thread(target=load_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(result[0].is_new for result in results) == [False, True]
    # The forum that the file tells of is a circle of its own.
    assert (Circle.objects.count(), Meeting.objects.count()) == (2, 2)
    assert date(2023, 3, 21) in {meeting.starts_at.date() for meeting in Meeting.objects.all()}
