"""Finds the pages of a running place: one address of each kind that links lead to, for each who looks."""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve

from standard.visiting import Visitor

HREF = re.compile(r'href="([^"#]+)')
# They end the visit, lead out, or show the same page again from another place in a long list.
LEAVE_OUT = re.compile(r"^/(hide|demonstration|static|up|live)/|[?&]before=")
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
ACTION = re.compile(r'<form[^>]* action="([^"]*)"')
BOX = re.compile(r'<textarea name="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
MOST_BYTES = 2_000_000
MENDED = 422
# No answer has this status.
NOTHING = 0
# In seconds.
LONGEST = 30
AT_A_TIME = 65_536
# Whoever is led on more often than that comes to no page.
MOST_LED = 10
# They give a file, or a word to a machine. Whoever opens one gets no page to look at.
FILES = frozenset({"home:up", "calendars:feed", "calendars:invitation", "calendars:meeting"})


@dataclass(frozen=True)
class Found:
    """A page and its kind: the name of its address, with what is asked for in it. With a form, what comes when sent."""

    address: str
    kind: str
    form: str = ""


def kind_of(path: str) -> str:
    """The name of an address, and the names of what it asks for; empty where there is none."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return ""
    asks = sorted(each.partition("=")[0] for each in parts.query.split("&") if each)
    return name + (f"?{','.join(asks)}" if asks else "")


def pages_of(server: str, visitor: Visitor, first: str = "/", longest: float = LONGEST) -> Iterator[Found]:
    """One page of each kind, nearest first, and one that asks to mend something for each form that takes long words.

    An address at which no page came, or that leads round in a ring, is one of them: whoever visits it says why.
    """
    waiting, been = deque([(first, 0)]), set()
    while waiting:
        path, led = waiting.popleft()
        kind = kind_of(path)
        if not kind or kind in been or LEAVE_OUT.search(path):
            continue
        came = _read(server, visitor, path, longest)
        if came.location and led < MOST_LED:
            waiting.appendleft((urljoin(path, came.location), led + 1))
            continue
        been.add(kind)
        if came.html or kind not in FILES:
            yield Found(path, kind)
            yield from _to_mend(server, visitor, path, came.html, been)
        for each in HREF.findall(came.html):
            parts = urlsplit(urljoin(server + path, each.replace("&amp;", "&")))
            if parts.netloc == urlsplit(server).netloc:
                waiting.append((parts._replace(scheme="", netloc="", fragment="").geturl(), 0))


def _to_mend(server: str, visitor: Visitor, path: str, html: str, been: set[str]) -> Iterator[Found]:
    """What comes when more is sent than a box has room for: nothing is changed, and the page says what to do."""
    for form in FORM.findall(html):
        action, box = ACTION.search(form), BOX.search(form)
        address = urljoin(path, action[1]) if action else path
        kind = f"{kind_of(address)} to mend"
        if box is None or kind in been or "/hide/" in address:
            continue
        been.add(kind)
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(form)}
        sent = urlencode({**hidden, box[1]: "word " * 3_000})
        if _send(server, visitor, address, sent) in {MENDED, NOTHING}:
            yield Found(address, kind, sent)


def _headers(visitor: Visitor) -> dict[str, str]:
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in visitor.cookies)
    return {"Cookie": cookies, "Accept-Language": "en"}


def _send(server: str, visitor: Visitor, path: str, form: str) -> int:
    """The status of what comes."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": server, **_headers(visitor)}
    with suppress(OSError, HTTPException), closing(HTTPConnection(urlsplit(server).netloc, timeout=LONGEST)) as there:
        there.request("POST", path, form, headers)
        return there.getresponse().status
    return NOTHING


@dataclass(frozen=True)
class Came:
    """The page, if one came, and where it sends on to."""

    html: str = ""
    location: str = ""


def _read(server: str, visitor: Visitor, path: str, longest: float) -> Came:
    with suppress(OSError, HTTPException), closing(HTTPConnection(urlsplit(server).netloc, timeout=longest)) as there:
        until = monotonic() + longest
        there.request("GET", path, headers=_headers(visitor))
        answer = there.getresponse()
        is_page = answer.headers.get_content_type() == "text/html"
        page = bytearray()
        while is_page and len(page) < MOST_BYTES and monotonic() < until and (more := answer.read1(AT_A_TIME)):
            page += more
        return Came(page.decode(errors="replace"), answer.headers.get("Location", ""))
    return Came()
