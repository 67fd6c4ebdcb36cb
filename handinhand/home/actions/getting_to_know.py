"""What the people of the demonstration say of themselves and to each other, and with whom they have tea."""

from datetime import datetime

from handinhand.circles.models import Member
from handinhand.home import harbour
from handinhand.profiles.actions import choose_people, give, keep, write_line
from handinhand.profiles.choices import GiftKind, Sees
from handinhand.tea.actions import change_rhythm, draw_due, wish
from handinhand.tea.choices import Every, Opening, Way
from handinhand.topics.actions import say_what_it_touches
from handinhand.work.actions import answer, ask_or_offer
from handinhand.work.choices import Kind


def get_to_know(people: dict[str, Member], *, then: datetime, now: datetime) -> None:
    """Pages, strengths and thanks, asks and offers, and a cup of tea, drawn by chance as it always is."""
    _pages(people, now=then)
    _strengths(people, now=now)
    _asks(people, now=now)
    change_rhythm(by=people["Asha"], every=Every.FOUR_WEEKS, now=then)
    for name, way in harbour.WOULD_LIKE_TEA.items():
        wish(by=people[name], way=Way(way), opening=Opening.YES, now=then)
    draw_due(circle=people["Asha"].circle, now=now)


def _pages(people: dict[str, Member], *, now: datetime) -> None:
    for name, heading, text, chosen in harbour.LINES:
        by, sees = people[name], Sees.CHOSEN if chosen else Sees.CIRCLE
        line = write_line(by=by, heading=heading, body=text, sees=sees, now=now)
        if chosen:
            ids = [people[each].public_id for each in chosen]
            choose_people(by=by, words_id=line.words.public_id, member_ids=ids, now=now)


def _strengths(people: dict[str, Member], *, now: datetime) -> None:
    for by, to, kind, text, is_kept in harbour.WRITTEN_TO_EACH_OTHER:
        gift = give(by=people[by], to_id=people[to].public_id, kind=GiftKind(kind), body=text, now=now)
        if is_kept:
            keep(by=people[to], gift_id=gift.public_id, sees=Sees.CIRCLE, now=now)


def _asks(people: dict[str, Member], *, now: datetime) -> None:
    made = [
        ask_or_offer(by=people[name], kind=Kind(kind), text=text, to=None, now=now)
        for name, kind, text in harbour.ASKS_AND_OFFERS
    ]
    number, topic, gist = harbour.TOUCHES_ON
    by = people[harbour.ASKS_AND_OFFERS[number][0]].person
    say_what_it_touches(words=made[number].words, by=by, topics=[topic], gist=gist, now=now)
    name, number, text = harbour.ANSWERED
    answer(ask=made[number], by=people[name], text=text, now=now)
