"""A real server in a process of its own, on a free port and with its own data folder."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.settings import FOLDER

READY = re.compile(r"Hand in Hand is ready at (http://\S+)")
HANDINHAND = Path(sys.executable).parent / "handinhand"


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def begin(folder: Path, *, demo: bool = False) -> None:
    """Put into a folder with nothing in it what a first start leaves there; a run starts from nothing but once."""
    if folder.exists() and any(folder.iterdir()):
        return
    made = FOLDER.parent / ("begun-demo" if demo else "begun")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            on_its_way = made.with_suffix(".on-its-way")
            shutil.rmtree(on_its_way, ignore_errors=True)
            with Server(on_its_way, demo=demo, from_nothing=True):
                pass
            on_its_way.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)


class Server:
    """`handinhand serve` as a context manager; it can be killed and started again on the same port and data.

    Where nothing is yet, it starts on a copy of what a first start leaves, unless it is to start `from_nothing`.
    """

    def __init__(
        self, data: Path, *, demo: bool = False, env: dict[str, str] | None = None, from_nothing: bool = False
    ) -> None:
        self.data = data
        self.demo = demo
        self.from_nothing = from_nothing
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.arguments = ["serve", *(["--demo"] if demo else [])]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HANDINHAND_", "DJANGO_"))}
        self.env = {**kept, "PYTHONUNBUFFERED": "1", **(env or {}), "DATA": str(data), "PORT": str(self.port)}
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()

    def command(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run another `handinhand` command for this data folder and wait for it."""
        given = {"capture_output": True, "text": True, "timeout": 60, **options}
        return subprocess.run([HANDINHAND, *arguments], env=self.env, check=False, **given)

    def start(self) -> None:
        """Start, and wait for the ready line."""
        assert self.process is None
        if not self.from_nothing:
            begin(self.data, demo=self.demo)
        self.said = []
        self.process = subprocess.Popen(
            [HANDINHAND, *self.arguments], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=[self.process, ready], daemon=True).start()
        # An older version is brought up to date first, and the tests share two cores.
        ready.wait(180)
        if not any(READY.match(line) for line in self.said):
            self.kill()
            raise AssertionError("the server did not get ready:\n" + "".join(self.said))

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        """Read what the server says, so that its pipe never fills."""
        assert process.stdout is not None
        for line in process.stdout:
            self.said.append(line)
            if READY.match(line):
                ready.set()
        process.stdout.close()
        ready.set()

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop, and give its exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, sign: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(sign)
        return process.wait(timeout=20)
