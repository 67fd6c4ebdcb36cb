"""The real meetings are loaded, and eight people join their circle."""

import re
from pathlib import Path

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.eight import Eight, Walker, all_see, none_sees, stay, stayed
from tests.journeys.http_walker import HttpWalker
from tests.journeys.signs import COMES_FOR, FOR_ORGANISATION, HELD, NOTHING_AGREED, NOTHING_LOST, TAKEN_NAME, YOU_ARE_IN

REAL = Path(__file__).parent.parent / "meetings" / "real_meetings.json"
CIRCLE = "Partnership Collaborative"
SPRING = "Partnership Collaborative, spring 2023"
FOR = {"Asha": "Harbour Voices", "Marcus": "the council"}
JOIN = "/join/"
CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{3}\b")
CARD = re.compile(r"(?:[0-9a-z]{4} ){3}[0-9a-z]{4}")


def load(eight: Eight) -> str:
    """Load the real file; the command says what it did, and prints the way in."""
    done = eight.server.command("load-meeting", str(REAL))
    assert done.returncode == 0, done.stderr
    assert HELD.format(SPRING) in done.stdout
    link = re.search(rf"To join the circle: {eight.server.url}(/join/\S+)", done.stdout)
    assert link is not None, done.stdout
    return link[1]


def join_all(eight: Eight) -> None:
    """Everybody joins: by the printed link, or by a code that somebody read out."""
    link = load(eight)
    tom_joins(eight, link)
    code = read_out(eight)
    eight.tom.open(eight.circle)
    stay([eight.tom])
    dee_joins(eight, code)
    join(eight, "Asha", link)
    marcus_joins(eight, code)
    for name in ("Sam", "Nia", "Ravi"):
        join(eight, name, link)
    kit_joins(eight, link)
    all_see(
        {"Tom": eight.tom}, "Dee", "Asha", "Marcus", "Sam", "Nia", "Ravi", "Kit", FOR_ORGANISATION.format("the council")
    )
    stayed([eight.tom])
    eight.kit.open(f"{eight.circle}members/")
    all_see({"Kit": eight.kit}, "Tom", *(COMES_FOR.format(each) for each in FOR.values()))
    none_sees({"Kit": eight.kit}, COMES_FOR.format("Tom"))


def tom_joins(eight: Eight, link: str) -> None:
    """Tom reads first, then joins, and keeps a sign-in card for later."""
    tom = eight.tom
    tom.open("/")
    eight.look("welcome")
    tom.open(link)
    all_see({"Tom": tom}, CIRCLE, NOTHING_AGREED)
    assert tom.html("limits"), "the limits of what stays private are not there to read before joining"
    eight.look("join")
    tom.write(JOIN, my_name="Tom", shape="wave", colour="clay")
    tom.do(JOIN)
    tom.sees("Tom")
    eight.circle = tom.path.removesuffix("welcome/")
    eight.look("welcome-in")
    eight.cards["Tom"] = make_card(eight, tom)


def make_card(eight: Eight, walker: BrowserWalker) -> str:
    """Make a sign-in card, and write its code down."""
    walker.open("/me/")
    if walker is eight.tom:
        eight.look("me")
    walker.go("/me/card/")
    walker.do("/me/card/")
    code = walker.page.locator(".code").last.inner_text()
    assert CARD.fullmatch(code)
    if walker is eight.tom:
        eight.look("card")
    walker.do("/me/card/kept/")
    walker.does_not_see(code)
    return code


def read_out(eight: Eight) -> str:
    """Make an invitation, and read its code out loud."""
    tom = eight.tom
    tom.open("/")
    eight.look("today-without-a-meeting")
    tom.go(eight.circle)
    eight.look("circle")
    tom.go("/invite/")
    tom.do("/invite/")
    eight.look("invite")
    code = CODE.search(tom.text)
    assert code is not None, tom.text
    return code[0]


def dee_joins(eight: Eight, code: str) -> None:
    """Dee types the code she heard; she likes larger letters, on a narrow phone without scripts."""
    dee = eight.dee
    dee.open("/me/comfort/")
    dee.write("/me/comfort/", letters="large")
    dee.do("/me/comfort/")
    dee.open(JOIN)
    eight.look("join-by-code", dee)
    dee.write(JOIN, code=code.lower().replace("-", " "))
    dee.do(JOIN)
    dee.does_not_see("Tom")
    dee.write(JOIN, my_name="Dee", shape="hill", colour="plum")
    dee.do(JOIN)
    dee.sees("Dee")
    assert dee.page.locator("html[data-comfort~=large]").count()


def join(eight: Eight, name: str, link: str) -> None:
    """Somebody joins by the link; who comes for an organisation says for which."""
    walker = eight.people[name]
    walker.open(link)
    all_see({name: walker}, CIRCLE)
    none_sees({name: walker}, "Dee")
    walker.write(JOIN, my_name=name)
    if name in FOR:
        walker.write(JOIN, standing="for_organisation", organisation=FOR[name])
    walker.do(JOIN)
    walker.sees(name)
    if isinstance(walker, BrowserWalker):
        eight.cards[name] = make_card(eight, walker)
        walker.open("/me/comfort/")
        walker.write("/me/comfort/", light="dusk")
        walker.do("/me/comfort/")
        assert walker.page.locator("html[data-comfort~=dusk]").count()
        eight.look("comfort", walker)


def marcus_joins(eight: Eight, code: str) -> None:
    """Marcus forgets to say which organisation; what he wrote stays, and he mends it."""
    marcus = eight.marcus
    by_code(marcus, code)
    marcus.write(JOIN, my_name="Marcus", shape="sun", standing="for_organisation")
    marcus.do(JOIN)
    marcus.sees(NOTHING_LOST)
    marcus.can(JOIN, my_name="Marcus", shape="sun", standing="for_organisation")
    marcus.write(JOIN, organisation=FOR["Marcus"])
    marcus.do(JOIN)
    marcus.sees(YOU_ARE_IN.format("Marcus"))


def kit_joins(eight: Eight, link: str) -> None:
    """Somebody here is called Tom already: Kit chooses a name that tells them apart."""
    kit = eight.kit
    kit.open(link)
    kit.write(JOIN, my_name="tom")
    kit.do(JOIN)
    kit.sees(TAKEN_NAME)
    kit.write(JOIN, my_name="Kit")
    kit.do(JOIN)
    kit.sees(YOU_ARE_IN.format("Kit"))


def by_code(walker: Walker, code: str) -> None:
    """Come to the circle's page for newcomers by a code."""
    walker.open(JOIN)
    walker.write(JOIN, code=code)
    walker.do(JOIN)
    if isinstance(walker, HttpWalker):
        walker.sees(CIRCLE)
