"""The stream an open page listens to: Server-Sent Events (WHATWG HTML, 9.2) as a bare ASGI application.

It is no Django view, because a view would hold a thread and a database connection for as long as a page is open.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError, connection, connections

from handinhand.live.hub import Full, Hub, Listener, hub
from handinhand.live.queries import Ticket, ending_channel, read_ticket, versions_of

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT = 15.0
LASTS = 240.0
PATIENCE = 20.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
GO_AND_ASK_FOR_A_NEW_TICKET = 204
TRY_LATER = 503


class Streams:
    """All streams of one process; they share one thread with one connection to look once, when they begin."""

    def __init__(self, *, hub: Hub = hub, beat: float = BEAT, lasts: float = LASTS) -> None:
        self.hub = hub
        self.beat = beat
        self.lasts = lasts
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live-reader")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a stream."""
        ticket = read_ticket(parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0])
        if ticket is None or scope["method"] != "GET":
            await _answer(send, GO_AND_ASK_FOR_A_NEW_TICKET)
            return
        try:
            listener = self.hub.join(person_id=ticket.person_id, versions=ticket.versions)
        except Full:
            await _answer(send, TRY_LATER)
            return
        try:
            await self._begin(ticket, listener, receive, send)
        except TimeoutError:
            # The other end takes nothing any more; the server closes what was not finished.
            return
        finally:
            self.hub.leave(listener)

    async def _begin(self, ticket: Ticket, listener: Listener, receive: Receive, send: Send) -> None:
        """Catch up with what changed since the page was made, then stream."""
        loop = asyncio.get_running_loop()
        try:
            versions = await loop.run_in_executor(self._reader, _read_versions, list(ticket.versions))
        except DatabaseError:
            await _answer(send, TRY_LATER)
            return
        for channel, version in versions.items():
            self.hub.publish(channel, version)
        if ending_channel(ticket.person_id) in listener.news:
            await _answer(send, GO_AND_ASK_FOR_A_NEW_TICKET)
            return
        gone = asyncio.create_task(_wait_until_gone(listener, receive))
        try:
            await self._stream(listener, send)
        finally:
            gone.cancel()

    async def _stream(self, listener: Listener, send: Send) -> None:
        """Send news as it comes, a heartbeat when there is none, and end in time for the page to ask anew."""
        await _send(send, {"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _send_text(send, ": here\n\n")
        now = asyncio.get_running_loop().time
        ends_at = now() + self.lasts * (90 + secrets.randbelow(21)) / 100
        while not listener.ended and now() < ends_at:
            news = self.hub.take_news(listener)
            if news:
                await _send_text(send, f"event: changed\ndata: {' '.join(map(str, news.values()))}\n\n")
            if ending_channel(listener.person_id) in news:
                break
            try:
                async with asyncio.timeout(max(0.0, min(self.beat, ends_at - now()))):
                    await listener.bell.wait()
            except TimeoutError:
                await _send_text(send, ": still here\n\n")
        await _send(send, {"type": "http.response.body", "body": b"", "more_body": False})

    def close(self) -> None:
        """End all streams and give the connection back."""
        self.hub.end_all()
        self._reader.submit(connections.close_all)
        self._reader.shutdown()


def _read_versions(channels: list[str]) -> dict[str, int]:
    """Read once; a connection that was lost in the meantime is made anew."""
    try:
        return versions_of(channels)
    except DatabaseError:
        connection.close()
        return versions_of(channels)


async def _wait_until_gone(listener: Listener, receive: Receive) -> None:
    """End the stream as soon as the other end has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.ended = True
    listener.bell.set()


async def _send(send: Send, message: Message) -> None:
    """Send, but do not wait for ever for somebody who takes nothing; raises TimeoutError then."""
    async with asyncio.timeout(PATIENCE):
        await send(message)


async def _send_text(send: Send, text: str) -> None:
    await _send(send, {"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _answer(send: Send, status: int) -> None:
    """Answer without a stream: 204 tells a browser to stop trying this address (WHATWG HTML, 9.2.3)."""
    headers = [(b"cache-control", b"no-store")]
    if status == TRY_LATER:
        headers.append((b"retry-after", b"30"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
