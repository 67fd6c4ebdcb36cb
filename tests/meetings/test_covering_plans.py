"""What people write in a plan can be covered like any words, wherever it stands; and what it was before, too."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from handinhand.circles.actions import agree_to_cover, cover, uncover
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import papers, planning, series
from handinhand.meetings.models import Meeting, Paper, Part, PlanChange
from handinhand.meetings.queries import plans
from handinhand.words.models import Cover
from handinhand.words.queries import OwnHere, own_text_for
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import DETAILS, add, draft, fresh, invited, named

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WHERE = "Behind the yellow gate, at Ruth's"
COVERED = "Something is covered here."
STAYS_EMPTY = "Something is covered here. If you leave this box empty, it stays as it is."
LASTS = timedelta(days=2)


@pytest.fixture
def at():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def meeting(harbour: Group, at) -> Meeting:
    """A meeting whose place puts somebody in danger, which nobody saw in time."""
    made = invited(harbour, now=timezone.now())
    change(harbour, made, place=WHERE)
    return fresh(made)


def change(group: Group, meeting: Meeting, **other) -> None:
    details = {**DETAILS, "starts_at": fresh(meeting).starts_at, **other}
    planning.change_details(meeting=fresh(meeting), by=group.asha, now=timezone.now(), **details)


def here(group: Group, kind: str, row) -> OwnHere:
    found = own_text_for(viewer=group.tom.person, circle=group.circle, kind=kind, public_id=row.public_id)
    assert found is not None
    return found


def put(group: Group, kind: str, row, *, by: str = "Tom") -> OwnHere:
    over = here(group, kind, row)
    cover(words=over, by=group.members[by], now=timezone.now())
    return over


def pages(group: Group, meeting: Meeting, name: str = "Sam") -> str:
    """Every page on which a plan stands."""
    circle = f"/c/{group.circle.public_id}/"
    plan = f"{circle}meetings/{meeting.public_id}/"
    parts = [f"look-round/{each.public_id}/" for each in meeting.parts.all()]
    addresses = [plan + each for each in ("", "cover/", "details/", "paper/", "look-round/", "parts/", *parts)]
    browser = client_of(group.members[name])
    addresses += ["/", circle, f"{circle}meetings/", f"{circle}find/?q=yellow"]
    return "\n".join(text_of(browser.get(each)) for each in addresses)


def test_a_covered_place_stands_nowhere_and_comes_back_when_the_cover_lapses(harbour: Group, meeting, at) -> None:
    assert "yellow gate" in pages(harbour, meeting)
    put(harbour, "meeting-place", meeting)
    for name in ("Sam", "Asha", "Tom"):
        assert "yellow gate" not in pages(harbour, meeting, name)
    assert Entry.objects.filter(power="cover", by=None, object_id="").count() == 1
    at.shift(LASTS)
    assert "yellow gate" in pages(harbour, meeting)
    with pytest.raises(CoverNotNow):
        put(harbour, "meeting-place", meeting, by="Nia")


def test_two_others_keep_it_and_neither_its_planner_nor_who_covered_it(harbour: Group, meeting, at) -> None:
    over = put(harbour, "meeting-place", meeting)
    for name in ("Asha", "Tom"):
        with pytest.raises(CoverNotNow):
            agree_to_cover(words=over, by=harbour.members[name], now=timezone.now())
    assert [agree_to_cover(words=over, by=harbour.members[name], now=timezone.now()) for name in ("Nia", "Sam")] == [
        False,
        True,
    ]
    at.shift(LASTS)
    assert "yellow gate" not in pages(harbour, meeting)
    page = text_of(
        client_of(harbour.dee).get(
            f"/c/{harbour.circle.public_id}/own/meeting-place/{meeting.public_id}/cover/?read=yes"
        )
    )
    assert "Whoever changes the plan can write something else in its place." in page
    assert "yellow gate" not in page


def test_the_pages_from_the_plan_to_the_cover_and_back(harbour: Group, meeting, at) -> None:
    plan = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
    tom, nia = client_of(harbour.tom), client_of(harbour.nia)
    assert f'href="{plan}cover/"' in text_of(tom.get(plan))
    listed = text_of(tom.get(plan + "cover/"))
    address = f"/c/{harbour.circle.public_id}/own/meeting-place/{meeting.public_id}/cover/"
    assert address in listed
    assert "yellow gate" in text_of(tom.get(address))
    assert send(tom, address, back=plan).headers["Location"] == plan
    assert COVERED in text_of(nia.get(plan))
    assert "About this cover" in text_of(nia.get(plan + "cover/"))


def test_what_it_was_stays_covered_when_the_plan_says_something_else(harbour: Group, meeting, at) -> None:
    put(harbour, "meeting-place", meeting)
    change(harbour, meeting, place="The library")
    seen = pages(harbour, meeting)
    assert "The library" in seen
    assert "yellow gate" not in seen
    change(harbour, meeting, place=f"  {WHERE.upper()} ")
    assert "YELLOW GATE" not in pages(harbour, meeting)


def test_what_was_changed_before_anybody_covered_it_can_be_covered_among_the_changes(harbour: Group, meeting, at):
    change(harbour, meeting, place="The library")
    assert "yellow gate" in pages(harbour, meeting)
    put(harbour, "planchange-before", PlanChange.objects.order_by("-pk")[0])
    assert "yellow gate" not in pages(harbour, meeting)


def test_a_box_over_a_covered_text_is_empty_and_an_empty_box_keeps_what_is_there(harbour: Group, meeting, at) -> None:
    put(harbour, "meeting-title", meeting)
    dee, details = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/details/"
    page = text_of(dee.get(details))
    assert STAYS_EMPTY in page
    assert DETAILS["title"] not in page
    start = fresh(meeting).starts_at
    form = {**DETAILS, "title": "", "place": "The library", "day": f"{start:%Y-%m-%d}", "clock": f"{start:%H:%M}"}
    assert send(dee, details, **form).status_code == 302
    kept = fresh(meeting)
    assert kept.place == "The library"
    assert kept.title == COVERED
    assert [each.what for each in plans.announced(kept)].count("The name") == 0
    at.shift(LASTS)
    assert fresh(meeting).title == DETAILS["title"]


def test_a_part_is_covered_with_every_change_that_names_it(harbour: Group, meeting, at) -> None:
    part = add(fresh(meeting), by=harbour.asha, now=timezone.now(), title="Ruth tells", detail="Of the yellow gate.")
    part_page = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/parts/{part.public_id}/"
    change(harbour, meeting, place="The library")
    put(harbour, "meeting-place", fresh(meeting), by="Nia")
    assert "Of the yellow gate" in pages(harbour, meeting)
    put(harbour, "part-detail", part)
    title = put(harbour, "part-title", part, by="Nia")
    for page in (pages(harbour, meeting), text_of(client_of(harbour.sam).get(part_page))):
        assert "Of the yellow gate" not in page
        assert "Ruth tells" not in page
    # The other text in the same announcement is covered still, and so it stays covered.
    uncover(words=title, by=harbour.nia, now=timezone.now())
    seen = pages(harbour, meeting)
    assert "Ruth tells" in seen
    assert "Of the yellow gate" not in seen
    form = {"kind": "ideas", "title": "Ruth tells", "detail": "", "minutes": "15", "touches_on": "", "heavy": "no"}
    assert send(client_of(harbour.sam), part_page, **form).status_code == 302
    at.shift(LASTS)
    assert "Of the yellow gate" in pages(harbour, meeting)


def test_planned_again_and_planned_like_this_the_cover_goes_along(harbour: Group, meeting, at) -> None:
    part = add(fresh(meeting), by=harbour.asha, now=timezone.now(), title="Ruth tells")
    put(harbour, "meeting-place", meeting)
    put(harbour, "part-title", part, by="Nia")
    for finding in plans.findings(fresh(meeting), viewer=harbour.asha):
        planning.leave_finding(meeting=fresh(meeting), key=finding.key, by=harbour.asha, now=timezone.now())
    later = fresh(meeting).starts_at + timedelta(days=7)
    again = series.plan_again(meeting=fresh(meeting), by=harbour.asha, moments=[later], now=timezone.now())
    like = planning.copy_plan(meeting=fresh(meeting), by=harbour.tom, starts_at=later, now=timezone.now())
    for each in (*again, like):
        assert fresh(each).place == COVERED
        assert COVERED in [row.title for row in Part.objects.filter(meeting=each)]
    at.shift(LASTS)
    for each in (*again, like):
        assert fresh(each).place == WHERE
        assert named(each, "Ruth tells")


def test_a_draft_is_its_planners_whoever_knows_its_address(harbour: Group, hillside: Group, at) -> None:
    made = draft(harbour, now=timezone.now())
    circle = f"/c/{harbour.circle.public_id}/"
    for member in (harbour.tom, hillside.bo):
        browser = client_of(member)
        for address in (f"own/meeting-place/{made.public_id}/cover/", f"meetings/{made.public_id}/cover/"):
            assert browser.get(circle + address).status_code == 404
        assert send(browser, f"{circle}own/meeting-place/{made.public_id}/cover/").status_code == 404
    assert not Cover.objects.exists()


def test_a_paper_and_its_gist_are_covered_where_the_plan_lists_them(harbour: Group, meeting, at) -> None:
    written = papers.Written(
        title="Ruth's way home", source="", gist="Ruth lives there.", body="Past the yellow gate.", language="",
        touches_on=(),
    )  # fmt: skip
    given = {"part": None, "to_meeting": False, "written": written}
    papers.attach(meeting=fresh(meeting), by=harbour.dee, now=timezone.now(), **given)
    paper, plan = Paper.objects.get(), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
    tom = client_of(harbour.tom)
    listed = text_of(tom.get(plan + "cover/"))
    for words in (paper.gist, paper.words):
        address = f"/c/{harbour.circle.public_id}/words/{words.public_id}/cover/"
        assert address in listed
        send(tom, address)
        page = text_of(client_of(harbour.nia).get(f"{plan}papers/{paper.public_id}/"))
        assert "Ruth lives there." not in page
    assert "Past the yellow gate." not in page
    assert "way home" not in pages(harbour, meeting)
