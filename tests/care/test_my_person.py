"""My person: asked through the one door, says yes first, ended by either in one tap; and nobody else can tell."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import persons as actions
from handinhand.care.choices.persons import Looks, Place, Said
from handinhand.care.models import SupportPerson
from handinhand.care.queries.persons import choosable, for_others, my_people
from handinhand.care.rules.persons import NotNow, Stands
from handinhand.circles.actions import choose_sight_of, leave
from handinhand.circles.models import Member
from handinhand.people import actions as people
from handinhand.people.models import Ask
from handinhand.words.models import Scope, Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group, add_member

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def now():
    """Sight reads the real clock."""
    return timezone.now()


def chosen(harbour: Group, now, *, who="dee", place=Place.FIRST) -> SupportPerson:
    """Tom asks somebody."""
    return actions.choose(by=harbour.tom.person, member=getattr(harbour, who), place=place, now=now)


def have_person(harbour: Group, now, *, who="dee", place=Place.FIRST) -> SupportPerson:
    """Tom asks somebody, who says yes."""
    support = chosen(harbour, now, who=who, place=place)
    actions.say_yes_to(support=support, by=getattr(harbour, who).person, now=now)
    support.refresh_from_db()
    return support


def stands(harbour: Group, now, *, second=False) -> Stands | None:
    people = my_people(person=harbour.tom.person, now=now)
    mine = people.second if second else people.first
    return mine.stands if mine is not None else None


def test_they_are_asked_and_say_yes_first(harbour: Group, now):
    dee = client_of(harbour.dee)
    tom = client_of(harbour.tom)
    assert "asks you" not in text_of(dee.get(reverse("home:today")))
    sent = send(tom, reverse("care:choose_person", args=["first"]), who=harbour.dee.public_id)
    assert sent.headers["Location"] == reverse("care:my_person")
    assert "Dee is asked. No answer yet" in text_of(tom.get(reverse("care:my_person")))
    support = SupportPerson.objects.get()
    today = text_of(dee.get(reverse("home:today")))
    assert "To be the person whom somebody turns to" in today
    assert dee.get(reverse("home:asked", args=[support.ask.public_id])).headers["Location"] == support.ask.where
    assert "Tom asks you to be their person" in text_of(dee.get(support.ask.where))
    send(dee, reverse("care:be_person", args=[support.public_id]))
    assert "Dee said yes." in text_of(tom.get(reverse("care:my_person")))
    assert "person whom somebody turns to" not in text_of(dee.get(reverse("home:today")))


def test_not_this_time_needs_no_reason_and_another_can_be_asked(harbour: Group, now):
    support = chosen(harbour, now)
    send(client_of(harbour.dee), reverse("care:be_no_person", args=[support.public_id]))
    assert "Dee said: not this time." in text_of(client_of(harbour.tom).get(reverse("care:my_person")))
    with pytest.raises(NotNow, match="again and again"):
        chosen(harbour, now)
    chosen(harbour, now, who="asha")
    assert [each.name for each in my_people(person=harbour.tom.person, now=now).those] == ["Asha"]


def test_asked_twice_is_asked_once(harbour: Group, now):
    assert chosen(harbour, now).pk == chosen(harbour, now).pk
    assert Ask.objects.count() == 1
    with pytest.raises(NotNow, match="You can end that first"):
        chosen(harbour, now, who="asha")
    with pytest.raises(NotNow, match="in the other place"):
        chosen(harbour, now, place=Place.SECOND)


def test_nobody_is_their_own_person_and_nobody_of_another_circle(harbour: Group, hillside: Group, now):
    with pytest.raises(NotNow, match="choose somebody else"):
        chosen(harbour, now, who="tom")
    form = reverse("care:choose_person", args=["first"])
    assert "They cannot be asked just now" in text_of(send(client_of(harbour.tom), form, who=hillside.bo.public_id))
    with pytest.raises(actions.NotHere):
        actions.choose(by=harbour.tom.person, member=hillside.bo, place=Place.FIRST, now=now)
    assert not SupportPerson.objects.exists()


def test_the_one_i_would_not_see_is_not_among_them(harbour: Group, now):
    choose_sight_of(by=harbour.tom, other=harbour.dee, see=False)
    assert harbour.dee.pk not in {each.pk for each in choosable(person=harbour.tom.person)}
    with pytest.raises(NotNow, match="You chose not to see their words"):
        chosen(harbour, now)


def test_whoever_would_not_see_me_never_hears_of_it_and_i_cannot_tell(harbour: Group, now):
    """For whoever asks, it is byte for byte an ask that was not answered, also when it is over."""

    pages, counts = [], []
    for look_away in (False, True):
        choose_sight_of(by=harbour.dee, other=harbour.tom, see=not look_away)
        with CaptureQueriesContext(connection) as queries:
            support = chosen(harbour, now)
        counts.append([each["sql"].split()[0] for each in queries.captured_queries])
        tom = client_of(harbour.tom)
        page = text_of(tom.get(reverse("care:my_person"))).replace(support.public_id, "-")
        pages.append(_without_proofs(page))
        asked = "person whom somebody turns to" in text_of(client_of(harbour.dee).get(reverse("home:today")))
        assert asked is not look_away
        later = now + timedelta(days=15)
        assert stands(harbour, later) is Stands.NO_ANSWER
        actions.end(support=support, by=harbour.tom.person, now=now)
    assert pages[0] == pages[1]
    assert counts[0] == counts[1]


def _without_proofs(page: str) -> str:
    """A page without what is random on each one."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)


def test_a_yes_to_somebody_one_would_not_see_is_not_kept(harbour: Group, now):
    support = chosen(harbour, now)
    choose_sight_of(by=harbour.dee, other=harbour.tom, see=False)
    with pytest.raises(NotNow, match="You can say “not this time”"):
        actions.say_yes_to(support=support, by=harbour.dee.person, now=now)
    assert SupportPerson.objects.get().said == Said.ASKED


@pytest.mark.parametrize("who", ["tom", "dee"])
def test_looking_away_ends_it_as_any_ending_does(harbour: Group, now, who):
    have_person(harbour, now)
    other = harbour.dee if who == "tom" else harbour.tom
    choose_sight_of(by=getattr(harbour, who), other=other, see=False)
    assert stands(harbour, now) is Stands.OVER
    assert for_others(person=harbour.dee.person, now=now) == []
    page = text_of(client_of(harbour.tom).get(reverse("care:my_person")))
    assert "is not your person any more. Nobody is asked why." in page
    chosen(harbour, now, who="asha")


@pytest.mark.parametrize("who", ["tom", "dee"])
def test_either_ends_it_in_one_tap(harbour: Group, now, who):
    support = have_person(harbour, now)
    actions.say_when(
        support=support, by=harbour.dee.person, looks=Looks.MOST_EVENINGS, text="When the tide is out.", now=now
    )
    if who == "tom":
        send(client_of(harbour.tom), reverse("care:end_person", args=[support.public_id]))
        assert not SupportPerson.objects.exists()
    else:
        send(client_of(harbour.dee), reverse("care:be_no_person", args=[support.public_id]))
        assert stands(harbour, now) is Stands.OVER
    assert for_others(person=harbour.dee.person, now=now) == []
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    assert [each.body for each in Words.objects.visible_to(harbour.dee.person)] == ["When the tide is out."]
    assert not Scope.objects.filter(kind="pair").exists()


def test_when_they_look_is_said_by_them_alone(harbour: Group, now):
    support = have_person(harbour, now)
    when = reverse("care:say_when", args=[support.public_id])
    send(client_of(harbour.dee), when, looks="most_evenings", text="After the news.")
    page = text_of(client_of(harbour.tom).get(reverse("care:support")))
    assert "Dee usually looks here: most evenings." in page
    assert "After the news." in page
    assert send(client_of(harbour.asha), when, looks="weekends").status_code == 404
    assert send(client_of(harbour.tom), when, looks="weekends").status_code == 404


def test_away_and_rest_are_seen_only_if_they_let_it(harbour: Group, now):
    support = have_person(harbour, now)
    have_person(harbour, now, who="asha", place=Place.SECOND)
    people.begin_rest(by=harbour.dee.person, begins_at=now, ends_at=None, is_shown=False, now=now)
    assert stands(harbour, now) is Stands.THERE
    rest = harbour.dee.person.rests.get()
    people.show_rest(by=harbour.dee.person, rest_id=rest.public_id, is_shown=True, now=now)
    assert stands(harbour, now) is Stands.RESTS
    page = text_of(client_of(harbour.tom).get(reverse("care:my_person")))
    assert "Dee is resting." in page
    assert "You can turn to Asha meanwhile." in page
    assert [each.name for each in my_people(person=harbour.tom.person, now=now).to_turn_to] == ["Asha", "Dee"]
    people.come_back(by=harbour.dee.person, now=now)
    send(client_of(harbour.dee), reverse("care:say_away", args=[support.public_id]), away="yes")
    assert stands(harbour, now) is Stands.AWAY


def test_whoever_left_or_is_held_is_no_ghost(harbour: Group, now):
    have_person(harbour, now)
    Member.objects.filter(pk=harbour.dee.pk).update(held_until=now + timedelta(days=1))
    assert stands(harbour, now) is Stands.HELD
    assert "cannot read here just now" in text_of(client_of(harbour.tom).get(reverse("care:my_person")))
    Member.objects.filter(pk=harbour.dee.pk).update(held_until=None)
    harbour.dee.refresh_from_db()
    leave(by=harbour.dee, now=now)
    assert stands(harbour, now) is Stands.LEFT
    assert "is not in the circle with you now" in text_of(client_of(harbour.tom).get(reverse("care:my_person")))
    chosen(harbour, now, who="asha")
    assert SupportPerson.objects.count() == 1


def test_whoever_ended_in_any_way_can_be_asked_anew(harbour: Group, now):
    early = now - timedelta(days=20)
    chosen(harbour, early)
    assert stands(harbour, now) is Stands.NO_ANSWER
    support = chosen(harbour, now, place=Place.SECOND)
    assert SupportPerson.objects.get() == support
    actions.say_yes_to(support=support, by=harbour.dee.person, now=now)
    leave(by=harbour.dee, now=now)
    Member.objects.filter(pk=harbour.dee.pk).update(left_at=None)
    assert stands(harbour, now, second=True) is Stands.LEFT
    again = chosen(harbour, now, place=Place.SECOND)
    assert SupportPerson.objects.get() == again != support
    assert stands(harbour, now, second=True) is Stands.ASKED


def test_when_i_leave_nobody_is_asked_for_me_any_more(harbour: Group, now):
    chosen(harbour, now)
    leave(by=harbour.tom, now=now)
    assert "person whom somebody turns to" not in text_of(client_of(harbour.dee).get(reverse("home:today")))
    assert not Ask.objects.filter(closed_at__isnull=True).exists()


def test_leaving_and_coming_back_brings_nothing_back(harbour: Group, now):
    support = have_person(harbour, now)
    leave(by=harbour.tom, now=now)
    assert for_others(person=harbour.dee.person, now=now) == []
    Member.objects.filter(pk=harbour.tom.pk).update(left_at=None)
    assert for_others(person=harbour.dee.person, now=now) == []
    assert stands(harbour, now) is Stands.LEFT
    actions.end(support=support, by=harbour.tom.person, now=now)
    assert not SupportPerson.objects.exists()


def test_a_yes_that_comes_too_late_is_answered_in_a_sentence(harbour: Group, now):
    support = chosen(harbour, now)
    actions.end(support=support, by=harbour.tom.person, now=now)
    with pytest.raises(NotNow, match="Nothing is left to do"):
        actions.say_yes_to(support=support, by=harbour.dee.person, now=now)
    assert client_of(harbour.dee).get(reverse("care:for_somebody", args=[support.public_id])).status_code == 404
    assert not Ask.objects.filter(closed_at__isnull=True).exists()


def test_somebody_of_two_circles_is_one_person(harbour: Group, hillside: Group, now):
    add_member(hillside, "Tom", now=now, person=harbour.tom.person)
    there = add_member(hillside, "Dee", now=now, person=harbour.dee.person)
    chosen(harbour, now)
    with pytest.raises(NotNow, match="in the other place"):
        actions.choose(by=harbour.tom.person, member=there, place=Place.SECOND, now=now)
