"""The meeting begins: people arrive, talk with hands, rest, and step out when they like."""

from playwright.sync_api import expect

from tests.journeys.browser_walker import SOON
from tests.journeys.eight import Eight, all_see, none_sees, stay, stayed
from tests.journeys.planning import ARRIVING, OPENING_WORDS, QUESTION, ROUND, UPDATE
from tests.journeys.signs import (
    BREAK,
    HAPPENING_NOW,
    NOBODY_IS_TOLD,
    ONLY_YOU_SEE_IT,
    WRITE_A_LINE,
    YOUR_WORDS_ARE_HERE,
)

IN_THE_ROOM = ("Tom", "Dee", "Asha", "Marcus", "Sam", "Nia", "Kit")
TO_NOBODY = "Tired, and glad to be here."
TO_THE_MEETING = "A bit shaky today, go gently with me."
KEPT = "I nearly did not come."
PASSED_ON_THE_WAY = {
    "Tom": "A heron, standing in the harbour.",
    "Asha": "The new mural by the bridge.",
    "Nia": "Nothing but my own kitchen, and it was enough.",
    "Dee": "Two buses that did not stop.",
}


def begin_and_arrive(eight: Eight) -> None:
    """Sam begins and holds; the pages that wait follow; people answer the opening question, and say how they are."""
    for walker in eight.people.values():
        walker.open(eight.room())
    eight.look("room-before")
    stay(eight.following)
    for walker in eight.people.values():
        walker.can("/do/begin/")
    eight.sam.do("/do/begin/")
    all_see(eight.only("Tom", "Dee", "Asha", "Nia", "Kit"), ARRIVING, QUESTION)
    eight.dee.open("/")
    eight.dee.sees(HAPPENING_NOW)
    eight.look("today-happening-now", eight.dee)
    eight.dee.go(eight.room())
    for name in ("Tom", "Dee", "Asha", "Marcus", "Kit"):
        eight.people[name].again()
        eight.people[name].do("/do/come-in/")
    ring_has(eight, "Dee", "Asha", "Marcus", "Sam", "Kit")
    stayed(eight.following)
    arrive(eight)
    how_people_are(eight)
    ravi_is_not_in_it(eight)
    asha_holds_her_page_still(eight)


def ring_has(eight: Eight, *names: str) -> None:
    """Expect that Tom's page shows who is in the room, by itself."""
    for name in names:
        expect(eight.tom.page.locator(".ring")).to_contain_text(name, timeout=SOON)


def share(eight: Eight, name: str, words: str) -> None:
    """Somebody shares words with the meeting; from then on the house has them."""
    walker = eight.people[name]
    walker.write("/say/", body=words)
    walker.do("/say/", do="share")
    eight.said.append(words)


def arrive(eight: Eight) -> None:
    """The opening question is answered by those who like; what Marcus keeps is his alone."""
    for name, words in PASSED_ON_THE_WAY.items():
        share(eight, name, words)
    eight.marcus.write("/say/", body=KEPT)
    eight.marcus.do("/say/", do="keep")
    all_see(eight.only("Marcus"), KEPT, ONLY_YOU_SEE_IT)
    all_see(eight.only(*IN_THE_ROOM), *PASSED_ON_THE_WAY.values())
    none_sees(eight.but("Marcus"), KEPT)
    stayed(eight.following)


def how_people_are(eight: Eight) -> None:
    """Tom says to nobody but himself how he is, Dee to the meeting, the others not at all."""
    tom, dee = eight.tom, eight.dee
    for walker in (tom, dee):
        walker.unfold(WRITE_A_LINE)
    tom.write("/how-i-am/", how=TO_NOBODY, who="me")
    tom.do("/how-i-am/")
    dee.write("/how-i-am/", how=TO_THE_MEETING, who="meeting")
    dee.do("/how-i-am/")
    all_see(eight.only(*IN_THE_ROOM), TO_THE_MEETING)
    none_sees(eight.people, TO_NOBODY)
    eight.look("arriving")
    eight.look("arriving-large", dee)
    page = tom.context.new_page()
    page.goto("/me/how-i-am/")
    expect(page.locator("main")).to_contain_text(TO_NOBODY)
    expect(page.locator("main")).not_to_contain_text(TO_THE_MEETING)
    page.close()


def ravi_is_not_in_it(eight: Eight) -> None:
    """Ravi said not this time: he sees that the meeting is on, who came in, and nothing of what is said."""
    ravi = eight.ravi
    ravi.open(eight.room())
    ravi.sees(ARRIVING)
    ravi.can("/do/come-in/")
    ravi.cannot("/say/")
    none_sees({"Ravi": ravi}, TO_THE_MEETING, *PASSED_ON_THE_WAY.values())


def asha_holds_her_page_still(eight: Eight) -> None:
    """While she holds it still nothing comes but what she asks for; then it all comes at once."""
    asha, news, more = eight.asha, "It is quieter here than the old library.", "And the kettle works."
    hold = asha.page.locator("[data-hold]")
    asha.activate(hold)
    expect(hold).to_have_attribute("aria-pressed", "true")
    eight.look("held-still", asha)
    share(eight, "Kit", news)
    eight.tom.sees(news)
    asha.does_not_see(news)
    asha.activate(asha.page.locator("[data-new]"))
    asha.sees(news)
    share(eight, "Kit", more)
    eight.tom.sees(more)
    asha.does_not_see(more)
    expect(hold).to_have_attribute("aria-pressed", "true")
    asha.activate(hold)
    asha.sees(more)
    expect(hold).to_have_attribute("aria-pressed", "false")
    stayed([asha])


def go_on(eight: Eight, holder: str, to: str, *, seen_by: tuple[str, ...] = IN_THE_ROOM) -> None:
    """Whoever holds the meeting goes on to the next part, and everybody's page goes with it."""
    walker = eight.people[holder]
    walker.again()
    if "/do/ask-on/" in walker.html("pause"):
        walker.do("/do/ask-on/")
    walker.do("/do/go-to/")
    all_see(eight.only(*seen_by), to)


def talk(eight: Eight) -> None:
    """Hands: whoever was not heard yet comes first. What Tom was typing stays, and still reaches the part before."""
    tom, asha, late = eight.tom, eight.asha, "And a seal, I am nearly sure."
    tom.write("/say/", body=late)
    go_on(eight, "Sam", OPENING_WORDS)
    assert tom.written("/say/", "body") == late
    tom.sees(YOUR_WORDS_ARE_HERE)
    eight.look("moved-on")
    tom.do("/say/", do="share")
    assert tom.written("/say/", "body") == ""
    none_sees(eight.only("Tom", "Nia"), late)
    eight.said.append(late)
    tom.do("/do/raise-hand/")
    has_the_turn(eight, "Tom")
    asha.do("/do/raise-hand/")
    tom.do("/do/end-turn/")
    has_the_turn(eight, "Asha")
    tom.do("/do/raise-hand/")
    eight.dee.again()
    eight.dee.do("/do/raise-hand/")
    expect(asha.page.locator("#turn")).to_contain_text("Dee, Tom", timeout=SOON)
    marcus = eight.marcus
    marcus.again()
    marcus.do("/do/raise-hand/")
    expect(asha.page.locator("#turn")).to_contain_text("Dee, Marcus, Tom", timeout=SOON)
    eight.look("talk")
    eight.look("talk-large", eight.dee)
    marcus.cannot("/do/end-turn/")
    marcus.do("/do/lower-hand/")
    expect(asha.page.locator("#turn")).to_contain_text("Dee, Tom", timeout=SOON)
    asha.do("/do/end-turn/")
    has_the_turn(eight, "Dee")
    eight.sam.again()
    eight.sam.do("/do/end-turn/")
    has_the_turn(eight, "Tom")
    tom.do("/do/end-turn/")
    tom.can("/do/raise-hand/")
    stayed(eight.following)


def has_the_turn(eight: Eight, name: str) -> None:
    """Expect that every page that follows shows who has the turn."""
    for who, walker in (("Tom", eight.tom), ("Asha", eight.asha)):
        turn = walker.page.locator(".ring .has-turn")
        expect(turn).to_have_text("You" if who == name else name, timeout=SOON)


def rest(eight: Eight) -> None:
    """In a break there is nothing to write."""
    go_on(eight, "Sam", BREAK)
    for walker in eight.only(*IN_THE_ROOM).values():
        walker.cannot("/say/")
    eight.look("break")


def step_out(eight: Eight) -> None:
    """Kit steps out of the update: nobody is told, and nobody's page shows it."""
    go_on(eight, "Sam", UPDATE)
    tom = eight.tom
    before = tom.html("turn")
    eight.kit.again()
    eight.kit.do("/do/step-out/")
    all_see(eight.only("Kit"), NOBODY_IS_TOLD)
    eight.kit.cannot("/say/")
    share(eight, "Sam", "Some lives have really changed.")
    tom.sees("Some lives have really changed.")
    assert without_keys(tom.html("turn")) == without_keys(before)
    go_on(eight, "Sam", ROUND, seen_by=("Tom", "Dee", "Asha", "Marcus", "Sam", "Nia"))


def without_keys(html: str) -> str:
    """A part of a page without what is new in every answer."""
    return " ".join(each for each in html.split() if not each.startswith('value="'))
