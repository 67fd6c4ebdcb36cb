"""The table of what is nobody else's: each is done in the planted house by and for people who are not the watcher.

One more private thing is one more function, and one more line in `PRIVATE_THINGS`.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from handinhand.care import actions as care
from handinhand.care.actions import persons, quiet, support
from handinhand.care.choices import Sees
from handinhand.care.choices.persons import Answer, Looks, Place
from handinhand.care.choices.quiet import QuietWay
from handinhand.care.models import CheckIn
from handinhand.care.models.danger import Danger, Knows
from handinhand.care.queries.danger import what_we_do
from handinhand.circles import actions as circles
from handinhand.circles.models import Member
from handinhand.meetings.actions import stepping
from handinhand.meetings.models import Meeting, Part
from handinhand.mending import actions as mending
from handinhand.mending.choices import Kind
from handinhand.people import actions as people
from handinhand.people.actions import contact
from handinhand.people.choices import ContactWay, Hiding, MaySay
from handinhand.people.models import Comfort
from handinhand.people.queries.unsent import Box as UnsentBox
from handinhand.topics import actions as topics
from handinhand.unnamed import actions as unnamed
from handinhand.unnamed.models import Box
from tests.browsers import House
from tests.planted_texts import TOPIC
from tests.touching_on_it import IT

SECRET = "Three herons on the wall by the weir."


def member(house: House, name: str) -> Member:
    """Somebody of the Harbour Circle, as they are now."""
    rows = Member.objects.select_related("circle", "person")
    return rows.get(pk=house.world.harbour.members[name].pk)


def somebody_chose_a_person(house: House) -> None:
    jo = persons.choose(by=_person(house, "Ravi"), member=member(house, "Jo"), place=Place.FIRST, now=timezone.now())
    persons.say_yes_to(support=jo, by=_person(house, "Jo"), now=timezone.now())
    persons.say_when(support=jo, by=_person(house, "Jo"), looks=Looks.WEEKENDS, text=SECRET, now=timezone.now())
    persons.choose(by=_person(house, "Ravi"), member=member(house, "Sam"), place=Place.SECOND, now=timezone.now())


def somebody_asked_for_support(house: House) -> None:
    given = {"by": _person(house, "Jo"), "now": timezone.now()}
    chosen = persons.choose(member=member(house, "Ravi"), place=Place.SECOND, **given)
    persons.say_yes_to(support=chosen, by=_person(house, "Ravi"), now=timezone.now())
    turned = support.turn_to(support=chosen, text=SECRET, **given)
    support.answer(turned=turned, by=_person(house, "Ravi"), answer=Answer.TALK, text=SECRET, now=timezone.now())


def somebody_keeps_how_they_are(house: House) -> None:
    for name, picture in (("Ravi", "rain"), ("Sam", ""), ("Sam", "fog")):
        by = member(house, name)
        care.say_in_between(by=by, to=None, body=SECRET, picture=picture, now=timezone.now())
    last = CheckIn.objects.select_related("words__scope").filter(person=_person(house, "Sam")).latest("pk")
    care.remove(check_in=last, by=_person(house, "Sam"))


def somebody_keeps_what_helps(house: House) -> None:
    for sees, chosen in ((Sees.ME, ()), (Sees.CHOSEN, (member(house, "Jo").public_id,))):
        by = member(house, "Ravi")
        care.write_help(by=by, about="signs", body=SECRET, sees=sees, people=chosen, now=timezone.now())


def somebody_is_to_be_asked_tomorrow(house: House) -> None:
    scope, dee = house.world.ids["talking_scope"], member(house, "Dee").public_id
    care.ask_for_tomorrow(by=member(house, "Tom"), scope_id=scope, to=dee, body=SECRET, now=timezone.now())


def somebody_keeps_words_when_hiding(house: House) -> None:
    Comfort.objects.filter(person=_person(house, "Ravi")).update(hiding=Hiding.KEPT)
    box = UnsentBox(action="/me/support/", name="text", key="", text=SECRET)
    people.keep_unsent(by=_person(house, "Ravi"), where="/me/support/", boxes=[box], now=timezone.now())


def somebody_passed_something_on(house: House) -> None:
    """About the watchers, too: they are not told where it would add to the danger."""
    to = what_we_do(house.world.harbour.circle).outside[0].public_id
    for about, knows in (("Sam", Knows.WILL), ("Asha", Knows.ADDS), ("Marcus", Knows.ADDS)):
        note = care.Note(
            Danger.ADULT, to, SECRET + about, is_named=False, knows=knows, about=member(house, about).public_id
        )
        care.pass_on(by=member(house, "Ravi"), note=note, now=timezone.now())


def somebody_said_what_is_in_the_way(house: House) -> None:
    """About whoever looks, and to somebody else; somebody is beside, it is agreed on, and another is stopped."""
    now = timezone.now()
    for by, to, beside in (("Ravi", "Sam", "Jo"), ("Jo", "Ravi", None)):
        draft = mending.Draft(
            to=member(house, to),
            kind=Kind.HARM,
            need=SECRET,
            likes=["tea", "writing"],
            is_about_somebody=True,
            beside=member(house, beside) if beside else None,
        )
        row = mending.say(by=member(house, by), draft=draft, now=now)
        if beside:
            mending.answer_beside(row=row, by=member(house, beside), is_yes=True, now=now)
        mending.choose_ways(row=row, by=member(house, to), likes=["tea"], now=now)
        mending.write_to(row=row, by=member(house, to), text=SECRET, now=now)
        look_on = now.date() + timedelta(days=9)
        mending.propose_agreed(row=row, by=member(house, to), text=SECRET, look_on=look_on, now=now)
        agreed = row.agreements.get().words
        mending.agree(row=row, by=member(house, by), words_id=agreed.public_id, now=now)
    mending.stop(row=row, by=member(house, "Ravi"), now=now)


def somebody_would_rather_not_see(house: House) -> None:
    """The watchers themselves, among others."""
    for other in ("Asha", "Marcus", "Jo"):
        given = {"by": member(house, "Ravi"), "other": member(house, other)}
        circles.choose_sight_of(**given, see=False)
        circles.choose_together(**given, together=False)


def somebody_rests(house: House) -> None:
    person, now = _person(house, "Ravi"), timezone.now()
    people.say_hours(by=person, hours=0)
    people.take_week_off(by=person, day=now.date() + timedelta(days=9), now=now)
    people.begin_rest(by=person, begins_at=now, ends_at=None, is_shown=False, now=now)


def somebody_has_a_list_of_topics(house: House) -> None:
    """What words and parts here touch on, and more."""
    for name in ("Ravi", "Jo"):
        topics.add_topics(by=_person(house, name), names=[TOPIC, IT, *(f"{SECRET} {each}" for each in range(20))])


def somebody_steps_out_of_a_part(house: House) -> None:
    """By what it touches on; one of them is fetched."""
    meeting = Meeting.objects.select_related("circle", "scope").get(public_id=house.world.ids["coming"])
    part = Part.objects.get(public_id=house.world.ids["coming_part"])
    given = {"meeting": meeting, "part": part, "how": SECRET, "now": timezone.now()}
    stepping.choose(**given, by=member(house, "Ravi"), fetcher=member(house, "Tom"))
    stepping.choose(**given, by=member(house, "Sam"), fetcher=None)


def somebody_plans_for_going_quiet(house: House) -> None:
    chosen = [member(house, name) for name in ("Tom", "Sam")]
    wanted = quiet.Wanted(days=3, way=QuietWay.MEET, words=SECRET, askers=chosen, even_resting=False)
    plan = quiet.set_plan(by=member(house, "Ravi"), wanted=wanted, now=timezone.now())
    for each in plan.askers.select_related("member"):
        quiet.answer_naming(asker=each, by=each.member, yes=True, now=timezone.now())


def somebody_says_what_is_safe(house: House) -> None:
    given = {"from_hour": 9, "to_hour": 12, "time_zone": "Europe/London", "may_say": MaySay.CIRCLE}
    said = contact.SaidSafe(name=SECRET, may_be_left=False, **given)
    for way in ContactWay:
        contact.say_safe(by=_person(house, "Ravi"), way=way, said=said, now=timezone.now())


def somebody_answers_without_a_name(house: House) -> None:
    box = Box.objects.get(public_id=house.world.ids["question_box"])
    phrases = ["8 8 8 8 8 8", "7 8 7 8 7 8", "6 8 6 8 6 8"]
    for name, phrase in zip(("Ravi", "Sam", "Jo"), phrases, strict=True):
        given = {"text": SECRET, "choice": "", "phrase": phrase, "now": timezone.now()}
        unnamed.answer(box=box, by=_person(house, name), key="k" * 12, **given)
    unnamed.take_back(phrase=phrases[0])
    unnamed.write_anew(
        by=_person(house, "Sam"),
        phrase=phrases[1],
        text=SECRET,
        choice="",
        new_phrase="5 8 5 8 5 8",
        now=timezone.now(),
    )


def _person(house: House, name: str) -> "object":
    return house.world.person(name)


PRIVATE_THINGS: tuple[Callable[[House], None], ...] = (
    somebody_chose_a_person,
    somebody_asked_for_support,
    somebody_keeps_how_they_are,
    somebody_keeps_what_helps,
    somebody_is_to_be_asked_tomorrow,
    somebody_keeps_words_when_hiding,
    somebody_passed_something_on,
    somebody_said_what_is_in_the_way,
    somebody_would_rather_not_see,
    somebody_rests,
    somebody_has_a_list_of_topics,
    somebody_steps_out_of_a_part,
    somebody_plans_for_going_quiet,
    somebody_says_what_is_safe,
    somebody_answers_without_a_name,
)
