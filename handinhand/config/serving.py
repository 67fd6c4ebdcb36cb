"""Gets everything ready that a server needs, and serves."""

import errno
import hashlib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from handinhand.config.readiness import findings_before_serving
from handinhand.ground.keeping import ensure_key
from handinhand.ground.serving import BeingServed, hold_serving_lock
from handinhand.live.hub import hub

STOP_WITHIN = 3
KEEP_ALIVE = 30
DEAD_AFTER_MS = 30_000


class CannotServe(ImproperlyConfigured):
    """Something stands in the way of serving; the sentence says what, and the fix."""


def check_ready() -> list[str]:
    """What does not fit on this machine; raises CannotServe, with the fixes, when others could come to harm by it."""
    faults = [str(finding) for finding in findings_before_serving() if finding.is_fault]
    if faults and settings.IN_THE_OPEN:
        raise CannotServe("\n".join(faults))
    return faults


@contextmanager
def only_one() -> Iterator[None]:
    """Be the only server of this data folder; raises CannotServe when another is."""
    try:
        with hold_serving_lock():
            yield
    except BeingServed as another:
        raise CannotServe(
            f"Hand in Hand is already being served from {settings.DATA}. Stop that one first."
        ) from another


def take_port(host: str, port: int) -> socket.socket:
    """Hold the port before anything slow is done; raises CannotServe when another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
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


def own_address() -> str:
    """Where this server answers, as somebody on this machine would type it."""
    host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
    return f"http://{host}:{settings.PORT}"


def bring_database_up() -> None:
    """Make the tables, or bring them up to this version, and make sure that the key opens them."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    ensure_key(create=True)


def collect_static_files() -> None:
    """Gather style and scripts, compressed and with fingerprints in their names, when one of them changed."""
    mark = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}.mark")
    fingerprint = _static_fingerprint()
    if settings.STATIC_ROOT.exists() and mark.exists() and mark.read_text() == fingerprint:
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(fingerprint)


def _static_fingerprint() -> str:
    """What all style and script files are now, by size and time."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


class Server(uvicorn.Server):
    """Says when it is ready, lets streams end first when it stops, and stops without a fuss."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        hub.end_all()
        await super().shutdown(sockets=sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True


def run(application: Any, *, on: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until somebody stops the server."""
    config = uvicorn.Config(
        application,
        http="h11",
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
