"""What models say of keeping, leaving and erasing is what happens."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from handinhand.acquaintance.actions import remember
from handinhand.calendars.actions import make_address
from handinhand.care.actions import ask_for_tomorrow, check_in, quiet, write_help
from handinhand.care.actions.holders import CareRole, change_turn_to, take_care
from handinhand.care.actions.persons import choose as choose_person
from handinhand.care.choices.helping import during
from handinhand.care.choices.persons import Place
from handinhand.circles.actions import (
    agree_to_cover,
    agree_to_hold,
    answer_hold,
    ask_for_hello,
    ask_hold,
    change_reading,
    choose_together,
    cover,
    invite,
    leave,
    offer_hello,
)
from handinhand.circles.actions.asking import agree, ask_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.days import actions as days
from handinhand.days.spans import Span
from handinhand.decisions.actions import (
    answer_given,
    ask,
    give,
    offer,
    open_positions,
    propose,
    react,
    say_it_touches,
    take_position,
)
from handinhand.decisions.choices import ReactionKind
from handinhand.decisions.models import Proposal
from handinhand.fairness.energy import Cost, one_day
from handinhand.ground.erasure import OTHERS, Erased, Kept, Left, named, plan_of
from handinhand.ground.models import Person
from handinhand.meetings.actions import changing, friends, groups, pauses, phones, planning, roles, said, series
from handinhand.meetings.actions.ahead import send
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.between import change_questions, keep_between
from handinhand.meetings.actions.carrying import ask_those_who_carried
from handinhand.meetings.actions.pace import change_pace
from handinhand.meetings.actions.stepping import choose
from handinhand.meetings.actions.turns import raise_hand
from handinhand.meetings.choices import AnswerKind, OfferKind, PartKind, Role
from handinhand.meetings.models import Hand, LateChange, Split
from handinhand.people import actions as energy
from handinhand.people.choices import AskKind
from handinhand.people.models import Address, Passkey, PhoneNumber, SentOnce, SignInCard, SignInLetter, Unsent
from handinhand.promises.actions import ask_again, make
from handinhand.promises.models import Promise
from handinhand.returning.models import Asked, Known, Wish
from handinhand.roles import actions as lent
from handinhand.tea import actions as tea
from handinhand.tea.choices import Opening, Way
from handinhand.tea.models import Alone
from handinhand.times import actions as times
from handinhand.topics.actions import add_topics
from handinhand.words.actions import write
from handinhand.words.models import NotSeeing, Scope
from handinhand.words.queries import own_scope
from handinhand.work import actions as work
from handinhand.work.models import AskAnswer
from tests.browsing import text_of
from tests.care.passing_on import pass_on_both_ways
from tests.home.wishes import safe
from tests.meetings.plans import invited
from tests.meetings.rooms import begin, fresh, go, part
from tests.planted_beside import plant_beside
from tests.planted_of_secret import decide_without_names
from tests.planted_of_unnamed import question_in
from tests.planted_of_way import live_in_the_way
from tests.profiles.people import have_a_page
from tests.tea.drawn import draw_together

OURS = [model for model in apps.get_models() if model.__module__.startswith("handinhand.")]


def links(model: type[models.Model]) -> list[models.ForeignKey]:
    """The ways from a row to one person: to themselves, or to their place in a circle."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [field for field in keys if field.related_model in {Person, Member}]


def goes_with(model: type[models.Model]) -> list[type[models.Model]]:
    """The models whose rows take rows of this one with them."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [field.related_model for field in keys if field.remote_field.on_delete is models.CASCADE]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_plan_is_what_the_tables_do(model):
    plan = plan_of(model)
    how = {field.remote_field.on_delete for field in links(model)}
    if plan.erased is Erased.GOES:
        carriers = [each for each in goes_with(model) if plan_of(each).erased is Erased.GOES]
        assert model is Person or carriers
    elif plan.erased is Erased.NAMELESS:
        assert how == {models.SET_NULL}
    else:
        assert not how
    holding = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is models.PROTECT
        and field.related_model is not Scope
        and plan_of(field.related_model).erased is Erased.GOES
    ]
    assert tuple(holding) == plan.emptied


def test_a_model_that_says_nothing_has_no_plan():
    class Diary(models.Model):
        class Meta:
            abstract = True
            app_label = "tests"

    assert plan_of(Diary) is None


@pytest.mark.django_db
def test_the_page_names_each_kind_that_is_kept():
    page = text_of(Client().get("/what-is-kept/")).replace("&#x27;", "'")
    kinds = {plan_of(model).kept for model in OURS} | {plan.kept for plan in OTHERS.values()}
    assert kinds == set(Kept)
    for kind in kinds - {Kept.NOTHING}:
        assert str(kind.label) in page
    assert len(named()) == len(kinds) - 1


def _choose_for_herself(meeting, dee, asha, *, now):
    days.add_own_day(by=dee.person, span=Span(weekday=4), now=now)
    add_topics(by=dee.person, names=["police"])
    for by, fetcher in ((dee, asha), (asha, dee)):
        choose(meeting=meeting, part=meeting.parts.first(), by=by, fetcher=fetcher, how="A wave.", now=now)


@pytest.fixture
def lived(harbour, now):
    """Dee has done everything that leaves a row."""
    dee = harbour.dee
    meeting = begin(harbour, now=now, come=("Dee", "Tom", "Asha"))
    talk = part(meeting, PartKind.TALK)
    said.say(meeting=meeting, part=talk, by=dee, body="By the window.", keep=False, now=now, question=None)
    answer(meeting=meeting, by=dee, kind=AnswerKind.COMING, now=now)
    meeting = go(meeting, PartKind.TALK, by=dee, now=now)
    raise_hand(meeting=meeting, by=dee, now=now)
    _cares(harbour, meeting, now=now)
    theirs = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Our own mugs.", now=now)
    ask(proposal=theirs, by=dee, text="Which ones?", now=now)
    react(proposal=theirs, by=dee, kind=ReactionKind.CHANGE, text="Glasses, too.", now=now)
    offer(proposal=theirs, by=dee, text="Our own mugs and glasses.", now=now)
    _agree_together(harbour, dee, now=now)
    open_positions(proposal=theirs, by=harbour.tom, now=now)
    take_position(proposal=theirs, by=dee, kind="concern", concern="Whose cups?", now=now)
    invite(by=dee, now=now)
    plan = invited(harbour, now=now)
    planning.change_details(
        meeting=plan, by=dee, title="Tea", why="", starts_at=plan.starts_at, place="", opening_question="", now=now
    )
    LateChange.objects.create(circle=harbour.circle, meeting=plan, by=dee, edit='["remove_part", {}]', at=now)
    change_pace(by=dee, longest=90, heavy=["tides"], now=now)
    go(fresh(meeting), PartKind.ROUND, by=dee, now=now)
    _together(harbour, fresh(meeting), now=now)
    send(meeting=fresh(meeting), part=part(meeting, PartKind.LEAVING), by=dee, body="A bench.", now=now)
    yes = friends.ask(meeting=fresh(meeting), by=dee, friend=harbour.asha, now=now)
    friends.say_for(yes=yes, by=harbour.asha, part=part(meeting, PartKind.ROUND), body="By the bus.", now=now)
    phones.carry(meeting=fresh(meeting), by=dee, now=now)
    roles.take(meeting=meeting, by=dee, role=Role.CARE, now=now)
    phones.put_on(meeting=fresh(meeting), by=dee, who=dee, now=now)
    asked = make(circle=harbour.circle, scope=harbour.scope, by=None, text="Mugs?", by_when=None, now=now)
    ask_again(promise=asked, by=dee, now=now + timedelta(days=15))
    address = Address.objects.create(person=dee.person, email="dee@example.org", confirmed_at=now)
    _ways_back(dee, address, now=now)
    meeting_again = invited(harbour, now=now)
    moments = [meeting_again.starts_at + timedelta(weeks=1)]
    (second,) = series.plan_again(meeting=meeting_again, by=dee, moments=moments, now=now)
    series.call_off(meeting=second, by=dee, and_later=False, now=now)
    _choose_for_herself(meeting_again, dee, harbour.asha, now=now)
    days.set_circle_day(by=dee, span=Span(weekday=4), now=now)
    moments = [now + timedelta(days=each) for each in (1, 2)]
    times.answer(asking=times.ask(by=dee, title="Tea", moments=moments, now=now), by=dee, said={})
    make_address(by=dee.person, now=now)
    _ask_each_other(harbour, now=now)
    SentOnce.objects.create(person=dee.person, key="d", location="/", at=now)
    _is_known(harbour, dee, now=now)
    _asks_the_circle(harbour, dee, now=now)
    _says_of_energy(harbour, dee, now=now)
    have_a_page(dee, harbour.tom, now=now)
    _carries(harbour, fresh(meeting), now=now)
    # Whoever is held can do little, so that comes last; whether a hold goes on is asked of the real clock.
    _look_after_each_other(harbour, dee, now=timezone.now())
    return dee


def _is_known(harbour, dee, *, now):
    """Sam asked to come back as Dee, she said that she knows who asks, and she wished something beforehand."""
    given = {"circle": harbour.circle, "made_at": now, "ends_at": now}
    asked = Asked.objects.create(asker=harbour.sam.person, name="Dee", of=dee, code="e" * 9, **given)
    Known.objects.create(circle=harbour.circle, asked=asked, by=dee, at=now)
    Wish.objects.create(circle=harbour.circle, member=dee)


def _asks_the_circle(harbour, dee, *, now):
    """Dee asked the circle for something, and said yes to what is asked and to what is done."""
    ask_power(power=Power.SPEND, by=dee, text="Tea.", now=now)
    for helpers in ((), (harbour.sam,)):
        use = ask_power(power=Power.TAKE_ON_WORK, by=harbour.tom, text="A leaflet.", now=now)
        for each in (dee, *helpers):
            agree(use=use, by=each, now=now)


def _ways_back(dee, address, *, now):
    """Dee has a letter, a passkey and a card to come back with, and words that wait for her."""
    SignInLetter.objects.create(address=address, link_hash="a", code_hash="b", made_at=now, ends_at=now)
    Passkey.objects.create(person=dee.person, name="Phone", public_half="-", lookup="f", counter=0, made_at=now)
    SignInCard.objects.create(person=dee.person, code_hash="c", made_at=now)
    Unsent.objects.create(person=dee.person, where="/", boxes="[]", at=now)


def _ask_each_other(harbour, *, now):
    """Dee asked, and Tom answered her; what Tom asked was kept from her for a while, and she answered that, too."""
    NotSeeing.objects.create(circle=harbour.circle, by=harbour.tom.person, about=harbour.dee.person)
    own, of_tom = (
        work.ask_or_offer(by=each, kind="ask", text="A ladder.", to=None, now=now)
        for each in (harbour.dee, harbour.tom)
    )
    NotSeeing.objects.filter(by=harbour.tom.person).delete()
    work.answer(ask=own, by=harbour.tom, text="I have one.", now=now)
    words = write(
        circle=harbour.circle, scope=harbour.scope, by=harbour.dee.person, body="So have I.", state="shared", now=now
    )
    AskAnswer.objects.create(circle=harbour.circle, of=of_tom, by=harbour.dee, words=words, at=now)
    pass_on_both_ways(harbour, now)
    live_in_the_way(harbour, now)
    question_in(harbour, now)
    decide_without_names(harbour, now)


def _cares(harbour, meeting, *, now):
    """Dee said how she is and what helps her in this meeting; Tom is to ask her tomorrow, and she him."""
    dee, scope_id = harbour.dee, meeting.scope.public_id
    write_help(by=dee, about="helps", body="Tea.", sees=during(scope_id), people=(), now=now)
    for by, to in ((dee, harbour.tom), (harbour.tom, dee)):
        ask_for_tomorrow(by=by, to=to.public_id, body="How are you?", scope_id=scope_id, now=now)
    check_in(circle=harbour.circle, scope=own_scope(harbour.circle, dee.person), by=dee.person, body="Fine.", now=now)


def _carries(harbour, meeting, *, now):
    """Dee carried something heavy, looks after care, wrote whom to turn to, and has Tom to turn to, as he has her."""
    dee, tom = harbour.dee, harbour.tom
    meeting.parts.filter(pk=meeting.current.pk).update(is_heavy=True)
    ask_those_who_carried(meeting=meeting, now=now)
    take_care(by=dee, role=CareRole.HOLDER)
    change_turn_to(by=dee, instead_of=0, outside="The mission.", contacts="The day centre.", now=now)
    keep_between(meeting=meeting, now=now)
    change_questions(by=dee, instead_of=0, first="Who had the lamp?", second="", now=now)
    for by, member in ((dee, tom), (tom, dee)):
        choose_person(by=by.person, member=member, place=Place.FIRST, now=now)


def _says_of_energy(harbour, dee, *, now):
    """Dee said how much she has to give, rests later on, took something on, and is asked something."""
    day, person = now.date() + timedelta(weeks=2), dee.person
    energy.say_hours(by=person, hours=6)
    energy.take_week_off(by=person, day=day, now=now)
    energy.begin_rest(by=person, begins_at=now + timedelta(days=9), ends_at=None, is_shown=False, now=now)
    given = {"of": person, "kind": AskKind.ROLE, "cost": Cost(), "circle": harbour.circle, "now": now}
    energy.commit(ref="key", when=one_day(day), **given)
    energy.ask(ref="tea", when=None, where="/help/", **given)
    _says_what_is_safe(harbour, now=now)


def _says_what_is_safe(harbour, *, now):
    """Dee said which way is safe, gave a number, and has a plan; Tom's plan named her."""
    safe(harbour.dee, now)
    PhoneNumber.objects.create(person=harbour.dee.person, number="+447700900123", confirmed_at=now)
    for owner, other in ((harbour.dee, harbour.tom), (harbour.tom, harbour.dee)):
        wanted = quiet.Wanted(days=2, way="meet", words="All well?", askers=[other], even_resting=False)
        quiet.set_plan(by=owner, wanted=wanted, now=now)


def _agree_together(harbour, dee, *, now):
    """Dee wrote what people read first, would like a hello, is touched by a proposal, and was given a question."""
    change_reading(by=dee, instead_of=0, happens="Tea, and a round.", who="", not_asked="", now=now)
    offer_hello(by=harbour.nia, offers=True)
    ask_for_hello(to=harbour.nia.public_id, by=dee, now=now)
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.tom, "now": now}
    about_dee = propose(text="Dee keeps the key.", **given)
    say_it_touches(proposal=about_dee, by=harbour.tom, whom=dee.public_id, now=now)
    give(proposal=propose(text="Somebody chooses the tea.", **given), by=harbour.tom, to=dee.public_id, now=now)
    mine = propose(text="Somebody chooses the milk.", **given)
    give(proposal=mine, by=harbour.tom, to=dee.public_id, now=now)
    answer_given(proposal=mine, by=dee, yes=True, now=now)
    _drink_tea(harbour, dee, now=now)
    _lends_roles(harbour, dee, now=now)


def _drink_tea(harbour, dee, *, now):
    """Dee wishes for tea, is drawn with Tom, was left over before, and would rather not meet Sam."""
    tea.wish(by=dee, way=Way.ANY, opening=Opening.YES, now=now)
    tea.add_question(by=dee, text="Which window do you look out of?", now=now)
    drawn, _other = draw_together(dee, harbour.tom, now=now)
    Alone.objects.create(draw=drawn.group.draw, member=dee)
    choose_together(by=dee, other=harbour.sam, together=False)
    remember(circle=harbour.circle, groups=[[dee.pk, harbour.tom.pk]])
    plant_beside(dee, harbour.tom, invited(harbour, now=now), now=now)


def _lends_roles(harbour, dee, *, now):
    """Dee invented a role, holds one, was drawn for another, and added a word to a draw that is open."""
    until = (now + timedelta(days=90)).date()
    lent.invent(by=dee, name="The kettle", takes="Water.", seats="one", now=now)
    lent.take_on(by=dee, ref="time", until=until, now=now)
    lent.say(by=dee, ref="notes", says="yes", now=now)
    lent.close_due(draw=lent.open_draw(by=dee, ref="notes", days=1, until=until, now=now), now=now + timedelta(days=2))
    lent.add_word(
        draw=lent.open_draw(by=dee, ref="welcome", days=1, until=until, now=now), by=dee, word="tide", now=now
    )


def _together(harbour, meeting, *, now):
    """Dee is back from a break, was told of one, asked for a change to the plan, and is in a small group with Tom."""
    dee = harbour.dee
    pauses.begin_break(meeting=meeting, by=dee, now=now, minutes=5, leave=meeting.current.public_id)
    pauses.be_back(meeting=meeting, by=dee, now=now)
    pauses.tell_care(meeting=meeting, by=harbour.tom, now=now, to=[dee.public_id])
    asked = {"kind": OfferKind.LENGTH, "part": meeting.current, "minutes": 5}
    offer = changing.offer(meeting=meeting, by=dee, now=now, **asked)
    changing.answer(meeting=meeting, by=dee, now=now, offer_id=offer.public_id, is_yes=True)
    split = Split.objects.create(circle=harbour.circle, meeting=meeting, part=meeting.current, question="What now?")
    groups.make_group(meeting, split, [dee, harbour.tom])
    groups.say_in_group(meeting=meeting, by=dee, body="By the pier.", now=now)


def _look_after_each_other(harbour, dee, *, now):
    """Dee covered words, agreed to a cover, was held, and does not want to see Sam's words."""
    given = {"circle": harbour.circle, "scope": harbour.scope, "state": "shared", "now": now}
    of_tom, of_asha = (write(by=each.person, body="Words.", **given) for each in (harbour.tom, harbour.asha))
    cover(words=of_tom, by=dee, now=now)
    cover(words=of_asha, by=harbour.tom, now=now)
    agree_to_cover(words=of_asha, by=dee, now=now)
    hold = agree_to_hold(hold=ask_hold(member=dee, by=harbour.tom, now=now), by=harbour.asha, now=now)
    answer_hold(hold=hold, by=dee, text="Please ring me.", now=now)
    NotSeeing.objects.create(circle=harbour.circle, by=dee.person, about=harbour.sam.person)


def rows_of(person: Person) -> dict[type[models.Model], set[int]]:
    """Which rows of each model say that they are somebody's."""
    found: dict[type[models.Model], set[int]] = {}
    for model in OURS:
        for field in links(model):
            way = field.name if field.related_model is Person else f"{field.name}__person"
            rows = model._base_manager.filter(**{way: person}).values_list("pk", flat=True)
            found[model] = found.get(model, set()) | set(rows)
    return found


@pytest.mark.both
@pytest.mark.django_db
def test_leaving_ends_what_it_says_it_ends_and_nothing_else(harbour, now, lived):
    before = rows_of(lived.person)
    leave(by=lived, now=now)
    after = rows_of(lived.person)
    for model, rows in before.items():
        if plan_of(model).left is Left.ENDS:
            assert rows
            assert after[model] == set()
        elif plan_of(model).left is Left.LETS_GO:
            assert after[model] <= rows, model
        else:
            assert after[model] >= rows, model


@pytest.mark.both
@pytest.mark.django_db
def test_erasing_takes_what_goes_and_leaves_the_rest_without_a_name(harbour, now, lived):
    person, rows = lived.person, rows_of(lived.person)
    # A hand is forgotten when the meeting goes on, a proposal and a promise are tried below.
    assert {model for model, found in rows.items() if links(model) and not found} <= {Hand, Proposal, Promise}
    person.delete()
    for model, found in rows.items():
        left = set(model._base_manager.filter(pk__in=found).values_list("pk", flat=True))
        assert left == (set() if plan_of(model).erased is Erased.GOES else found), model


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("model", [Proposal, Promise])
def test_words_that_a_decision_or_a_promise_hangs_on_are_never_lost_by_accident(harbour, now, model):
    if model is Proposal:
        propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="Tea first.", now=now)
    else:
        make(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="I will ask.", by_when=None, now=now)
    assert plan_of(model).emptied == ("words",)
    with pytest.raises(ProtectedError):
        harbour.dee.person.delete()
    assert model.objects.get().by == harbour.dee
