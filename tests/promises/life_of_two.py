"""What somebody and whom they turn to do with each other: it is known to these two alone, and ends with either."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from handinhand.care.actions import persons, support
from handinhand.care.choices.persons import Answer, Looks, Place
from handinhand.care.models import SupportPerson, TurnedTo
from handinhand.people.choices import AskKind
from handinhand.words.models import Words
from tests.promises.life import EXPECTED, OF_ROWS, Among, Asked, Life, Text


@dataclass(eq=False)
class Two:
    """Somebody and whom they turn to. They can read each other once the other one said yes."""

    row: SupportPerson
    of: str
    other: str
    where: str
    is_unseen: bool = False
    among: Among | None = None
    looks: Text | None = None
    turned: TurnedTo | None = None
    turned_at: datetime | None = None
    sent: Text | None = None
    answer: Text | None = None


def a_two(life: Life, *, asked: bool = False) -> Two | None:
    """Two people, mostly those who are each other's; or mostly those of whom one is only asked."""
    all_of = life.kept.setdefault("twos", [])
    wanted = [each for each in all_of if (each.among is None) == asked]
    return life.one(wanted if wanted and life.rng.random() < 0.8 else all_of)


def settle(life: Life) -> None:
    """What was between two who are no longer each other's is each author's alone again; the two rows say it ended."""
    for two in list(life.kept.setdefault("twos", [])):
        row = SupportPerson.objects.filter(pk=two.row.pk).first()
        if two.among is not None and (row is None or row.scope_id is None):
            for text in (two.looks, two.sent, two.answer):
                if text is not None and text in life.texts:
                    life.give_back(text)
            two.among = two.looks = two.turned = two.sent = two.answer = None
        if row is None:
            life.kept.setdefault("twos", []).remove(two)


def chooses(life: Life, who: str) -> str:
    where, place = life.somewhere(who), life.rng.choice(Place.values)
    whom = life.another(where, who)
    if not whom:
        return ""
    member = life.member(where, whom)
    life.told(whom)
    row = life.twice(lambda: persons.choose(by=life.people[who], member=member, place=Place(place), now=life.now))
    settle(life)
    if all(each.row.pk != row.pk for each in life.kept.setdefault("twos", [])):
        # Whoever would not see them in this circle, or in another, never hears that they are asked.
        is_unseen = any((each, whom, who) in life.unseen for each in life.circle)
        life.kept["twos"].append(Two(row, who, whom, where, is_unseen))
    return f"{whom} as {place} in {where}"


def says_yes(life: Life, who: str) -> str:
    two = a_two(life, asked=True)
    if two is None:
        return ""
    who = two.other
    life.told(two.of)
    life.twice(lambda: persons.say_yes_to(support=two.row, by=life.people[who], now=life.now))
    if two.among is None:
        two.among = life.new_among(two.where, {two.of, who})
    return f"{who} to {two.of}"


def says_not_this_time(life: Life, who: str) -> str:
    two = a_two(life)
    if two is None:
        return ""
    who = two.other
    life.told(two.of)
    life.has_to_work = True
    life.twice(lambda: persons.say_not_this_time(support=two.row, by=life.people[who], now=life.now))
    settle(life)
    return f"{who} to {two.of}"


def ends_it(life: Life, who: str) -> str:
    two = a_two(life)
    if two is None:
        return ""
    who = two.of
    life.told(two.other)
    life.has_to_work = True
    life.twice(lambda: persons.end(support=two.row, by=life.people[who], now=life.now))
    settle(life)
    return f"{who} with {two.other}"


def rewritten(life: Life, before: Text | None, new: Text | None, marker: str) -> Text | None:
    """What a box holds after it was sent: new words, words written anew, or none where the box is empty."""
    if before is not None and not marker:
        life.remove(before)
        return None
    if before is not None:
        life.gone.add(before.marker)
        before.marker = marker
        return before
    return life.keep(marker, new.by, new.among, new.row, new.about) if new is not None else None


def between(two: Two, who: str, marker: str, row: Words | None) -> Text | None:
    """What one of two wrote to the other, if anything is kept of it."""
    return Text(marker, who, two.among, row, "between two") if row is not None and two.among is not None else None


def says_when(life: Life, who: str) -> str:
    two = a_two(life)
    if two is None:
        return ""
    who = two.other
    marker, looks = life.marker() if life.rng.random() < 0.7 else "", life.one([None, *Looks])
    life.told(two.of)
    life.twice(lambda: persons.say_when(support=two.row, by=life.people[who], looks=looks, text=marker, now=life.now))
    words = SupportPerson.objects.select_related("looks_words").get(pk=two.row.pk).looks_words
    two.looks = rewritten(life, two.looks, between(two, who, marker, words), marker)
    return f"{who} for {two.of} {marker}"


def says_they_are_away(life: Life, who: str) -> str:
    two, is_away = a_two(life), life.rng.random() < 0.5
    if two is None:
        return ""
    who = two.other
    life.told(two.of)
    life.twice(lambda: persons.say_away(support=two.row, by=life.people[who], is_away=is_away, now=life.now))
    return f"{who} for {two.of}: {is_away}"


def turns(life: Life, who: str) -> str:
    two = a_two(life)
    if two is None:
        return ""
    who = two.of
    marker = life.marker() if life.rng.random() < 0.8 else ""
    life.told(two.other)
    turned = life.twice(lambda: support.turn_to(support=two.row, by=life.people[who], text=marker, now=life.now))
    if two.turned is None:
        two.turned_at = life.now
    two.turned = TurnedTo.objects.select_related("words").get(pk=turned.pk)
    if marker:
        two.sent = rewritten(life, two.sent, between(two, who, marker, two.turned.words), marker)
    return f"{who} to {two.other} {marker}"


def a_turned(life: Life) -> Two | None:
    """Two people of whom one turned to the other."""
    return life.one([each for each in life.kept.get("twos", []) if each.turned is not None])


def opens(life: Life, who: str) -> str:
    two = a_turned(life)
    if two is None:
        return ""
    who = two.other
    life.told(two.of)
    life.twice(lambda: support.open_it(turned=two.turned, by=life.people[who], now=life.now))
    return f"{who} what {two.of} sent"


def answers(life: Life, who: str) -> str:
    two = a_turned(life)
    if two is None:
        return ""
    who = two.other
    marker, answer = life.marker() if life.rng.random() < 0.7 else "", life.one([None, *Answer])
    given = {"turned": two.turned, "by": life.people[who], "answer": answer, "text": marker, "now": life.now}
    life.told(two.of)
    life.twice(lambda: support.answer(**given))
    words = TurnedTo.objects.select_related("answer_words").get(pk=two.turned.pk).answer_words
    two.answer = rewritten(life, two.answer, between(two, who, marker, words), marker)
    return f"{who} to {two.of} {marker}"


def takes_back_what_they_sent(life: Life, who: str) -> str:
    two = a_turned(life)
    if two is None:
        return ""
    who = two.of
    life.told(two.other)
    life.has_to_work = True
    life.twice(lambda: support.take_back(turned=two.turned, by=life.people[who], now=life.now))
    is_no_more(life, two)
    return f"{who} from {two.other}"


def is_no_more(life: Life, two: Two) -> None:
    """What was sent is gone, and an answer is its author's alone."""
    if two.sent is not None:
        life.remove(two.sent)
    if two.answer is not None:
        life.give_back(two.answer)
    two.turned = two.turned_at = two.sent = two.answer = None


def addresses(life: Life, two: Two) -> list[str]:
    found = [reverse("care:for_somebody", args=[two.row.public_id])]
    return found + ([reverse("care:turned", args=[two.turned.public_id])] if two.turned is not None else [])


def asked(life: Life) -> Iterator[Asked]:
    for two in life.kept.get("twos", []):
        if two.among is None and not two.is_unseen:
            yield AskKind.SUPPORT_PERSON, two.other, two.row.public_id
        if two.turned is not None:
            yield AskKind.SUPPORT, two.other, two.turned.public_id


OF_ROWS["twos"] = addresses
EXPECTED.append(asked)
