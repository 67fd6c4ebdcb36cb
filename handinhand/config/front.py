"""The front door: one ASGI application that streams by itself and hands every page to Django in one thread.

One page thread gives each database write its turn in a fair queue, and was measured to be the fastest way to serve
pages from one process (docs/decisions/0003).
"""

import asyncio
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.db import DatabaseError, connection, connections
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from handinhand.config.page_thread import PageThread
from handinhand.live.stream import Receive, Scope, Send, Streams

# Our pages are UTF-8, and so is every form that a browser sends from them, whatever else a request says.
SAYS_LETTERS = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)
BODY_LIMIT = 1_000_000
# A photograph as a phone makes it: old phones cannot make it smaller before they send it.
PHOTOGRAPH_LIMIT = 6_000_000
PHOTOGRAPH_ENDS = "/my-page/photograph/"
SWALLOW_LIMIT = 20_000_000
BODY_PATIENCE = 120.0
QUEUE_LIMIT = 300
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Beside = Callable[[threading.Event], None]
log = logging.getLogger(__name__)

TOO_MUCH = _("That was more than this page can take. None of it was kept. Please go back and send a shorter text.")
TOO_LARGE = _("That picture is very large. None of it was kept. Please go back and choose one of 5 MB or less.")
NOT_WHOLE = _("What your phone sent did not arrive whole. Please go back one page and send it again.")
MANY_AT_ONCE = _("Many people are here right now. Please try again in a moment. What was saved is still saved.")
OUR_FAULT = _("Something here broke. It is not your doing. What was saved is still saved. Please try again soon.")
NO_DATABASE = _("The place where everything is kept does not answer yet. Please try again soon.")


class ClientGone(Exception):
    """The other end left before it had sent everything."""


class CannotTake(Exception):
    """A request that gets one plain sentence instead of a page."""

    def __init__(self, status: int, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Pages:
    """Django's WSGI handler in one thread. The phone that is slow to read never keeps that thread waiting."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.waiting = 0
        self._thread = PageThread()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a page."""
        try:
            body = await read_body(receive, is_photograph=scope["path"].endswith(PHOTOGRAPH_ENDS))
            is_write = scope["method"] == "POST"
            status, headers, content = await self.run(self._render, environ_of(scope, body), is_write=is_write)
        except ClientGone:
            return
        except CannotTake as reason:
            await send_sentence(scope, send, reason.status, reason.sentence)
            return
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    async def run(self, work: Callable[..., Any], *arguments: Any, is_write: bool = False) -> Any:
        """Do something in the page thread, in turn; raises CannotTake when too many wait already."""
        if self.waiting >= QUEUE_LIMIT:
            raise CannotTake(503, MANY_AT_ONCE)
        self.waiting += 1
        try:
            return await asyncio.wrap_future(self._thread.submit(work, *arguments, is_write=is_write))
        finally:
            self.waiting -= 1

    def _render(self, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Run the application (PEP 3333) and gather its answer."""
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
            # Django writes a cookie with a space before it, which HTTP leaves to servers to take off.
            sent = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
            started[:] = [int(status[:3]), sent]

        try:
            answer = self.application(environ, start_response)
            try:
                content = b"".join(answer)
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        except Exception as problem:
            log.exception("A page broke outside of Django.")
            raise CannotTake(500, OUR_FAULT) from problem
        return started[0], started[1], content

    def close(self) -> None:
        """Finish the page that is being made and give the connection back."""
        self._thread.submit(connections.close_all)
        self._thread.close()


class Front:
    """Sorts requests: the stream, "are you up", and pages; starts and stops what runs beside them."""

    def __init__(self, *, pages: Pages, streams: Streams, beside: Sequence[Beside] = ()) -> None:
        self.pages = pages
        self.streams = streams
        self.beside = beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through one life of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] != "http":
            return
        elif scope["path"] == "/live/":
            await self.streams(scope, receive, send)
        elif scope["path"] == "/up":
            await self._say_whether_up(scope, send)
        else:
            await self.pages(scope, receive, send)

    async def _say_whether_up(self, scope: Scope, send: Send) -> None:
        """Say "up" once the database answers the thread that makes pages."""
        try:
            await self.pages.run(ask_database)
        except DatabaseError:
            await send_sentence(scope, send, 503, NO_DATABASE)
        except CannotTake as reason:
            await send_sentence(scope, send, reason.status, reason.sentence)
        else:
            await send_short(scope, send, 200, "text/plain", b"up")

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start what runs beside the pages, wait for the end, and stop everything."""
        stop = threading.Event()
        threads = [threading.Thread(target=work, args=[stop], daemon=True) for work in self.beside]
        while (await receive())["type"] != "lifespan.startup":
            pass
        for thread in threads:
            thread.start()
        await send({"type": "lifespan.startup.complete"})
        while (await receive())["type"] != "lifespan.shutdown":
            pass
        stop.set()
        await asyncio.get_running_loop().run_in_executor(None, self._stop, threads)
        await send({"type": "lifespan.shutdown.complete"})

    def _stop(self, threads: list[threading.Thread]) -> None:
        self.streams.close()
        self.pages.close()
        for thread in threads:
            thread.join(timeout=5)


def ask_database() -> None:
    """Ask the database for one row of its own; raises DatabaseError when it is away, and begins anew next time."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
    except DatabaseError:
        connection.close()
        raise


async def read_body(receive: Receive, *, is_photograph: bool = False) -> bytes:
    """Everything that was sent; raises CannotTake when it is too much or too slow, ClientGone when it stops."""
    limit = PHOTOGRAPH_LIMIT if is_photograph else BODY_LIMIT
    parts: list[bytes] = []
    length = 0
    try:
        async with asyncio.timeout(BODY_PATIENCE):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                length += len(message.get("body", b""))
                if length <= limit:
                    parts.append(message.get("body", b""))
                # A browser shows our sentence only when it was let to send everything first.
                if not message.get("more_body") or length > SWALLOW_LIMIT:
                    break
    except TimeoutError as slow:
        raise CannotTake(408, NOT_WHOLE) from slow
    if length > limit:
        raise CannotTake(413, TOO_LARGE if is_photograph else TOO_MUCH)
    return b"".join(parts)


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of an ASGI request whose body is read."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    path = unquote_to_bytes(scope.get("raw_path") or scope["path"].encode())
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        # WSGI cannot tell `a-b` from `a_b`: letting the second in would let anybody forge the first.
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        if key in environ:
            value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
        environ[key] = value
    environ["CONTENT_LENGTH"] = str(len(body))
    if "CONTENT_TYPE" in environ:
        environ["CONTENT_TYPE"] = SAYS_LETTERS.sub("", environ["CONTENT_TYPE"])
    return environ


async def send_sentence(scope: Scope, send: Send, status: int, sentence: str | Promise) -> None:
    """Answer with one sentence, for when Django can make no page."""
    content = format_html(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>{}</title><main><p>{}</p></main></html>",
        get_language(),
        _("A page"),
        sentence,
    ).encode()
    await send_short(scope, send, status, "text/html", content)


async def send_short(scope: Scope, send: Send, status: int, kind: str, content: bytes) -> None:
    """Answer with a few bytes."""
    headers = [
        (b"content-type", f"{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})
