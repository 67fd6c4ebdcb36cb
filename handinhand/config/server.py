"""The server itself: the port, and how it starts, stops and says that it is ready."""

import errno
import gc
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from uvicorn.protocols.http.h11_impl import H11Protocol

from handinhand.live.hub import hub

STOP_WITHIN = 3
KEEP_ALIVE = 30
DEAD_AFTER_MS = 30_000
# A page makes some tens of thousands of objects and lets nearly all of them go by itself; Python looks every 700.
LOOK_FOR_RINGS_AFTER = 50_000


# In plain letters: there is no page yet that could say how it is to be read.
NOT_READABLE = "What was sent here could not be read. Please go back one page and send it again."


class CannotServe(ImproperlyConfigured):
    """Something stands in the way of serving; the sentence says what, and the fix."""


def take_port(host: str, port: int) -> socket.socket:
    """Hold the port before anything slow is done; raises CannotServe when another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio sends small answers at once (TCP_NODELAY) instead of 40 ms later.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # A phone that lost its signal says no goodbye: without this its stream would seem open for many minutes.
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER_MS)
    try:
        taken.bind((host, port))
        taken.listen(1024)
    except OSError as problem:
        taken.close()
        raise CannotServe(_why_not_bound(problem, host, port)) from problem
    return taken


def _why_not_bound(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is used by another program. Stop that one, or choose another port: PORT={port + 1}."
    if problem.errno == errno.EACCES:
        return f"Port {port} may only be used by the machine's owner. Choose one above 1024: PORT=8000."
    return f"This machine has no address '{host}'. Set HANDINHAND_BIND to one of its own, or leave it out."


class Protocol(H11Protocol):
    """Says in a whole sentence that a request could not be read."""

    def send_400_response(self, _msg: str) -> None:
        super().send_400_response(NOT_READABLE)


class Server(uvicorn.Server):
    """Says when it is ready, lets streams end first when it stops, and stops without a fuss."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        leave_what_stays()
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        hub.end_all()
        await super().shutdown(sockets=sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True


def leave_what_stays() -> None:
    """Let Python no longer search the program itself for what nobody uses, which took a part of each page's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOK_FOR_RINGS_AFTER)


def run(application: Any, *, on: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until somebody stops the server."""
    config = uvicorn.Config(
        application,
        http=Protocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.BEHIND_PROXY,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=STOP_WITHIN,
    )
    Server(config, ready=ready).run(sockets=[on])
