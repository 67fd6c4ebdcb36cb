"""What stays somebody's while they are away: their own words, and promises by them and to them. Nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import handinhand
from handinhand.away.models import Away
from handinhand.circles.actions import agree_to_hold, ask_hold, cover, lift_hold
from handinhand.circles.models import Hold
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.topics.actions import add_topics, say_what_it_touches
from handinhand.words import actions as words
from handinhand.words.models import NotSeeing, Words
from tests.away.test_away import begun, plain
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TO_ME, BY_ME, OTHERS = "I will mend the kettle for Tom.", "I bring the cups.", "I will paint the gate."
PAUSED = "visible_to_before_the_pause"
ANSWER = "The kettle is mended."


def promise(group: Group, by: str, text: str, *, of: Words | None = None) -> Promise:
    given = {"circle": group.circle, "scope": group.scope, "by_when": None, "now": timezone.now()}
    return promises.make(by=group.members[by], text=text, came_from=of, **given)


def said(group: Group, by: str, text: str) -> Words:
    given = {"circle": group.circle, "scope": group.scope, "state": "shared", "now": timezone.now()}
    return words.write(by=group.members[by].person, body=text, **given)


def mine(group: Group, name: str = "Tom") -> str:
    answer = client_of(group.members[name]).get(f"/c/{group.circle.public_id}/stepping-away/mine/")
    return text_of(answer) if answer.status_code == 200 else ""


@pytest.fixture
def kettle(harbour: Group) -> Promise:
    """Dee promised something because Tom asked; Tom promised something; and Sam did, for everybody."""
    made = promise(harbour, "Dee", TO_ME, of=said(harbour, "Tom", "The kettle is broken."))
    promise(harbour, "Tom", BY_ME)
    promise(harbour, "Sam", OTHERS)
    said(harbour, "Sam", "Only for who is here.")
    return made


def test_promises_by_me_and_to_me_and_nothing_else(harbour: Group, kettle: Promise) -> None:
    begun(harbour)
    page = mine(harbour)
    for each in (TO_ME, BY_ME, "The kettle is broken.", "Dee"):
        assert each in page
    for each in (OTHERS, "Only for who is here.", "Sam"):
        assert each not in page
    promises.answer(promise=kettle, by=harbour.dee, kind=AnswerKind.DONE, text=ANSWER, now=timezone.now())
    assert ANSWER in mine(harbour)
    # The rest of the circle, and the promise's own page, stay shut.
    circle = f"/c/{harbour.circle.public_id}/"
    for where in ("", "promises/", f"promises/{kettle.public_id}/", "members/"):
        assert TO_ME not in text_of(client_of(harbour.tom).get(circle + where))
    assert not Words.objects.visible_to(harbour.tom.person).filter(pk=kettle.words_id).exists()


def test_a_promise_that_somebody_took_on_for_me_and_one_that_i_took_on(harbour: Group) -> None:
    given = {"circle": harbour.circle, "scope": harbour.scope, "by_when": None, "now": timezone.now()}
    asked = promises.make(by=None, text="Who looks after the boat?", **given)
    promises.take_on(promise=asked, by=harbour.tom, by_when=None, now=timezone.now())
    begun(harbour)
    assert "Who looks after the boat?" in mine(harbour)


def test_nobody_else_has_such_a_page(harbour: Group, hillside: Group, kettle: Promise) -> None:
    assert mine(harbour) == ""
    begun(harbour)
    assert mine(harbour, "Dee") == ""
    address = f"/c/{harbour.circle.public_id}/stepping-away/mine/"
    assert client_of(hillside.bo).get(address).status_code == 404
    # Once it is over they are in the circle as before, and read it there.
    Hold.objects.update(began_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=1))
    assert mine(harbour) == ""


def test_a_hold_for_safety_opens_no_such_page(harbour: Group, kettle: Promise) -> None:
    now = timezone.now()
    hold = ask_hold(member=harbour.tom, by=harbour.nia, now=now)
    agree_to_hold(hold=hold, by=harbour.ravi, now=now)
    assert mine(harbour) == ""


def test_nor_does_one_that_lies_over_the_pause(harbour: Group, kettle: Promise) -> None:
    now = timezone.now()
    hold = ask_hold(member=harbour.tom, by=harbour.nia, now=now)
    agree_to_hold(hold=hold, by=harbour.ravi, now=now)
    begun(harbour)
    assert mine(harbour) == ""
    lift_hold(hold=Hold.objects.get(pk=hold.pk), by=harbour.nia, now=timezone.now())
    assert TO_ME in mine(harbour)


def test_words_of_others_are_read_during_the_pause_in_one_place_alone() -> None:
    house = Path(handinhand.__file__).parent
    reading = {str(each.relative_to(house)) for each in house.rglob("*.py") if PAUSED in each.read_text()}
    assert reading == {"words/models.py", "away/queries.py"}


def test_covered_taken_back_and_not_seen_are_not_on_it(harbour: Group, kettle: Promise) -> None:
    begun(harbour)
    cover(words=kettle.words, by=harbour.nia, now=timezone.now())
    assert TO_ME not in mine(harbour)
    Words.objects.update(covered_until=None)
    assert TO_ME in mine(harbour)
    given = {"circle": harbour.circle, "by": harbour.tom.person, "about": harbour.dee.person}
    hidden = NotSeeing.objects.create(**given)
    assert TO_ME not in mine(harbour)
    hidden.delete()
    words.take_back(words=Words.objects.get(pk=kettle.words_id), by=harbour.dee.person)
    assert TO_ME not in mine(harbour)


def test_what_it_touches_on_stands_folded(harbour: Group, kettle: Promise) -> None:
    add_topics(by=harbour.tom.person, names=["steam"])
    now = timezone.now()
    say_what_it_touches(words=kettle.words, by=harbour.dee.person, topics=["steam"], gist="", now=now)
    begun(harbour)
    page = mine(harbour)
    assert "steam" in page
    assert page.index("<details") < page.index(TO_ME)


def test_looking_at_it_leaves_no_trace(harbour: Group, kettle: Promise) -> None:
    begun(harbour)

    def as_others_see() -> list[str]:
        pages = [text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/{at}")) for at in ("", "done/")]
        return [
            *map(plain, pages),
            str(list(Entry.objects.values_list("pk"))),
            str(list(Channel.objects.values_list())),
        ]

    before = as_others_see()
    assert TO_ME in mine(harbour)
    assert as_others_see() == before


def test_words_of_theirs_are_taken_back_from_there(harbour: Group, kettle: Promise) -> None:
    begun(harbour)
    own = Words.objects.visible_to(harbour.tom.person).get(promise__isnull=True, carried_into__isnull=False)
    assert f"/words/{own.public_id}/" in mine(harbour)
    send(client_of(harbour.tom), f"/words/{own.public_id}/take-back/")
    assert not Words.objects.visible_to(harbour.dee.person).filter(pk=own.pk).exists()


def test_everybody_reads_the_exact_words_before_they_agree() -> None:
    """Whoever agrees, and whoever it is about, read the same whole text: nothing is added later."""
    group = make_group(name="Quay", now=timezone.now(), people=("Tom", "Dee", "Asha", "Sam"))
    given = {
        "happened": "He shouted.",
        "kind": "look",
        "beside": "Marcus.",
        "way_back": "By the door.",
        "stays": "Pay.",
    }
    until = str((timezone.now() + timedelta(days=40)).date())
    at = f"/c/{group.circle.public_id}/stepping-away/"
    ask = f"{at}ask/{group.tom.public_id}/"
    first = text_of(send(client_of(group.dee), ask, until=until, **given))
    assert "What they will read, word for word" in first
    assert not Away.objects.exists()
    address = send(client_of(group.dee), ask, until=until, read="yes", **given).headers["Location"]
    pieces = ("He shouted.", "look at it again together", "Marcus.", "By the door.", "that they can leave.", "Pay.")
    pages = [text_of(client_of(group.asha).get(address)), text_of(client_of(group.tom).get(at))]
    for page in (first, *pages):
        places = [page.index(each) for each in pieces]
        assert places == sorted(places)
