"""Covering the circle's own text: what it adopted, decided, was answered, and what newcomers read."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handinhand.care.actions.holders import change_turn_to
from handinhand.care.models import WhomToTurnTo
from handinhand.circles.actions import agree_to_cover, change_reading, cover, leave, make_invitation, uncover, use_power
from handinhand.circles.actions.asking import ask_power
from handinhand.circles.actions.powers import Refused
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedLine, PowerUse, Reading
from handinhand.circles.queries import adopted
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Given, Proposal
from handinhand.decisions.queries import calls, decided_between
from handinhand.ground.models import Circle
from handinhand.ground.own_text import OwnText, own_texts
from handinhand.ledger.models import Entry
from handinhand.links.models import HeardUpdate, Update
from handinhand.meetings.actions import planning
from handinhand.meetings.actions.between import change_questions
from handinhand.meetings.models import Meeting, Part, PartQuestion, PlanChange, TalkQuestions
from handinhand.meetings.queries import plans
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.roles.actions import invent
from handinhand.roles.models import LentRole
from handinhand.words.models import Cover, CoverYes, Words
from handinhand.words.queries import OwnHere, own_text_for
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.links.linked import link, tell

pytestmark = [pytest.mark.django_db]
LASTS = timedelta(days=2)
COVERED = "Something is covered here."
LINE = "markerline: Ruth lives behind the yellow gate."


@pytest.fixture
def at(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def decide(group: Group, text: str, **more) -> Proposal:
    """The circle decides something that Dee proposed."""
    now = timezone.now()
    made = decisions.propose(circle=group.circle, scope=group.scope, by=group.dee, text=text, now=now, **more)
    decisions.open_positions(proposal=made, by=group.tom, now=now)
    for member in group.members.values():
        decisions.take_position(proposal=made, by=member, kind=PositionKind.AGREE, now=now)
    return decisions.close_positions(proposal=made, by=group.tom, now=now)


def answer(group: Group, text: str, *, by: str = "marcus") -> Promise:
    now, member = timezone.now(), getattr(group, by)
    made = promises.make(circle=group.circle, scope=group.scope, by=member, text="I ask.", by_when=None, now=now)
    return promises.answer(promise=made, by=member, kind=AnswerKind.DONE, text=text, now=now)


def everything(group: Group) -> dict[str, OwnHere]:
    """One text in every place that a text of the circle's own can stand in, each with a marker, by its kind."""
    now = timezone.now()
    group.circle.purpose, group.circle.limits = "markerpurpose", "markerlimits"
    group.circle.save()
    proposal = decide(group, LINE, adopts=Adopts.AGREEMENT)
    decide(group, "markergoal", adopts=Adopts.GOAL)
    Given.objects.create(
        circle=group.circle, proposal=decide(group, "Sam decides."), to=group.sam, accepted_at=now,
        decided_at=now, result="markerresult", reasons="markerreasons",
    )  # fmt: skip
    change_reading(by=group.tom, instead_of=0, happens="markerhappens", who="markerwho", not_asked="markernot", now=now)
    change_turn_to(by=group.tom, instead_of=0, outside="markeroutside", contacts="markercontacts", now=now)
    change_questions(by=group.tom, instead_of=0, first="markerfirst", second="markersecond", now=now)
    rows = {
        Circle: group.circle,
        AdoptedLine: adopted(circle=group.circle, kind=Adopts.AGREEMENT)[0],
        Reading: Reading.objects.get(),
        Proposal: proposal,
        Given: Given.objects.get(),
        Promise: answer(group, "markeranswer"),
        TalkQuestions: TalkQuestions.objects.get(),
        WhomToTurnTo: WhomToTurnTo.objects.get(),
        LentRole: invent(by=group.tom, name="markerrole", takes="markertakes", seats="one", now=now),
        PowerUse: ask_power(power=Power.SPEND, by=group.tom, text="markerspend", now=now),
        **told(group),
        **planned(group),
    }
    return {field.kind: OwnHere(group.circle, field, rows[field.model]) for field in own_texts()}


def told(group: Group) -> dict:
    """What the circle told another one that it is linked with, and what that one told it."""
    now = timezone.now()
    other = make_group(name="Quay Circle", now=now, people=("Robin",))
    linked = link(group, other, now)
    heard = tell(other, "markerheard", [linked], now)
    return {
        Update: tell(group, "markertold", [linked], now),
        HeardUpdate: HeardUpdate.objects.get(address__update=heard),
    }


def planned(group: Group) -> dict:
    """A plan with a marker in each of its texts, and in what it was before it was changed."""
    now = timezone.now()
    details = {"place": "markerplace", "opening_question": "markerarrive", "starts_at": now + timedelta(days=1)}
    meeting = planning.start_plan(
        circle=group.circle, by=group.dee, title="markertitle", why="Old whymarker", now=now, **details
    )
    part = meeting.parts.get(kind="talk")
    texts = {"kind": "talk", "minutes": 20, "touches_on": ()}
    planning.change_part(part=part, by=group.dee, title="markerpart", detail="markerdetail", now=now, **texts)
    about = {"title": "markerquestion", "detail": "markerabout", "touches_on": ()}
    planning.add_question(part=part, by=group.dee, now=now, **about)
    for finding in plans.findings(meeting, viewer=group.dee):
        planning.leave_finding(meeting=meeting, key=finding.key, by=group.dee, now=now)
    planning.invite(meeting=meeting, by=group.dee, now=now)
    for why in ("markerbefore", "markerafter", "markerwhy"):
        planning.change_details(meeting=meeting, by=group.dee, title="markertitle", why=why, now=now, **details)
        now += timedelta(hours=1)
    rows = {Meeting: meeting.pk, Part: part.pk, PartQuestion: PartQuestion.objects.get().pk}
    rows[PlanChange] = PlanChange.objects.order_by("pk")[1].pk
    return {model: model.objects.get(pk=number) for model, number in rows.items()}


def here(group: Group, kind: str, row) -> OwnHere:
    found = own_text_for(viewer=group.tom.person, circle=group.circle, kind=kind, public_id=row.public_id)
    assert found is not None
    return found


def line(group: Group, text: str = LINE) -> OwnHere:
    found = next(each for each in adopted(circle=group.circle, kind=Adopts.AGREEMENT) if each.text == text)
    return here(group, "adoptedline-text", found)


def shown(over: OwnHere) -> str:
    """What a fresh read of the row says."""
    row = type(over.row).objects.get(pk=over.row.pk)
    return getattr(row, over.field.name)


def pages(group: Group, name: str = "Sam") -> Iterator[str]:
    """Every page of the circle on which a text of its own stands."""
    circle = f"/c/{group.circle.public_id}/"
    addresses = ["", "agreement/", "limits/", "before-joining/", "decisions/", "promises/", "done/", "find/?q=marker"]
    addresses += ["links/updates/", "care/", "care/lines/", "danger/", "roles/", "agreeing/", "meetings/questions/"]
    addresses += [f"agreement/{kind}/earlier/" for kind in Adopts.values]
    addresses += [f"decisions/{each.public_id}/" for each in Proposal.objects.filter(circle=group.circle)]
    addresses += [f"decisions/{each.decision_id}/look-again/" for each in AdoptedLine.objects.exclude(decision_id="")]
    addresses += [f"promises/{each.public_id}/" for each in Promise.objects.filter(circle=group.circle)]
    for each in Meeting.objects.filter(circle=group.circle):
        addresses += [f"meetings/{each.public_id}/{page}" for page in ("", "cover/", "details/", "paper/", "pace/")]
    addresses += [f"thread/{each.public_id}/" for each in Words.objects.filter(circle=group.circle)]
    browser = client_of(group.members[name])
    for address in addresses:
        answered = browser.get(circle + address)
        assert answered.status_code == 200 or "/thread/" in address, address
        yield text_of(answered)
    yield text_of(browser.get("/"))
    yield text_of(browser.get("/me/support/"))
    long_ago, viewer = timezone.now() - timedelta(days=9), group.members[name]
    yield from (each.text for each in decided_between(viewer=viewer, start=long_ago, end=timezone.now()))
    yield from (each.text for each in calls(person=viewer.person_id, now=timezone.now() + timedelta(days=3000)))
    made = make_invitation(circle=group.circle, by=group.tom, now=timezone.now())
    yield text_of(Client().get(f"/join/{made.token}/"))


def markers(group: Group) -> set[str]:
    """Which of the planted texts can be read anywhere."""
    seen = "\n".join(pages(group))
    names = ("line", "goal", "purpose", "limits", "result", "reasons", "happens", "who", "not", "answer")
    names = (*names, "outside", "contacts", "title", "why", "place", "arrive", "part", "detail", "question", "about")
    names = (*names, "before", "after", "spend", "role", "takes", "told", "heard", "first", "second")
    return {name for name in names if f"marker{name}" in seen}


def test_every_text_of_the_circles_own_can_be_covered_and_is_then_on_no_page(harbour: Group, at) -> None:
    own = everything(harbour)
    before = markers(harbour)
    assert len(before) == len({"goal", *own}) - 1  # a line and what was decided say the same
    for kind, over in own.items():
        if over.fingerprint not in set(Cover.objects.values_list("own_text", flat=True)):
            cover(words=here(harbour, kind, over.row), by=harbour.nia, now=timezone.now())
        assert shown(over) == COVERED, kind
    assert markers(harbour) == {"goal"}
    at.shift(LASTS)
    assert markers(harbour) == before


def test_no_text_of_the_circles_own_is_opened_without_its_row(harbour: Group, at) -> None:
    own = everything(harbour)["promise-answer"]
    value = Promise.objects.values_list("answer", flat=True).get(pk=own.row.pk)
    with pytest.raises(TypeError):
        own.field.opened(value, public_id=own.row.public_id)
    assert all(isinstance(each, OwnText) and hasattr(each.model, each.until) for each in own_texts())


def test_it_covers_the_copies_of_before_and_the_words_it_came_from(harbour: Group, at) -> None:
    proposal = decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    decide(harbour, "Phones stay quiet.", adopts=Adopts.AGREEMENT)
    assert AdoptedLine.objects.count() == 3
    cover(words=line(harbour), by=harbour.tom, now=timezone.now())
    assert [each.text for each in AdoptedLine.objects.order_by("pk")] == [COVERED, COVERED, "Phones stay quiet."]
    assert Proposal.objects.get(pk=proposal.pk).adopted_text == COVERED
    seen_by = {
        name
        for name, member in harbour.members.items()
        if Words.objects.visible_to(member.person).filter(pk=proposal.words_id).exists()
    }
    assert seen_by == {"Dee"}
    page = text_of(
        client_of(harbour.asha).get(f"/c/{harbour.circle.public_id}/words/{proposal.words.public_id}/cover/")
    )
    assert "The cover lies over both" in page
    assert LINE not in page


def test_a_new_version_carries_the_cover_and_loses_no_text(harbour: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    decide(harbour, "Second.", adopts=Adopts.AGREEMENT)
    cover(words=line(harbour), by=harbour.tom, now=timezone.now())
    decide(harbour, "Third.", adopts=Adopts.AGREEMENT)
    now_is = [each.text for each in adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)]
    assert now_is == [COVERED, "Second.", "Third."]
    at.shift(LASTS)
    assert adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)[0].text == LINE


def test_two_others_confirm_it_and_neither_its_author_nor_who_covered_it(harbour: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    over = line(harbour)
    cover(words=over, by=harbour.tom, now=timezone.now())
    for name in ("tom", "dee"):
        with pytest.raises(CoverNotNow):
            agree_to_cover(words=over, by=getattr(harbour, name), now=timezone.now())
    assert [agree_to_cover(words=over, by=harbour.asha, now=timezone.now()) for _again in range(3)] == [False] * 3
    assert agree_to_cover(words=over, by=harbour.nia, now=timezone.now())
    at.shift(timedelta(days=4000))
    assert shown(over) == COVERED
    with pytest.raises(CoverNotNow):
        uncover(words=over, by=harbour.tom, now=timezone.now())
    with pytest.raises(CoverNotNow):
        agree_to_cover(words=over, by=harbour.sam, now=timezone.now())
    # Two who would have it back cannot say it again under the cover; the circle can adopt other words.
    assert decide(harbour, LINE, adopts=Adopts.AGREEMENT).adopted_text == COVERED
    assert answer(harbour, LINE).answer == COVERED
    assert decide(harbour, "Nobody says where Ruth lives.").adopted_text == "Nobody says where Ruth lives."


def test_an_author_may_cover_what_was_made_of_their_words_and_then_two_others_decide(harbour: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    over = line(harbour)
    cover(words=over, by=harbour.dee, now=timezone.now())
    with pytest.raises(CoverNotNow):
        agree_to_cover(words=over, by=harbour.dee, now=timezone.now())
    assert not agree_to_cover(words=over, by=harbour.asha, now=timezone.now())
    at.shift(LASTS)
    assert shown(over) == LINE


@pytest.mark.parametrize("how", ["lapses", "taken off"])
def test_it_is_not_repeated_over_the_same_text_anywhere(harbour: Group, at, how: str) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    over = line(harbour)
    cover(words=over, by=harbour.tom, now=timezone.now())
    with pytest.raises(CoverNotNow):
        cover(words=over, by=harbour.nia, now=timezone.now())
    if how == "taken off":
        with pytest.raises(CoverNotNow):
            uncover(words=over, by=harbour.nia, now=timezone.now())
        uncover(words=over, by=harbour.tom, now=timezone.now())
    else:
        at.shift(LASTS)
    assert shown(over) == LINE
    again = here(harbour, "promise-answer", answer(harbour, f"  {LINE.upper()} "))
    for member in harbour.members.values():
        for each in (over, again):
            with pytest.raises(CoverNotNow):
                cover(words=each, by=member, now=timezone.now())
            with pytest.raises(CoverNotNow):
                agree_to_cover(words=each, by=member, now=timezone.now())
    assert Cover.objects.count() == 1
    assert Words.objects.visible_to(harbour.sam.person).filter(pk=Proposal.objects.get().words_id).exists()


def test_who_left_or_is_of_another_circle_neither_covers_nor_counts(harbour: Group, hillside: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    over = line(harbour)
    with pytest.raises(CoverNotNow):
        cover(words=over, by=hillside.bo, now=timezone.now())
    cover(words=over, by=harbour.tom, now=timezone.now())
    with pytest.raises(CoverNotNow):
        agree_to_cover(words=over, by=hillside.bo, now=timezone.now())
    agree_to_cover(words=over, by=harbour.asha, now=timezone.now())
    leave(by=harbour.asha, now=timezone.now())
    with pytest.raises(CoverNotNow):
        agree_to_cover(words=over, by=harbour.asha, now=timezone.now())
    assert not agree_to_cover(words=over, by=harbour.nia, now=timezone.now())
    with pytest.raises(Refused):
        cover(words=here(harbour, "circle-limits", harbour.circle), by=harbour.asha, now=timezone.now())
    assert agree_to_cover(words=over, by=harbour.sam, now=timezone.now())


def test_an_answer_that_is_gone_or_not_for_me_is_not_covered(harbour: Group, hillside: Group, at) -> None:
    made = promises.make(
        circle=harbour.circle, scope=harbour.scope, by=harbour.marcus, text="I ask.", by_when=None, now=timezone.now()
    )
    promises.answer(promise=made, by=harbour.marcus, kind=AnswerKind.DONE, text=LINE, now=timezone.now())
    over = here(harbour, "promise-answer", made)
    Promise.objects.filter(pk=made.pk).update(answer_kind="", answered_at=None, answer=None)
    with pytest.raises(CoverNotNow):
        cover(words=over, by=harbour.tom, now=timezone.now())
    who = {"viewer": hillside.bo.person, "kind": "circle-limits", "public_id": harbour.circle.public_id}
    assert own_text_for(circle=harbour.circle, **who) is None
    assert own_text_for(circle=hillside.circle, **who) is None


def test_the_ledger_says_that_it_happened_of_nobody_and_of_no_words(harbour: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    over = line(harbour)
    cover(words=over, by=harbour.tom, now=timezone.now())
    for name in ("asha", "nia"):
        agree_to_cover(words=over, by=getattr(harbour, name), now=timezone.now())
    lines = Entry.objects.filter(power__in=["cover", "keep_cover"])
    assert [(each.power, each.by_id, each.object_id) for each in lines] == [
        ("cover", None, ""),
        ("keep_cover", None, ""),
    ]


def test_the_pages(harbour: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    circle = f"/c/{harbour.circle.public_id}/"
    agreement = f"{circle}agreement/"
    address = f"{circle}own/adoptedline-text/{line(harbour).row.public_id}/cover/"
    tom, asha, dee, nia = (client_of(getattr(harbour, name)) for name in ("tom", "asha", "dee", "nia"))
    assert address in text_of(tom.get(agreement))
    first = text_of(tom.get(address))
    assert "Cover them now" in first
    assert LINE in first
    for _twice in range(2):
        assert send(tom, address, key="once-and-once", back=agreement).headers["Location"] == agreement
    page = text_of(asha.get(agreement))
    assert LINE not in page
    assert COVERED in page
    assert "Something you wrote here is covered" in text_of(dee.get(circle))
    assert LINE not in text_of(asha.get(address))
    assert LINE in text_of(asha.get(address + "?read=yes"))
    for browser in (tom, dee):
        assert LINE not in text_of(browser.get(address + "?read=yes"))
        send(browser, address + "stays/")
    assert not CoverYes.objects.exists()
    for browser in (asha, nia):
        send(browser, address + "stays/", back=agreement)
    assert "by a decision" in text_of(asha.get(address + "?read=yes"))
    assert LINE not in text_of(asha.get(address + "?read=yes"))


def test_nobody_else_finds_it(harbour: Group, hillside: Group, at) -> None:
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    row = line(harbour).row.public_id
    own = f"/c/{harbour.circle.public_id}/own/"
    for browser, address in (
        (client_of(hillside.bo), f"{own}adoptedline-text/{row}/cover/"),
        (client_of(hillside.bo), f"/c/{hillside.circle.public_id}/own/adoptedline-text/{row}/cover/"),
        (client_of(harbour.tom), f"{own}member-name/{harbour.dee.public_id}/cover/"),
        (client_of(harbour.tom), f"{own}adoptedline-text/{row[::-1]}/cover/"),
        (client_of(harbour.tom), f"{own}nothing/x/cover/"),
    ):
        assert browser.get(address).status_code == 404
        assert send(browser, address).status_code == 404
    assert not Cover.objects.exists()


def test_a_box_never_begins_with_the_sentence_that_stands_for_a_covered_text(harbour: Group, at) -> None:
    change_reading(by=harbour.tom, instead_of=0, happens=LINE, who="", not_asked="", now=timezone.now())
    decide(harbour, LINE, adopts=Adopts.AGREEMENT)
    cover(words=line(harbour), by=harbour.tom, now=timezone.now())
    circle, browser = f"/c/{harbour.circle.public_id}/", client_of(harbour.sam)
    made = adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)[0]
    for address in ("before-joining/", f"decisions/new/?adopts=agreement&replaces={made.public_id}"):
        page = text_of(browser.get(circle + address))
        assert f">\n{COVERED}</textarea>" not in page
        assert f">{COVERED}</textarea>" not in page
        assert LINE not in page


def test_limits_change_by_a_decision_while_covered(harbour: Group, at) -> None:
    cover(words=here(harbour, "circle-limits", harbour.circle), by=harbour.tom, now=timezone.now())
    was = Words.objects.count()
    use_power(
        power=Power.ADOPT, circle=Circle.objects.get(), by=harbour.tom, now=timezone.now(), decided_by="bcdfghjkmnpq",
        kind=Adopts.LIMITS, text="We say so first.",
    )  # fmt: skip
    assert Circle.objects.get(pk=harbour.circle.pk).limits == "We say so first."
    assert [each.text for each in AdoptedLine.objects.order_by("pk")] == [COVERED, "We say so first."]
    assert Words.objects.count() == was
