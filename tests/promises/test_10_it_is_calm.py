"""No badges, streaks, countdowns, alarms, read receipts, nagging or hurry; what follows can be held still."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

import handinhand
from handinhand.meetings.choices import PartKind
from handinhand.promises import actions as promises
from handinhand.promises.models import Promise
from tests.cast import NAMES
from tests.meetings import rooms as stage
from tests.promises.scene import House, Seen, kept, plain, walk

SOURCE = Path(handinhand.__file__).parent
OURS = ("hide.js", "follow.js")
SCRIPT = "".join((SOURCE / "ui" / "static" / "ui" / each).read_text() for each in OURS)
STYLES = (SOURCE / "ui" / "templates" / "ui" / "first.css", SOURCE / "ui" / "static" / "ui" / "rest.css")
HURRY = re.compile(
    r"\b(hurry|urgent\w*|asap|immediately|overdue|deadline|remind\w*|last chance|don.t miss|don.t forget|act now"
    r"|act fast|running out|time left|seconds left|minutes left|only \d+ left|streaks?|badges?"
    r"|points(?! at (?:nobody|somebody))|scores?|rank\w*"
    r"|leaderboard"
    r"|unread|unseen|notification\w*|alerts?|warning|attention|too late|you are late|you have missed|you missed"
    r"|well done|congratulations|great job|awesome|keep it up)\b",
    re.IGNORECASE,
)
BLAME = re.compile(r"\b(error|invalid|failed|forbidden|denied|illegal|must|wrong|incorrect|fault|your mistake)\b", re.I)
TRANSLATED = {"gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop", "_", "pgettext"}
# Not said to members: what `handinhand` prints for whoever keeps a server.
FOR_KEEPERS = {"management", "readiness.py", "reading.py", "load_meeting.py", "not_done.py"}


def said_in_code() -> Iterator[tuple[str, str]]:
    """Every text in code that is marked for translation, and where it stands."""
    for path in SOURCE.rglob("*.py"):
        if FOR_KEEPERS & {*path.parts} or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATED:
                for each in node.args:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield f"{path.relative_to(SOURCE)}:{node.lineno}", each.value


def said_in_pages() -> Iterator[tuple[str, str]]:
    """Every text in templates."""
    for path in SOURCE.rglob("*.html"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for text in re.findall(r"""{% translate "([^"]+)"|{% translate '([^']+)'|_\("([^"]+)"\)""", line):
                yield f"{path.relative_to(SOURCE)}:{number}", "".join(text)
            for text in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", line):
                yield f"{path.relative_to(SOURCE)}:{number}", text


TEXTS = [*said_in_code(), *said_in_pages()]


def test_no_sentence_shouts_hurries_or_blames() -> None:
    assert len(TEXTS) > 500
    assert not [(where, text) for where, text in TEXTS if "!" in text]
    assert not [(where, HURRY.search(text)[0], text) for where, text in TEXTS if HURRY.search(text)]
    assert not [(where, BLAME.search(text)[0], text) for where, text in TEXTS if BLAME.search(text)]


def test_no_page_shouts_or_hurries(everything: list[Seen]) -> None:
    assert not [(seen.address, seen.page.title) for seen in everything if "!" in seen.page.text]
    loud = {(HURRY.search(seen.page.text)[0], seen.address) for seen in everything if HURRY.search(seen.page.text)}
    assert not loud


def test_titles_count_nothing_and_tell_nothing(everything: list[Seen], house: House) -> None:
    told = re.compile("|".join([house.group.circle.name, house.ahead.title, *(rf"\b{each}\b" for each in NAMES)]))
    titles = {seen.page.title for seen in everything}
    assert len(titles) > 20
    assert not [title for title in titles if re.search(r"\d|\(|\*|•", title)]
    assert not [title for title in titles if told.search(title)]


def test_the_bar_at_the_bottom_carries_no_numbers_and_no_dots(everything: list[Seen]) -> None:
    bars = [nav for seen in everything for nav in seen.page.root.all("nav")]
    assert bars
    assert not [nav.text for nav in bars if re.search(r"\d|•|●", nav.text)]
    assert {part.tag for nav in bars for part in nav.all("span", "b", "strong", "sup", "em", "i")} == set()
    classes = {
        name
        for seen in everything
        for each in seen.page.root.all("span", "p", "div", "li", "a")
        for name in each.attrs.get("class", "").split()
    }
    assert not [name for name in classes if re.search(r"badge|count|dot|alert|unread|timer|progress", name)]


def test_nothing_in_a_page_runs_by_itself_but_our_two_scripts(everything: list[Seen]) -> None:
    for seen in everything:
        assert [each.attrs.get("src", "") for each in seen.page.root.all("script")] == [
            f"/static/ui/{each}" for each in OURS
        ]
        moving = [
            each.tag
            for each in seen.page.root.all("marquee", "blink", "video", "audio", "iframe", "embed", "meter", "progress")
        ]
        assert not moving
        assert not [each.attrs for each in seen.page.root.all("meta") if "http-equiv" in each.attrs]
        assert not [
            each.attrs for each in seen.page.root.all("input", "textarea", "button") if "autofocus" in each.attrs
        ]
    for loud in (
        "setInterval",
        "Notification",
        "vibrate",
        "Audio(",
        "alert(",
        "confirm(",
        "beforeunload",
        "scrollIntoView",
    ):
        assert loud not in SCRIPT
    for path in STYLES:
        assert not re.search(r"animation|transition|@keyframes|blink", path.read_text())


def test_every_page_that_follows_by_itself_can_be_held_still(everything: list[Seen], house: House) -> None:
    following = [seen.page for seen in everything if "data-ticket=" in seen.page.html]
    assert len(following) > 30
    for page in following:
        holds = [each for each in page.root.all("button") if "data-hold" in each.attrs]
        assert [(each.text, each.attrs["type"]) for each in holds] == [("Hold this page still", "button")], page.title
        # It works by the script alone, so without it the page does not promise it.
        assert "hidden" in holds[0].attrs
        assert "See what is new" in page.main.text
    dee = house.browser("Dee")
    assert " data-still" not in dee.get(house.room()).content.decode()
    dee.post("/me/comfort/", {"light": "light", "letters": "usual", "motion": "calm", "language": ""})
    assert " data-still" in dee.get(house.room()).content.decode()


@pytest.mark.both
def test_nothing_counts_down_while_somebody_reads(house: House) -> None:
    places = [house.room(), "/", f"/c/{house.group.circle.public_id}/promises/"]
    before = {place: plain(house.browser("Dee").get(place).content.decode()) for place in places}
    for minutes in (1, 9, 31, 59):
        with time_machine.travel(house.at + timedelta(minutes=minutes), tick=False):
            assert {place: plain(house.browser("Dee").get(place).content.decode()) for place in places} == before


@pytest.mark.both
def test_nobody_learns_that_somebody_read_something(house: House) -> None:
    rows = kept()
    before = {place: plain(page.html) for place, page in walk(house.browser("Tom"), most=1).items()}
    walk(house.browser("Dee"), most=1)
    assert kept() == rows
    assert {place: plain(house.browser("Tom").get(place).content.decode()) for place in before} == before


@pytest.mark.both
@pytest.mark.parametrize("answered", [False, True])
def test_nobody_else_learns_that_the_day_of_somebodys_own_promise_has_passed(house: House, answered: bool) -> None:
    """With a day that has passed, every page of everybody else is to the letter what it is without a day."""
    house.go(PartKind.LEAVING)
    scope, circle = stage.fresh(house.now_on).scope, house.group.circle
    given = {"circle": circle, "scope": scope, "by": house.member("Sam"), "text": "I sweep the yard.", "now": house.at}
    day = (house.at + timedelta(days=2)).date()
    made = [promises.make(**given, by_when=day), promises.make(**given | {"text": "I bring soap."}, by_when=None)]
    later = house.at + timedelta(days=30)
    if answered:
        promises.answer(promise=made[0], by=house.member("Sam"), kind="done", text="", now=later)
    pages: list[dict[str, str]] = []
    with time_machine.travel(later, tick=False):
        others = ("Tom", "Dee", "Marcus", "Nia")
        own = f"/c/{circle.public_id}/promises/{made[0].public_id}/"
        found = f"/c/{circle.public_id}/find/"
        for _each in range(2):
            seen = {
                f"{name} {address}": plain(page.html)
                for name in others
                for address, page in walk(house.browser(name), "/", own, house.room(), most=8).items()
            }
            for name in others:
                answer = house.browser(name).post(found, {"looked_for": "I"})
                seen[f"{name} finds"] = plain(answer.content.decode())
            pages.append(seen)
            made[0].refresh_from_db()
            Promise.objects.filter(pk=made[0].pk).update(by_when=None)
    assert sum("I sweep the yard." in page for page in pages[0].values()) > 10
    assert pages[0] == pages[1]
