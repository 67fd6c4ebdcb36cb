"""A real server in a thread, and a plain reader of its streams."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from handinhand.config.server import take_port


@contextmanager
def serving(application: Any, *, lifespan: str = "on") -> Iterator[int]:
    """Serve an application on a free port; gives the port."""
    with take_port("127.0.0.1", 0) as port:
        config = uvicorn.Config(
            application,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan=lifespan,
            log_config=None,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            assert server.started
            yield port.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)
    assert not thread.is_alive()


def wait_for(condition: Callable[[], Any], *, patience: float = 5) -> None:
    """Wait until something is true, and no longer than that."""
    ends = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < ends, "it did not come true"
        threading.Event().wait(0.01)


class Stream:
    """One open stream, read line by line."""

    def __init__(self, port: int, ticket: str, *, patience: float = 5) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        self.connection.request("GET", f"/live/?ticket={ticket}")
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def next_line(self) -> str | None:
        """The next line that is not empty, or nothing at the end."""
        while True:
            line = self.answer.readline()
            if not line:
                return None
            if line.strip():
                return line.decode().strip()

    def next_versions(self) -> str | None:
        """The numbers of the next event; nothing at the end."""
        while True:
            line = self.next_line()
            if line is None or line.startswith("data: "):
                return line and line.removeprefix("data: ")

    def close(self) -> None:
        """Vanish."""
        self.answer.close()
        self.connection.close()
