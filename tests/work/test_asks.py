"""Asks and offers: who sees one, who hears of an answer, that each answer gets one, and that nothing else shows."""

import re
import secrets
from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction

from handinhand.circles import actions as circles
from handinhand.circles.actions import choose_sight_of
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.words.actions import take_back
from handinhand.words.models import Scope, Words
from handinhand.work import actions
from handinhand.work.actions import NotAmongThem, NotNow
from handinhand.work.choices import Kind, Said
from handinhand.work.models import AskAnswer, AskOrOffer
from handinhand.work.queries import AskLine, ask_page, has_news, mine, open_in_circle
from tests.browsing import client_of, send, text_of
from tests.cast import Group, add_member

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NEW_EACH_TIME = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"')
A_LIFT, A_LOAF = "A lift to the clinic on Monday.", "I could bake a loaf."


@pytest.fixture(autouse=True)
def standing_clock(now):
    """Sight reads the clock, so it stands still."""
    with time_machine.travel(now, tick=False):
        yield


def asked(harbour: Group, now, who: str = "Dee", *, text: str = A_LIFT, to=None, kind=Kind.ASK, **more) -> AskOrOffer:
    return actions.ask_or_offer(by=harbour.members[who], kind=kind, text=text, to=to, now=now, **more)


def texts(harbour: Group, who: str, now) -> list[str]:
    return [line.text for line in lines(harbour.members[who], now)]


def lines(viewer: Member, now) -> list[AskLine]:
    return [line for kind in Kind for line in open_in_circle(viewer=viewer, kind=kind, now=now)[0]]


def page_of(harbour: Group, who: str, ask: AskOrOffer, now):
    return ask_page(viewer=harbour.members[who], ask_id=ask.public_id, now=now)


def home(harbour: Group, what: str = "") -> str:
    return f"/c/{harbour.circle.public_id}/asks/{what}"


def test_an_ask_is_answered_between_two_and_its_author_says_yes(harbour, now):
    ask = asked(harbour, now, with_somebody=True, minutes=90)
    line = lines(harbour.tom, now)[0]
    assert (line.text, line.who, line.cost, line.with_somebody) == (A_LIFT, "Dee", "about 1 h 30 min", True)
    given = actions.answer(ask=ask, by=harbour.tom, text="I have a car.", now=now)
    assert has_news(viewer=harbour.dee, now=now)
    answers = page_of(harbour, "Dee", ask, now).answers
    assert [(each.who, each.text, each.state) for each in answers] == [("Tom", "I have a car.", "waits")]
    actions.say(ask=ask, answer=given, by=harbour.dee, said=Said.YES, text="At nine?", now=now)
    assert not has_news(viewer=harbour.dee, now=now)
    told = page_of(harbour, "Tom", ask, now).mine
    assert (told.state, told.reply) == ("yes", "At nine?")
    # It stays open for others until its author ends it, and can be said anew.
    assert texts(harbour, "Asha", now) == [A_LIFT]
    actions.say(ask=ask, answer=given, by=harbour.dee, said=Said.NOT_THIS_TIME, text="", now=now)
    assert page_of(harbour, "Tom", ask, now).mine.state == "not_this_time"


def test_every_answer_gets_an_answer_however_it_ends(harbour, now):
    def waits(who: str, text: str) -> AskOrOffer:
        made = asked(harbour, now, who, text=text)
        actions.answer(ask=made, by=harbour.asha, text="I could.", now=now)
        return made

    of_dee, *_others = [waits(who, f"Of {who}.") for who in ("Dee", "Tom", "Sam", "Nia")]
    assert {each.state for each in mine(viewer=harbour.asha, now=now).answered} == {"waits"}
    actions.end(ask=of_dee, by=harbour.dee, now=now)
    circles.leave(by=harbour.sam, now=now)
    harbour.nia.person.delete()
    states = [each.state for each in mine(viewer=harbour.asha, now=now).answered]
    assert sorted(states) == ["ended", "ended", "ended", "waits"]
    later = now + timedelta(days=30)
    assert {each.state for each in mine(viewer=harbour.asha, now=later).answered} == {"ended"}
    assert texts(harbour, "Asha", later) == []
    with time_machine.travel(now, tick=False):
        page = text_of(client_of(harbour.asha).get(home(harbour, "mine/")))
    assert page.count("It has ended, so nothing more comes of it.") == 3


def test_today_says_quietly_that_somebody_answered_until_that_has_a_word(harbour, now):
    ask = asked(harbour, now)
    dee, tells = client_of(harbour.dee), "Somebody answered you. Read it when you like."
    assert tells not in text_of(dee.get("/"))
    given = actions.answer(ask=ask, by=harbour.tom, text="I have a car.", now=now)
    assert tells in text_of(dee.get("/"))
    assert tells not in text_of(client_of(harbour.tom).get("/"))
    # Of somebody whom she does not wish to see, it says nothing.
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    assert tells not in text_of(dee.get("/"))
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=True)
    actions.say(ask=ask, answer=given, by=harbour.dee, said=Said.NOT_THIS_TIME, text="", now=now)
    assert tells not in text_of(dee.get("/"))
    actions.answer(ask=ask, by=harbour.sam, text="I have a bike.", now=now)
    actions.end(ask=ask, by=harbour.dee, now=now)
    assert tells not in text_of(dee.get("/"))


def test_it_ends_when_its_day_is_over_or_after_thirty_days_unless_its_author_lengthens_it(harbour, now):
    by_friday = asked(harbour, now, by_when=date(2026, 11, 27), text="By Friday.")
    # Where the circle is, the day ends at midnight.
    end_of_friday = now.replace(day=28, hour=0)
    assert texts(harbour, "Tom", end_of_friday - timedelta(seconds=1)) == ["By Friday."]
    assert texts(harbour, "Tom", end_of_friday) == []
    actions.lengthen(ask=by_friday, by=harbour.dee, now=now)
    actions.lengthen(ask=by_friday, by=harbour.dee, now=now)
    assert texts(harbour, "Tom", now + timedelta(days=30, seconds=-1)) == ["By Friday."]
    assert texts(harbour, "Tom", now + timedelta(days=30)) == []
    with pytest.raises(NotNow, match="ended already"):
        actions.lengthen(ask=by_friday, by=harbour.dee, now=now + timedelta(days=30))


def test_only_the_people_it_is_for_see_it_and_nobody_else_can_answer(harbour, hillside, now):
    ask = asked(harbour, now, to=[harbour.tom, harbour.asha])
    assert texts(harbour, "Tom", now) == texts(harbour, "Asha", now) == [A_LIFT]
    assert texts(harbour, "Sam", now) == []
    for outside in (harbour.sam, hillside.bo):
        with pytest.raises(NotAmongThem):
            actions.answer(ask=ask, by=outside, text="Me.", now=now)
        assert client_of(outside).get(home(harbour, f"{ask.public_id}/")).status_code == 404
    new = add_member(harbour, "Uma", now=now)
    assert lines(new, now) == []


def test_it_is_quietly_gone_when_its_author_leaves_or_takes_the_words_back(harbour, now):
    left, back = asked(harbour, now, "Sam", text="One."), asked(harbour, now, text="Two.")
    assert set(texts(harbour, "Tom", now)) == {"One.", "Two."}
    circles.leave(by=harbour.sam, now=now)
    take_back(words=back.words, by=harbour.dee.person)
    assert texts(harbour, "Tom", now) == []
    for each in (left, back):
        assert client_of(harbour.tom).get(home(harbour, f"{each.public_id}/")).status_code == 404


def pages(harbour: Group, who: str, *more: str) -> list[str]:
    """All that somebody could look at to learn something, without what is new at each look."""
    client = client_of(harbour.members[who])
    circle = f"/c/{harbour.circle.public_id}/"
    places = ("/", circle, f"{circle}done/", f"{circle}members/", home(harbour), home(harbour, "mine/"), *more)
    answers = [client.get(each) for each in places]
    return [NEW_EACH_TIME.sub(r"\1", f"{each.status_code} {text_of(each)}") for each in answers]


@pytest.mark.parametrize("observer", ["Asha", "Marcus", "Sam"])
def test_nobody_else_learns_that_somebody_answered_or_what_was_said(harbour, now, observer):
    ask = asked(harbour, now)
    own = home(harbour, f"{ask.public_id}/")
    before, lines = pages(harbour, observer, own), Entry.objects.count()
    given = actions.answer(ask=ask, by=harbour.tom, text="I have a car.", now=now)
    assert pages(harbour, observer, own) == before
    actions.say(ask=ask, answer=given, by=harbour.dee, said=Said.YES, text="At nine?", now=now)
    take_back(words=given.words, by=harbour.tom.person)
    assert pages(harbour, observer, own) == before
    assert Entry.objects.count() == lines
    client = client_of(harbour.members[observer])
    circle = harbour.circle.public_id
    found = text_of(send(client, f"/c/{circle}/find/", looked_for="car"))
    assert "I have a car." not in found
    # Two who put together what they see: neither the other who answered, nor their words.
    actions.answer(ask=ask, by=harbour.members[observer], text="So could I.", now=now)
    seen = "".join(pages(harbour, observer, own))
    assert "I have a car." not in seen
    assert "At nine?" not in seen


def test_of_two_who_do_not_see_each_other_neither_is_shown_the_others_and_no_page_changes(harbour, now):
    """Dee chose not to see Tom. Nothing on any page of Tom's says so, then or later."""
    before = asked(harbour, now, text="From before.")
    seen = pages(harbour, "Tom", home(harbour, f"{before.public_id}/"), home(harbour, "new/"))
    others = pages(harbour, "Asha")
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    assert pages(harbour, "Tom", home(harbour, f"{before.public_id}/"), home(harbour, "new/")) == seen
    assert pages(harbour, "Asha") == others
    # What Dee asks from now on is not shown to Tom, and what Tom asks is not shown to her.
    after, of_tom = asked(harbour, now, text="From after."), asked(harbour, now, "Tom", text="Of Tom.")
    assert set(texts(harbour, "Tom", now)) == {"From before.", "Of Tom."}
    assert set(texts(harbour, "Dee", now)) == {"From before.", "From after."}
    assert set(texts(harbour, "Asha", now)) == {"From before.", "From after.", "Of Tom."}
    tom, dee = client_of(harbour.tom), client_of(harbour.dee)
    assert tom.get(home(harbour, f"{after.public_id}/")).status_code == 404
    assert dee.get(home(harbour, f"{of_tom.public_id}/")).status_code == 404
    with pytest.raises(NotAmongThem):
        actions.answer(ask=after, by=harbour.tom, text="Me.", now=now)
    assert "From after." not in text_of(send(tom, f"/c/{harbour.circle.public_id}/find/", looked_for="From"))
    # Tom's answer to what he was shown does not reach her, and ends as any answer that nobody said anything to.
    actions.answer(ask=before, by=harbour.tom, text="I could.", now=now)
    assert page_of(harbour, "Dee", before, now).answers == []
    assert not has_news(viewer=harbour.dee, now=now)
    actions.end(ask=before, by=harbour.dee, now=now)
    assert [each.state for each in mine(viewer=harbour.tom, now=now).answered] == ["ended"]
    # Dee sees him again: that, too, changes nothing of his at that moment.
    seen = pages(harbour, "Tom")
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=True)
    assert pages(harbour, "Tom") == seen


def test_an_answer_too_late_or_twice_or_to_oneself_is_a_plain_sentence_and_keeps_what_was_typed(harbour, now):
    ask = asked(harbour, now)
    tom, where = client_of(harbour.tom), home(harbour, f"{ask.public_id}/answer/")
    own = send(client_of(harbour.dee), where, text="I am my own answer.")
    assert own.status_code == 422
    assert "This is your own." in text_of(own)
    key = secrets.token_urlsafe(12)
    first, again = (send(tom, where, key=key, text="I could.") for _each in range(2))
    assert first["Location"] == again["Location"]
    assert AskAnswer.objects.count() == 1
    twice = send(tom, where, text="I really could.")
    assert twice.status_code == 422
    assert "You answered this already." in text_of(twice)
    actions.end(ask=ask, by=harbour.dee, now=now)
    late = send(client_of(harbour.asha), where, text="And I could, too.")
    assert late.status_code == 422
    assert "This ended a moment ago" in text_of(late)
    assert "And I could, too." in text_of(late)
    assert AskAnswer.objects.count() == 1
    circles.leave(by=harbour.sam, now=now)
    assert send(client_of(harbour.sam), where, text="Me.").status_code == 404
    with pytest.raises(NotAmongThem):
        actions.answer(ask=ask, by=harbour.sam, text="Me.", now=now)


def test_yes_and_not_this_time_are_for_the_author_and_while_it_is_open(harbour, now):
    ask = asked(harbour, now)
    given = actions.answer(ask=ask, by=harbour.tom, text="I could.", now=now)
    where = home(harbour, f"{ask.public_id}/answers/{given.public_id}/")
    assert send(client_of(harbour.asha), where, said="yes").status_code == 404
    assert send(client_of(harbour.tom), where, said="yes").status_code == 404
    dee = client_of(harbour.dee)
    assert "Please choose one of the two." in text_of(send(dee, where, said="perhaps", text="Well."))
    assert send(dee, where, said="yes", text="At nine?").status_code == 302
    circles.leave(by=harbour.tom, now=now)
    # A yes stays in view of whoever counts on it.
    assert [each.who for each in page_of(harbour, "Dee", ask, now).answers] == ["Tom, who has left"]
    actions.end(ask=ask, by=harbour.dee, now=now)
    late = send(dee, where, said="not_this_time", text="Sorry.")
    assert late.status_code == 422
    assert "This has ended." in text_of(late)
    assert AskAnswer.objects.get().said == Said.YES


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": ""}, "Please write something here."),
        ({"text": "A" * 100_000}, "96000 letters too long"),
        ({"by_when": "2026-11-23"}, "That day has passed."),
        ({"by_when": "9999-12-31"}, "more than a year away"),
        ({"by_when": "soon"}, "We cannot find that day."),
        ({"minutes": "-5"}, "whole number from 1 to 2400"),
        ({"minutes": "600000"}, "whole number from 1 to 2400"),
        ({"kind": "order"}, "Please choose one of these."),
        ({"who": "some"}, "Please choose at least one person"),
        ({"who": "some", "people": "bcdfghjkmnpq"}, "no longer here"),
    ],
)
def test_bad_input_is_said_in_a_sentence_and_loses_nothing(harbour, now, sent, says):
    whole = {"kind": "ask", "text": A_LIFT, "who": "circle", **sent}
    answer = send(client_of(harbour.dee), home(harbour, "new/"), **whole)
    assert answer.status_code == 422
    page = text_of(answer)
    assert says in page
    assert whole["text"][:50_000] in page
    assert not AskOrOffer.objects.exists()
    assert not Words.objects.filter(author=harbour.dee.person).exists()


def test_a_form_is_kept_once_for_the_people_who_were_chosen(harbour, now):
    dee, key = client_of(harbour.dee), secrets.token_urlsafe(12)
    sent = {"kind": "offer", "text": A_LOAF, "who": "some", "people": [harbour.tom.public_id], "beside": "yes"}
    first, again = (send(dee, home(harbour, "new/"), key=key, **sent) for _each in range(2))
    assert first["Location"] == again["Location"]
    made = AskOrOffer.objects.get()
    assert (made.kind, made.with_somebody, made.words.scope.kind) == (Kind.OFFER, True, "chosen")
    assert A_LOAF in text_of(client_of(harbour.tom).get(home(harbour)))
    assert A_LOAF not in text_of(client_of(harbour.asha).get(home(harbour)))
    assert "Only you and those you chose can see this: Tom." in text_of(dee.get(f"/words/{made.words.public_id}/"))
    with transaction.atomic():
        scopes = Scope.objects.count()
        circles.leave(by=harbour.tom, now=now)
        with pytest.raises(NotNow, match="Nobody of those you chose is here any more"):
            asked(harbour, now, to=[harbour.tom])
        assert Scope.objects.count() == scopes


def test_the_list_counts_nobody_and_orders_by_time_alone(harbour, now):
    for minute, who in enumerate(("Tom", "Dee", "Dee", "Tom")):
        asked(harbour, now + timedelta(minutes=minute), who, text=f"Number {minute}.", kind=Kind.OFFER)
    assert texts(harbour, "Asha", now + timedelta(hours=1)) == [f"Number {each}." for each in (3, 2, 1, 0)]
    page = text_of(client_of(harbour.asha).get(home(harbour)))
    main = page.split("<main")[1].split("</main>")[0]
    assert not re.search(r"\b(?:4|four)\b", re.sub(r"<[^>]+>", " ", main))


def test_a_cover_hides_it_from_the_list_and_says_so_on_its_page(harbour, now):
    ask = asked(harbour, now)
    circles.cover(words=ask.words, by=harbour.tom, now=now)
    assert texts(harbour, "Asha", now) == []
    page = text_of(client_of(harbour.asha).get(home(harbour, f"{ask.public_id}/")))
    assert "Something is covered here." in page
    assert A_LIFT not in page
    answered = send(client_of(harbour.asha), home(harbour, f"{ask.public_id}/answer/"), text="I could.")
    assert "not there to be read just now" in text_of(answered)
    assert not AskAnswer.objects.exists()


def test_what_one_may_see_is_found(harbour, now):
    ask = asked(harbour, now)
    given = actions.answer(ask=ask, by=harbour.tom, text="I drive a clinic van.", now=now)
    place = home(harbour, f"{ask.public_id}/")
    for who, expected in (("Dee", {A_LIFT, given.words.body}), ("Tom", {A_LIFT, given.words.body}), ("Sam", {A_LIFT})):
        page = text_of(
            send(client_of(harbour.members[who]), f"/c/{harbour.circle.public_id}/find/", looked_for="clinic")
        )
        assert {text for text in (A_LIFT, given.words.body) if text in page} == expected
        assert place in page


def test_once_it_has_ended_its_words_are_for_its_author_and_whoever_answered(harbour, now):
    ask = asked(harbour, now)
    actions.answer(ask=ask, by=harbour.tom, text="I could.", now=now)
    actions.end(ask=ask, by=harbour.dee, now=now)
    find = f"/c/{harbour.circle.public_id}/find/"
    for who, reads in (("Dee", True), ("Tom", True), ("Asha", False)):
        client = client_of(harbour.members[who])
        page = text_of(client.get(home(harbour, f"{ask.public_id}/")))
        assert "This has ended" in page
        assert (A_LIFT in page) is reads
        assert (A_LIFT in text_of(send(client, find, looked_for="clinic"))) is reads


def test_what_ended_when_its_author_left_does_not_begin_again_when_they_come_back(harbour, now):
    ask = asked(harbour, now)
    actions.answer(ask=ask, by=harbour.tom, text="I could.", now=now)
    invitation = circles.invite(by=harbour.tom, now=now)
    circles.leave(by=harbour.dee, now=now)
    place = {"name": "Dee", "shape": "wave", "colour": "leaf", "standing": "for_myself", "organisation": ""}
    circles.join(invitation=invitation, person=harbour.dee.person, **place, now=now + timedelta(hours=1))
    assert texts(harbour, "Tom", now) == []
    assert [each.state for each in mine(viewer=harbour.tom, now=now).answered] == ["ended"]
