"""What others notice: coming and leaving, holds and covers, meetings, words taken back; and time, which goes on."""

from datetime import datetime, timedelta

import pytest

from handinhand.care import actions as care
from handinhand.care.actions import support
from handinhand.circles import actions as circles
from handinhand.circles.models import Hold
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.queries.plans import OVER_AFTER
from handinhand.people import actions as people
from handinhand.people.rules.unsent import KEPT_FOR
from handinhand.words import actions as words
from handinhand.words.choices import State
from handinhand.words.models import Words
from tests.promises.life import HERE, PEOPLE, SAYS_NO, Life, Text
from tests.promises.life_of_two import is_no_more

FEWEST = 3
A_DAY = timedelta(days=1)
COVERED_FOR, ASKED_FOR, TURNED_FOR = timedelta(days=2), timedelta(days=7), timedelta(days=30)


# Words of any kind.


def says(life: Life, who: str) -> str:
    """Something to the circle, or to the meeting."""
    where, marker = life.somewhere(who), life.marker()
    group, in_meeting = life.groups[where], where == HERE and life.rng.random() < 0.4
    among, scope = (life.meeting.among, life.meeting.row.scope) if in_meeting else (life.circle[where], group.scope)
    if who not in among.people or life.is_held(where, who):
        return ""
    given = {"circle": group.circle, "scope": scope, "by": life.people[who], "body": marker}
    row = words.write(**given, state=State.SHARED, now=life.now)
    life.keep(marker, who, among, row, "said")
    return f"{marker} to {sorted(among.people)}"


def fresh(text: Text) -> Words:
    """Words as they are now."""
    return Words.objects.select_related("scope", "circle").get(pk=text.row.pk)


def takes_back(life: Life, who: str) -> str:
    text = life.one(life.texts)
    if text is None:
        return ""
    who = text.by
    life.has_to_work = life.may_read(text, who)
    life.hear(text.among)
    life.twice(lambda: words.take_back(words=fresh(text), by=life.people[who]))
    text.is_taken_back = True
    return f"{who} {text.marker}, {text.about}"


def puts_back(life: Life, who: str) -> str:
    text = life.one([each for each in life.texts if each.is_taken_back])
    if text is None:
        return ""
    who = text.by
    life.hear(text.among)
    life.twice(lambda: words.put_back(words=fresh(text), by=life.people[who]))
    text.is_taken_back, text.is_shared = False, text.was_shared
    return f"{who} {text.marker}, {text.about}"


def writes_anew(life: Life, who: str) -> str:
    text, marker = life.one(life.texts), life.marker()
    if text is None:
        return ""
    who = text.by
    life.hear(text.among)
    words.change(words=fresh(text), by=life.people[who], body=marker)
    life.gone.add(text.marker)
    text.marker = marker
    return f"{who} {marker}, {text.about}"


def covers(life: Life, who: str) -> str:
    others = [each for each in life.texts if each.by != who and life.may_read(each, who)]
    text = life.one(others)
    if text is None:
        return ""
    circles.cover(words=fresh(text), by=life.member(text.among.where, who), now=life.now)
    text.covered_until = life.now + COVERED_FOR
    return f"{text.marker} of {text.by}, {text.about}"


def meddles(life: Life, who: str) -> str:
    """Try to do something with what is somebody else's."""
    theirs = life.one([each for each in life.texts if each.by != who])
    if theirs is None:
        return ""
    row, person = fresh(theirs), life.people[who]
    tries = [
        lambda: words.take_back(words=row, by=person),
        lambda: words.put_back(words=row, by=person),
        lambda: words.change(words=row, by=person, body="not theirs"),
        lambda: words.remove(words=row, by=person),
        lambda: words.show_to(words=row, scope=life.groups[theirs.among.where].scope, by=person),
        lambda: words.share(words=row, by=person, now=life.now),
    ]
    for each in tries:
        with pytest.raises(SAYS_NO):
            each()
    return f"with {theirs.marker}, {theirs.about}"


# Coming, leaving, and being held.


def leaves(life: Life, who: str) -> str:
    where = life.somewhere(who)
    if where == HERE and len(life.circle[where].people) <= FEWEST:
        return ""
    circles.leave(by=life.member(where, who), now=life.now)
    life.has_left(where, who)
    if where == HERE:
        _lets_go(life, who)
    return where


def _lets_go(life: Life, who: str) -> None:
    """Nobody is to ask how they are any more, and what they passed on stands among what is theirs alone."""
    for kept in life.kept.get("tomorrows", []):
        if kept.by == who:
            kept.reaches = False
            kept.text.among.people.discard(kept.to)
    for note in life.kept.get("notes", []):
        if note.by == who and note.text is not None:
            note.text.among = life.own[HERE, who]


def comes_back(life: Life, who: str) -> str:
    where = life.somewhere(who)
    by = life.another(where, who)
    if not by or who in life.circle[where].people:
        return ""
    invitation = circles.invite(by=life.member(where, by), now=life.now)
    place = {"name": who, "shape": "sun", "colour": "leaf", "standing": "for_myself", "organisation": None}
    circles.join(person=life.people[who], invitation=invitation, now=life.now, **place)
    life.has_come(where, who)
    return where


def is_held(life: Life, who: str) -> str:
    others = sorted(life.circle[HERE].people - {who} - set(life.held))
    if len(others) < 2 or who not in PEOPLE:
        return ""
    first, second = (life.member(HERE, each) for each in life.rng.sample(others, 2))
    hold = circles.ask_hold(member=life.member(HERE, who), by=first, now=life.now)
    circles.agree_to_hold(hold=hold, by=second, now=life.now)
    life.held[who] = life.now + A_DAY
    return f"by {first.name} and {second.name}"


def is_held_no_more(life: Life, who: str) -> str:
    who = life.one(sorted(each for each in life.held if life.is_held(HERE, each))) or who
    if not life.is_held(HERE, who):
        return ""
    hold = Hold.objects.filter(member=life.member(HERE, who), began_at__isnull=False).latest("began_at")
    circles.lift_hold(hold=hold, by=hold.asked_by, now=life.now)
    del life.held[who]
    return f"{who} before the day is over"


# Meetings.


def says_whether_they_come(life: Life, who: str) -> str:
    kind = life.rng.choice([AnswerKind.COMING, AnswerKind.COMING, AnswerKind.NOT_THIS_TIME])
    if who not in PEOPLE:
        return ""
    answer(meeting=life.meeting_row(), by=life.member(HERE, who), kind=kind, now=life.now)
    if kind == AnswerKind.COMING:
        life.meeting.among.people.add(who)
    elif who not in life.meeting.came:
        life.meeting.among.people.discard(who)
    life.gathers()
    return str(kind)


def comes_in(life: Life, who: str) -> str:
    if who not in PEOPLE:
        return ""
    rooms.begin(meeting=life.meeting_row(), by=life.member(HERE, who), now=life.now)
    life.meeting.among.people.add(who)
    if who not in life.meeting.came:
        life.meeting.came.add(who)
        life.gathers()
    return ""


def closes_the_meeting(life: Life, who: str) -> str:
    meeting = life.meeting_row()
    if meeting.holder is None:
        return ""
    rooms.close(meeting=meeting, by=life.member(HERE, meeting.holder.name), now=life.now)
    life.meeting.is_over = True
    life.gathers()
    return f"held by {meeting.holder.name}"


def plans_another(life: Life, who: str) -> str:
    if not life.meeting.is_over:
        return ""
    life.new_meeting()
    return "meeting"


# Time.


def time_goes_on(life: Life, who: str) -> str:
    """Some hours, or days; then all that is old goes by itself, as it does every hour."""
    hours = life.rng.choice([1, 4, 12, 26, 75, 200])
    life.clock.shift(timedelta(hours=hours))
    now = life.now
    row = life.meeting_row()
    life.meeting.is_over = life.meeting.is_over or max(row.starts_at, row.opened_at or row.starts_at) < now - OVER_AFTER
    people.clear_old(now=now)
    support.clear_turned(now=now)
    care.keep_all_at_hand(now=now)
    care.clear_for_tomorrow(now=now)
    life.gathers()
    _goes_by_itself(life, now)
    return f"{hours} hours"


def _goes_by_itself(life: Life, now: datetime) -> None:
    for two in life.kept.get("twos", []):
        if two.turned_at is not None and two.turned_at < now - TURNED_FOR:
            is_no_more(life, two)
    for kept in list(life.kept.get("tomorrows", [])):
        if kept.begins_at < now - ASKED_FOR or kept.by not in life.circle[HERE].people:
            life.kept["tomorrows"].remove(kept)
            life.remove(kept.text)
    for who, (marker, at) in list(life.unsent.items()):
        if at < now - KEPT_FOR:
            life.gone.add(marker)
            del life.unsent[who]
