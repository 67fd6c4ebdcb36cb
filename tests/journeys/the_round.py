"""A round: everybody in turn; passing, writing instead, coming late and back; and a power cut in the middle of it."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.eight import Eight, all_see, none_sees, stay, stayed
from tests.journeys.in_the_room import IN_THE_ROOM, has_the_turn, share
from tests.journeys.planning import ROUND
from tests.journeys.signs import ALL_ASKED, ASKED_AGAIN, HAS_THE_TURN, OPENED, PRESS_AGAIN

BACK_WITHIN = 30_000
DRAWN = {
    "Tom": "A roundabout with one exit, and it is painted over.",
    "Asha": "Many hands on one rope, pulling two ways.",
    "Marcus": "A form with boxes that nobody fits.",
    "Nia": "A door that opens from the inside only.",
    "Ravi": "A bridge, half built from each side.",
}
IN_BETWEEN = "The bridge has a gap in the middle."
NOT_SENT = "I would draw the gap."
TURN = re.compile(r'class="has-turn">.*?</span>(?:<[^>]*>)*(\w+)', re.DOTALL)


def go_round(eight: Eight, in_the_middle: Callable[[Eight], None] | None = None) -> None:
    """Everybody is asked once; whoever passed is asked again at the end; nothing else is shown of anybody."""
    eight.look("round")
    eight.look("round-large", eight.dee)
    write_before_being_asked(eight)
    asked: list[str] = []
    while name := whose_turn(eight):
        assert len(asked) < 2 * len(eight.people), asked
        everybody_sees_the_turn(eight, name)
        take(eight, name, again=name in asked)
        asked.append(name)
        if len(asked) == 2:
            ravi_comes_late(eight)
            if in_the_middle is not None:
                in_the_middle(eight)
            kit_comes_back(eight)
    assert set(asked) == {"Tom", "Dee", "Asha", "Sam", "Kit", "Ravi"}, asked
    assert set(asked[-2:]) == {"Dee", "Asha"}
    assert len(asked) == len(set(asked)) + 2
    all_see(eight.only("Tom", "Dee", "Asha", "Marcus", "Nia", "Ravi"), *DRAWN.values(), ALL_ASKED)
    nobody_is_told_who_passed(eight)
    eight.look("round-over")


def whose_turn(eight: Eight) -> str:
    """Who has the turn, on the page of Nia, who takes part in writing and has no seat; empty when all were asked."""
    eight.nia.again()
    found = TURN.search(eight.nia.page.html)
    return found[1] if found else ""


def write_before_being_asked(eight: Eight) -> None:
    """Marcus writes instead, which is his turn; so does Nia, who is not in the room; Asha types, and waits."""
    for name in ("Marcus", "Nia"):
        eight.people[name].again()
        share(eight, name, DRAWN[name])
    eight.asha.write("/say/", body=DRAWN["Asha"])
    all_see(eight.only("Tom", "Dee", "Sam"), DRAWN["Marcus"], DRAWN["Nia"])
    none_sees(eight.only("Tom", "Dee", "Sam", "Marcus", "Nia"), DRAWN["Asha"])


def everybody_sees_the_turn(eight: Eight, name: str) -> None:
    """Pages that follow show it by themselves; nobody but who has it, and who holds the meeting, can end it."""
    has_the_turn(eight, name)
    for other, walker in eight.only("Dee", "Marcus", "Nia").items():
        walker.again()
        if other == name:
            walker.can("/do/pass/")
        else:
            walker.sees(HAS_THE_TURN.format(name))
            walker.cannot("/do/pass/")
    ring_tells_nothing_else(eight)


def ring_tells_nothing_else(eight: Eight) -> None:
    """Everybody in the ring looks the same, but for whoever has the turn."""
    ring = eight.tom.page.locator(".ring li")
    marks = ring.evaluate_all("all => all.map(each => each.className)")
    inside = ring.evaluate_all("all => all.map(each => [...each.children].map(part => part.tagName).join())")
    assert sorted(set(marks)) in ([""], ["", "has-turn"])
    assert marks.count("has-turn") <= 1
    assert set(inside) <= {"SPAN", "SPAN,BDI", "SPAN,STRONG"}


def take(eight: Eight, name: str, *, again: bool) -> None:
    """Somebody's turn: Dee passes each time, Asha the first time, the others speak or write."""
    walker = eight.people[name]
    walker.again()
    if again:
        walker.sees(ASKED_AGAIN)
        none_sees(eight.but(name, "Sam"), ASKED_AGAIN)
    if name == "Dee" or (name == "Asha" and not again):
        walker.do("/do/pass/")
    elif name == "Asha":
        walker.do("/say/", do="share")
        eight.said.append(DRAWN[name])
    elif name in DRAWN:
        share(eight, name, DRAWN[name])
    else:
        walker.do("/do/end-turn/")
    if name == "Asha" and not again:
        assert eight.asha.written("/say/", "body") == DRAWN["Asha"], "a turn that moved on took what was typed"


def ravi_comes_late(eight: Eight) -> None:
    """Ravi said not this time, and comes after all; he sees what was said, and is asked like everybody."""
    ravi = eight.ravi
    ravi.again()
    ravi.cannot("/say/")
    ravi.do("/do/come-in/")
    all_see({"Ravi": ravi}, ROUND, DRAWN["Marcus"], DRAWN["Nia"])
    expect(eight.tom.page.locator(".ring")).to_contain_text("Ravi")


def kit_comes_back(eight: Eight) -> None:
    """Kit comes back; whoever has the turn keeps it."""
    before = whose_turn(eight)
    eight.kit.again()
    eight.kit.do("/do/come-in/")
    assert whose_turn(eight) == before


def nobody_is_told_who_passed(eight: Eight) -> None:
    """Not on the pages of the room, and not in what was done."""
    ring_tells_nothing_else(eight)
    eight.marcus.open(f"{eight.circle}done/")
    eight.marcus.sees(OPENED.format("Sam"))
    eight.marcus.does_not_see("pass")
    eight.marcus.open(eight.room())


def power_cut(eight: Eight) -> None:
    """The server is killed under open pages and started again: they recover, and nothing that it took is missing."""
    tom, dee, asha = eight.tom, eight.dee, eight.asha
    turn = whose_turn(eight)
    dee.write("/say/", body=NOT_SENT)
    tom.write("/say/", body=NOT_SENT)
    kept = asha.written("/say/", "body")
    stay(eight.following)
    eight.server.kill()
    tom.activate(tom.form("/say/").locator('[value="keep"]'))
    tom.sees(PRESS_AGAIN)
    assert tom.written("/say/", "body") == NOT_SENT
    dee.activate(dee.form("/say/").locator('[value="keep"]'))
    eight.server.start()
    dee.page.reload()
    all_see(eight.only("Dee"), NOT_SENT)
    assert whose_turn(eight) == turn
    tom.do("/say/", do="keep")
    assert tom.written("/say/", "body") == ""
    share(eight, "Nia", IN_BETWEEN)
    for walker in eight.following:
        expect(walker.page.locator("#said")).to_contain_text(IN_BETWEEN, timeout=BACK_WITHIN)
    assert asha.written("/say/", "body") == kept
    stayed(eight.following)
    all_see(eight.only("Dee", "Marcus", "Nia", "Ravi"), IN_BETWEEN)
    none_sees(eight.but("Tom", "Dee"), NOT_SENT)


def nothing_is_missing(eight: Eight) -> None:
    """All words that the house took in the meeting are in its summary, each once."""
    for name in IN_THE_ROOM:
        walker = eight.people[name]
        walker.open(f"{eight.meeting}summary/")
        counts = {words: walker.html("said").count(words) for words in eight.said}
        assert set(counts.values()) == {1}, {words: count for words, count in counts.items() if count != 1}
