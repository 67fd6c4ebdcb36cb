"""What somebody hears who has the page read out: the accessibility tree, as the browser makes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

MARK = "data-in-the-tree"
NAMED = {"button", "link", "textbox", "searchbox", "checkbox", "radio", "combobox", "listbox", "spinbutton", "switch"}
NAMED |= {"DisclosureTriangle", "Date", "InputTime", "img", "image", "navigation", "slider", "tab", "menuitem"}
# What can be seen of each control and list; each is marked, so that it is found again in the tree.
WHAT_IS_SEEN = """mark => {
  const squeeze = words => (words || '').replace(/\\s+/g, ' ').trim();
  const seen = element => element.checkVisibility({ visibilityProperty: true });
  const roles = '[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab]';
  const controls = [...document.querySelectorAll(
    `a[href],button,input:not([type=hidden]),select,textarea,summary,ul,ol,${roles}`)].filter(seen);
  return controls.map((each, place) => {
    each.setAttribute(mark, place);
    const box = each.matches('input:not([type=submit],[type=button]),select,textarea');
    const label = box ? [...(each.labels || [])].filter(seen).map(one => one.innerText).join(' ')
      : each.matches('input') ? each.value : each.innerText;
    const lines = each.matches('ul,ol') ? [...each.children].filter(seen).length : 0;
    return {
      label: squeeze(label).slice(0, 300), lines,
      is_list: each.matches('ul,ol'),
      disabled: each.matches(':disabled'),
      expanded: each.matches('summary') ? each.parentElement.open
        : each.matches('[aria-controls],[aria-haspopup]') ? each.getAttribute('aria-expanded') : null,
      opens: each.matches('summary,[aria-controls],[aria-haspopup]'),
      checked: each.matches('[type=checkbox],[type=radio]') ? each.checked : null,
      unsaid: each.matches(':is([role=checkbox], [role=radio], [role=switch]):not(input, [aria-checked])'),
    };
  });
}"""
# How many are still there: what came into the page meanwhile took some of them away.
UNMARK = """mark => { const all = [...document.querySelectorAll(`[${mark}]`)];
  all.forEach(each => each.removeAttribute(mark)); return all.length; }"""
MOST_LOOKS = 10
# Of lines side by side, those that look otherwise than most by their colours, and by nothing that can be read out.
ONLY_COLOUR = """() => {
  const told = 'strong,b,em,mark,[aria-current],[aria-pressed=true],[aria-selected=true],[aria-checked=true],:checked';
  const look = element => { const style = getComputedStyle(element); return style.color + style.backgroundColor; };
  const odd = parts => {
    const looks = parts.map(look), counts = {};
    looks.forEach(each => { counts[each] = (counts[each] || 0) + 1; });
    return parts.length < 3 ? [] : parts.filter((part, place) =>
      counts[looks[place]] === 1 && Object.values(counts).includes(parts.length - 1));
  };
  return [...document.querySelectorAll('ul,ol')].flatMap(list => {
    const lines = [...list.children], controls = [...list.querySelectorAll(':scope > li > :is(a, button)')];
    return [...odd(lines), ...odd(controls)].map(part => part.closest('li'))
      .filter(line => line && !line.matches(told) && !line.querySelector(told));
  }).map(line => line.innerText.trim().split('\\n')[0].slice(0, 60));
}"""


@dataclass(frozen=True)
class Node:
    """One part of the tree."""

    role: str
    name: str
    properties: dict[str, Any]
    dom: int
    parent: str


@dataclass(frozen=True)
class Seen:
    """A control or list as it is seen, and its part of the tree; none, if it is not told at all."""

    label: str
    dom: dict[str, Any]
    node: Node | None


def tree(page: Page) -> tuple[list[Node], list[Seen]]:
    """The tree in the order in which it is read, and what can be seen with its place in it."""
    client = page.context.new_cdp_session(page)
    for _look in range(MOST_LOOKS):
        seen = page.evaluate(WHAT_IS_SEEN, MARK)
        places = dict(marked(client.send("DOM.getDocument", {"depth": -1})["root"]))
        found = {each["nodeId"]: each for each in client.send("Accessibility.getFullAXTree")["nodes"]}
        if page.evaluate(UNMARK, MARK) == len(seen):
            break
    client.detach()
    root = next(each for each in found.values() if "parentId" not in each)
    nodes = [node_of(each, found) for each in in_order(root, found) if not each.get("ignored")]
    by_place = {places[each.dom]: each for each in nodes if each.dom in places}
    return nodes, [Seen(each["label"], each, by_place.get(place)) for place, each in enumerate(seen)]


def marked(node: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The marked parts of a document: what the browser calls each, and its place among what is seen."""
    given = node.get("attributes", [])
    if MARK in given:
        yield node["backendNodeId"], int(given[given.index(MARK) + 1])
    for child in node.get("children", ()):
        yield from marked(child)


def in_order(node: dict[str, Any], found: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A part of the tree and all below it, as they are read."""
    yield node
    for child in node.get("childIds", ()):
        if child in found:
            yield from in_order(found[child], found)


def node_of(given: dict[str, Any], found: dict[str, dict[str, Any]]) -> Node:
    """A part of the tree with what is told of it."""
    up = found.get(given.get("parentId", ""))
    while up is not None and up.get("ignored"):
        up = found.get(up.get("parentId", ""))
    return Node(
        role=given["role"]["value"],
        name=str(given.get("name", {}).get("value", "")).strip(),
        properties={each["name"]: each["value"].get("value") for each in given.get("properties", ())},
        dom=given.get("backendDOMNodeId", 0),
        parent=up["role"]["value"] if up is not None else "",
    )


def tree_problems(page: Page) -> list[str]:
    """All that somebody would not be told, or be told wrongly."""
    nodes, seen = tree(page)
    colours: list[str] = page.evaluate(ONLY_COLOUR)
    return [
        *landmark_problems(nodes),
        *heading_problems(nodes),
        *[f"A {each.role} has no name." for each in nodes if each.role in NAMED and not each.name],
        *label_problems(seen),
        *list_problems(seen),
        *state_problems(seen),
        *[f"“{each}” differs from the lines beside it by its colour alone." for each in colours],
    ]


def landmark_problems(nodes: list[Node]) -> list[str]:
    """One main part, and one way of telling two of another kind apart."""
    mains = sum(each.role == "main" for each in nodes)
    problems = [] if mains == 1 else [f"There are {mains} main parts, not one."]
    ways = [each.name for each in nodes if each.role == "navigation"]
    return problems + ([] if len(ways) == len(set(ways)) else ["Two ways round the page have the same name."])


def heading_problems(nodes: list[Node]) -> list[str]:
    """One heading of the page, and none below it that leaves a step out."""
    headings = [(each.properties.get("level", 0), each.name) for each in nodes if each.role == "heading"]
    ones = sum(level == 1 for level, _name in headings)
    problems = [] if ones == 1 else [f"There are {ones} headings of the first step, not one."]
    problems += ["A heading has no words." for _level, name in headings if not name]
    for (before, _name), (level, name) in pairwise(headings):
        if level > before + 1:
            problems.append(f"The heading “{name}” goes from step {before} to step {level}.")
    return problems


def bare(words: str) -> str:
    """Words without what the eye does not need."""
    return "".join(words.split()).casefold()


def label_problems(seen: list[Seen]) -> list[str]:
    """Whoever speaks to their device says what they see: it has to be in the name."""
    return [
        f"“{each.label}” is seen, and “{each.node.name}” is told."
        for each in seen
        if each.node is not None
        and each.node.name
        and not each.dom["is_list"]
        and bare(each.label) not in bare(each.node.name)
    ]


def list_problems(seen: list[Seen]) -> list[str]:
    """What is a list to the eye is told as one."""
    return [
        f"A list of {each.dom['lines']} lines is not told as a list."
        for each in seen
        if each.dom["is_list"] and each.dom["lines"] and (each.node is None or each.node.role != "list")
    ]


def state_problems(seen: list[Seen]) -> list[str]:
    """Open or not, chosen or not, to be used or not: told as it is."""
    problems = []
    for each in seen:
        told = each.node.properties if each.node is not None else {}
        if each.dom["opens"] and str(told.get("expanded", "")).lower() != str(each.dom["expanded"]).lower():
            problems.append(f"“{each.label}” does not tell whether it is open.")
        chosen = each.dom["checked"]
        if each.dom["unsaid"] or (chosen is not None and str(told.get("checked", "")).lower() != str(chosen).lower()):
            problems.append(f"“{each.label}” does not tell whether it is chosen.")
        if each.dom["disabled"] and not told.get("disabled"):
            problems.append(f"“{each.label}” does not tell that it cannot be used now.")
    return problems
