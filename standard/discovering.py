"""Finds the pages of a running place: one address of each kind that links lead to, for each who looks."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from standard.visiting import Visitor

HREF = re.compile(r'href="([^"#]+)')
# They end the visit, lead out, or show the same page again from another place in a long list.
LEAVE_OUT = re.compile(r"^/(hide|demonstration|static|up|live)/|[?&]before=")
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Found:
    """A page and its kind: the name of its address, with what is asked for in it."""

    address: str
    kind: str


def kind_of(path: str) -> str:
    """The name of an address, and the names of what it asks for; empty where there is none."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return ""
    asks = sorted(each.partition("=")[0] for each in parts.query.split("&") if each)
    return name + (f"?{','.join(asks)}" if asks else "")


def pages_of(server: str, visitor: Visitor, first: str = "/") -> Iterator[Found]:
    """One page of each kind, nearest first, read as plainly as a machine does."""
    waiting, been = deque([first]), set()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if not kind or kind in been or LEAVE_OUT.search(path):
            continue
        been.add(kind)
        html, location = _read(server, visitor, path)
        if location:
            waiting.appendleft(urljoin(path, location))
            continue
        if html:
            yield Found(path, kind)
        for each in HREF.findall(html):
            parts = urlsplit(urljoin(server + path, each.replace("&amp;", "&")))
            if parts.netloc == urlsplit(server).netloc:
                waiting.append(parts._replace(scheme="", netloc="", fragment="").geturl())


def _read(server: str, visitor: Visitor, path: str) -> tuple[str, str]:
    """The page if it is one, and where it sends on to."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in visitor.cookies)
        connection.request("GET", path, headers={"Cookie": cookies, "Accept-Language": "en"})
        answer = connection.getresponse()
        is_page = answer.headers.get_content_type() == "text/html"
        html = answer.read(MOST_BYTES).decode(errors="replace") if is_page else ""
        return html, answer.headers.get("Location", "")
    finally:
        connection.close()
