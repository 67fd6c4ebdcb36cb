"""Pace in full: what is heavy, how long people agreed to meet, and papers; and what accepting can never do."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handinhand.fairness.pacing import (
    ARRIVING,
    BREAK,
    LEAVING,
    USUAL_MINUTES,
    Add,
    Finding,
    Fit,
    LatePaper,
    PlannedPart,
    apply,
    propose,
    read,
    total_minutes,
)

RESTS = {ARRIVING, BREAK, LEAVING}
AGREED = st.none() | st.integers(30, 480)
REAL = Path(__file__).parent.parent / "meetings" / "real_meetings.json"


def part(kind: str, minutes: int = 15, *, heavy: bool = False, topic: str = "") -> PlannedPart:
    topics = (topic,) if topic else ()
    return PlannedPart(kind, minutes, f"{kind} {minutes}", is_marked_heavy=heavy, heavy_topics=topics)


ANY_PART = st.builds(
    PlannedPart,
    kind=st.sampled_from(sorted(USUAL_MINUTES)),
    minutes=st.none() | st.integers(1, 120),
    title=st.text(max_size=4),
    is_marked_heavy=st.booleans(),
    heavy_topics=st.sampled_from([(), ("loss",), ("courts", "loss")]),
)
PLANS = st.lists(ANY_PART, max_size=10)


@st.composite
def plans_with_papers(draw: st.DrawFn) -> tuple[list[PlannedPart], list[LatePaper]]:
    plan = draw(PLANS)
    places = st.none() | st.integers(0, max(0, len(plan) - 1)) if plan else st.none()
    papers = [LatePaper(f"paper{number}", "Rooms", draw(places)) for number in range(draw(st.integers(0, 2)))]
    return plan, papers


def whats(findings: list[Finding]) -> Counter[str]:
    return Counter(finding.what for finding in findings)


def how_much(plan: list[PlannedPart], findings: list[Finding]) -> Counter[str]:
    """How many of each were found; of long stretches, how many breaks they lack (counted greedily, another way)."""
    found = whats(findings)
    found["stretch"] = since = 0
    for place, each in enumerate(plan):
        if each.kind == BREAK:
            since = 0
        elif since + each.length > 45 and place and plan[place - 1].kind != BREAK:
            found["stretch"] += 1
            since = each.length
        else:
            since += each.length
    return found


def still_late(papers: list[LatePaper], before: list[PlannedPart], after: list[PlannedPart]) -> list[LatePaper]:
    """Late papers follow the part they are for: the same by another way than the code's, by counting what is new."""
    kept = [place for place, each in enumerate(after) if not _is_new(each, before)]
    return [paper if paper.place is None or not kept else replace(paper, place=kept[paper.place]) for paper in papers]


def _is_new(each: PlannedPart, before: list[PlannedPart]) -> bool:
    return each.title.startswith("new:") and all(each.title != other.title for other in before)


def accept(plan: list[PlannedPart], finding: Finding, number: int) -> list[PlannedPart]:
    """One change made, with a name for each new part by which it is known again."""
    assert finding.change is not None
    old = [replace(each, title=f"old:{place}") for place, each in enumerate(plan)]
    after = apply(old, finding.change)
    return [
        replace(plan[int(each.title[4:])], minutes=each.minutes)
        if each.title.startswith("old:")
        else replace(each, title=f"new:{number}:{place}")
        for place, each in enumerate(after)
    ]


@given(plans_with_papers(), AGREED, st.data())
@settings(max_examples=300, deadline=None)
def test_accepting_ends_makes_nothing_new_and_loses_no_part(given_plan, longest, data):
    plan, papers = given_plan
    all_parts, first = [(each.kind, each.is_heavy) for each in plan], len(plan)
    for number in range(200):
        findings = read(plan, longest=longest, late=papers)
        assert len({finding.key for finding in findings}) == len(findings)
        open_ones = [finding for finding in findings if finding.change is not None]
        if not open_ones:
            break
        finding = data.draw(st.sampled_from(open_ones))
        after = accept(plan, finding, number)
        papers = still_late(papers, plan, after)
        allowed = how_much(plan, findings)
        found = how_much(after, read(after, longest=longest, late=papers))
        assert found[finding.what] < allowed[finding.what]
        assert found <= allowed
        plan = after
    else:
        pytest.fail("accepting one change after the other comes to no end")
    kept = [(each.kind, each.is_heavy) for each in plan if not each.title.startswith("new:")]
    assert kept == all_parts
    assert len(plan) >= first
    assert not findings or longest is not None, "without a length that was agreed there is a change for everything"


@given(plans_with_papers())
@settings(max_examples=150, deadline=None)
def test_every_finding_has_a_change_while_there_is_room(given_plan):
    plan, papers = given_plan
    assert all(finding.change is not None for finding in read(plan, longest=None, late=papers))


@given(plans_with_papers(), AGREED)
@settings(max_examples=150, deadline=None)
def test_every_finding_and_every_step_is_a_whole_sentence(given_plan, longest):
    plan, papers = given_plan
    for finding in read(plan, longest=longest, late=papers):
        for reason in (finding.reason, *(finding.change.reasons if finding.change else ())):
            assert "%(" not in reason.text % dict.fromkeys(reason.values, 0)
            assert str(reason).endswith(".")


@given(st.lists(ANY_PART.map(lambda each: replace(each, is_marked_heavy=False, heavy_topics=())), max_size=10))
@settings(deadline=None)
def test_a_kind_plan_has_no_findings(parts):
    short = [replace(each, minutes=min(each.minutes or 15, 45)) for each in parts]
    kind = propose(short)
    assert read(kind, longest=total_minutes(kind)) == []


@given(PLANS)
@settings(deadline=None)
def test_what_no_one_marked_or_named_is_never_heavy(parts):
    light = [replace(each, is_marked_heavy=False, heavy_topics=(), title="suicide, prison, loss") for each in parts]
    assert not [finding for finding in read(light) if finding.what.startswith("heavy")]


def kind_one(*middle: PlannedPart) -> list[PlannedPart]:
    return [part(ARRIVING, 10), *middle, part(LEAVING, 10)]


def test_something_heavy_is_not_the_first_thing():
    plan = kind_one(part("round", 20, heavy=True), part(BREAK), part("talk", 10))
    (finding,) = read(plan)
    assert finding.what == "heavy-first"
    assert str(finding.reason) == "“round 20” is marked as heavy and comes first, before people have found their feet."
    assert isinstance(finding.change, Add)
    assert (finding.change.kind, finding.change.minutes, finding.change.place) == ("talk", 10, 1)
    assert read(apply(plan, finding.change)) == []


def test_time_follows_something_heavy_before_people_go():
    plan = kind_one(part("talk", 10), part("round", 20, topic="loss"))
    findings = read(plan)
    assert [finding.what for finding in findings] == ["stretch", "heavy-last"]
    assert "touches on “loss”, which is named as heavy here" in str(findings[1].reason)
    assert isinstance(findings[1].change, Add)
    assert (findings[1].change.kind, findings[1].change.place) == (BREAK, 3)
    for follows in (part(BREAK), part("talk", 10)):
        assert "heavy-last" not in whats(read(kind_one(part("talk", 5), part("round", 20, topic="loss"), follows)))


def test_something_heavy_does_not_end_a_plan_that_just_stops():
    assert whats(read([part(ARRIVING), part("talk", 5), part("talk", 5, heavy=True)]))["heavy-last"] == 1


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"heavy": True}, {"heavy": True}, "are both marked as heavy"),
        ({"heavy": True}, {"topic": "loss"}, "is marked as heavy, “decision 8” touches on “loss”"),
        (
            {"topic": "loss"},
            {"heavy": True},
            "“ideas 7” touches on “loss”, which is named as heavy here, “decision 8” is",
        ),
        ({"topic": "loss"}, {"topic": "courts"}, "“ideas 7” touches on “loss” and “decision 8” touches on “courts”"),
    ],
)
def test_nothing_heavy_comes_twice_in_a_row_and_it_says_which_and_why(one, other, said):
    pair = (part("ideas", 7, **one), part("decision", 8, **other))
    (finding,) = read(kind_one(part("talk", 5), *pair, part("talk", 5)))
    assert finding.what == "heavy-row"
    assert said in str(finding.reason)
    assert read(kind_one(part("talk", 5), pair[0], part(BREAK), pair[1], part("talk", 5))) == []


def test_arriving_a_break_and_leaving_are_never_heavy():
    assert not [each for each in RESTS if part(each, heavy=True, topic="loss").is_heavy]


def test_a_meeting_takes_no_longer_than_people_agreed():
    plan = kind_one(part("talk", 25), part(BREAK), part("round", 35), part(BREAK), part("ideas", 35))
    (finding,) = read(plan, longest=120)
    assert (finding.what, finding.key) == ("too-long", "too-long-120")
    assert str(finding.reason) == "The meeting takes 145 minutes with its breaks, and the most in this circle is 120."
    assert isinstance(finding.change, Fit)
    after = apply(plan, finding.change)
    assert total_minutes(after) == 120
    assert [each.minutes for each in after if each.kind in RESTS] == [10, 15, 15, 10]
    assert read(after, longest=120) == read(plan, longest=145) == []


def test_a_break_finds_its_time_within_what_was_agreed():
    plan = kind_one(part("talk", 30), part("round", 30))
    (finding,) = read(plan, longest=80)
    assert finding.change is not None
    said = [str(reason) for reason in finding.change.reasons]
    assert said[0] == "A break of 15 minutes comes after “talk 30”."
    assert said[1].endswith("until it all fits into 80 minutes.")
    after = apply(plan, finding.change)
    assert (total_minutes(after), read(after, longest=80)) == (80, [])


def test_more_than_fits_is_said_and_no_part_is_made_too_short_to_be_any_use():
    (finding,) = read(kind_one(*[part("talk", 10) for _ in range(2)]), longest=30)
    assert (finding.what, finding.change) == ("too-long", None)


def test_a_late_paper_gets_time_to_be_read_before_its_part():
    plan = kind_one(part("talk", 5), part("round", 10))
    (finding,) = read(plan, late=[LatePaper("p1", "Rooms", 2)])
    assert str(finding.reason).startswith("“Rooms” came later than two clear days before the meeting")
    assert isinstance(finding.change, Add)
    assert (finding.change.place, finding.change.reads) == (2, "p1")
    after = apply(plan, finding.change)
    assert read(after, late=[LatePaper("p1", "Rooms", 3)]) == []
    assert [each.key for each in read(after, late=[LatePaper("p2", "More", None)])] == ["paper-p2"]


def test_what_was_left_stays_left_when_heavy_parts_become_shorter():
    long, short = (kind_one(part("round", minutes, heavy=True), part("talk", 5)) for minutes in (20, 12))
    assert [finding.key for finding in read(long)] == [finding.key for finding in read(short)]


def test_the_real_meetings_read_kindly_once_they_are_proposed():
    told = json.loads(REAL.read_text())
    meetings = told.get("meetings", [told])
    for meeting in meetings:
        parts = [PlannedPart(each["kind"], each.get("minutes"), each["title"]) for each in meeting["parts"]]
        assert read(propose(parts), longest=150) == []
        heavy = [replace(each, is_marked_heavy=each.kind in {"round", "ideas"}) for each in propose(parts)]
        findings = read(heavy, longest=150)
        while findings:
            assert all(finding.change is not None for finding in findings)
            heavy = apply(heavy, findings[0].change)
            findings = read(heavy, longest=150)
        assert total_minutes(heavy) <= 150
