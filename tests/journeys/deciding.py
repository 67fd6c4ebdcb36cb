"""Ideas written quietly and opened together; hiding; and a decision with questions, positions and concerns."""

from playwright.sync_api import expect

from tests.journeys.browser_walker import PATIENCE, BrowserWalker
from tests.journeys.eight import NEUTRAL, Eight, all_see, none_sees, stay, stayed
from tests.journeys.http_walker import HttpWalker
from tests.journeys.in_the_room import IN_THE_ROOM, go_on
from tests.journeys.planning import AGREEMENT, ASKED, DECISION, IDEAS
from tests.journeys.signs import (
    ADOPTED,
    BREAK,
    CONCERN_STANDS,
    HELLO,
    HOLDS,
    ONLY_THE_HOLDER,
    ONLY_YOU_SEE_IT,
    OPENED_WHILE_YOU_WROTE,
    POSITIONS,
    SEVEN_TOOK_PART,
    TWO_CONCERNS_STAND,
)

ALL = (*IN_THE_ROOM, "Ravi")
FIXED = {
    "Tom": (ASKED[0], "One worker who stays with you through every move."),
    "Dee": (ASKED[1], "Ask at the school gate, where she already is."),
    "Asha": (ASKED[2], "A flat before the day of release, never after it."),
    "Marcus": (ASKED[0], "Pay two services from one purse."),
    "Nia": (ASKED[1], "Let the worker come to her, by bus if need be."),
}
LATE_IDEA = "Train landlords, and pay them for the time."
OTHER_PROPOSAL = "Meet outdoors when the weather lets us."
TO_ASK, TO_ANSWER = "Does that hold for staff, too?", "Yes, for everybody in the room."
CONCERNS = {
    "Nia": "Some services may not read what I wrote for them.",
    "Kit": "Telling it again can help, when I choose to.",
}
MINORITY = "Nobody is asked. Whoever wants to tell it again can."
STANDS = {"Tom": "agree", "Dee": "agree", "Asha": "live_with", "Marcus": "stand_aside", "Sam": "live_with"}
POSITION = "/position/"


def write_ideas(eight: Eight) -> None:
    """Everybody sees their own alone, until whoever holds the meeting opens all; Sam is gone, and Asha picks it up."""
    go_on(eight, "Sam", BREAK)
    go_on(eight, "Sam", IDEAS, seen_by=ALL)
    all_see(eight.only(*ALL), *ASKED)
    stay(eight.following)
    for name, (question, words) in FIXED.items():
        eight.people[name].write("/say/", question=question, body=words)
        eight.people[name].do("/say/", do="share")
        eight.said.append(words)
    for name, (_question, words) in FIXED.items():
        all_see(eight.only(name), words, ONLY_YOU_SEE_IT)
        none_sees(eight.but(name), words)
    eight.look("ideas")
    asha_picks_it_up(eight)
    eight.kit.again()
    eight.kit.write("/say/", body=LATE_IDEA)
    eight.asha.do("/do/open-ideas/")
    for name in ("Tom", "Asha", "Dee", "Marcus", "Nia", "Ravi"):
        walker = eight.people[name]
        all_see({name: walker}, *(words for _question, words in FIXED.values()))
    eight.look("ideas-open")
    kit_was_still_writing(eight)
    stayed(eight.following)


def asha_picks_it_up(eight: Eight) -> None:
    """In one press of a key she holds the meeting; Sam's old page can do nothing any more."""
    asha, sam = eight.asha, eight.sam
    sam.can("/do/open-ideas/")
    asha.cannot("/do/open-ideas/")
    eight.look("pick-up-holding", asha)
    asha.do("/do/hold/")
    asha.can("/do/open-ideas/")
    eight.tom.sees(HOLDS.format("Asha"))
    sam.do("/do/open-ideas/")
    sam.sees(ONLY_THE_HOLDER)
    sam.cannot("/do/open-ideas/")
    none_sees(eight.only("Tom", "Sam"), FIXED["Nia"][1])


def kit_was_still_writing(eight: Eight) -> None:
    """What was sent after the others were opened stays Kit's own, until Kit shares it."""
    kit = eight.kit
    kit.do("/say/", do="share")
    kit.sees(OPENED_WHILE_YOU_WROTE)
    kit.sees(LATE_IDEA)
    none_sees(eight.but("Kit"), LATE_IDEA)
    kit.do("/share/")
    eight.said.append(LATE_IDEA)
    all_see(eight.only(*ALL), LATE_IDEA)


def tom_hides_and_comes_back(eight: Eight) -> None:
    """The page goes at once, Back does not bring it back, and a card does; nobody in the meeting is told."""
    go_on(eight, "Asha", BREAK, seen_by=ALL)
    before = eight.asha.html("turn")
    for name, walker in (("Tom", eight.tom), ("Asha", eight.asha)):
        assert eight.asha.html("turn") == before
        hide(walker, by_shift=name == "Asha")
        walker.page.go_back()
        walker.does_not_see(DECISION)
        walker.does_not_see("Marcus")
        come_back(walker, eight.cards[name])
        walker.sees(HELLO.format(name))
        walker.go(eight.room())
    stay(eight.following)


def hide(walker: BrowserWalker, *, by_shift: bool) -> None:
    """Hide the page: by its link, or by Shift three times. Nobody answers at the next site; no word is left."""
    with walker.page.expect_request(NEUTRAL, timeout=PATIENCE) as left:
        if by_shift:
            for _ in range(3):
                walker.page.keyboard.press("Shift")
        else:
            walker.activate(walker.page.locator("[data-hide]"))
    assert left.value.is_navigation_request()
    expect(walker.page.locator("body")).not_to_contain_text(DECISION, timeout=PATIENCE)


def come_back(walker: BrowserWalker, card: str) -> None:
    """Come back by the sign-in card."""
    walker.open("/sign-in/card/")
    walker.write("/sign-in/card/", code=card)
    walker.do("/sign-in/card/")


def decide(eight: Eight) -> None:
    """Dee's proposal is taken up; where people stand is theirs alone until positions close; then it waits."""
    go_on(eight, "Asha", DECISION, seen_by=ALL)
    for walker in eight.following:
        assert walker.html("limits"), "what cannot stay private is not above the first box of this visit"
    all_see(eight.only(*ALL), AGREEMENT)
    propose_something_else(eight)
    eight.asha.can("/do/take-up/")
    eight.tom.cannot("/do/take-up/")
    dee_s = eight.asha.page.locator("#take-up li", has_text=AGREEMENT)
    eight.asha.do("/do/take-up/", proposal=dee_s.locator("[name=proposal]").first.input_value())
    for walker in eight.following:
        walker.can(POSITION)
        assert walker.html("limits"), "what cannot stay private was taken away by a change"
    ask_and_answer(eight)
    take_positions(eight)
    close_positions(eight)


def propose_something_else(eight: Eight) -> None:
    """Kit proposes something in the room: for the meeting to see, and for another time."""
    eight.kit.again()
    eight.kit.write("/room/propose/", body=OTHER_PROPOSAL)
    eight.kit.do("/room/propose/")
    all_see(eight.only("Tom", "Dee", "Asha"), OTHER_PROPOSAL)
    eight.look("proposals", eight.asha)


def ask_and_answer(eight: Eight) -> None:
    """A question, and what was said to it, come into the pages."""
    eight.nia.again()
    eight.nia.write("/ask/", text=TO_ASK)
    eight.nia.do("/ask/")
    all_see(eight.only("Dee", "Tom"), TO_ASK)
    eight.dee.write("/ask/", text=TO_ANSWER)
    eight.dee.do("/ask/")
    all_see(eight.only(*ALL), TO_ASK, TO_ANSWER)


def take_positions(eight: Eight) -> None:
    """All four; Sam thinks again; nobody sees where anybody else stands, nor a concern."""
    for name, kind in STANDS.items():
        walker = eight.people[name]
        walker.again()
        walker.write(POSITION, kind=kind)
        walker.do(POSITION)
    for name, concern in CONCERNS.items():
        walker = eight.people[name]
        walker.write(POSITION, kind="concern", concern=concern)
        walker.do(POSITION)
        walker.can(POSITION, concern=concern)
    eight.sam.write(POSITION, kind="agree")
    eight.sam.do(POSITION)
    eight.look("decision-open")
    for walker in eight.only(*ALL).values():
        walker.again()
        assert "/answered/" not in walker.html("decision")
        for concern in set(CONCERNS.values()):
            if walker not in (eight.nia, eight.kit):
                walker.does_not_see(concern)
        assert not [name for name in STANDS if f"<strong>{name}</strong>" in walker.html("decision")]
    none_sees(eight.only("Kit"), CONCERNS["Nia"])
    none_sees(eight.only("Nia"), CONCERNS["Kit"])


def close_positions(eight: Eight) -> None:
    """Asha closes: everybody sees who stands where, both concerns, and why it waits."""
    eight.tom.cannot("/do/close-decision/")
    eight.asha.do("/do/close-decision/")
    all_see(eight.only(*ALL), *CONCERNS.values(), *POSITIONS, TWO_CONCERNS_STAND, SEVEN_TOOK_PART)
    for walker in eight.following:
        expect(walker.page.locator("#decision li", has_text=POSITIONS[3])).to_contain_text("Marcus")
        expect(walker.page.locator("#decision li", has_text=POSITIONS[0])).to_have_count(3)
    eight.look("decision-waits")
    stayed(eight.following)


def settle(eight: Eight) -> None:
    """Only Nia says that hers is answered; Kit keeps his beside the decision; then it is adopted."""
    for walker in eight.only(*ALL).values():
        walker.again()
    refused(eight.marcus, concern_address(eight, "Nia"))
    all_see(eight.only("Nia", "Tom"), TWO_CONCERNS_STAND)
    eight.nia.do("/answered/")
    all_see(eight.only(*ALL), CONCERN_STANDS)
    concern_address(eight, "Kit")
    eight.kit.write("/keep/", text=MINORITY)
    eight.kit.do("/keep/")
    all_see(eight.only(*ALL), ADOPTED, MINORITY)
    eight.look("decision-adopted")
    eight.look("decision-adopted-large", eight.dee)
    stayed(eight.following)
    eight.ravi.open(f"{eight.circle}agreement/")
    eight.ravi.sees(AGREEMENT)
    eight.ravi.open(eight.room())


def concern_address(eight: Eight, name: str) -> str:
    """Go where somebody says what becomes of their own concern; the address of saying that it is answered."""
    walker = eight.people[name]
    assert isinstance(walker, HttpWalker)
    walker.again()
    walker.go("?room=")
    walker.can("/answered/")
    return walker.forms("/answered/")[0].action


def refused(walker: HttpWalker, address: str) -> None:
    """Somebody else cannot call a concern answered: their page does not offer it, and the address is not for them."""
    room = walker.path
    walker.go("?room=")
    walker.cannot("/answered/")
    given = walker.forms("/ask/")[0].values
    walker.fetch(address, {name: given[name] for name in ("csrfmiddlewaretoken", "key")})
    walker.does_not_see(AGREEMENT)
    walker.open(room)
