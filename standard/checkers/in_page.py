"""Checkers that run within the page, in the browser."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from standard.boxes import ABOUT_A_PERSON, LOOKED_UP, SKIP, WHY
from standard.browser import Opened
from standard.checkers.findings import Asked, Checker

HERE = Path(__file__).parent
# Each file holds an object of its own name; the last ones hold checks.
FILES = ("seen", "doings", "safety", "trust", "choice", "collaboration", "empowerment", "culture")

# Said of somebody, or to them, these blame (rule T7).
BLAME = r"\b(errors?|invalid|fail(s|ed|ure)?|forbidden|denied|illegal|must)\b"
NO = (
    r"^(no\b|not (right now|now|today|this time|yet|for me)|pass\b|skip\b|nothing today"
    r"|(i would |i['\u2019]d |i )?(rather|prefer) not|leave it|(maybe )?later|cancel|decline|stop\b)"
)
YES = r"^(yes\b|i (agree|accept|will|can|would like)\b|agree|accept|join)"
CALM = ("Nothing you wrote is lost.",)

IN_PAGE = (
    Checker("hide_comes_first", "S1", "“Hide this page” is the first stop, above the rest, at an address of our own"),
    Checker("hiding_is_explained", "S2", "every page behind sign-in leads to what hiding can do and cannot"),
    Checker("somebody_to_turn_to", "S6", "every page leads to help, and says that there is somebody"),
    Checker("limits_before_a_box", "S6", "what cannot stay private is said before the first box"),
    Checker("storage_is_listed", "S7", "nothing is kept in the browser but what a page of ours lists"),
    Checker("nothing_moves", "S8", "nothing moves, plays or changes by itself without a way to hold it still"),
    Checker("calm_is_kept", "S8", "for whoever asked for less to move, nothing does, also by the keyboard"),
    Checker("who_sees_beside_each_box", "T1", "beside each box for words stands who will see them"),
    Checker("why_and_skip", "T2", "beside what is asked about a person stands why, and that it can be skipped"),
    Checker("what_comes_next", "T3", "a step says what comes next, before its button"),
    Checker("no_blame", "T7", "no sentence of ours blames"),
    Checker("mending_is_calm", "T7", "whoever has to mend something reads that nothing is lost, and where"),
    Checker("no_is_like_yes", "C2", "no and pass have the size, weight and nearness of yes"),
    Checker("topic_notes_leave_a_choice", "C5", "what words touch on comes with ways that weigh the same"),
    Checker("no_clock_runs", "C6", "no time runs out"),
    Checker("nothing_changes_by_itself", "C8", "nothing goes out, opens or moves by focus or by typing"),
    Checker("no_state_of_a_person", "B3", "no count, rank or state of a person is said"),
    Checker("one_main_thing", "E2", "one heading says what the page is about, and a form has one main button"),
    Checker("targets_are_large", "E4", "what is tapped is 44 by 44 pixels"),
    Checker("focus_is_seen", "E4", "whatever has the focus shows it, and nothing hides it"),
    Checker("order_is_as_read", "E4", "by the keyboard one goes where the eye goes"),
    Checker("lines_are_easy", "E4", "lines are no longer than 80 letters, not justified, with room between"),
    Checker("fits", "E5", "nothing stands out of the window or is cut off"),
    Checker("help_is_in_its_place", "E7", "help is the first thing at the foot of every page"),
    Checker("no_badges", "E8", "no badge, streak, level or red mark"),
    Checker("language_follows", "K4", "the page runs and says that it runs in the language that was asked for"),
)
# These need a page whose scripts run.
WITH_SCRIPTS = frozenset({"storage_is_listed"})
# Our words are English where these read them.
IN_ENGLISH = frozenset({"why_and_skip", "no_is_like_yes", "mending_is_calm"})


@cache
def _script() -> str:
    parts = "\n".join((HERE / f"{name}.js").read_text() for name in FILES)
    checks = ", ".join(f"...{name}" for name in FILES[2:])
    return f"""async ([names, given]) => {{
{parts}
const checks = {{ {checks} }};
const found = {{}};
for (const name of names) found[name] = await checks[name](given);
return found;
}}"""


def look_in_page(opened: Opened, asked: Asked, names: frozenset[str]) -> dict[str, list[str] | None]:
    """What these checkers find on the page as it stands in the browser now; None where it has nothing of theirs."""
    given: dict[str, Any] = {
        **{name: value for name, value in asdict(asked).items() if name not in {"listed", "names"}},
        "looked_up": LOOKED_UP,
        "about_a_person": ABOUT_A_PERSON,
        "why": WHY,
        "skip": SKIP,
        "no": NO,
        "yes": YES,
        "blame": BLAME,
        "nothing_is_lost": CALM,
    }
    wanted = [
        each.name
        for each in IN_PAGE
        if each.name in names
        and (asked.scripts or each.name not in WITH_SCRIPTS)
        and (asked.language == "en" or each.name not in IN_ENGLISH)
    ]
    found: dict[str, list[str] | None] = opened.page.evaluate(_script(), json.loads(json.dumps([wanted, given])))
    return found
