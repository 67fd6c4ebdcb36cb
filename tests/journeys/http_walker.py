"""Somebody who walks through the pages over plain HTTP, as a very old browser would: forms and links, nothing else."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

VOID = {"input", "br", "meta", "link", "img", "hr"}


@dataclass
class Form:
    """A form with its boxes, its choices by their words, and its buttons by theirs."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[str, str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class Page(HTMLParser):
    """A page: its text, links by their words, and forms."""

    def __init__(self, html: str, url: str, status: int) -> None:
        super().__init__()
        self.html, self.url, self.status = html, url, status
        self.text = ""
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.ids: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self.form)
        if tag in {"input", "textarea", "select"} and self.form is not None and "name" in given:
            self.box(tag, given)
        if tag == "option" and self.form is not None and self.inside("select"):
            name = self.inside("select").get("name", "")
            if "selected" in given or name not in self.form.values:
                self.form.values[name] = given.get("value", "")
        if tag not in VOID:
            self.open.append((tag, given, len(self.text)))

    def box(self, tag: str, given: dict[str, str]) -> None:
        """Remember one box of the form."""
        assert self.form is not None
        name, kind = given["name"], given.get("type", "text")
        self.ids[given.get("id", "")] = name
        label = self.inside("label")
        if kind in {"radio", "checkbox"}:
            if label is not None:
                label["choice"], label["value"] = name, given.get("value", "on")
            if "checked" in given:
                self.form.values[name] = given.get("value", "on")
        elif tag == "input":
            self.form.values[name] = given.get("value", "")
        else:
            self.form.values.setdefault(name, "")

    def handle_data(self, data: str) -> None:
        textarea = self.inside("textarea")
        if textarea is not None and self.form is not None:
            before = self.form.values[textarea.get("name", "")]
            # The first line end in such a box is no part of what is in it.
            self.form.values[textarea.get("name", "")] = before + (data if before else data.removeprefix("\n"))
        elif not self.inside("style") and not self.inside("script"):
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, given, start = self.open.pop()
            words = " ".join(self.text[start:].split())
            if name == "a" and "href" in given:
                self.addresses.append(urllib.parse.urljoin(self.url, given["href"]))
                self.links.setdefault(words, self.addresses[-1])
            elif name == "button" and self.form is not None:
                self.form.buttons[words] = (given.get("name", ""), given.get("value", ""))
            elif name == "label" and self.form is not None:
                if "choice" in given:
                    self.form.options[words] = (given["choice"], given["value"])
                elif "for" in given:
                    self.form.labels[words] = given["for"]
            elif name == "form":
                self.form = None
            if name == tag:
                break

    def inside(self, tag: str) -> dict[str, str] | None:
        """The attributes of the innermost open element of this kind."""
        return next((given for name, given, _ in reversed(self.open) if name == tag), None)


class HttpWalker:
    """Somebody at a very old phone."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.page = Page("", base, 0)
        self.written: dict[str, str] = {}
        self.boxes: dict[str, str] = {}

    def fetch(self, url: str, data: dict[str, str] | None = None) -> Page:
        """Go to an address, or send a form there."""
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(urllib.parse.urljoin(self.page.url or self.base, url), data=body)
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.page = Page(answer.read().decode(), answer.url, answer.status)
        except urllib.error.HTTPError as problem:
            self.page = Page(problem.read().decode(), problem.url, problem.code)
        self.written, self.boxes = {}, {}
        return self.page

    def open(self, path: str) -> None:
        """Open an address of the house."""
        self.fetch(urllib.parse.urljoin(self.base, path))

    def again(self) -> None:
        """See what is new."""
        self.fetch(self.page.url)

    @property
    def path(self) -> str:
        """Where the walker is."""
        return self.page.url.removeprefix(self.base)

    def html(self, part: str) -> str:
        """The page from the part with this id on, as it was made; empty where there is none."""
        return "".join(self.page.html.partition(f'id="{part}"')[1:])

    def go(self, where: str) -> None:
        """Follow a link by a part of its address."""
        found = [address for address in self.page.addresses if where in address]
        assert found, f"No link on {self.page.url} goes to {where!r}: {self.page.addresses}"
        self.fetch(found[0])

    def addresses(self) -> list[str]:
        """Where the page leads."""
        return self.page.addresses

    def forms(self, near: str, **having: str) -> list[Form]:
        """Forms that go to an address with `near` in it, with these values in hidden boxes or in buttons."""
        return [
            form
            for form in self.page.forms
            if near in form.action
            and all(form.values.get(one) == two or (one, two) in form.buttons.values() for one, two in having.items())
        ]

    def can(self, near: str, **having: str) -> None:
        """Expect that something is offered."""
        assert self.forms(near, **having), f"There is no {near} {having} on {self.page.url}: {self.text}"

    def cannot(self, near: str, **having: str) -> None:
        """Expect that something is not offered."""
        assert not self.forms(near, **having), f"There is {near} {having} on {self.page.url}"

    def write(self, near: str, **boxes: str) -> None:
        """Fill in boxes of a form by their names, or choose by value or words; it goes out with the next `do`."""
        self.can(near)
        form = self.forms(near)[0]
        for name, text in boxes.items():
            by_words = form.options.get(text, ("", ""))
            value = by_words[1] if by_words[0] == name else text
            assert name in form.values or (name, value) in form.options.values(), f"{name} is not in {near}"
            self.boxes[name] = value

    def unfold(self, words: str) -> None:
        """Nothing is folded where there is no style."""

    def do(self, near: str, **having: str) -> None:
        """Press a form's button."""
        self.can(near, **having)
        form = self.forms(near, **having)[0]
        self.fetch(form.action, {**form.values, **having, **self.boxes})

    def follow(self, words: str) -> None:
        """Follow a link by its words."""
        self.fetch(self.page.links[self.find(words, self.page.links)])

    def fill(self, label: str, text: str) -> None:
        """Write into a box, or choose something, for the next press."""
        self.written[label] = text

    def choose(self, words: str) -> None:
        """Choose one of several."""
        self.written[words] = ""

    def press(self, words: str, near: str = "") -> None:
        """Press a button by its words, with whatever was written."""
        for form in self.page.forms:
            named = [each for each in form.buttons if re.fullmatch(words, each)]
            if not named or (near and near not in form.action):
                continue
            if all(self.belongs(form, each) for each in self.written):
                values = dict(form.values)
                for each, text in self.written.items():
                    if each in form.options:
                        values.update([form.options[each]])
                    else:
                        values[self.page.ids[form.labels[self.find(each, form.labels)]]] = text
                name, value = form.buttons[named[0]]
                if name:
                    values[name] = value
                self.fetch(form.action or self.page.url, values)
                return
        raise AssertionError(f"There is no button {words!r} with {list(self.written)} on {self.page.url}: {self.text}")

    def belongs(self, form: Form, words: str) -> bool:
        """Whether a form has this box or choice."""
        return words in form.options or any(re.fullmatch(words, each) for each in form.labels)

    def find(self, words: str, among: dict[str, str]) -> str:
        """The one of several that has these words."""
        named = [each for each in among if re.fullmatch(words, each)]
        assert named, f"There is no {words!r} among {list(among)} on {self.page.url}"
        return named[0]

    @property
    def text(self) -> str:
        """What stands on the page."""
        return " ".join(self.page.text.split())

    def sees(self, words: str) -> None:
        """Expect words on the page."""
        assert words in self.text, f"{words!r} is not on {self.page.url}: {self.text}"

    def does_not_see(self, words: str) -> None:
        """Expect words not on the page."""
        assert words not in self.text, f"{words!r} is on {self.page.url}"
