"""Everything I have written, on one page: where it stands, who can see it, and what I can do with it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.care.actions import check_in
from handinhand.circles.actions import cover
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.home.actions.written import StaysAsItIs, show_further
from handinhand.meetings.actions.rooms import close
from handinhand.meetings.actions.said import say
from handinhand.meetings.choices import PartKind, Wider
from handinhand.meetings.models import Said
from handinhand.profiles.actions import choose_people, write_line
from handinhand.profiles.choices import Heading, Sees
from handinhand.words import actions as words
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, Words
from handinhand.words.queries import own_scope
from handinhand.words.who import names_for, who_sees
from tests.browsing import client_of, text_of
from tests.cast import Group, make_group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db]
ALL = "/me/written/"


@pytest.fixture
def few() -> Group:
    """A circle of four."""
    return make_group(name="Lantern Circle", now=timezone.now(), people=("Dee", "Asha", "Tom", "Nia"))


def share(group: Group, name: str, body: str, *, scope=None) -> Words:
    given = {"circle": group.circle, "scope": scope or group.scope, "by": group.members[name].person}
    return words.write(body=body, state=State.SHARED, now=timezone.now(), **given)


def said_in_a_meeting(group: Group, body: str) -> Said:
    """What Dee said in a meeting that is over, in which Asha was, too."""
    now = timezone.now()
    meeting = go(begin(group, now=now, come=("Tom", "Dee", "Asha")), PartKind.TALK, by=group.tom, now=now)
    talk = part(meeting, PartKind.TALK)
    said = say(meeting=meeting, part=talk, by=group.dee, body=body, keep=False, now=now, question=None)
    close(meeting=fresh(meeting), by=group.tom, now=now)
    return Said.objects.select_related("words").get(pk=said.pk)


def page(client: Client, address: str = ALL) -> str:
    return text_of(client.get(address))


def beside(text: str, body: str) -> str:
    """The sentence that follows some words on the page."""
    return text.split(body, 1)[1][:700]


def test_all_of_it_stands_there_with_who_can_see_it_and_nothing_of_others(few: Group) -> None:
    now, dee = timezone.now(), few.dee
    share(few, "Dee", "The tea urn drips.")
    share(few, "Asha", "Asha alone says this.")
    check_in(circle=few.circle, scope=own_scope(few.circle, dee.person), by=dee.person, body="Tired.", now=now)
    write_line(by=dee, heading=Heading.values[0], body="I like mornings.", sees=Sees.ME, now=now)
    pair = words.make_scope(circle=few.circle, kind=ScopeKind.PAIR)
    for each in (dee, few.tom):
        words.let_see(scope=pair, person=each.person)
    share(few, "Dee", "Between us two.", scope=pair)
    text = page(client_of(dee))
    circle = "Everyone in your circle can see this, with your name: Asha, Tom and Nia. They may have read it already."
    assert circle in beside(text, "The tea urn drips.")
    assert "Only you can see this." in beside(text, "Tired.")
    assert "Only you can see this." in beside(text, "I like mornings.")
    assert "Only you and one other person can see this: Tom." in beside(text, "Between us two.")
    assert "Here you are called Dee." in text
    assert "Asha alone says this." not in text
    assert "The tea urn drips." not in page(client_of(few.asha))


def test_in_a_large_circle_nobody_is_listed(harbour: Group) -> None:
    share(harbour, "Dee", "The tea urn drips.")
    text = beside(page(client_of(harbour.dee)), "The tea urn drips.")
    assert "Everyone in your circle can see this, with your name. They may have read it already." in text


def test_taken_back_and_covered_words_are_mine_alone_and_can_be_taken_back_again(few: Group) -> None:
    one, other = share(few, "Dee", "The tea urn drips."), share(few, "Dee", "The door sticks.")
    cover(words=other, by=few.tom, now=timezone.now())
    client = client_of(few.dee)
    for _twice in range(2):
        for each in (one, other):
            client.post(f"/words/{each.public_id}/take-back/", {"key": f"key{each.public_id}{_twice}", "back": ALL})
    text = page(client)
    assert "You took this back. Only you can see it now." in beside(text, "The tea urn drips.")
    assert "You took this back. Only you can see it now." in beside(text, "The door sticks.")
    assert not Words.objects.visible_to(few.asha.person).filter(author=few.dee.person).exists()


def test_while_my_access_is_held_nobody_is_named(few: Group) -> None:
    one = share(few, "Dee", "The tea urn drips.")
    until = timezone.now() + timedelta(hours=5)
    words.pause_sight(circle=few.circle, person=few.dee.person, until=until)
    Member.objects.filter(pk=few.dee.pk).update(held_until=until)
    assert "Asha" not in beside(page(client_of(few.dee)), "The tea urn drips.")
    assert not names_for(viewer=few.dee.person, words=[one])


def test_whoever_alone_is_left_in_a_scope_is_told_so(few: Group) -> None:
    group = words.make_scope(circle=few.circle, kind=ScopeKind.GROUP)
    words.let_see(scope=group, person=few.dee.person)
    one = share(few, "Dee", "Only a try.", scope=group)
    said = who_sees(one, names_for(viewer=few.dee.person, words=[one]))
    assert said == "Nobody else is there now, so only you can see this."


def test_a_gift_names_nobody_so_that_nothing_says_whether_it_was_kept(few: Group) -> None:
    gift = words.make_scope(circle=few.circle, kind=ScopeKind.GIFT)
    words.let_see(scope=gift, person=few.dee.person)
    one = share(few, "Dee", "You waited for me.", scope=gift)
    before = who_sees(one, names_for(viewer=few.dee.person, words=[one]))
    words.let_see(scope=gift, person=few.asha.person)
    assert who_sees(one, names_for(viewer=few.dee.person, words=[one])) == before
    assert "Asha" not in before


def test_what_i_said_in_a_meeting_goes_to_the_circle_and_back(few: Group) -> None:
    said = said_in_a_meeting(few, "A lamp by the door.")
    client, where = client_of(few.dee), f"/me/written/{said.words.public_id}/who/"
    for number, (wider, reaches) in enumerate((("yes", True), ("no", False), ("yes", True))):
        client.post(where, {"key": f"key-{number}-{said.words.public_id}", "wider": wider})
        words_now = Words.objects.get(pk=said.words_id)
        assert Words.objects.visible_to(few.nia.person).filter(pk=words_now.pk).exists() is reaches
        said.refresh_from_db()
        assert said.wider == wider
    assert "they have read" in page(client, where)


def test_words_do_not_go_to_people_i_left_a_second_ago(few: Group) -> None:
    said = said_in_a_meeting(few, "A lamp by the door.")
    show_further(words=said.words, by=few.dee.person, wider=Wider.YES)
    words.stop_seeing(scope=said.meeting.scope, person=few.dee.person)
    with pytest.raises(StaysAsItIs, match="You are not among those people any more"):
        show_further(words=Words.objects.get(pk=said.words_id), by=few.dee.person, wider=Wider.NO)
    client, where = client_of(few.dee), f"/me/written/{said.words.public_id}/who/"
    answer = client.post(where, {"key": "a-key-of-mine", "wider": "no"}, follow=True)
    assert "so your words stay where they are" in text_of(answer)
    assert Words.objects.visible_to(few.dee.person).filter(pk=said.words_id).exists()


def test_deleted_for_good_is_deleted_and_a_second_time_changes_nothing(few: Group) -> None:
    said = said_in_a_meeting(few, "A lamp by the door.")
    client, where = client_of(few.dee), f"/me/written/{said.words.public_id}/gone/"
    assert "It cannot be brought back." in page(client, where)
    answer = client.post(where, {"key": "one-key-of-mine"}, follow=True)
    assert "It is gone for good. Who has read it, has read it." in text_of(answer)
    assert not Words.objects.filter(pk=said.words_id).exists()
    assert not Said.objects.filter(pk=said.pk).exists()
    assert client.post(where, {"key": "one-key-of-mine"})["Location"] == ALL
    assert "There is no page here for you" in text_of(client.post(where, {"key": "other-key-of-mine"}))


def test_with_a_line_of_my_page_goes_whom_i_had_chosen_for_it(few: Group) -> None:
    line = write_line(
        by=few.dee, heading=Heading.values[0], body="I like mornings.", sees=Sees.CHOSEN, now=timezone.now()
    )
    asha = few.asha.public_id
    choose_people(by=few.dee, words_id=line.words.public_id, member_ids=[asha], now=timezone.now())
    client = client_of(few.dee)
    assert "Only you and those you chose can see this: Asha." in beside(page(client), "I like mornings.")
    client.post(f"/me/written/{line.words.public_id}/gone/", {"key": "one-key-of-mine"})
    assert not Words.objects.filter(pk=line.words_id).exists()
    assert not Scope.objects.filter(kind=ScopeKind.CHOSEN).exists()


def test_what_others_built_on_is_taken_back_and_not_deleted(few: Group) -> None:
    one = share(few, "Dee", "Between all of us.")
    client, where = client_of(few.dee), f"/me/written/{one.public_id}/gone/"
    assert "so it is not deleted" in page(client, where)
    answer = client.post(where, {"key": "one-key-of-mine"}, follow=True)
    assert "You can take them back." in text_of(answer)
    assert Words.objects.filter(pk=one.pk).exists()


def test_nobody_else_comes_to_these_pages(few: Group) -> None:
    said = said_in_a_meeting(few, "A lamp by the door.")
    for each in ("who", "gone"):
        where = f"/me/written/{said.words.public_id}/{each}/"
        for name in ("Asha", "Tom", "Nia"):
            other = client_of(few.members[name])
            assert "There is no page here for you" in page(other, where)
            assert other.post(where, {"key": "somebodys-key", "wider": "yes"}).status_code == 404
    assert Words.objects.get(pk=said.words_id).body == "A lamp by the door."


def test_ten_thousand_words_in_two_circles_come_page_by_page_each_once(few: Group) -> None:
    now, person = timezone.now(), few.dee.person
    other = make_group(name="Quay Circle", now=now + timedelta(minutes=1))
    add_to(other, person, now=now + timedelta(minutes=1))
    made = []
    for group, number in ((few, 9_960), (other, 40)):
        given = {"circle": group.circle, "scope": group.scope, "author": person, "state": State.SHARED}
        times = [now - timedelta(seconds=each // 2) for each in range(number)]
        made += Words.objects.bulk_create(
            Words(body=f"Line {number} {place}", written_at=at, shared_at=at, **given) for place, at in enumerate(times)
        )
    client = client_of(few.dee)
    with CaptureQueriesContext(connection) as queries:
        html = client.get(ALL).content.decode()
    assert len(queries.captured_queries) <= 12
    seen: list[str] = []
    for _page in range(3):
        seen += re.findall(r'id="w-(\w+)"', html)
        earlier = re.search(r'href="(/me/written/\?before=\w+)"', html)
        html = client.get(earlier[1]).content.decode()
    newest = sorted(made, key=lambda each: (each.circle_id == few.circle.pk, -each.written_at.timestamp(), -each.pk))
    assert seen == [each.public_id for each in newest[:90]]
    assert list(re.findall(r"Line (\d+)", html)) == ["9960"] * 30


def add_to(group: Group, person: Person, *, now) -> None:
    member = Member.objects.create(circle=group.circle, person=person, name="Dee", joined_at=now)
    words.let_see(scope=group.scope, person=person)
    group.members["Dee"] = member
