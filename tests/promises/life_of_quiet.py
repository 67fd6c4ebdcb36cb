"""What people keep to be left in peace and to be found: topics, notes, safe ways, and plans for going quiet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from handinhand.care.actions import quiet, topics
from handinhand.care.choices.quiet import QuietWay
from handinhand.care.models import QuietAsker, QuietPlan
from handinhand.circles.apart import chosen_apart_by
from handinhand.people.actions.contact import SaidSafe, say_not_safe, say_safe
from handinhand.people.choices import AskKind, ContactWay, MaySay
from handinhand.topics import actions as own_topics
from handinhand.topics.models import OwnTopic
from tests.promises.life import EXPECTED, OF_ROWS, Asked, Life, Text
from tests.promises.life_of_care import rows
from tests.promises.life_of_circles import fresh

DAYS = 365
LIST = ("ravens", "the cold", "boats")


@dataclass(eq=False)
class Plan:
    """Somebody's plan: whose, where, its words, and whom of those they named it reaches."""

    row: QuietPlan
    by: str
    where: str
    text: Text
    reaches: dict[str, str] = field(default_factory=dict)


def keeps_a_topic(life: Life, who: str) -> str:
    name = life.rng.choice(LIST)
    life.twice(lambda: own_topics.add_topics(by=life.people[who], names=[name]))
    return name


def takes_a_topic_out(life: Life, who: str) -> str:
    kept = OwnTopic.objects.filter(person=life.people[who]).first()
    if kept is None:
        return ""
    life.twice(lambda: own_topics.take_out_topic(by=life.people[who], topic_id=kept.public_id))
    return str(kept.name)


def asks_what_words_touch_on(life: Life, who: str) -> str:
    text = life.one([each for each in life.texts if each.by != who and life.may_read(each, who)])
    if text is None or text.by not in life.circle[text.among.where].people:
        return ""
    life.told(text.by)
    life.twice(lambda: topics.ask_what_it_touches(words=fresh(text), by=life.people[who], now=life.now))
    return f"{text.marker} of {text.by}"


def lets_it_be(life: Life, who: str) -> str:
    text = life.one([each for each in life.texts if each.by == who])
    if text is None:
        return ""
    life.told(who)
    own_topics.leave_what_it_touches(words=fresh(text), by=life.people[who], now=life.now)
    return text.marker


def says_a_way_is_safe(life: Life, who: str) -> str:
    said = SaidSafe(
        name=who, from_hour=9, to_hour=17, time_zone="Europe/London", may_say=MaySay.NEWS, may_be_left=False
    )
    life.has_to_work = True
    life.twice(lambda: say_safe(by=life.people[who], way=ContactWay.EMAIL, said=said, now=life.now))
    return "by e-mail"


def says_it_is_not_safe(life: Life, who: str) -> str:
    life.has_to_work = True
    life.twice(lambda: say_not_safe(by=life.people[who], way=ContactWay.EMAIL))
    return "by e-mail"


def plans_for_going_quiet(life: Life, who: str) -> str:
    where, marker = life.somewhere(who), life.marker()
    by, other = life.member(where, who), life.another(where, who)
    if not other:
        return ""
    asker = life.member(where, other)
    life.told(*life.people)
    wanted = quiet.Wanted(days=DAYS, way=QuietWay.MEET, words=marker, askers=[asker], even_resting=False)
    row = life.twice(lambda: quiet.set_plan(by=by, wanted=wanted, now=life.now))
    found = next((each for each in rows(life, "plans") if each.row.pk == row.pk), None)
    if found is None:
        among = life.new_among(where, {who})
        found = Plan(row, who, where, life.keep(marker, who, among, row.words, "a plan"))
        found.text.is_shared = found.text.was_shared = False
        rows(life, "plans").append(found)
    else:
        life.gone.add(found.text.marker)
        found.text.marker, found.text.is_taken_back = marker, False
        found.text.among.people.add(who)
    hears = by.pk not in chosen_apart_by(asker)
    named = QuietAsker.objects.get(plan=row)
    found.reaches = {named.public_id: other} if hears or named.public_id in found.reaches else {}
    return f"{marker} in {where}, naming {other}"


def says_whether_they_would_ask(life: Life, who: str) -> str:
    plan = life.one([each for each in rows(life, "plans") if each.reaches])
    if plan is None:
        return ""
    ident, who = next(iter(plan.reaches.items()))
    asker = QuietAsker.objects.filter(public_id=ident).first()
    if asker is None:
        return ""
    yes = life.rng.random() < 0.7
    life.told(who)
    by = life.member(plan.where, who)
    life.twice(lambda: quiet.answer_naming(asker=asker, by=by, yes=yes, now=life.now))
    return f"{who} to {plan.by}: {yes}"


def ends_their_plan(life: Life, who: str) -> str:
    plan = life.one(rows(life, "plans"))
    if plan is None:
        return ""
    life.told(*life.people)
    by = life.member(plan.where, plan.by)
    life.twice(lambda: quiet.end_plan(by=by, now=life.now))
    rows(life, "plans").remove(plan)
    life.remove(plan.text)
    return f"{plan.by} in {plan.where}"


def asked(life: Life) -> Iterator[Asked]:
    """Whoever is named may be asked whether they would."""
    for plan in rows(life, "plans"):
        for ident, name in plan.reaches.items():
            yield AskKind.ASK_AFTER, name, ident


EXPECTED.append(asked)
OF_ROWS["plans"] = lambda life, plan: [
    reverse("care:quiet_plan", args=[life.groups[plan.where].circle.public_id]),
    *(
        reverse(f"care:{name}", args=[life.groups[plan.where].circle.public_id, ident])
        for name in ("ask_after", "how_are")
        for ident in plan.reaches
    ),
]
