"""In whatever order circles link, cut, tell, take back, lose people and close: each reads what it may, and no more.

What each may read is kept by hand beside the rules: an update, by whom, and over which links that go on now.
"""

import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from handinhand.circles.actions import AskNotNow, agree, ask_power, carry_out_due, cover, leave
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Member, PowerUse
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_text
from handinhand.links.actions import (
    LinkNotNow,
    accept_link,
    ask_to_be_known,
    ask_to_tell,
    be_known_no_more,
    cut_link,
    offer_link,
    take_back_update,
)
from handinhand.links.models import HeardUpdate, Link, Update
from handinhand.words.queries import own_text_for
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, text_of
from tests.cast import Group, add_member, make_group
from tests.links.linked import link, reads

BEGINS = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
CIRCLES = 4
COVERED = "Something is covered here."
each_circle = st.integers(0, CIRCLES - 1)


@dataclass
class Told:
    """An update, kept by hand: over which links it went from whom to whom."""

    by: int
    text: str
    over: dict[int, int] = field(default_factory=dict)
    taken_back: bool = False


class Linked(RuleBasedStateMachine):
    """Four circles: two of one, two of two; one person is in the first two of them."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = BEGINS
        names = (("Ann", "Bea"), ("Ann",), ("Cyd", "Dot"), ("Eve",))
        self.groups = [
            make_group(name=f"Circle {number}", now=self.now, people=each) for number, each in enumerate(names)
        ]
        both = self.groups[0].ann.person
        Member.objects.filter(pk=self.groups[1].ann.pk).delete()
        self.groups[1].members.clear()
        add_member(self.groups[1], "Not Ann", now=self.now, person=both)
        # A ring to begin with: each is linked with the next, and the last with the first.
        self.live = {
            frozenset({one, (one + 1) % CIRCLES}): link(
                self.groups[one], self.groups[(one + 1) % CIRCLES], self.now, known=(bool(one % 2), False)
            ).pk
            for one in range(CIRCLES)
        }
        # Which side of a link lets the other one's further links know of it.
        self.known = {(link, one) for one, link in enumerate(self.live.values()) if one % 2}
        self.told: list[Told] = []
        self.asked: dict[int, Told] = {}
        self.knowing: dict[int, tuple[int, int]] = {}
        self.covered: set[tuple[int, str]] = set()
        self.closed: set[int] = set()
        self.count = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def someone(self, circle: int) -> Member:
        return next(each for each in self.here(circle))

    def here(self, circle: int) -> list[Member]:
        found = Member.objects.filter(circle=self.groups[circle].circle, left_at=None).order_by("pk")
        return list(found.select_related("circle", "person"))

    def settle(self, use: PowerUse) -> None:
        """Keep by hand what became of something that was asked."""
        kept = PowerUse.objects.get(pk=use.pk)
        if kept.state != UseState.DONE:
            return
        if (known := self.knowing.pop(kept.pk, None)) is not None:
            assert known[0] in self.live.values()
            self.known.add(known)
        told = self.asked.pop(kept.pk, None)
        if told is not None:
            told.over = {to: pk for to, pk in told.over.items() if self.live.get(frozenset({told.by, to})) == pk}
            self.told.append(told)

    @rule(circle=each_circle)
    def offers(self, circle: int) -> None:
        if circle not in self.closed:
            offer_link(by=self.someone(circle), whom="One of you", is_known=bool(circle % 2), now=self.now)

    @rule(circle=each_circle, which=st.integers(0, 9))
    def accepts(self, circle: int, which: int) -> None:
        waiting = list(Link.objects.filter(other=None, ended_at=None).select_related("circle").order_by("pk"))
        if not waiting or circle in self.closed:
            return
        link = waiting[which % len(waiting)]
        try:
            use = accept_link(by=self.someone(circle), link=link, is_known=False, now=self.now)
        except LinkNotNow:
            of = self.number(link.circle)
            assert of == circle or frozenset({of, circle}) in self.live
            return
        self.keep_links(PowerUse.objects.get(pk=use.pk))

    def number(self, circle: Circle) -> int:
        return next(number for number, each in enumerate(self.groups) if each.circle == circle)

    def keep_links(self, use: PowerUse) -> None:
        link = Link.objects.filter(public_id=use.object_id, linked_at__isnull=False).select_related("circle").first()
        if use.state == UseState.DONE and link is not None:
            pair = frozenset({self.number(link.circle), self.number(use.circle)})
            assert pair not in self.live
            self.live[pair] = link.pk
            first = self.number(link.circle)
            self.known |= {(link.pk, first)} if first % 2 else set()

    @rule(which=st.integers(0, 9))
    def agrees(self, which: int) -> None:
        """Whoever has not yet says yes to something that is asked."""
        asked = list(PowerUse.objects.filter(state=UseState.ASKED).select_related("circle").order_by("pk"))
        if not asked:
            return
        use = asked[which % len(asked)]
        for member in self.here(self.number(use.circle)):
            try:
                agree(use=use, by=member, now=self.now)
            except AskNotNow:
                break
        kept = PowerUse.objects.select_related("circle").get(pk=use.pk)
        if kept.power == Power.LINK and kept.object_id:
            self.keep_links(kept)
        self.settle(kept)

    @precondition(lambda self: self.live)
    @rule(which=st.integers(0, 9), side=st.integers(0, 1), twice=st.booleans())
    def cuts(self, which: int, side: int, *, twice: bool) -> None:
        pair = list(self.live)[which % len(self.live)]
        link = Link.objects.get(pk=self.live.pop(pair))
        for _time in range(1 + twice):
            cut_link(link=link, by=self.someone(sorted(pair)[side]), now=self.now)

    @precondition(lambda self: self.live)
    @rule(which=st.integers(0, 9), side=st.integers(0, 1), agreed=st.booleans())
    def is_known_further(self, which: int, side: int, *, agreed: bool) -> None:
        """One side asks its circle that others may know of it; the other side is never changed by that."""
        pair = list(self.live)[which % len(self.live)]
        circle, link = sorted(pair)[side], self.live[pair]
        use = ask_to_be_known(by=self.someone(circle), link=Link.objects.get(pk=link), now=self.now)
        self.knowing[use.pk] = (link, circle)
        for member in self.here(circle)[1:] if agreed else []:
            with suppress(AskNotNow):
                agree(use=use, by=member, now=self.now)
        self.settle(use)

    @precondition(lambda self: self.live)
    @rule(which=st.integers(0, 9), side=st.integers(0, 1), strange=st.booleans())
    def is_known_no_more(self, which: int, side: int, *, strange: bool) -> None:
        """At once, by one of that side alone; nobody of a third circle does anything by it."""
        pair = list(self.live)[which % len(self.live)]
        circle, link = sorted(pair)[side], self.live[pair]
        by = next((each for each in range(CIRCLES) if each not in pair and each not in self.closed), circle)
        by = by if strange else circle
        be_known_no_more(by=self.someone(by), link=Link.objects.get(pk=link), now=self.now)
        if by == circle:
            self.known.discard((link, circle))

    @precondition(lambda self: self.told)
    @rule(circle=each_circle, which=st.integers(0, 9))
    def covers(self, circle: int, which: int) -> None:
        """A circle covers for itself what it heard: what other circles read stays as it is."""
        heard = list(HeardUpdate.objects.filter(circle=self.groups[circle].circle).order_by("pk"))
        if not heard:
            return
        row, by = heard[which % len(heard)], self.someone(circle)
        kind, among = "heardupdate-text", {"viewer": by.person, "circle": by.circle}
        text = own_text(row, "text")
        over = own_text_for(kind=kind, public_id=row.public_id, **among)
        assert (over is not None) == (row.says in reads(self.groups[circle]))
        if over is not None:
            with suppress(CoverNotNow):
                cover(words=over, by=by, now=self.now)
                self.covered.add((circle, text))

    @rule(circle=each_circle, left_out=st.sets(each_circle), answers=st.booleans(), agreed=st.booleans())
    def tells(self, circle: int, left_out: set[int], *, answers: bool, agreed: bool) -> None:
        if circle in self.closed:
            return
        chosen = set(range(CIRCLES)) - left_out
        self.count += 1
        text = f"Number {self.count}."
        over = {to: self.live[pair] for to in chosen if (pair := frozenset({circle, to})) in self.live}
        # Ids of links that are not ours are nothing to us.
        to = list(Link.objects.filter(pk__in=over.values()).values_list("public_id", flat=True))
        strange = [each for pair, each in self.live.items() if circle not in pair]
        to += list(Link.objects.filter(pk__in=strange).values_list("public_id", flat=True))
        answered = Update.objects.order_by("pk").last() if answers else None
        try:
            use = ask_to_tell(by=self.someone(circle), text=text, to=to, answers=answered, now=self.now)
        except LinkNotNow:
            assert not over
            return
        self.asked[use.pk] = Told(circle, text, over)
        for member in self.here(circle)[1:] if agreed else []:
            agree(use=use, by=member, now=self.now)
        self.settle(use)

    @precondition(lambda self: self.told)
    @rule(which=st.integers(0, 9), strange=st.booleans())
    def takes_back(self, which: int, *, strange: bool) -> None:
        """Whoever told it takes it back; to others it does nothing."""
        told = self.told[which % len(self.told)]
        by = (told.by + 1) % CIRCLES if strange else told.by
        ours = Update.objects.filter(circle=self.groups[told.by].circle)
        update = next(each for each in ours if each.text == told.text)
        if by not in self.closed:
            take_back_update(update=update, by=self.someone(by), now=self.now)
            told.taken_back = told.taken_back or not strange

    @rule(circle=st.sampled_from([0, 2]))
    def somebody_leaves(self, circle: int) -> None:
        here = self.here(circle)
        if len(here) > 1 and self.count > CIRCLES:
            leave(by=here[0], now=self.now)

    @precondition(lambda self: len(self.live) > 1 and not self.closed)
    @rule(circle=st.sampled_from([1, 3]))
    def closes(self, circle: int) -> None:
        use = ask_power(power=Power.CLOSE_CIRCLE, by=self.someone(circle), now=self.now)
        carry_out_due(use=use, now=self.now + timedelta(days=15))
        assert PowerUse.objects.get(pk=use.pk).state == UseState.DONE
        self.closed.add(circle)
        self.live = {pair: link for pair, link in self.live.items() if circle not in pair}

    @rule()
    def time_passes(self) -> None:
        self.now += timedelta(minutes=1)

    @invariant()
    def each_reads_what_it_may(self) -> None:
        for number, group in enumerate(self.groups):
            may = [
                COVERED if (number, each.text) in self.covered else each.text
                for each in self.told
                if not each.taken_back
                and number in each.over
                and self.live.get(frozenset({each.by, number})) == each.over[number]
            ]
            assert sorted(reads(group)) == sorted(may)

    @invariant()
    def no_page_says_more(self) -> None:
        """The pages themselves, now and then: what is not for this circle stands on none of them."""
        if self.count % 4 != 3:
            return
        number = random.Random(self.count).randrange(CIRCLES)
        group = self.groups[number]
        page = "".join(text_of(self.get(number, group, at)) for at in ("links/", "links/updates/"))
        assert not [text for circle, text in self.covered if circle == number and text in page]
        ours = {each.text for each in self.told if each.by == number} | set(reads(group))
        assert not [each.text for each in self.told if each.text in page and each.text not in ours]
        linked = {number, *(far for pair in self.live if number in pair for far in pair)}
        further = {
            far
            for pair, link in self.live.items()
            if pair & (linked - {number})
            for far in pair
            if (link, far) in self.known
        }
        named = {far for far in set(range(CIRCLES)) - linked if f"Circle {far}" in page}
        assert named == further - linked

    def get(self, number: int, group: Group, at: str) -> object:
        client: Client = client_of(self.someone(number))
        return client.get(f"/c/{group.circle.public_id}/{at}")


@pytest.mark.both
@pytest.mark.django_db
def test_in_every_order_nobody_reads_what_was_not_told_to_them() -> None:
    run_state_machine_as_test(Linked, settings=settings(max_examples=10, stateful_step_count=30))


@pytest.mark.both
@pytest.mark.soak
@pytest.mark.django_db
def test_in_very_many_orders_nobody_reads_what_was_not_told_to_them() -> None:
    run_state_machine_as_test(Linked, settings=settings(max_examples=150, stateful_step_count=60))
