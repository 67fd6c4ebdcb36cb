"""The two servers that we compare, each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client
from bench.scene import TOKEN, Scene, build
from tests.servers import Server, free_port


@dataclass
class Stage:
    """Everything a figure needs."""

    scene: Scene
    server: Server
    floor: Client
    floor_pid: int

    @property
    def pid(self) -> int:
        """The process of our server."""
        assert self.server.process is not None
        return self.server.process.pid

    def ask_floor(self) -> None:
        """Fetch the bare page."""
        status, _, _ = self.floor.get("/")
        assert status == 200

    def send_floor(self) -> None:
        """Send the bare form."""
        assert self.floor.post("/", {"csrfmiddlewaretoken": TOKEN, "text": "one row"}) == (302, "/")


@contextmanager
def set_up(folder: Path) -> Iterator[Stage]:
    """Build the scene, start both servers, and stop them at the end."""
    scene = build()
    with floor_server(folder / "floor") as (floor, pid), Server(folder / "ours") as server:
        yield Stage(scene, server, floor, pid)


@contextmanager
def floor_server(data: Path) -> Iterator[tuple[Client, int]]:
    """The floor, and a client that is signed in there."""
    data.mkdir()
    port = free_port()
    env = {**os.environ, "DATA": str(data), "PORT": str(port)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen([sys.executable, "-m", "bench.floor"], env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        cookie = process.stdout.readline().strip().removeprefix("ready sessionid=")
        yield Client(port, {"sessionid": cookie, "csrftoken": TOKEN}), process.pid
    finally:
        process.terminate()
        process.wait(10)
