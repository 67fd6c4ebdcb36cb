"""Whether the keyboard alone is enough: each stop can be seen, follows the one before, and can be left."""

from itertools import pairwise
from typing import TypedDict

from playwright.sync_api import Page

# A page with more stops than this holds somebody who never comes out.
MOST_STOPS = 250
# A day and a time are typed into one box in several stops.
MOST_IN_ONE_BOX = 8
HIDE = "Hide this page"
NO_RING = "has no ring around it"
# What has the focus; nothing, where that is no part of the page.
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) return null;
  const every = window.everyStop = window.everyStop || [];
  let place = every.indexOf(here);
  if (place < 0) place = every.push(here) - 1;
  const problems = [], style = getComputedStyle(here), boxes = [...here.getClientRects()];
  const isClear = colour => /^rgba\\(.*, 0\\)$|^transparent$/.test(colour);
  let behind = parseFloat(style.outlineOffset) < 0 ? here : here.parentElement;
  while (behind && isClear(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const ground = behind && getComputedStyle(behind).backgroundColor;
  const unseen = isClear(style.outlineColor) || style.outlineColor === ground;
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 || unseen)
    problems.push('has no ring around it');
  const outside = boxes.some(box => box.top < -1 || box.left < -1 || box.right > innerWidth + 1
    || (box.bottom > innerHeight + 1 && box.height < innerHeight));
  if (!boxes.length || outside) problems.push('is not within the window');
  else {
    const at = boxes.flatMap(box => [.1, .5, .9].map(part => [box.x + box.width / 2, box.y + box.height * part]));
    const own = [here, ...(here.labels || [])];
    const over = at.map(([x, y]) => document.elementFromPoint(x, y)).find(each =>
      each && !each.contains(here) && !own.some(part => part.contains(each)));
    if (over) problems.push('has something lying over it');
  }
  const before = every[window.stopBefore];
  const follows = !before || before === here
    || !!(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.stopBefore = place;
  const fixed = element => { for (let up = element; up; up = up.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(up).position)) return true; return false; };
  const box = boxes[0] || { top: 0, bottom: 0 };
  return {
    words: (here.innerText || here.getAttribute('aria-label') || (here.labels && here.labels[0] || here).innerText
      || here.value || here.tagName.toLowerCase()).trim().split('\\n')[0].slice(0, 60),
    key: here.type === 'radio' && here.form ? `${[...document.forms].indexOf(here.form)} ${here.name}` : String(place),
    problems, follows, top: box.top + scrollY, bottom: box.bottom + scrollY,
    // A way past the top takes its place only while it has the focus.
    floats: fixed(here) || here.matches('a[href^="#"]'),
  };
}"""
# The next Tab begins at the top of the page, or with Shift at its end, as where a page was just opened.
FROM_OUTSIDE = """back => {
  window.everyStop = [];
  window.stopBefore = -1;
  const edge = document.createElement('span');
  edge.tabIndex = -1;
  document.body[back ? 'append' : 'prepend'](edge);
  edge.focus();
  edge.remove();
}"""
# What Tab is to come to and did not; of several choices in one, one is enough.
NOT_COME_TO = """() => {
  const been = window.everyStop, can = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
  return [...document.querySelectorAll(can)].filter(each => each.tabIndex >= 0 && !each.disabled
    && each.checkVisibility({ visibilityProperty: true }) && !been.includes(each)
    && !(each.type === 'radio' && been.some(other =>
      other.type === 'radio' && other.name === each.name && other.form === each.form))
  ).map(each => (each.innerText || each.value || each.tagName.toLowerCase()).trim().split('\\n')[0].slice(0, 60));
}"""


class Stop(TypedDict):
    """Where the focus came to rest, and what is wrong there."""

    words: str
    key: str
    problems: list[str]
    follows: bool
    floats: bool
    top: float
    bottom: float


def stop(page: Page) -> Stop | None:
    """What has the focus at this moment."""
    found: Stop | None = page.evaluate(STOP)
    return found


def focus_problems(page: Page) -> list[str]:
    """What is wrong with the stop that has the focus now: no ring, out of the window, or under something."""
    here = stop(page)
    return [] if here is None else [f"“{here['words']}” {problem}." for problem in here["problems"]]


def stops_by(page: Page, key: str) -> tuple[list[Stop], list[str]]:
    """All stops from one end of the page to the other; and a sentence, if the focus is held somewhere."""
    page.evaluate(FROM_OUTSIDE, key != "Tab")
    found: list[Stop] = []
    within = 0
    while len(found) < MOST_STOPS:
        page.keyboard.press(key)
        here = stop(page)
        if here is None or (len(found) > 1 and here["key"] == found[0]["key"]):
            return found, left_out(page, key, found)
        if found and here["key"] == found[-1]["key"]:
            within += 1
            if within > MOST_IN_ONE_BOX:
                # A page with one stop alone goes round to it again and again.
                return found, left_out(page, key, found) if len(found) == 1 else [held(key, found)]
            continue
        within = 0
        found.append(here)
    return found, [held(key, found)]


def held(key: str, stops: list[Stop]) -> str:
    """A sentence for where the focus does not come away from."""
    return f"The key {key} does not lead on from “{stops[-1]['words']}”."


def left_out(page: Page, key: str, stops: list[Stop]) -> list[str]:
    """A sentence, if something that can have the focus was passed by."""
    missed: list[str] = page.evaluate(NOT_COME_TO)
    from_here = f" on from “{stops[-1]['words']}”" if stops else ""
    return [f"The key {key} leads{from_here} past “{missed[0]}”."] if missed else []


def order_problems(stops: list[Stop]) -> list[str]:
    """Stops that come before the one that led to them: in the page's text, or on the screen."""
    problems = []
    for before, here in pairwise(stops):
        if not here["follows"]:
            problems.append(f"From “{before['words']}” the focus goes back to “{here['words']}”.")
        elif not (before["floats"] or here["floats"]) and here["bottom"] <= before["top"]:
            problems.append(f"From “{before['words']}” the focus jumps up to “{here['words']}”.")
    return problems


def keyboard_problems(page: Page, *, first: str = HIDE, back: bool = True) -> list[str]:
    """All that is wrong with going through a page by Tab and, if asked, back by Shift and Tab."""
    address = page.url
    stops, problems = stops_by(page, "Tab")
    if problems:
        return problems
    problems += [f"“{each['words']}” {problem}." for each in stops for problem in each["problems"]]
    problems += order_problems(stops)
    if first and (not stops or stops[0]["words"] != first):
        problems.append(f"The first stop is “{stops[0]['words'] if stops else ''}”, not “{first}”.")
    if back:
        stops, held_back = stops_by(page, "Shift+Tab")
        problems += held_back
        # Another edge of the window is the near one; what shows the focus is the same.
        hides = [
            f"“{each['words']}” {problem}." for each in stops for problem in each["problems"] if problem != NO_RING
        ]
        problems += [each for each in hides if each not in problems]
    if page.url != address:
        problems.append("Moving the focus opened another page.")
    return problems
