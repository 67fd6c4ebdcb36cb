"""What people do that is nobody else's: what helps, how they are, who asks tomorrow, what they pass on, rest.

A step takes the life and whoever does it, does it by the real action, tells the model what comes of it, and returns a
few words for the trace. One more thing that members can do is one more function, and one more line in `STEPS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from handinhand.care import actions as care
from handinhand.care.choices import About, Said, Sees, Weather
from handinhand.care.choices.helping import during, with_those_of
from handinhand.care.models import CheckIn, ForTomorrow, HelpLine, PassedOn
from handinhand.care.models.danger import Danger, Knows
from handinhand.care.queries.danger import what_we_do
from handinhand.care.rules.afterwards import begin_of_tomorrow
from handinhand.circles import actions as circles
from handinhand.circles.models import NotTogether
from handinhand.people import actions as people
from handinhand.people.actions.unsent import let_all_go
from handinhand.people.choices import AskKind
from handinhand.people.queries.unsent import Box
from tests.promises.life import EXPECTED, HERE, OF_ROWS, Among, Asked, Life, Text
from tests.promises.life_of_two import settle

CHOSEN, AT_HAND = "chosen", "at hand"


@dataclass(eq=False)
class Line:
    """A line of what helps somebody, and its words."""

    row: HelpLine
    text: Text


@dataclass(eq=False)
class Tomorrow:
    """Who is to ask whom tomorrow."""

    row: ForTomorrow
    by: str
    to: str
    begins_at: datetime
    text: Text
    reaches: bool


@dataclass(eq=False)
class Note:
    """What somebody passed on."""

    row: PassedOn
    by: str
    text: Text | None
    told: str


def rows(life: Life, kind: str) -> list:
    """What is kept of one kind."""
    return life.kept.setdefault(kind, [])


# What helps me.


def who_sees_a_line(life: Life, who: str, where: str, before: Text | None) -> tuple[str, list[str], Among]:
    """Choose who sees a line: as the form says it, whom by name, and who that is in the model."""
    ways = ["me", "chosen", "circle"]
    scope = life.meeting.row.scope.public_id
    can_meet = where == HERE and not life.meeting.is_over and who in life.meeting.among.people
    way = life.rng.choice([*ways, *(["during", "during", "stays"] * can_meet)])
    if way == "circle":
        return Sees.CIRCLE, [], life.circle[where]
    if way == "chosen":
        chosen = {each for each in sorted(life.circle[where].people) if life.rng.random() < 0.4} | {who}
        names = [life.groups[where].members[each].public_id for each in sorted(chosen - {who})]
        among = before.among if before is not None and before.among.kind == CHOSEN else None
        if among is None:
            among = life.new_among(where, chosen, CHOSEN)
        among.people = chosen & life.circle[where].people
        return Sees.CHOSEN, names, among
    if way == "during":
        at_hand = life.meeting.at_hand.get(who)
        if at_hand is None or all(each.text.among is not at_hand for each in rows(life, "lines")):
            at_hand = life.meeting.at_hand[who] = life.new_among(where, set(), AT_HAND)
        at_hand.people = set(life.meeting.among.people)
        return during(scope), [], at_hand
    if way == "stays":
        return with_those_of(scope), [], life.meeting.among
    return Sees.ME, [], life.own[where, who]


def writes_a_line(life: Life, who: str) -> str:
    where, marker = life.somewhere(who), life.marker()
    sees, chosen, among = who_sees_a_line(life, who, where, None)
    given = {"about": life.rng.choice(About.values), "body": marker, "sees": sees, "people": chosen, "now": life.now}
    row = care.write_help(by=life.member(where, who), **given)
    rows(life, "lines").append(Line(row, life.keep(marker, who, among, row.words, "what helps")))
    return f"{marker} in {where} for {sees}, {sorted(among.people)}"


def shows_a_line(life: Life, who: str) -> str:
    line = life.one(rows(life, "lines"))
    if line is None:
        return ""
    who = line.text.by
    where = line.text.among.where
    by = life.member(where, who)
    if not life.may_read(line.text, who) or life.is_held(where, who):
        care.show_help(by=by, line_id=line.row.public_id, sees=Sees.CIRCLE, people=(), now=life.now)
        pytest.fail("They cannot see it, and could show it to others")
    life.has_to_work = True
    life.hear(line.text.among)
    sees, chosen, among = who_sees_a_line(life, who, where, line.text)
    care.show_help(by=by, line_id=line.row.public_id, sees=sees, people=chosen, now=life.now)
    line.text.among = among
    life.hear(among)
    return f"{who} {line.text.marker} to {sees}, {sorted(among.people)}"


def removes_a_line(life: Life, who: str) -> str:
    line = life.one(rows(life, "lines"))
    if line is None:
        return ""
    who = line.text.by
    where = line.text.among.where
    life.has_to_work = life.may_read(line.text, who) and not life.is_held(where, who)
    life.twice(lambda: care.remove_help(by=life.member(where, who), line_id=line.row.public_id))
    rows(life, "lines").remove(line)
    life.remove(line.text)
    return f"{who} {line.text.marker}"


def opens_their_lines_again(life: Life, who: str) -> str:
    where = life.somewhere(who)
    life.twice(lambda: care.open_help_again(by=life.member(where, who)))
    for each in rows(life, "lines"):
        among = each.text.among
        if each.text.by == who and among.where == where and among.kind in {CHOSEN, AT_HAND}:
            among.people.add(who)
    return where


# How I am.


def says_how_they_are(life: Life, who: str) -> str:
    where, marker = life.somewhere(who), life.marker()
    to_meeting = where == HERE and life.rng.random() < 0.4
    among = life.meeting.among if to_meeting else life.own[where, who]
    to = life.meeting.row.scope_id if to_meeting else None
    picture = life.rng.choice(["", *Weather.values])
    by = life.member(where, who)
    row = care.say_in_between(by=by, to=to, body=marker, picture=picture, now=life.now)
    rows(life, "check-ins").append((row, life.keep(marker, who, among, row.words, "how I am")))
    return f"{marker} to {sorted(among.people)}"


def deletes_how_they_were(life: Life, who: str) -> str:
    found = life.one(rows(life, "check-ins"))
    if found is None:
        return ""
    row, text = found
    who = text.by
    life.has_to_work = life.may_read(text, who)
    care.remove(check_in=CheckIn.objects.select_related("words__scope").get(pk=row.pk), by=life.people[who])
    rows(life, "check-ins").remove(found)
    life.remove(text)
    return f"{who} {text.marker}"


def deletes_all_of_how_they_were(life: Life, who: str) -> str:
    life.has_to_work = True
    life.twice(lambda: care.remove_all(by=life.people[who]))
    # Also in circles that they left, and see no more.
    theirs = [each for each in rows(life, "check-ins") if each[1].by == who]
    for each in theirs:
        rows(life, "check-ins").remove(each)
        life.remove(each[1])
    return f"{len(theirs)}"


# Asked tomorrow.


def asks_for_tomorrow(life: Life, who: str) -> str:
    who = life.one(sorted(life.meeting.among.people)) or who
    to, marker = life.one(sorted(life.meeting.among.people - {who})) or life.another(HERE, who), life.marker()
    by, scope = life.member(HERE, who), life.meeting.row.scope.public_id
    given = {"scope_id": scope, "to": life.groups[HERE].members[to].public_id, "body": marker, "now": life.now}
    row = life.twice(lambda: care.ask_for_tomorrow(by=by, **given))
    if any(each.row.pk == row.pk for each in rows(life, "tomorrows")):
        return f"again, of {to}"
    not_beside = NotTogether.objects.filter(by=life.member(HERE, to), about=by).exists()
    reaches = (HERE, to, who) not in life.unseen and not not_beside
    among = life.new_among(HERE, {who, *({to} if reaches else ())})
    begins_at = begin_of_tomorrow(life.groups[HERE].circle, life.now)
    among.since[to] = begins_at
    text = life.keep(marker, who, among, row.words, "asked for tomorrow")
    rows(life, "tomorrows").append(Tomorrow(row, who, to, begins_at, text, reaches))
    return f"{who} of {to} {marker}, which reaches them: {reaches}"


def a_tomorrow(life: Life) -> Tomorrow | None:
    return life.one(rows(life, "tomorrows"))


def answers_what_they_were_to_ask(life: Life, who: str) -> str:
    kept, said = a_tomorrow(life), life.rng.choice(list(Said))
    if kept is None:
        return ""
    who = kept.to
    life.told(kept.by)
    life.twice(
        lambda: care.answer_asking(by=life.member(HERE, who), kept_id=kept.row.public_id, said=said, now=life.now)
    )
    return f"{who} of {kept.by}: {said}"


def calls_it_off(life: Life, who: str) -> str:
    kept = a_tomorrow(life)
    if kept is None:
        return ""
    who = kept.by
    life.told(kept.to)
    life.has_to_work = who in life.circle[HERE].people and not life.is_held(HERE, who)
    given = {"scope_id": kept.row.among.public_id, "now": life.now}
    care.call_off(by=life.member(HERE, who), **given)
    rows(life, "tomorrows").remove(kept)
    life.remove(kept.text)
    return f"{who} with {kept.to}"


# When somebody is in danger.


def passes_something_on(life: Life, who: str) -> str:
    marker = life.marker() if life.rng.random() < 0.8 else ""
    about = life.another(HERE, who) if life.rng.random() < 0.4 else ""
    knows = life.rng.choice(list(Knows))
    to = what_we_do(life.groups[HERE].circle).outside[0].public_id
    about_id = life.groups[HERE].members[about].public_id if about else ""
    note = care.Note(
        life.rng.choice(list(Danger)), to, marker, is_named=life.rng.random() < 0.5, knows=knows, about=about_id
    )
    if about and knows != Knows.ADDS:
        life.told(about)
    row = life.twice(lambda: care.pass_on(by=life.member(HERE, who), note=note, now=life.now))
    if all(each.row.pk != row.pk for each in rows(life, "notes")):
        text = life.keep(marker, who, life.new_among(HERE, {who}), row.words, "passed on") if marker else None
        rows(life, "notes").append(Note(row, who, text, about if knows != Knows.ADDS else ""))
    return f"{marker} about {about or 'nobody here'}, who {knows}"


def forgets_what_they_passed_on(life: Life, who: str) -> str:
    note = life.one(rows(life, "notes"))
    if note is None:
        return ""
    who = note.by
    life.has_to_work = who in life.circle[HERE].people
    life.twice(lambda: care.forget(passed_on=note.row, by=life.member(HERE, who), now=life.now))
    rows(life, "notes").remove(note)
    if note.text is not None:
        life.remove(note.text)
    return f"{who} {note.text.marker if note.text is not None else 'without words'}"


# What one was writing, what one has, and whom one would rather not see.


def hides_a_page(life: Life, who: str) -> str:
    marker = life.marker()
    box = Box(action="/me/support/", name="text", key="", text=marker)
    life.twice(lambda: people.keep_unsent(by=life.people[who], where="/me/support/", boxes=[box], now=life.now))
    if who in life.unsent:
        life.gone.add(life.unsent[who][0])
    life.unsent[who] = (marker, life.now)
    return marker


def lets_go_of_what_was_unsent(life: Life, who: str) -> str:
    let_all_go(by=life.people[who])
    if who in life.unsent:
        life.gone.add(life.unsent.pop(who)[0])
    return "all"


def rests(life: Life, who: str) -> str:
    ends = life.one([None, life.now + timedelta(days=2)])
    people.begin_rest(by=life.people[who], begins_at=life.now, ends_at=ends, is_shown=False, now=life.now)
    return f"until {ends}"


def is_back_from_rest(life: Life, who: str) -> str:
    life.twice(lambda: people.come_back(by=life.people[who], now=life.now))
    return "now"


def would_rather_not_see(life: Life, who: str) -> str:
    where, see = life.somewhere(who), life.rng.random() < 0.6
    about = life.another(where, who)
    if not about:
        return ""
    # Neither is the other's person any more, as after any other ending.
    life.told(who, about)
    given = {"by": life.member(where, who), "other": life.member(where, about), "see": see}
    life.twice(lambda: circles.choose_sight_of(**given))
    settle(life)
    (life.unseen.discard if see else life.unseen.add)((where, who, about))
    return f"{about} in {where}: sees them {see}"


def would_rather_not_be_beside(life: Life, who: str) -> str:
    about, together = life.another(HERE, who), life.rng.random() < 0.6
    if not about:
        return ""
    given = {"by": life.member(HERE, who), "other": life.member(HERE, about), "together": together}
    life.twice(lambda: circles.choose_together(**given))
    return f"{about}: together {together}"


def asked(life: Life) -> Iterator[Asked]:
    for kept in rows(life, "tomorrows"):
        if kept.reaches:
            yield AskKind.HOW_THEY_ARE, kept.to, kept.row.public_id
    for note in rows(life, "notes"):
        if note.told:
            yield AskKind.PASSED_ON, note.told, note.row.public_id


EXPECTED.append(asked)
OF_ROWS["lines"] = lambda life, line: [
    reverse("care:help_line", args=[life.groups[line.text.among.where].circle.public_id, line.row.public_id])
]
OF_ROWS["check-ins"] = lambda _life, kept: [reverse("care:delete", args=[kept[0].public_id])]
OF_ROWS["tomorrows"] = lambda life, kept: [
    reverse("care:to_ask", args=[life.groups[HERE].circle.public_id, kept.row.public_id])
]
OF_ROWS["notes"] = lambda life, note: [
    reverse("care:danger_forget", args=[life.groups[HERE].circle.public_id, note.row.public_id])
]
