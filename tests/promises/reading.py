"""Reads a page as a plain old browser does: words, links, forms, and who it says will see what is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "circle", "hr", "img", "input", "link", "meta", "path", "wbr"}
UNSEEN = {"script", "style", "svg"}


@dataclass(eq=False)
class Node:
    """One element of a page."""

    tag: str
    attrs: dict[str, str]
    around: "Node | None" = None
    inside: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Node"]:
        """Every element of these kinds in here, in order."""
        for each in self.inside:
            if isinstance(each, Node):
                if each.tag in tags:
                    yield each
                yield from each.all(*tags)

    def classed(self, name: str) -> list["Node"]:
        """Every element in here with this class."""
        return [each for each in self.all("p", "div", "section", "span") if name in each.attrs.get("class", "").split()]

    def within(self, *tags: str) -> "Node | None":
        """The nearest element of these kinds around this one."""
        node = self.around
        while node is not None and node.tag not in tags:
            node = node.around
        return node

    @property
    def text(self) -> str:
        """What can be read in here, with one space where there are more."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """The letters in here as they stand."""
        return "".join(
            each if isinstance(each, str) else "" if each.tag in UNSEEN else f" {each.raw} " for each in self.inside
        )


@dataclass
class Box:
    """Something to fill in."""

    name: str
    kind: str
    node: Node
    value: str
    choices: list[str]
    label: str

    @property
    def takes_words(self) -> bool:
        """Whether people write words here. What is looked up, such as a code, is kept nowhere."""
        is_a_day_or_a_time = self.node.attrs.get("inputmode") == "numeric" and self.kind == "text"
        is_looked_up = self.name in {"code", "looked_for", "head"}
        return self.kind in {"text", "textarea", "email"} and not is_looked_up and not is_a_day_or_a_time


class Form:
    """A form: where it goes, what it asks, and its buttons."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.action = node.attrs.get("action", "")
        # It changes nothing: what it asks for stands in the address.
        self.only_looks = node.attrs.get("method", "") == "get"
        self.hidden: dict[str, str] = {}
        self.boxes: list[Box] = []
        self.buttons = list(node.all("button"))
        for each in node.all("input", "textarea", "select"):
            self._take(each)

    def _take(self, node: Node) -> None:
        name, kind = node.attrs.get("name", ""), node.attrs.get("type", "text" if node.tag == "input" else node.tag)
        if kind == "hidden":
            self.hidden[name] = node.attrs.get("value", "")
        elif kind == "radio":
            box = next((each for each in self.boxes if each.name == name), None)
            if box is None:
                box = Box(name, kind, node, "", [], label_of(node))
                self.boxes.append(box)
            box.choices.append(node.attrs.get("value", ""))
            box.value = node.attrs.get("value", "") if "checked" in node.attrs else box.value
        elif node.tag == "select":
            options = list(node.all("option"))
            chosen = [each.attrs.get("value", "") for each in options if "selected" in each.attrs]
            values = [each.attrs.get("value", "") for each in options]
            self.boxes.append(Box(name, kind, node, (chosen or values)[0], values, label_of(node)))
        else:
            value = "".join(str(each) for each in node.inside) if kind == "textarea" else node.attrs.get("value", "")
            # A browser leaves out the first line end of a textarea.
            self.boxes.append(Box(name, kind, node, value.removeprefix("\n"), [], label_of(node)))

    @property
    def words_boxes(self) -> list[Box]:
        """The boxes in which people write words."""
        return [box for box in self.boxes if box.takes_words]

    def who_sees(self, box: Box) -> list[str]:
        """The sentences beside a box that say who will see it: around it, or in its form when it is the only one."""
        here = box.node.within("div", "fieldset")
        near = here.classed("seen-by") if here is not None else []
        if not near and len(self.words_boxes) == 1:
            near = self.node.classed("seen-by")
        return [each.text for each in near]

    def filled(self, **values: str) -> dict[str, str]:
        """What a browser sends: hidden boxes, what stands in the others, and `values` instead of it."""
        stands = {box.name: box.value for box in self.boxes if box.value or box.kind != "radio"}
        return {**self.hidden, **stands, **values}


def label_of(node: Node) -> str:
    """What a box is called."""
    around = node.within("label")
    if around is not None:
        group = node.within("fieldset")
        legends = list(group.all("legend")) if group is not None else []
        return legends[0].text if legends else around.text
    whole: Node | None = node
    while whole is not None and whole.around is not None:
        whole = whole.around
    found = [each for each in whole.all("label") if each.attrs.get("for") == node.attrs.get("id")] if whole else []
    return found[0].text if found else ""


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.root = self.here = Node("", {})
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.inside.append(Node(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.here
        while node is not None and node.tag != tag:
            node = node.around
        if node is not None and node.around is not None:
            self.here = node.around

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)

    @property
    def title(self) -> str:
        """What the tab says."""
        return next(self.root.all("title")).text

    @property
    def text(self) -> str:
        """All that can be read."""
        return self.root.text

    @property
    def main(self) -> Node:
        """What the page is about."""
        return next(self.root.all("main"))

    @property
    def links(self) -> list[str]:
        """Where it leads."""
        return [each.attrs["href"] for each in self.root.all("a") if "href" in each.attrs]

    @property
    def forms(self) -> list[Form]:
        """Its forms."""
        return [Form(each) for each in self.root.all("form")]
