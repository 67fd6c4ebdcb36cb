"""What somebody comes with, what newcomers read, and who says hello first: shown to whom, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handinhand.circles import actions
from handinhand.circles.actions.hellos import NotOffered
from handinhand.circles.actions.reading import ReadingChanged
from handinhand.circles.models import Hello, Member, Reading
from handinhand.ledger.models import Entry
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
TEXTS = {"happens": "Tea, a round, and a walk.", "who": "People from both sides of the desk.", "not_asked": "Why."}


def at(group: Group, name: str, *ids: str) -> str:
    return reverse(f"circles:{name}", args=[group.circle.public_id, *ids])


def joining(harbour: Group, now) -> str:
    return reverse("circles:join", args=[actions.invite(by=harbour.tom, now=now).token])


def test_what_i_come_with_stands_beside_my_name_until_i_empty_it(harbour: Group):
    dee, others = client_of(harbour.dee), client_of(harbour.tom)
    send(dee, at(harbour, "comes_with"), pronouns="she or they", say_name="Dee, like the letter")
    shown = text_of(others.get(at(harbour, "members")))
    assert "she or they" in shown
    assert "Dee, like the letter" in shown
    send(dee, at(harbour, "comes_with"), pronouns="", say_name="")
    assert "she or they" not in text_of(others.get(at(harbour, "members")))
    assert Member.objects.get(pk=harbour.dee.pk).pronouns is None
    assert not Entry.objects.exists()


def test_what_i_come_with_goes_when_i_leave(harbour: Group, now):
    actions.offer_hello(by=harbour.dee, offers=True)
    actions.come_with(by=harbour.dee, pronouns="she", say_name="Dee")
    actions.ask_for_hello(to=harbour.dee.public_id, by=harbour.sam, now=timezone.now())
    actions.leave(by=harbour.dee, now=now)
    left = Member.objects.get(pk=harbour.dee.pk)
    assert (left.pronouns, left.say_name, left.says_hello) == (None, None, False)
    assert not Hello.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"pronouns": "x" * 61}, "1 letter too long"),
        ({"say_name": "a\x00b"}, "a letter in here that we cannot keep"),
        ({"say_name": "\u202eeeD"}, "a hidden sign"),
        ({"pronouns": "\u3164"}, "nothing to read in here yet"),
    ],
)
def test_what_i_come_with_that_needs_another_look(harbour: Group, sent, sentence):
    answer = send(client_of(harbour.dee), at(harbour, "comes_with"), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Member.objects.get(pk=harbour.dee.pk).pronouns is None


def test_newcomers_read_what_the_circle_wrote_before_any_box(harbour: Group, now):
    send(client_of(harbour.dee), at(harbour, "reading"), instead_of=0, **TEXTS)
    page = text_of(Client().get(joining(harbour, now)))
    before_the_boxes = page[: page.index('name="my_name"')]
    assert all(each in before_the_boxes for each in TEXTS.values())
    assert "changed what people read before they join" in text_of(client_of(harbour.jo).get(at(harbour, "ledger")))
    send(client_of(harbour.jo), at(harbour, "reading"), instead_of=1, **{**TEXTS, "who": "All sorts of people."})
    assert "All sorts of people." in text_of(Client().get(joining(harbour, now)))
    kept = text_of(client_of(harbour.tom).get(at(harbour, "reading")))
    assert TEXTS["who"] in kept.partition("What it was before")[2]


def test_two_who_change_the_reading_at_once_lose_nothing(harbour: Group, now):
    actions.change_reading(by=harbour.tom, instead_of=0, now=now, **TEXTS)
    mine = {**TEXTS, "happens": "A talk about the boats."}
    with pytest.raises(ReadingChanged):
        actions.change_reading(by=harbour.dee, instead_of=0, now=now, **mine)
    answer = send(client_of(harbour.dee), at(harbour, "reading"), instead_of=0, **mine)
    page = text_of(answer)
    assert answer.status_code == 422
    assert mine["happens"] in page
    assert TEXTS["happens"] in page
    assert 'name="instead_of" value="1"' in page
    send(client_of(harbour.dee), at(harbour, "reading"), instead_of=1, **mine)
    assert [each.happens for each in Reading.objects.order_by("number")] == [TEXTS["happens"], mine["happens"]]


def test_the_same_reading_again_is_no_new_version(harbour: Group, now):
    for _each in range(2):
        actions.change_reading(by=harbour.tom, instead_of=0, now=now, **TEXTS)
    assert Reading.objects.count() == Entry.objects.count() == 1


def test_only_who_offered_it_is_shown_to_who_is_not_in_yet(harbour: Group, now):
    address = joining(harbour, now)
    page = text_of(Client().get(address))
    assert not [name for name in harbour.members if f">{name}<" in page]
    send(client_of(harbour.dee), at(harbour, "offer_hello"), offers="yes")
    page = text_of(Client().get(address))
    assert [name for name in harbour.members if f">{name}<" in page] == ["Dee"]
    send(client_of(harbour.dee), at(harbour, "offer_hello"), offers="no")
    page = text_of(Client().get(address))
    assert not [name for name in harbour.members if f">{name}<" in page]


def test_a_newcomer_chooses_before_joining_and_only_that_member_is_told(harbour: Group, now):
    for name in ("dee", "sam"):
        actions.offer_hello(by=getattr(harbour, name), offers=True)
    newcomer = Client()
    send(newcomer, joining(harbour, now), my_name="Wren", hello=harbour.dee.public_id)
    wanted = "To say hello to somebody new"
    assert wanted in text_of(client_of(harbour.dee).get("/"))
    assert "Wren" in text_of(client_of(harbour.dee).get(at(harbour, "hello")))
    assert wanted not in text_of(client_of(harbour.sam).get("/"))
    assert "would like a hello from you" not in text_of(client_of(harbour.sam).get(at(harbour, "hello")))
    hello = Hello.objects.get()
    send(client_of(harbour.sam), at(harbour, "answer_hello"), hello=hello.public_id)
    assert Hello.objects.exists(), "nobody else can make it go"
    send(client_of(harbour.dee), at(harbour, "answer_hello"), hello=hello.public_id)
    assert wanted not in text_of(client_of(harbour.dee).get("/"))
    assert not Entry.objects.exclude(power__in=["invite", "join"]).exists()


def test_after_joining_too_and_twice_is_once(harbour: Group):
    actions.offer_hello(by=harbour.dee, offers=True)
    for _each in range(2):
        send(client_of(harbour.sam), at(harbour, "ask_hello"), to=harbour.dee.public_id)
    assert Hello.objects.get().to == harbour.dee


def test_who_stopped_offering_a_moment_ago_is_not_told(harbour: Group, hillside: Group, now):
    address = joining(harbour, now)
    actions.offer_hello(by=harbour.dee, offers=True)
    actions.offer_hello(by=hillside.bo, offers=True)
    actions.offer_hello(by=harbour.dee, offers=False)
    for to in (harbour.dee.public_id, hillside.bo.public_id, "\x00", "nobody"):
        answer = send(client_of(harbour.sam), at(harbour, "ask_hello"), to=to)
        assert answer.status_code == 422
        assert "They do not offer it just now." in text_of(answer)
        with pytest.raises(NotOffered):
            actions.ask_for_hello(to=to, by=harbour.sam, now=timezone.now())
    joined = Client()
    answer = send(joined, address, my_name="Wren", hello=harbour.dee.public_id)
    assert answer.status_code in {302, 422}
    assert not Hello.objects.exists()


def test_nobody_says_hello_to_themselves(harbour: Group):
    actions.offer_hello(by=harbour.dee, offers=True)
    with pytest.raises(NotOffered):
        actions.ask_for_hello(to=harbour.dee.public_id, by=harbour.dee, now=timezone.now())
