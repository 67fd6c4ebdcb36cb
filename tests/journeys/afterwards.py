"""Promises, closing, the summary with each author asked, and what came of a promise."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.deciding import ALL, FIXED, MINORITY
from tests.journeys.eight import NEUTRAL, Eight, all_see, none_sees, stay, stayed
from tests.journeys.http_walker import HttpWalker
from tests.journeys.in_the_room import KEPT, PASSED_ON_THE_WAY, TO_NOBODY, TO_THE_MEETING, go_on
from tests.journeys.joining import CODE, JOIN
from tests.journeys.planning import AGREEMENT
from tests.journeys.signs import (
    CLOSED,
    FOR_ORGANISATION,
    HOLDS,
    LEAVING,
    MAY_THE_CIRCLE_READ,
    NOBODY_CARRIES_IT,
    YOUR_WORDS_ARE_HERE,
)

PROMISES = {
    "Marcus": "Ask who holds the two purses, and bring them along.",
    "Tom": "Draw the roundabout again, with more exits.",
    "Asha": "Write to the three landlords.",
}
CAME_OF_IT = "Both of them come next time."
LAST_WORDS = "Thank you all, that was kind."


def promise(eight: Eight) -> None:
    """Dee picks up the last part; what is promised is read back in every page."""
    go_on(eight, "Asha", LEAVING, seen_by=ALL)
    eight.dee.do("/do/hold/")
    eight.tom.sees(HOLDS.format("Dee"))
    day = f"{date.today() + timedelta(days=9):%Y-%m-%d}"  # noqa: DTZ011 - any day ahead
    for name, words in PROMISES.items():
        walker = eight.people[name]
        walker.again()
        walker.go("/promises/?room=")
        if isinstance(walker, BrowserWalker):
            eight.look(f"promise-{name}", walker)
        walker.write("/promises/make/", text=words, **({} if name == "Tom" else {"by_when": day}))
        walker.do("/promises/make/")
        walker.sees(words)
    all_see(eight.only(*ALL), *PROMISES.values())
    eight.look("leaving")
    stay(eight.following)


def close(eight: Eight) -> None:
    """Dee closes: pages go on to the summary by themselves; where somebody is writing, the page waits for them."""
    eight.asha.write("/say/", body=LAST_WORDS)
    eight.dee.again()
    eight.look("closing", eight.dee)
    eight.dee.do("/do/close/")
    eight.dee.sees(MAY_THE_CIRCLE_READ)
    eight.tom.sees(MAY_THE_CIRCLE_READ)
    eight.asha.sees(YOUR_WORDS_ARE_HERE)
    assert eight.asha.written("/say/", "body") == LAST_WORDS
    stayed([eight.asha])
    for walker in eight.but("Tom", "Dee").values():
        walker.open(f"{eight.meeting}summary/")


def each_author_is_asked(eight: Eight) -> None:
    """Each is asked about their own words, and about nobody else's."""
    asked = eight.tom.page.locator("#ask-wider")
    own = PASSED_ON_THE_WAY["Tom"]
    assert own in asked.inner_text()
    assert not [words for words in (FIXED["Dee"][1], PASSED_ON_THE_WAY["Nia"]) if words in asked.inner_text()]
    eight.look("summary")
    eight.look("summary-large", eight.dee)
    let(eight, "Tom", own, "yes")
    let(eight, "Tom", FIXED["Tom"][1], "no")
    let(eight, "Asha", FIXED["Asha"][1], "yes")
    let(eight, "Dee", FIXED["Dee"][1], "yes")
    all_see(eight.only("Marcus"), KEPT)
    none_sees(eight.but("Marcus"), KEPT)
    none_sees(eight.people, TO_NOBODY)


def let(eight: Eight, name: str, words: str, wider: str) -> None:
    """Somebody in a browser says how far their words may go."""
    walker = eight.people[name]
    assert isinstance(walker, BrowserWalker)
    line = walker.page.locator("#ask-wider li", has_text=words)
    address = line.locator("form").first.get_attribute("action") or ""
    walker.do(address, wider=wider)


def a_newcomer_sees(eight: Eight) -> HttpWalker:
    """Lou joins afterwards: reads what was decided first, and of the meeting what its authors let go further."""
    eight.kit.open(f"{eight.circle}invite/")
    eight.kit.do("/invite/")
    code = CODE.search(eight.kit.text)
    assert code is not None
    lou = HttpWalker(eight.server.url)
    lou.open(JOIN)
    lou.write(JOIN, code=code[0])
    lou.do(JOIN)
    lou.sees(AGREEMENT)
    lou.write(JOIN, my_name="Lou")
    lou.do(JOIN)
    lou.open(f"{eight.meeting}summary/")
    further = (PASSED_ON_THE_WAY["Tom"], FIXED["Asha"][1], FIXED["Dee"][1])
    all_see({"Lou": lou}, *further, AGREEMENT)
    rest = [words for words in eight.said if words not in further]
    none_sees({"Lou": lou}, *rest, KEPT, TO_NOBODY, TO_THE_MEETING, *PROMISES.values(), MAY_THE_CIRCLE_READ)
    lou.go("/decisions/")
    all_see({"Lou": lou}, AGREEMENT, MINORITY)
    return lou


def a_promise_is_answered(eight: Eight) -> None:
    """Marcus says what came of his: Today shows it to those among whom he promised, and to nobody else."""
    lou = a_newcomer_sees(eight)
    for walker in (*eight.people.values(), lou):
        walker.open("/")
    all_see(eight.only("Tom"), PROMISES["Tom"])
    none_sees(eight.only("Tom"), PROMISES["Marcus"])
    eight.look("today-promised")
    stay(eight.following)
    eight.marcus.sees(PROMISES["Marcus"])
    eight.marcus.go("/promises/")
    eight.marcus.write("/answer/", kind="done", text=CAME_OF_IT)
    eight.marcus.do("/answer/")
    all_see(eight.but("Marcus"), PROMISES["Marcus"], CAME_OF_IT)
    stayed(eight.following)
    none_sees({"Lou": lou}, PROMISES["Marcus"], CAME_OF_IT)
    eight.look("today-came-of-it")
    eight.asha.go("/promises/")
    eight.look("promise-open", eight.asha)
    eight.tom.open(f"{eight.circle}promises/")
    all_see(eight.only("Tom"), CAME_OF_IT, PROMISES["Asha"])
    loaded = eight.tom.page.locator("#answered li", has_text="Workshops and training were provided")
    expect(loaded).not_to_contain_text(NOBODY_CARRIES_IT)
    eight.look("promises")


def look_around(eight: Eight) -> None:
    """Pages that the way through did not pass: what was done, the decision, how Tom was, his own words."""
    tom = eight.tom
    tom.open(f"{eight.circle}done/")
    tom.sees(CLOSED.format("Dee"))
    eight.look("what-was-done")
    tom.open(f"{eight.circle}decisions/")
    eight.look("decisions")
    tom.go_beside(AGREEMENT, "/decisions/")
    all_see(eight.only("Tom"), MINORITY, FOR_ORGANISATION.format("the council"))
    eight.look("decided")
    tom.open("/me/how-i-am/")
    tom.sees(TO_NOBODY)
    eight.look("how-i-am")
    tom.open(f"{eight.meeting}summary/")
    tom.go("/words/")
    eight.look("own-words")
    for name in ("members", "limits", "my-place"):
        tom.open(f"{eight.circle}{name}/")
        eight.look(name)


def nobody_went_elsewhere(eight: Eight) -> None:
    """No page asked any other host for anything, but where hiding leads."""
    asked = [url for walker in (eight.tom, eight.dee, eight.asha) for url in walker.elsewhere]
    assert asked
    assert [url for url in asked if not url.startswith(NEUTRAL)] == []
