"""What looks at an open page, rule by rule; each says in sentences what is not as it should be, and where.

What has to be measured in the browser is written in the scripts beside this file, by principle; a script is given what
the page cannot know of itself (`given`), and changes nothing that it does not put back.
"""

from standard.checkers.findings import Asked, Checker, Finding
from standard.checkers.in_page import IN_PAGE, look_in_page
from standard.checkers.on_arrival import ON_ARRIVAL, look_on_arrival

__all__ = ["CHECKERS", "Asked", "Checker", "Finding", "look_in_page", "look_on_arrival"]

# They look with the help of others: axe, our measure of reading, the W3C's validator.
WITH_HELP = (
    Checker("no_barriers", "E4", "axe-core finds no barrier: WCAG 2.2, levels A, AA and AAA"),
    Checker("reads_plainly", "E1", "a nine to eleven year old can read it"),
    Checker("is_valid", "E4", "the W3C's validator finds nothing amiss"),
)
CHECKERS: dict[str, Checker] = {each.name: each for each in (*IN_PAGE, *ON_ARRIVAL, *WITH_HELP)}
