"""Somebody beside whoever said it, looking away, and leaving: nobody is asked in vain, and nobody waits in vain."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import choose_sight_of, leave
from handinhand.mending import actions
from handinhand.mending.models import InTheWay, LookAgain
from handinhand.people.models import Ask
from handinhand.words import actions as words
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.mending.test_mending import NEED, all_pages, at, everything, fresh, said

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page_of(group: Group, name: str, row: InTheWay) -> str:
    return text_of(client_of(group.members[name]).get(at(group, row.public_id)))


def list_of(group: Group, name: str) -> str:
    return text_of(client_of(group.members[name]).get(at(group)))


def is_asked(group: Group, name: str) -> bool:
    return "To read something for you" in text_of(client_of(group.members[name]).get("/"))


def press(group: Group, name: str, page: str, ident: str) -> None:
    """Press a button that is on the page, with what it sends."""
    found = re.search(rf'<form[^>]*action="([^"]*)"(?:(?!</form>).)*id="{ident}".*?</form>', page, re.DOTALL)
    assert found is not None, ident
    hidden = dict(re.findall(r'name="(says|member)" value="([^"]*)"', found.group(0)))
    send(client_of(group.members[name]), found.group(1), **hidden)


def test_when_the_first_words_are_taken_back_the_rest_stays_for_both(harbour: Group) -> None:
    row = everything(harbour)
    words.take_back(words=row.words, by=harbour.dee.person)
    seen = page_of(harbour, "Asha", row)
    assert "These words were taken back, or are covered." in seen
    assert "The door stays open." in seen
    assert row.public_id in list_of(harbour, "Asha")
    send(client_of(harbour.asha), at(harbour, row.public_id, "stop"))
    assert not InTheWay.objects.exists()


def test_who_looks_away_later_keeps_no_ticket_that_leads_nowhere(harbour: Group) -> None:
    row, other = everything(harbour), said(harbour, need="And a chair.")
    assert is_asked(harbour, "Asha")
    before = page_of(harbour, "Dee", row), page_of(harbour, "Dee", other)
    choose_sight_of(by=harbour.asha, other=harbour.dee, see=False)
    assert not Ask.objects.filter(of=harbour.asha.person, closed_at=None).exists()
    assert client_of(harbour.asha).get(at(harbour, row.public_id)).status_code == 404
    assert row.public_id not in list_of(harbour, "Asha")
    # To whoever said it nothing is different.
    plain = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"')
    after = page_of(harbour, "Dee", row), page_of(harbour, "Dee", other)
    assert [plain.sub("", each) for each in after] == [plain.sub("", each) for each in before]
    assert LookAgain.objects.filter(member=harbour.dee, ask__closed_at=None).exists()


def test_agreeing_with_who_looked_away_asks_them_nothing(harbour: Group) -> None:
    row, now = said(harbour), timezone.now()
    look_on = (now + timedelta(days=20)).date()
    actions.propose_agreed(row=row, by=harbour.asha, text="The door stays open.", look_on=look_on, now=now)
    choose_sight_of(by=harbour.asha, other=harbour.dee, see=False)
    actions.agree(row=row, by=harbour.dee, words_id=row.agreements.get().words.public_id, now=now)
    look = LookAgain.objects.select_related("ask").get(member=harbour.asha)
    assert look.ask.ends_at <= look.ask.asked_at


def test_who_is_beside_gets_back_to_it_and_can_stop_by_what_is_on_their_page(harbour: Group) -> None:
    row = said(harbour, beside=harbour.sam)
    assert "would like you beside them" in list_of(harbour, "Sam")
    page = page_of(harbour, "Sam", row)
    # Before a yes nobody reads to whom it was said.
    assert "Asha" not in page
    assert "said something to you" not in page
    press(harbour, "Sam", page, "beside-yes")
    assert "You are beside" in list_of(harbour, "Sam")
    page = page_of(harbour, "Sam", row)
    assert NEED in page
    assert "said something to you" not in page
    press(harbour, "Sam", page, "beside-no")
    assert client_of(harbour.sam).get(at(harbour, row.public_id)).status_code == 404
    assert row.public_id not in list_of(harbour, "Sam")
    assert not Words.objects.visible_to(harbour.sam.person).exists()


def test_who_would_not_see_the_author_is_not_asked_to_be_beside_them(harbour: Group) -> None:
    choose_sight_of(by=harbour.sam, other=harbour.dee, see=False)
    before = all_pages(harbour, "Sam")
    row = said(harbour, beside=harbour.sam)
    assert all_pages(harbour, "Sam")[: len(before)] == before
    assert client_of(harbour.sam).get(at(harbour, row.public_id)).status_code == 404
    assert "They have not answered yet." in page_of(harbour, "Dee", row)


@pytest.mark.parametrize("said_yes", [True, False])
def test_who_looks_away_is_beside_them_no_more(harbour: Group, said_yes: bool) -> None:
    row = said(harbour, beside=harbour.sam)
    if said_yes:
        actions.answer_beside(row=row, by=harbour.sam, is_yes=True, now=timezone.now())
    choose_sight_of(by=harbour.sam, other=harbour.dee, see=False)
    assert not is_asked(harbour, "Sam")
    assert not Words.objects.visible_to(harbour.sam.person).filter(scope=row.scope_id).exists()
    expected = "Not this time, they said." if said_yes else "They have not answered yet."
    assert expected in page_of(harbour, "Dee", row)


def test_the_author_reads_what_became_of_asking_and_asks_somebody_else(harbour: Group) -> None:
    row = said(harbour)
    page = page_of(harbour, "Dee", row)
    assert "Nobody is beside you in this." in page
    form = page[page.index('id="beside"') :]
    form = form[: form.index("</section>")]
    assert harbour.sam.public_id in form
    assert harbour.asha.public_id not in form
    assert harbour.dee.public_id not in form
    ask = at(harbour, row.public_id, "ask-beside")
    send(client_of(harbour.dee), ask, member=harbour.sam.public_id)
    assert is_asked(harbour, "Sam")
    page = page_of(harbour, "Dee", row)
    assert "They have not answered yet." in page
    press(harbour, "Dee", page, "nobody")
    assert not is_asked(harbour, "Sam")
    send(client_of(harbour.dee), ask, member=harbour.sam.public_id)
    press(harbour, "Sam", page_of(harbour, "Sam", row), "beside-no")
    page = page_of(harbour, "Dee", row)
    assert "Not this time, they said." in page
    send(client_of(harbour.dee), ask, member=harbour.sam.public_id)
    assert not is_asked(harbour, "Sam")
    send(client_of(harbour.dee), ask, member=harbour.asha.public_id)
    assert fresh(row).beside_id == harbour.sam.pk
    send(client_of(harbour.dee), ask, member=harbour.nia.public_id)
    press(harbour, "Nia", page_of(harbour, "Nia", row), "beside-yes")
    assert "said yes, and reads this with you." in page_of(harbour, "Dee", row)
    assert client_of(harbour.asha).post(ask, {"member": harbour.tom.public_id, "key": "k" * 12}).status_code == 404
    leave(by=harbour.nia, now=timezone.now())
    assert "Nobody is beside you in this." in page_of(harbour, "Dee", row)


def test_nobody_waits_for_an_answer_that_cannot_come(harbour: Group) -> None:
    row = said(harbour)
    say_it_elsewhere = "you can say it to somebody else"
    assert say_it_elsewhere in page_of(harbour, "Dee", row)
    leave(by=harbour.asha, now=timezone.now())
    page = page_of(harbour, "Dee", row)
    assert "They left this circle, so no answer comes." in page
    assert NEED in page
    assert "They left this circle" in list_of(harbour, "Dee")
    press(harbour, "Dee", text_of(client_of(harbour.dee).get(at(harbour, row.public_id, "stop"))), "stop")
    assert not InTheWay.objects.exists()


def test_who_left_and_comes_back_finds_nothing_of_it(harbour: Group) -> None:
    row = everything(harbour)
    leave(by=harbour.asha, now=timezone.now())
    type(harbour.asha).objects.filter(pk=harbour.asha.pk).update(left_at=None)
    assert row.public_id not in list_of(harbour, "Asha")
    assert client_of(harbour.asha).get(at(harbour, row.public_id)).status_code == 404
    assert "Thank you for telling me." not in page_of(harbour, "Dee", row)
