"""A server of a test's own: a data folder, a database, and the command line in a process of its own."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests import settings

ROOT = Path(__file__).parent.parent.parent
COMMAND = Path(sys.executable).parent / "handinhand"
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
            self._administer("CREATE DATABASE {}")
            self.environment["HANDINHAND_DATABASE"] = settings.POSTGRES.get_uri(database=self.name)
        return self

    def __exit__(self, *problem: object) -> None:
        if self.name:
            self._administer("DROP DATABASE {} WITH (FORCE)")

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
        return self.settings(f"{BEGIN}{program}")

    def settings(self, program: str) -> str:
        """Run a few lines that need no more than this server's settings; what they print."""
        done = _run([sys.executable, "-c", program], self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _administer(self, statement: str) -> None:
        with psycopg.connect(settings.POSTGRES.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))


def _run(
    words: list[str | Path], environment: dict[str, str], umask: int = -1, mail: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, env=environment, check=False, capture_output=True, text=True, timeout=120, umask=umask, input=mail
    )
