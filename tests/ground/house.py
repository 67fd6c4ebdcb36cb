"""A server of a test's own: a data folder, a database, and the command line in a process of its own."""

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests import settings
from tests.servers import begin

ROOT = Path(__file__).parent.parent.parent
COMMAND = Path(sys.executable).parent / "handinhand"
BEGUN = "house_begun"
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
BEGIN = """
import django
django.setup()
from django.core.management import call_command
from handinhand.ground.keeping import ensure_key
call_command("migrate", verbosity=0)
ensure_key(create=True)
"""


class House:
    """Runs commands against its own folder and database."""

    def __init__(self, folder: Path, *, on_postgresql: bool = ON_POSTGRESQL) -> None:
        self.folder = folder
        self.name = f"house_{secrets.token_hex(6)}" if on_postgresql else ""
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDINHAND_")}
        self.environment |= {
            "DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "handinhand.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def __enter__(self) -> "House":
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.name:
            self._administer("CREATE DATABASE {}", self.name)
            self.environment["HANDINHAND_DATABASE"] = settings.POSTGRES.get_uri(database=self.name)
        return self

    def __exit__(self, *problem: object) -> None:
        if self.name:
            self._administer("DROP DATABASE {} WITH (FORCE)", self.name)

    def run(
        self, *words: str | Path, umask: int = -1, mail: str | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end; `mail` is what it reads."""
        return _run([COMMAND, *words], self.environment | more, umask, mail)

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start one command, to be killed."""
        return subprocess.Popen(
            [COMMAND, *words], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def python(self, program: str) -> str:
        """Run a few lines inside this server, where everything has begun; what they print."""
        if not self.name:
            begin(self.folder)
        elif not any(self.folder.iterdir()):
            self._begin_on_postgresql()
        return self.settings(f"{BEGIN}{program}")

    def settings(self, program: str) -> str:
        """Run a few lines that need no more than this server's settings; what they print."""
        done = _run([sys.executable, "-c", program], self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _begin_on_postgresql(self) -> None:
        """Take a copy of what a first start leaves; a run makes it once."""
        made = settings.FOLDER.parent / "begun-on-postgresql"
        with made.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                on_its_way = made.with_suffix(".on-its-way")
                shutil.rmtree(on_its_way, ignore_errors=True)
                on_its_way.mkdir()
                self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", BEGUN)
                self._administer("CREATE DATABASE {}", BEGUN)
                address = settings.POSTGRES.get_uri(database=BEGUN)
                environment = self.environment | {"DATA": str(on_its_way), "HANDINHAND_DATABASE": address}
                assert _run([sys.executable, "-c", BEGIN], environment).returncode == 0
                on_its_way.rename(made)
        self._administer("DROP DATABASE {} WITH (FORCE)", self.name)
        self._administer("CREATE DATABASE {} TEMPLATE {}", self.name, BEGUN)
        shutil.copytree(made, self.folder, dirs_exist_ok=True)

    def _administer(self, statement: str, *databases: str) -> None:
        with psycopg.connect(settings.POSTGRES.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, databases)))


def _run(
    words: list[str | Path], environment: dict[str, str], umask: int = -1, mail: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, env=environment, check=False, capture_output=True, text=True, timeout=120, umask=umask, input=mail
    )
