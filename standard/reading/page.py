"""Takes from a page what the product says on it, block by block; what people wrote and what is hidden stays out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from standard.reading.sentences import is_running, sentences

# Stands where somebody's name or words stand in a sentence of ours, so that it stays a sentence: one syllable.
STAND_IN: Final = "Tom"
VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
UNREAD: Final = frozenset(
    ["script", "style", "svg", "template", "textarea", "noscript", "head", "datalist", "iframe", "canvas"]
)
# Within a sentence. Whatever else an element is, its text is a block of its own.
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "output",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
# What people wrote, names of works and institutes, and codes and addresses, which nobody reads as words.
THEIRS: Final = frozenset(["bdi", "bdo", "blockquote", "cite", "code", "kbd", "output", "samp", "var"])
# A link with one of these around it is no part of a sentence.
LISTS_LINKS: Final = frozenset(["body", "div", "footer", "header", "main", "nav", "section"])
SAID_BY: Final = ("title", "aria-label", "alt", "placeholder", "label")
# First strong isolate up to pop directional isolate: how a page sets somebody's words apart within a sentence.
APART: Final = re.compile("\u2068[^\u2069]*\u2069")
WORDS: Final = re.compile(r"[^\W_]")
ENDS_TOO: Final[Mapping[str, frozenset[str]]] = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "option": frozenset({"option"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}


@dataclass(eq=False)
class _Element:
    tag: str
    attrs: Mapping[str, str]
    around: "_Element | None" = None
    inside: list["_Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    @property
    def is_theirs(self) -> bool:
        # Codes and addresses run from left to right on every page.
        is_code = self.attrs.get("dir") == "ltr" and (self.tag in INLINE or bool({"code", "said"} & self.classes))
        if self.tag in THEIRS or is_code:
            return True
        # A choice is turned by its own words, whoever wrote them.
        is_choice = self.around is not None and self.around.tag == "label"
        return self.attrs.get("dir") == "auto" and not is_choice

    @property
    def is_within(self) -> bool:
        """Whether it stands within a sentence."""
        if self.tag != "a":
            return self.tag in INLINE
        is_button = {"button", "tap", "skip", "mark"} & self.classes
        stands_alone = self.around is None or self.around.tag in LISTS_LINKS or "links" in self.around.classes
        return not is_button and not stands_alone


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = _Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.here.tag in ENDS_TOO.get(tag, ()) and self.here.around is not None:
            self.here = self.here.around
        made = _Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = _Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(made)

    def handle_endtag(self, tag: str) -> None:
        ended: _Element | None = self.here
        while ended is not None and ended.tag != tag:
            ended = ended.around
        if ended is not None and ended.around is not None:
            self.here = ended.around

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def words_of(html: str, *, theirs: Iterable[str] = (), scripts: bool = True) -> list[str]:
    """The texts that the product says on a page, one for each block; a name within a sentence is a short stand-in.

    A page marks a name or a title within a sentence only where it turns the other way. `theirs` names the others, where
    somebody knows them. Where no scripts run, what stands there for them is read, too.
    """
    root = _read(html)
    lines: list[str] = []
    _gather(root, lines, _language_of(root), _unread(scripts=scripts))
    known = [re.escape(" ".join(each.split())) for each in sorted(theirs, key=len, reverse=True) if WORDS.search(each)]
    left_out = re.compile("|".join([APART.pattern, *(rf"\b{each}(?!\w)" for each in known)]))
    blocks = (left_out.sub(STAND_IN, " ".join(each.split())) for each in "".join(lines).split(BREAK))
    return [each for each in blocks if WORDS.search(each.replace(STAND_IN, ""))]


# Between two blocks; no page has it in its text.
BREAK: Final = "\0"


def other_languages(html: str, *, scripts: bool = True) -> set[str]:
    """In which languages but that of the page the product says whole sentences on it."""
    root = _read(html)
    language, unread = _language_of(root), _unread(scripts=scripts)
    found: set[str] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in unread or "hidden" in element.attrs or element.is_theirs:
            continue
        own = _language(element)
        if own not in {"", language} and element.tag != "html":
            lines: list[str] = []
            _gather(element, lines, own, unread)
            blocks = (" ".join(each.split()) for each in "".join(lines).split(BREAK))
            found |= {own} if any(is_running(each) for block in blocks for each in sentences(block)) else set()
        else:
            waiting += [each for each in element.inside if isinstance(each, _Element)]
    return found


def _read(html: str) -> _Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def _unread(*, scripts: bool) -> frozenset[str]:
    return UNREAD - {"head"} - (frozenset() if scripts else {"noscript"})


def _language_of(root: _Element) -> str:
    html = [each for each in root.inside if isinstance(each, _Element) and each.tag == "html"]
    return _language(html[0]) if html else ""


def _language(element: _Element) -> str:
    return element.attrs.get("lang", "").partition("-")[0].lower()


def _gather(element: _Element, lines: list[str], language: str, unread: frozenset[str]) -> None:
    for each in element.inside:
        if isinstance(each, str):
            if element.tag != "head":
                lines.append(each.replace(BREAK, ""))
            continue
        if each.tag in unread or "hidden" in each.attrs:
            continue
        said = [each.attrs[name] for name in SAID_BY if each.attrs.get(name) and not each.is_theirs]
        ends = "" if each.is_within else BREAK
        lines.append(ends)
        if each.is_theirs or (_language(each) not in {"", language} and each.tag != "html"):
            lines.append(STAND_IN)
        else:
            _gather(each, lines, language, unread)
        lines.append(ends)
        lines += [f"{BREAK}{text}{BREAK}" for text in said]
