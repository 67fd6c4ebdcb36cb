"""A member who joins, leaves, comes back, and looks at every page at every time, learns nothing but what is shown.

Two circles live the same life but for one thing: wherever two people answer, in the second circle each of them gives
the other's answer. Whatever is shown of all answers together is the same in both. So every page must be the same, too,
byte for byte, for whoever watches: else it says something of who gave which.
"""

import re
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
import time_machine
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from handinhand.circles import actions as circles
from handinhand.circles.actions.members import be_in
from handinhand.unnamed import actions
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules import NotNow, phrases
from tests.browsing import client_of, send, text_of
from tests.cast import add_member, make_group
from tests.unnamed.boxes import DAY, allow, asked

BEGAN = datetime.fromisoformat("2026-11-24T09:00:00+00:00")
STEPS = ["Not at all", "A little", "Mostly", "Wholly"]
# What is new in every answer, the names of rows in addresses, and the hash of the ledger.
# (They stand in the addresses of other addresses, too, after "%2F".)
NEW = re.compile(
    r'(name="(?:key|csrfmiddlewaretoken|phrase)" value|data-ticket)="[^"]*"'
    r"|(?<![bcdfghjkmnpqrstvwxz])[bcdfghjkmnpqrstvwxz2-9]{12}\b|(?:[A-Z0-9]{4}-){3,}[A-Z0-9]{4}"
)
WATCHES = "Member0"


class Twins:
    """Two circles with the same people and the same questions."""

    def __init__(self, size: int, now: datetime) -> None:
        self.now, self.names = now, tuple(f"Member{number}" for number in range(size))
        self.pair = [make_group(name="Harbour Circle", now=now, people=self.names) for _each in range(2)]
        self.boxes: list[list[Box]] = []
        self.phrases: list[list[str]] = [[], []]
        self.answers = 0
        for group in self.pair:
            allow(group, now=now)

    def ask(self, choices: list[str]) -> None:
        given: dict[str, Any] = {"by": self.names[1], "choices": choices, "is_scale": bool(choices)}
        question = f"Question {len(self.boxes)}?"
        with suppress(NotNow):
            self.boxes.append([asked(group, now=self.now, question=question, **given) for group in self.pair])

    def can_answer(self) -> list[tuple[int, list[str]]]:
        """The questions that are open, and who has not answered each."""
        found = []
        for at, (box, _other) in enumerate(self.boxes):
            box.refresh_from_db()
            gone = set(box.answered.values_list("person", flat=True))
            here = [each for each in self.names if self.pair[0].members[each].left_at is None]
            left = [each for each in here if self.pair[0].members[each].person_id not in gone]
            if box.is_collecting and len(left) > 1:
                found.append((at, left))
        return found

    def answer(self, at: int, one: str, two: str, said: tuple[str, str]) -> None:
        """Two people answer; in the second circle each gives the other's answer."""
        self.answers += 1
        for place, group in enumerate(self.pair):
            for name, text in zip((one, two), said if place == 0 else said[::-1], strict=True):
                phrase = phrases.new_phrase()
                box = self.boxes[at][place]
                given = {"text": "", "choice": text} if box.choices else {"text": text, "choice": ""}
                actions.answer(
                    box=box, by=group.members[name].person, phrase=phrase, now=self.now, key="k" * 12, **given
                )
                self.phrases[place].append(phrase)

    def leave(self, name: str) -> None:
        for group in self.pair:
            circles.leave(by=group.members[name], now=self.now)
            group.members[name].refresh_from_db()

    def join(self) -> None:
        name = f"Member{len(self.names)}"
        self.names = (*self.names, name)
        for group in self.pair:
            add_member(group, name, now=self.now)

    def come_back(self, name: str) -> None:
        look = {"shape": "wave", "colour": "clay", "standing": "for_myself", "organisation": ""}
        for group in self.pair:
            member = group.members[name]
            be_in(circle=group.circle, by=member.person, now=self.now, name=name, **look)
            member.refresh_from_db()

    def seen(self, place: int) -> list[str]:
        """Every page on which any of it could stand, as the watcher sees it."""
        group = self.pair[place]
        member = group.members[WATCHES]
        client, circle = client_of(member), f"/c/{group.circle.public_id}/"
        found = [each[place] for each in self.boxes]
        pages = ["/", "/me/", "/me/written/", circle, f"{circle}members/", f"{circle}done/", f"{circle}without-names/"]
        pages += [f"{circle}without-names/{each.public_id}/" for each in found]
        looked_for = send(client, f"{circle}find/", looked_for="Answer")
        return [NEW.sub("", text_of(each)) for each in (*map(client.get, pages), looked_for)]


def in_any_order(pages: list[str]) -> list[str]:
    """Pages with the opened items of each put in order: the shuffle differs by chance alone."""
    item = re.compile(r"<li>(?:(?!</li>).)*Answer \d+ (?:one|two)(?:(?!</li>).)*</li>", re.S)
    return [item.sub("", page) + "".join(sorted(item.findall(page))) for page in pages]


class Insider(RuleBasedStateMachine):
    """A life of two circles, looked at after each step."""

    @initialize(size=st.integers(3, 30))
    def begin(self, size: int) -> None:
        self.travel = time_machine.travel(BEGAN, tick=False)
        self.travel.start()
        self.twins = Twins(size, BEGAN)

    @rule(choices=st.booleans())
    def ask(self, choices: bool) -> None:
        if len(self.twins.boxes) < 5:
            self.twins.ask(STEPS if choices else [])

    @precondition(lambda self: self.twins.can_answer())
    @rule(data=st.data(), many=st.integers(1, 6))
    def answer(self, data: st.DataObject, many: int) -> None:
        for _each in range(many):
            open_now = self.twins.can_answer()
            if not open_now:
                return
            at, left = data.draw(st.sampled_from(open_now))
            pairs = [each for each in left if each != WATCHES]
            if len(pairs) < 2:
                return
            one, two = pairs[:2]
            number = self.twins.answers
            said = (f"Answer {number} one.", f"Answer {number} two.")
            if self.twins.boxes[at][0].choices:
                said = (data.draw(st.sampled_from(STEPS)), data.draw(st.sampled_from(STEPS)))
            self.twins.answer(at, one, two, said)

    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        here = [each for each in self.twins.names[2:] if self.twins.pair[0].members[each].left_at is None]
        if len(here) > 2:
            self.twins.leave(data.draw(st.sampled_from(here)))

    @rule()
    def the_watcher_leaves_or_comes_back(self) -> None:
        is_here = self.twins.pair[0].members[WATCHES].left_at is None
        (self.twins.leave if is_here else self.twins.come_back)(WATCHES)

    @rule()
    def join(self) -> None:
        if len(self.twins.names) < 30:
            self.twins.join()

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.twins.now += days * DAY
        self.travel.stop()
        self.travel = time_machine.travel(self.twins.now, tick=False)
        self.travel.start()
        actions.open_all_due(now=self.twins.now)

    @rule()
    def look(self) -> None:
        one, two = (in_any_order(self.twins.seen(place)) for place in range(2))
        assert not [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]

    def teardown(self) -> None:
        self.look()
        self.travel.stop()


@pytest.mark.django_db
@pytest.mark.parametrize("lives", [8, pytest.param(100, marks=pytest.mark.soak)])
def test_a_member_who_looks_at_everything_learns_nothing_of_whose_is_what(
    lives: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "COST", 2)
    run_state_machine_as_test(
        Insider, settings=settings(max_examples=lives, stateful_step_count=20, phases=[Phase.generate])
    )
