"""Words of somebody I chose not to see, where we decide together: they stand folded for me, and for nobody else."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.circles.actions import choose_sight_of
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Proposal
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FOLD = "Words of somebody you chose not to see"
DETAILS = re.compile(rf'<details id="fold-[\w-]+"><summary>{FOLD}</summary>(.*?)</details>', re.DOTALL)
NEW_EACH_TIME = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"')
PROPOSED, ASKED, OTHER, CONCERN, PROMISED, ANSWER, FIRST = (
    "toms proposal", "toms question", "toms other words", "toms concern", "toms promise", "toms answer", "toms thought",
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day(now):
    with time_machine.travel(now, tick=False):
        yield


def propose(group: Group, by: str, text: str) -> Proposal:
    who = getattr(group, by)
    return decisions.propose(circle=group.circle, scope=group.scope, by=who, text=text, now=timezone.now())


def scene(group: Group) -> dict[str, str]:
    """Tom says something wherever we decide; the pages on which it stands."""
    now, circle = timezone.now(), f"/c/{group.circle.public_id}/"
    his, hers = propose(group, "tom", PROPOSED), propose(group, "asha", "Ashas proposal")
    decisions.react(proposal=hers, by=group.tom, kind="change", text=FIRST, now=now)
    decisions.offer(proposal=hers, by=group.tom, text=OTHER, now=now)
    decisions.ask(proposal=hers, by=group.tom, text=ASKED, now=now)
    decisions.open_positions(proposal=Proposal.objects.get(pk=hers.pk), by=group.asha, now=now)
    for name in NAMES[:6]:
        kind, text = (PositionKind.CONCERN, CONCERN) if name == "Tom" else (PositionKind.AGREE, "")
        decisions.take_position(proposal=hers, by=group.members[name], kind=kind, concern=text, now=now)
    decisions.close_positions(proposal=hers, by=group.asha, now=now)
    given = {"circle": group.circle, "scope": group.scope, "by_when": None, "now": now}
    made = promises.make(by=group.tom, text=PROMISED, **given)
    promises.answer(promise=made, by=group.tom, kind=AnswerKind.DONE, text=ANSWER, now=now)
    return {
        "list": f"{circle}decisions/",
        "his": f"{circle}decisions/{his.public_id}/",
        "hers": f"{circle}decisions/{hers.public_id}/",
        "promises": f"{circle}promises/",
        "promise": f"{circle}promises/{made.public_id}/",
        "thread": f"{circle}thread/{made.words.public_id}/",
        "his thread": f"{circle}thread/{his.words.public_id}/",
        "today": "/",
    }


STANDS = {
    "list": {PROPOSED},
    "his": {PROPOSED},
    "hers": {FIRST, OTHER, ASKED, CONCERN},
    "promises": {PROMISED, ANSWER},
    "promise": {PROMISED, ANSWER},
    "thread": {PROMISED, ANSWER},
    "his thread": {PROPOSED},
    "today": {PROMISED, ANSWER},
}


def of_tom(page: str) -> set[str]:
    return {text for text in (PROPOSED, ASKED, OTHER, CONCERN, PROMISED, ANSWER, FIRST) if text in page}


def test_they_stand_folded_for_me_and_can_be_opened(harbour: Group) -> None:
    pages, dee = scene(harbour), client_of(harbour.dee)
    for name, address in pages.items():
        page = text_of(dee.get(address))
        assert of_tom(page) >= STANDS[name], name
        assert FOLD not in page
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    for name, address in pages.items():
        page = text_of(dee.get(address))
        inside = "\n".join(DETAILS.findall(page))
        assert of_tom(inside) >= STANDS[name], name
        assert of_tom(DETAILS.sub("", page)) == set(), name
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=True)
    assert all(FOLD not in text_of(dee.get(address)) for address in pages.values())


def test_nobody_else_can_tell_and_no_page_asks_more(harbour: Group) -> None:
    pages = scene(harbour)

    def seen() -> dict[tuple[str, str], tuple[str, int]]:
        found = {}
        for who in ("Tom", "Asha", "Sam"):
            browser = client_of(harbour.members[who])
            for name, address in pages.items():
                browser.get(address)
                with CaptureQueriesContext(connection) as asked:
                    page = text_of(browser.get(address))
                found[who, name] = NEW_EACH_TIME.sub("", page), len(asked)
        return found

    def asked_by_dee() -> list[int]:
        browser, numbers = client_of(harbour.dee), []
        for address in pages.values():
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            numbers.append(len(asked))
        return numbers

    before, dees = seen(), asked_by_dee()
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    assert seen() == before
    assert asked_by_dee() == dees


def test_finding_an_answer_of_theirs_and_what_is_on_today(harbour: Group) -> None:
    scene(harbour)
    find = f"/c/{harbour.circle.public_id}/find/"
    late = propose(harbour, "tom", "toms late proposal")
    Proposal.objects.filter(pk=late.pk).update(waits_until=timezone.now())
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    dee, sam = client_of(harbour.dee), client_of(harbour.sam)
    page = text_of(send(dee, find, looked_for="toms"))
    assert of_tom("\n".join(DETAILS.findall(page))) == {ANSWER}
    assert of_tom(DETAILS.sub("", page)) == set()
    today = text_of(dee.get("/"))
    assert "toms late proposal" in "\n".join(DETAILS.findall(today))
    assert "toms late proposal" not in DETAILS.sub("", today)
    assert "toms late proposal" in DETAILS.sub("", text_of(sam.get("/")))


def test_what_is_covered_cannot_be_opened_by_unfolding(harbour: Group) -> None:
    pages = scene(harbour)
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    for words in (Proposal.objects.get(by=harbour.tom).words, Promise.objects.get().words):
        send(client_of(harbour.asha), f"/c/{harbour.circle.public_id}/words/{words.public_id}/cover/")
    dee = client_of(harbour.dee)
    seen = "\n".join(text_of(dee.get(address)) for name, address in pages.items() if name != "his thread")
    assert {PROPOSED, PROMISED}.isdisjoint(of_tom(seen))


def test_i_can_decide_all_the_same(harbour: Group) -> None:
    his = propose(harbour, "tom", PROPOSED)
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    decisions.open_positions(proposal=his, by=harbour.tom, now=timezone.now())
    page = f"/c/{harbour.circle.public_id}/decisions/{his.public_id}/"
    send(client_of(harbour.dee), f"{page}position/", kind="agree")
    assert his.positions.get().member == harbour.dee
