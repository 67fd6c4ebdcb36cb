from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.pacing import (
    ARRIVING,
    BREAK,
    LEAVING,
    LONGEST_STRETCH,
    USUAL_MINUTES,
    Add,
    PlannedPart,
    Shorten,
    apply,
    propose,
    read,
    total_minutes,
)

KINDS = sorted(USUAL_MINUTES)


def parts_of(most_minutes: int) -> st.SearchStrategy[list[PlannedPart]]:
    part = st.builds(
        PlannedPart,
        kind=st.sampled_from(KINDS),
        minutes=st.none() | st.integers(1, most_minutes),
        title=st.text(max_size=5),
    )
    return st.lists(part, max_size=15)


def stretches(parts: list[PlannedPart]) -> list[list[PlannedPart]]:
    """The same by another way than the code's: walk, and start anew at every break."""
    found: list[list[PlannedPart]] = [[]]
    for part in parts:
        if part.kind == BREAK:
            found.append([])
        else:
            found[-1].append(part)
    return [stretch for stretch in found if stretch]


def plan(*parts: tuple[str, int | None]) -> list[PlannedPart]:
    return [PlannedPart(kind, minutes, f"{kind} {place}") for place, (kind, minutes) in enumerate(parts)]


SPRING = plan(("arriving", None), ("talk", None), ("talk", None), ("round", None), ("ideas", None))


def test_a_plan_without_minutes_gets_minutes_breaks_and_a_leaving():
    assert [(part.kind, part.minutes) for part in propose(SPRING)] == [
        ("arriving", 15),
        ("talk", 15),
        ("break", 15),
        ("talk", 15),
        ("round", 25),
        ("break", 15),
        ("ideas", 25),
        ("leaving", 10),
    ]


def test_an_empty_plan_gets_an_arriving_and_a_leaving():
    assert [part.kind for part in propose([])] == [ARRIVING, LEAVING]
    assert [(finding.key, finding.change.place) for finding in read([])] == [("no-arriving", 0), ("no-leaving", 0)]


def test_a_plan_of_only_breaks_is_read_for_arriving_and_leaving_alone():
    assert [finding.key for finding in read(plan((BREAK, 15), (BREAK, 15)))] == ["no-arriving", "no-leaving"]


def test_45_minutes_are_not_too_long_and_46_are():
    assert read(plan((ARRIVING, 15), ("round", 20), (LEAVING, 10))) == []
    (finding,) = read(plan((ARRIVING, 15), ("round", 21), (LEAVING, 10)))
    assert str(finding.reason) == "From “arriving 0” to “leaving 2” it is 46 minutes without a break."
    assert isinstance(finding.change, Add)
    assert (finding.change.kind, finding.change.minutes, finding.change.place) == (BREAK, 15, 1)
    assert str(finding.change.reason) == "A break of 15 minutes comes after “arriving 0”."


def test_breaks_leave_pieces_that_are_as_even_as_can_be():
    even = propose(plan((ARRIVING, 15), ("talk", 10), ("talk", 10), ("round", 20), ("ideas", 20), (LEAVING, 10)))
    assert [sum(part.minutes or 0 for part in stretch) for stretch in stretches(even)] == [25, 30, 30]


def test_the_time_before_the_first_and_after_the_last_break_counts():
    findings = read(plan((ARRIVING, 30), ("talk", 20), (BREAK, 15), ("round", 40), (LEAVING, 10)))
    assert [finding.change.place for finding in findings] == [1, 4]


def test_a_part_that_is_too_long_alone_is_shortened():
    (finding,) = read(plan((ARRIVING, 10), (BREAK, 15), ("talk", 60), (BREAK, 15), (LEAVING, 10)))
    assert str(finding.reason).startswith("“talk 2” takes 60 minutes without a break.")
    assert isinstance(finding.change, Shorten)
    assert (finding.change.place, finding.change.minutes) == (2, LONGEST_STRETCH)


def test_what_was_left_is_known_again_after_another_change():
    before = plan((ARRIVING, 10), ("talk", 60), (BREAK, 15), ("round", 40), (LEAVING, 10))
    findings = {finding.key: finding for finding in read(before)}
    assert len(findings) == 3
    last = read(before)[-1]
    accepted = next(finding for finding in findings.values() if finding.change.place == 1)
    assert last.key in {finding.key for finding in read(apply(before, accepted.change))}


def test_a_title_leaves_no_trace_in_a_key():
    named = [PlannedPart("talk", 60, "Tom's housing")]
    unnamed = [PlannedPart("talk", 60, "")]
    assert [finding.key for finding in read(named)] == [finding.key for finding in read(unnamed)]


@given(parts_of(LONGEST_STRETCH))
def test_a_proposed_plan_has_no_findings(parts):
    assert read(propose(parts)) == []


@given(parts_of(300))
def test_a_proposed_plan_keeps_every_part_and_every_minute_that_was_said(parts):
    proposed = iter(propose(parts))
    for part in parts:
        kept = next(each for each in proposed if (each.kind, each.title) == (part.kind, part.title))
        assert kept.minutes == (part.minutes or USUAL_MINUTES[part.kind])


@given(parts_of(300))
def test_only_what_somebody_said_is_too_long_is_found_in_a_proposed_plan(parts):
    long = [part.minutes for part in parts if part.kind != BREAK and (part.minutes or 0) > LONGEST_STRETCH]
    changes = [finding.change for finding in read(propose(parts))]
    assert all(isinstance(change, Shorten) for change in changes)
    assert len(changes) == len(long)


@given(parts_of(300))
def test_proposing_twice_is_proposing_once(parts):
    assert propose(propose(parts)) == propose(parts)


@given(parts_of(300))
def test_no_findings_means_a_plan_that_is_kind(parts):
    kind = bool(parts) and parts[0].kind == ARRIVING and parts[-1].kind == LEAVING
    short = all(total_minutes(stretch) <= LONGEST_STRETCH for stretch in stretches(parts))
    assert (read(parts) == []) == (kind and short)


@given(parts_of(300))
def test_every_finding_and_change_is_a_whole_sentence(parts):
    for finding in read(parts):
        for reason in (finding.reason, *finding.change.reasons):
            assert "%" not in reason.text % dict.fromkeys(reason.values, 0)
            assert str(reason).endswith(".")
