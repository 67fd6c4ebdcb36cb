"""Two members let somebody back in: who can, when, what it opens, and who can stop it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handinhand.care.actions import check_in
from handinhand.circles import actions as circles
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.ledger.models import Entry
from handinhand.notices.models import Letter
from handinhand.people.models import Address, SignInCard
from handinhand.people.rules import TooManyTries
from handinhand.returning import actions, queries, rules
from handinhand.returning.models import Asked, Known
from handinhand.returning.rules import NoSuchAsk, NotTheirs, NotYet, TooLate
from handinhand.words import actions as words
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import own_scope
from handinhand.words.rules import NotYours
from tests.cast import add_member
from tests.home.wishes import safe

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATER = timedelta(hours=1)


class Scene:
    """Tom has lost his phone; he has an address that he no longer reads."""

    def __init__(self, harbour, now):
        self.harbour, self.now = harbour, now + LATER
        self.invitation = circles.invite(by=harbour.asha, now=now)
        Address.objects.create(person=harbour.tom.person, email="tom@example.org", confirmed_at=now)
        safe(harbour.tom, now)
        self.asked = self.ask("Tom")
        self.now += LATER

    def ask(self, name, person=None):
        return actions.ask(person=person, invitation=self.invitation, name=name, where="here", now=self.now)

    def known(self, *names):
        for name in names:
            found = actions.find_ask(by=self.harbour.members[name], code=self.asked.code, now=self.now)
            actions.say_i_know(by=self.harbour.members[name], asked=found, now=self.now)

    def wait(self, time=rules.WAITS):
        self.now += time

    def come_in(self, asked=None, by=None):
        asked = asked or self.asked
        return actions.come_in(by=by or asked.asker, asked=asked, now=self.now)

    def let_in(self):
        self.known("Asha", "Jo")
        self.wait()
        return self.come_in()


@pytest.fixture
def scene(harbour, now):
    return Scene(harbour, now)


def test_two_who_know_them_and_two_days_let_somebody_back_in(scene):
    with pytest.raises(NotYet):
        scene.come_in()
    scene.known("Asha")
    scene.wait(timedelta(days=5))
    with pytest.raises(NotYet):
        scene.come_in()
    scene.known("Jo")
    scene.wait(rules.WAITS - timedelta(seconds=1))
    with pytest.raises(NotYet):
        scene.come_in()
    scene.wait(timedelta(seconds=1))
    came = scene.come_in()
    assert came.name == "Tom (let back in)"
    assert (came.shape, came.colour) == (scene.harbour.tom.shape, scene.harbour.tom.colour)
    assert scene.come_in() == came
    told = list(Entry.objects.filter(circle=scene.harbour.circle).order_by("pk").values_list("power", "by"))
    asha, jo = scene.harbour.asha.person_id, scene.harbour.jo.person_id
    assert told[-3:] == [
        (Power.SAY_I_KNOW, asha),
        (Power.SAY_I_KNOW, jo),
        (Power.LET_BACK_IN, scene.asked.asker_id),
    ]


def test_nothing_that_was_for_them_alone_is_opened(scene):
    tom, circle = scene.harbour.tom, scene.harbour.circle
    mine = own_scope(circle, tom.person)
    words.write(circle=circle, scope=mine, by=tom.person, body="Mine.", state=State.SHARED, now=scene.now)
    check_in(circle=circle, scope=mine, by=tom.person, body="Tired.", now=scene.now)
    draft = {"scope": scene.harbour.scope, "by": tom.person, "body": "Not yet said.", "state": State.DRAFT}
    words.write(circle=circle, now=scene.now, **draft)
    open_to_all = {**draft, "body": "For us all.", "state": State.SHARED}
    words.write(circle=circle, now=scene.now, **open_to_all)
    came = scene.let_in()
    assert came.person_id != tom.person_id
    assert [each.body for each in Words.objects.visible_to(came.person)] == ["For us all."]
    with pytest.raises(NotYours):
        words.change(words=Words.objects.visible_to(came.person).get(), by=came.person, body="Changed.")
    assert not Address.objects.filter(person=came.person).exists()
    assert Member.objects.get(pk=tom.pk).left_at is None


def test_one_person_is_not_two(scene):
    scene.known("Asha")
    scene.known("Asha")
    assert Known.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Known.objects.create(circle=scene.harbour.circle, asked=scene.asked, by=scene.harbour.asha, at=scene.now)
    assert Asked.objects.get().waits_until is None


def test_who_came_after_the_ask_does_not_know_them(scene):
    late = circles.join(
        person=None,
        invitation=scene.invitation,
        now=scene.now,
        name="Friend",
        shape="sun",
        colour="sky",
        standing="for_myself",
        organisation=None,
    )
    with pytest.raises(NotTheirs):
        actions.say_i_know(by=late, asked=scene.asked, now=scene.now)


def test_neither_the_person_themselves_nor_another_circle_says_so(scene, hillside):
    with pytest.raises(NotTheirs):
        actions.say_i_know(by=scene.harbour.tom, asked=scene.asked, now=scene.now)
    with pytest.raises(NoSuchAsk):
        actions.find_ask(by=hillside.bo, code=scene.asked.code, now=scene.now)
    with pytest.raises(NotTheirs):
        actions.say_i_know(by=hillside.bo, asked=scene.asked, now=scene.now)
    both = add_member(hillside, "Asha", now=scene.now - 5 * LATER, person=scene.harbour.asha.person)
    scene.known("Asha")
    with pytest.raises(NotTheirs):
        actions.say_i_know(by=both, asked=scene.asked, now=scene.now)


def test_the_code_is_what_lets_a_member_find_the_ask_and_guessing_is_limited(scene):
    for _ in range(rules.CODES_OF_A_MEMBER.times):
        with pytest.raises(NoSuchAsk):
            actions.find_ask(by=scene.harbour.dee, code="qqqqqqqqq", now=scene.now)
    with pytest.raises(TooManyTries):
        actions.find_ask(by=scene.harbour.dee, code=scene.asked.code, now=scene.now)
    kept = Asked.objects.values_list("code", "name").get()
    assert scene.asked.code.encode() not in bytes(kept[0])
    assert b"Tom" not in bytes(kept[1])


def test_only_who_asked_comes_in(scene, now):
    scene.known("Asha", "Jo")
    scene.wait()
    thief = Person.objects.create(began_at=now)
    for other in (thief, scene.harbour.asha.person, scene.harbour.tom.person):
        with pytest.raises(NotTheirs):
            scene.come_in(by=other)


def test_every_contact_and_every_open_page_is_told_when_the_days_begin(scene):
    scene.known("Asha")
    assert not Letter.objects.exists()
    assert queries.in_my_name(person=scene.harbour.tom.person, now=scene.now) == []
    scene.known("Jo")
    letter = Letter.objects.get()
    assert letter.to == "tom@example.org"
    assert "Harbour" not in letter.body + letter.subject
    told = queries.in_my_name(person=scene.harbour.tom.person, now=scene.now)
    assert [each.by for each in told] == ["Asha and Jo"]
    for other in ("Dee", "Asha"):
        assert queries.in_my_name(person=scene.harbour.members[other].person, now=scene.now) == []


def link_in(letter):
    return next(line for line in letter.body.splitlines() if "/back/stop/" in line).rstrip("/").rsplit("/", 1)[1]


@pytest.mark.parametrize("way", ["today", "letter"])
def test_it_is_stopped_from_an_open_page_or_from_the_letter(scene, way):
    scene.known("Asha", "Jo")
    for _twice in range(2):
        if way == "today":
            actions.stop(by=scene.harbour.tom.person, asked=scene.asked, now=scene.now)
        else:
            actions.stop_by_link(token=link_in(Letter.objects.get()), now=scene.now)
    scene.wait()
    with pytest.raises(TooLate):
        scene.come_in()
    with pytest.raises(TooLate):
        actions.say_i_know(by=scene.harbour.dee, asked=scene.asked, now=scene.now)
    assert queries.in_my_name(person=scene.harbour.tom.person, now=scene.now) == []
    assert not Entry.objects.filter(power__in=(Power.LET_BACK_IN, Power.END_PLACE)).exists()


def test_nobody_else_stops_it(scene):
    scene.known("Asha", "Jo")
    for other in (scene.harbour.dee.person, scene.asked.asker, scene.harbour.asha.person):
        with pytest.raises(NotTheirs):
            actions.stop(by=other, asked=scene.asked, now=scene.now)
    with pytest.raises(NotTheirs):
        actions.stop_by_link(token="guessed", now=scene.now)


def test_the_persons_own_return_ends_the_place_that_was_opened(scene):
    came = scene.let_in()
    actions.stop(by=scene.harbour.tom.person, asked=scene.asked, now=scene.now)
    came.refresh_from_db()
    assert came.left_at == scene.now
    assert not Words.objects.visible_to(came.person).exists()
    ended = Entry.objects.latest("pk")
    assert (ended.power, ended.by_id) == (Power.END_PLACE, scene.harbour.tom.person_id)
    with pytest.raises(TooLate):
        scene.come_in()
    again = scene.ask("Tom", person=scene.asked.asker)
    assert again.waits_until is None


def test_a_yes_counts_while_who_said_it_is_here(scene):
    scene.known("Asha", "Jo")
    circles.leave(by=scene.harbour.jo, now=scene.now)
    scene.wait()
    with pytest.raises(NotYet):
        scene.come_in()
    scene.known("Dee")
    # The link in the one before works no more, so it does not leave.
    assert Letter.objects.count() == 1
    with pytest.raises(NotYet):
        scene.come_in()
    scene.wait()
    assert scene.come_in().name == "Tom (let back in)"


def test_who_left_or_switched_it_off_or_never_was_is_not_let_back_in_and_nobody_can_tell(scene):
    actions.wish(by=scene.harbour.dee, switched_off=True, opener=None)
    circles.leave(by=scene.harbour.nia, now=scene.now)
    answers = set()
    for name in ("Dee", "Nia", "Nobody", "Ravi"):
        asked = scene.ask(name)
        (mine,) = queries.asks_of(person=asked.asker, now=scene.now)
        answers.add((mine.is_open, mine.is_ready, mine.waits, len(asked.code)))
        if name != "Ravi":
            with pytest.raises(NoSuchAsk):
                actions.find_ask(by=scene.harbour.asha, code=asked.code, now=scene.now)
    assert len(answers) == 1


def test_who_leaves_or_switches_it_off_in_between_is_not_let_in(scene):
    scene.known("Asha", "Jo")
    scene.wait()
    actions.wish(by=scene.harbour.tom, switched_off=True, opener=None)
    with pytest.raises(TooLate):
        scene.come_in()
    actions.wish(by=scene.harbour.tom, switched_off=False, opener=None)
    circles.leave(by=scene.harbour.tom, now=scene.now)
    with pytest.raises(TooLate):
        scene.come_in()


def test_a_hold_is_not_got_round_by_a_place_beside_it(scene):
    scene.known("Asha", "Jo")
    scene.wait()
    tom = scene.harbour.tom
    tom.held_until = timezone.now() + timedelta(days=1)
    tom.save()
    with pytest.raises(NotYet):
        scene.come_in()
    assert queries.place_called(circle=scene.harbour.circle, name="Tom") is None
    tom.held_until = timezone.now() - timedelta(minutes=1)
    tom.save()
    assert scene.come_in().circle == scene.harbour.circle


def test_two_who_ask_for_one_place_do_not_both_get_it(scene):
    other = scene.ask("tom ")
    for name in ("Dee", "Ravi"):
        actions.say_i_know(by=scene.harbour.members[name], asked=other, now=scene.now + LATER)
    scene.known("Asha", "Jo")
    scene.wait(rules.WAITS + LATER)
    scene.come_in()
    with pytest.raises(TooLate):
        scene.come_in(asked=other)
    assert Member.objects.filter(circle=scene.harbour.circle, name__isnull=False, left_at=None).count() == 9


def test_an_ask_runs_out_and_goes(scene):
    scene.wait(rules.ASK_LASTS)
    with pytest.raises(NoSuchAsk):
        actions.find_ask(by=scene.harbour.asha, code=scene.asked.code, now=scene.now)
    scene.invitation = circles.invite(by=scene.harbour.asha, now=scene.now)
    scene.ask("Sam")
    assert not Asked.objects.filter(pk=scene.asked.pk).exists()


def test_asking_is_limited_from_one_place(scene):
    for _ in range(rules.ASKS_FROM.times):
        scene.ask("Tom")
    with pytest.raises(TooManyTries):
        scene.ask("Tom")


def test_the_member_they_named_opens_what_is_theirs_and_nobody_else_does(scene):
    actions.wish(by=scene.harbour.tom, switched_off=False, opener=scene.harbour.sam)
    scene.known("Asha", "Sam")
    with pytest.raises(TooLate):
        actions.open_all(by=scene.harbour.sam, asked=scene.asked, now=scene.now)
    scene.wait()
    came = scene.come_in()
    for other in ("Asha", "Jo", "Dee"):
        with pytest.raises(NotTheirs):
            actions.open_all(by=scene.harbour.members[other], asked=scene.asked, now=scene.now)
    with pytest.raises(NotTheirs):
        actions.open_all(by=came, asked=scene.asked, now=scene.now)
    with pytest.raises(TooLate):
        actions.come_in_as_myself(by=scene.asked.asker, asked=scene.asked, now=scene.now)
    actions.open_all(by=scene.harbour.sam, asked=scene.asked, now=scene.now)
    with pytest.raises(NotTheirs):
        actions.come_in_as_myself(by=scene.harbour.sam.person, asked=scene.asked, now=scene.now)
    assert actions.come_in_as_myself(by=scene.asked.asker, asked=scene.asked, now=scene.now) == scene.harbour.tom.person
    came.refresh_from_db()
    assert came.left_at == scene.now
    with pytest.raises(TooLate):
        actions.come_in_as_myself(by=scene.asked.asker, asked=scene.asked, now=scene.now)


def test_nobody_names_themselves_or_somebody_of_another_circle(scene, hillside):
    for opener in (scene.harbour.tom, hillside.bo):
        with pytest.raises(NotTheirs):
            actions.wish(by=scene.harbour.tom, switched_off=False, opener=opener)


def test_the_mark_in_the_name_cannot_be_taken_off(scene):
    came = scene.let_in()
    place = {"shape": "sun", "colour": "sky", "standing": "for_myself", "organisation": None}
    with pytest.raises(circles.NameTaken):
        circles.change_my_place(by=came, name="TOM", **place)


def test_the_asker_gone_takes_the_ask_along(scene):
    scene.asked.asker.delete()
    assert not Asked.objects.exists()
    assert not SignInCard.objects.exists()
    with pytest.raises(TooLate):
        actions.say_i_know(by=scene.harbour.asha, asked=scene.asked, now=scene.now)


def test_the_database_itself_refuses_to_let_in_too_soon_or_after_a_stop(scene):
    tom = scene.harbour.tom
    given = {"let_in_at": scene.now, "member": tom, "waits_until": scene.now}
    for wrong in ({"waits_until": scene.now + LATER}, {"stopped_at": scene.now}, {"member": None}, {"of": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Asked.objects.update(**{**given, **wrong})
