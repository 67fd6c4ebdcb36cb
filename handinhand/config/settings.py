"""Settings, read from the environment by a few small typed readers; everything has a default that works."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from handinhand.notices.providers import Account, NoAccount, NoProvider, names, provider
from handinhand.ui.first_style import FIRST_STYLE_HASH

PACKAGE = Path(__file__).resolve().parent.parent
SQLITE = "handinhand.ground.sqlite"
ENGINES = {
    "django.db.backends.sqlite3": SQLITE,
    "django.db.backends.postgresql": "django.db.backends.postgresql",
}


def read_text(name: str, default: str = "") -> str:
    """A setting as text, without outer spaces; an empty one is one that was left out."""
    return os.environ.get(name, "").strip() or default


def read_yes(name: str, *, default: bool) -> bool:
    """A setting that is yes or no; raises ImproperlyConfigured, with the fix, for anything else."""
    value = read_text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} is '{value}'. Write 'yes' or 'no'.")
    return value == "yes"


def read_number(name: str, default: int, *, least: int, most: int) -> int:
    """A setting that is a whole number; raises ImproperlyConfigured, with the fix, for anything else."""
    value = read_text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is '{value}'. Write a whole number from {least} to {most}.")
    return int(value)


def read_list(name: str) -> list[str]:
    """A setting that is several words with commas between them."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def data_folder() -> Path:
    """Where everything is kept: DATA, or `data` beside the checkout, or `data` in the current folder."""
    checkout = PACKAGE.parent
    home = checkout if (checkout / "pyproject.toml").exists() else Path.cwd()
    return Path(read_text("DATA", str(home / "data"))).resolve()


def read_secret(folder: Path) -> str:
    """The secret that signs cookies and tickets: made once, whole, readable by its owner alone.

    Raises ImproperlyConfigured, with the fix, when the data folder cannot be used.
    """
    path = folder / "secret"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = folder / f"secret.{os.getpid()}"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            # A link, not a rename: of two processes that start at once, both use the first one's.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"Nothing can be kept in the data folder {folder} ({problem.strerror})."
            " Make room, let the server's user write there, or set DATA to another folder."
        ) from problem


def read_database(name: str, default: str) -> dict[str, Any]:
    """A setting that is the address of a database; raises ImproperlyConfigured, without repeating a password in it."""
    wrong = ImproperlyConfigured(
        f"{name} is not the address of a PostgreSQL or SQLite database. Write it like"
        " postgresql://name@host/database, or leave it out."
    )
    try:
        found = dj_database_url.parse(read_text(name, default), conn_max_age=None, conn_health_checks=True)
    except ValueError as problem:
        raise wrong from problem
    engine = ENGINES.get(str(found.get("ENGINE")))
    if engine is None:
        raise wrong
    return {**found, "ENGINE": engine}


def own_address(bind: str, port: int) -> str:
    """Where a server answers, as somebody on its own machine would type it."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "localhost": "127.0.0.1"}.get(bind, bind)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def read_texts(name: str) -> str:
    """Where text messages go: a file, an address, or a provider.

    Raises ImproperlyConfigured, with the fix, for anything else.
    """
    value = read_text(name)
    if value in names():
        try:
            provider(value)(Account(key=read_text(f"{name}_KEY"), sender=read_text(f"{name}_FROM")))
        except (NoProvider, NoAccount) as reason:
            raise ImproperlyConfigured(f"{name} is '{value}'. {reason}") from reason
        return value
    path, here = value.removeprefix("file:"), ("http://127.0.0.1", "http://localhost", "http://[::1]")
    if (
        value.startswith("file:")
        and Path(path).is_absolute()
        and Path(path).parent.is_dir()
        and not Path(path).is_dir()
    ):
        return value
    whole = value.startswith("https://") and len(value) > len("https://")
    if not value or whole or any(value.startswith((f"{each}:", f"{each}/")) for each in here):
        return value
    raise ImproperlyConfigured(
        f"{name} names no place for text messages. Write file:/a/whole/path in a folder that is there, or the https://"
        f" address of your gateway, or the name of a provider ({', '.join(names())}), or leave it out."
    )


DATA = data_folder()
PORT = read_number("PORT", 8000, least=1, most=65535)
BIND = read_text("HANDINHAND_BIND", "127.0.0.1")
ON_LOOPBACK = BIND in {"127.0.0.1", "localhost", "::1"}
OWN_ADDRESS = own_address(BIND, PORT)
KEY_FILE = read_text("HANDINHAND_KEY_FILE", str(DATA / "key"))
# Keys of what is collected without names: each is destroyed at opening, and none is ever in a back-up.
UNOPENED = read_text("HANDINHAND_UNOPENED", str(DATA / "unopened"))
SECRET_KEY = read_secret(DATA)
DEBUG = False

# In the open means: any host but this machine is named. Then a server says who is responsible for it.
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
HOSTS = [host for host in map(str.lower, read_list("HANDINHAND_HOSTS")) if host not in LOOPBACK]
ALLOWED_HOSTS = [*LOOPBACK, *HOSTS]
IN_THE_OPEN = bool(HOSTS)
RESPONSIBLE_NAME = read_text("HANDINHAND_RESPONSIBLE_NAME")
RESPONSIBLE_CONTACT = read_text("HANDINHAND_RESPONSIBLE_CONTACT")
RESPONSIBLE_COUNTRY = read_text("HANDINHAND_RESPONSIBLE_COUNTRY")
ADULTS_ONLY = read_text("HANDINHAND_ADULTS_ONLY") or _("This place is for adults, 18 and over.")
PUBLIC_ADDRESS = read_text("HANDINHAND_ADDRESS", f"https://{HOSTS[0]}" if HOSTS else OWN_ADDRESS).rstrip("/")
NEUTRAL_SITE = read_text("HANDINHAND_NEUTRAL_SITE", "https://www.bbc.co.uk/weather")
BEHIND_PROXY = read_yes("HANDINHAND_BEHIND_PROXY", default=IN_THE_OPEN)

INSTALLED_APPS = [
    "handinhand.config",
    "handinhand.home",
    "handinhand.beside",
    "handinhand.calendars",
    "handinhand.roles",
    "handinhand.times",
    "handinhand.meetings",
    "handinhand.work",
    "handinhand.away",
    "handinhand.practice",
    "handinhand.decisions",
    "handinhand.promises",
    "handinhand.mending",
    "handinhand.returning",
    "handinhand.tea",
    "handinhand.days",
    "handinhand.links",
    "handinhand.acquaintance",
    "handinhand.profiles",
    "handinhand.unnamed",
    "handinhand.circles",
    "handinhand.care",
    "handinhand.topics",
    "handinhand.words",
    "handinhand.people",
    "handinhand.notices",
    "handinhand.ledger",
    "handinhand.live",
    "handinhand.ui",
    "handinhand.ground",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "handinhand.people.shared.SharedDeviceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "handinhand.people.middleware.VisitorMiddleware",
    "handinhand.meetings.doors.RoomPhoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "handinhand.ui.middleware.NotNowMiddleware",
]
ROOT_URLCONF = "handinhand.config.urls"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "handinhand.ui.context.every_page",
            ],
            "builtins": ["handinhand.ui.templatetags.addresses"],
        },
    }
]

DATABASES = {"default": read_database("HANDINHAND_DATABASE", f"sqlite:///{DATA / 'handinhand.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        " PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
    }

SESSION_ENGINE = "handinhand.people.visits"
SESSION_COOKIE_NAME = "visit"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IN_THE_OPEN
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "handinhand.ui.problems.sent_from_elsewhere"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Other sites are told nothing. Not "no-referrer": browsers then send forms without saying from where (Origin: null).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IN_THE_OPEN else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 300_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# A file that is sent is never written to a disk as it came: it is read, and what is kept of it is sealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 7_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", FIRST_STYLE_HASH],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en-gb"
# Each in its own words, so that whoever needs it can find it.
LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
FORMAT_MODULE_PATH = ["handinhand.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_HOST = read_text("HANDINHAND_MAIL_HOST")
EMAIL_PORT = read_number("HANDINHAND_MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = read_text("HANDINHAND_MAIL_USER")
EMAIL_HOST_PASSWORD = read_text("HANDINHAND_MAIL_PASSWORD")
EMAIL_USE_TLS = read_yes("HANDINHAND_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read_text("HANDINHAND_MAIL_FROM", "post@localhost")
# Where messages come back to when they cannot arrive; the mail server there calls `handinhand bounced`.
RETURN_ADDRESS = read_text("HANDINHAND_BOUNCES")
# Where text messages go; none leave without it. A key goes with each message; a provider may ask what it is sent from.
TEXTS = read_texts("HANDINHAND_TEXTS")
TEXTS_KEY = read_text("HANDINHAND_TEXTS_KEY")
TEXTS_FROM = read_text("HANDINHAND_TEXTS_FROM")

# Logs say that something happened, never what anybody wrote, who they are, or where from.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no addresses": {"()": "handinhand.config.logs.NoAddresses"}},
    "formatters": {
        "plain": {
            "()": "handinhand.config.logs.NoWords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no addresses"]}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["screen"], "level": "WARNING", "propagate": False},
        # It warns of each request that is none, and of each wish for a socket: any passer-by could fill the log.
        "uvicorn.error": {"level": "ERROR"},
    },
}
