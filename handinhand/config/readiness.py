"""What somebody who keeps a server has to know: what does not fit yet, and the fix."""

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from handinhand.ground.keeping import ensure_key
from handinhand.ground.models import KeyCheck, Person
from handinhand.ground.not_done import NotDone, in_short
from handinhand.ground.versions import check_not_newer
from handinhand.notices.queries import given_up, mail_is_set_up

BUILT = datetime(2026, 11, 24, tzinfo=UTC)
SPEAKS_TLS_AT_ONCE = 465
CLOCKS_AGREE_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """One thing to know: a fault has to be mended, a note says what does not work without it."""

    text: str
    is_fault: bool = True

    def __str__(self) -> str:
        return self.text if self.is_fault else f"Note: {self.text}"


def all_findings(*, now: datetime) -> list[Finding]:
    """Everything that can be read of this server, in the order in which to mend it."""
    return [*findings_before_serving(), *database_findings(now=now)]


def findings_before_serving() -> list[Finding]:
    """What can be read before there is a database."""
    readings: list[Callable[[], Iterator[Finding]]] = [_data_folder, _key_file, _in_the_open, _addresses, _mail, _zones]
    return [finding for reading in readings for finding in reading()]


def database_findings(*, now: datetime) -> list[Finding]:
    """What the database says: whether it answers, fits this version, opens with the key, and knows the same time."""
    try:
        connection.ensure_connection()
        check_not_newer()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return [
                Finding("The database does not fit this version yet. `handinhand serve` brings it up to date.", False),
                *_clock(now, newest=None),
            ]
        return [*_key_fits(), *_clock(now, newest=Person.objects.order_by("-began_at").first()), *_letters()]
    except NotDone as problem:
        return [Finding(str(problem))]
    except DatabaseError as problem:
        return [
            Finding(f"The database does not answer ({in_short(problem)}). Start it, or look at HANDINHAND_DATABASE.")
        ]


def _data_folder() -> Iterator[Finding]:
    folder = Path(settings.DATA)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryFile(dir=folder) as file:
            file.write(b"room")
    except OSError as problem:
        yield Finding(
            f"Nothing can be written to the data folder {folder} ({problem.strerror})."
            " Make room, let the server's user write there, or set DATA to another folder."
        )


def _key_file() -> Iterator[Finding]:
    for path in (Path(settings.KEY_FILE), Path(settings.DATA) / "secret"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(f"Others on this machine can read {path}. Run: chmod 600 {path}")


def _in_the_open() -> Iterator[Finding]:
    if not settings.IN_THE_OPEN:
        return
    asked = {
        "HANDINHAND_RESPONSIBLE_NAME": (settings.RESPONSIBLE_NAME, "who is responsible for this server"),
        "HANDINHAND_RESPONSIBLE_CONTACT": (settings.RESPONSIBLE_CONTACT, "how people reach them"),
        "HANDINHAND_RESPONSIBLE_COUNTRY": (settings.RESPONSIBLE_COUNTRY, "the country whose law holds here"),
    }
    for name, (value, what) in asked.items():
        if not value:
            yield Finding(f"This server is in the open (HANDINHAND_HOSTS), and {name} is empty. Set it: {what}.")
    if not settings.BEHIND_PROXY:
        yield Finding(
            "HANDINHAND_BEHIND_PROXY is 'no', so nothing here speaks HTTPS. Put a proxy in front of it.", False
        )


def _addresses() -> Iterator[Finding]:
    if not settings.ON_LOOPBACK and not settings.HOSTS:
        yield Finding(
            f"HANDINHAND_BIND is '{settings.BIND}', so other machines reach this server, and it answers none of them."
            " Name the host they ask for in HANDINHAND_HOSTS, or leave HANDINHAND_BIND out."
        )
    if any("*" in host or "/" in host or ":" in host for host in settings.HOSTS):
        yield Finding("HANDINHAND_HOSTS is for host names alone, such as circle.example.org: no '*', '/' or port.")
    address = _split(settings.PUBLIC_ADDRESS)
    if address.scheme not in {"http", "https"} or not address.hostname or address.path.strip("/") or address.query:
        yield Finding(
            f"HANDINHAND_ADDRESS is '{settings.PUBLIC_ADDRESS}'. Write a full address, such as https://circle.example.org"
        )
    elif settings.IN_THE_OPEN and address.scheme != "https":
        yield Finding("HANDINHAND_ADDRESS begins with http:, and this server is in the open. Use https:.")
    elif settings.IN_THE_OPEN and address.hostname not in settings.HOSTS:
        yield Finding(f"HANDINHAND_ADDRESS names {address.hostname}, which is not in HANDINHAND_HOSTS. Add it there.")
    neutral = _split(settings.NEUTRAL_SITE)
    if neutral.scheme != "https" or not neutral.hostname:
        yield Finding(
            "HANDINHAND_NEUTRAL_SITE is where 'Hide this page' leads. Write an address that begins with https:."
        )
    elif neutral.hostname in {address.hostname, *settings.HOSTS}:
        yield Finding(
            "HANDINHAND_NEUTRAL_SITE is where 'Hide this page' leads, and it names this server. Write the address of"
            " another website, such as https://www.bbc.co.uk/weather."
        )
    elif neutral.username or neutral.query:
        yield Finding(
            "HANDINHAND_NEUTRAL_SITE is where 'Hide this page' leads. Leave out what stands after '?' or before '@': it"
            " could say where somebody came from."
        )


def _split(address: str) -> SplitResult:
    """The parts of an address; of what is none, no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _mail() -> Iterator[Finding]:
    if not mail_is_set_up():
        yield Finding(
            "HANDINHAND_MAIL_HOST is empty, so no letters leave this server."
            " People come back by their sign-in card; signing in by e-mail does not work.",
            False,
        )
        return
    if settings.EMAIL_PORT == SPEAKS_TLS_AT_ONCE:
        yield Finding(
            "HANDINHAND_MAIL_PORT is 465, where mail servers wait for another way to begin. Use 587, or leave it out."
        )
    if not re.fullmatch(r"[^\s@]+@[^\s@]+", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]):
        yield Finding(
            f"HANDINHAND_MAIL_FROM is '{settings.DEFAULT_FROM_EMAIL}'. Write an e-mail address that letters come from."
        )
    elif settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield Finding("HANDINHAND_MAIL_FROM is not set: many mail servers refuse letters without a real sender.", False)
    # What comes before the @ has room for 64 letters (RFC 5321, 4.5.3.1.1), and most of it is for the mark.
    if settings.RETURN_ADDRESS and not re.fullmatch(r"[a-z0-9-]{1,20}@[a-z0-9.-]+", settings.RETURN_ADDRESS):
        yield Finding(
            f"HANDINHAND_BOUNCES is '{settings.RETURN_ADDRESS}'. Write an e-mail address in small letters,"
            " with at most 20 before the @ and no plus sign there, or leave it out."
        )


def _zones() -> Iterator[Finding]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield Finding("This machine knows no time zones. Install its package 'tzdata'.")


def _key_fits() -> Iterator[Finding]:
    if not KeyCheck.objects.exists():
        yield Finding("Nobody has begun here yet. `handinhand serve` makes the key.", False)
        return
    try:
        ensure_key(create=False)
    except ImproperlyConfigured as problem:
        yield Finding(str(problem))


def _clock(now: datetime, *, newest: Person | None) -> Iterator[Finding]:
    fix = "Set the clock, and let the machine keep it right (NTP)."
    if now < BUILT or (newest is not None and newest.began_at > now + CLOCKS_AGREE_WITHIN):
        yield Finding(f"This machine thinks it is {now:%d %B %Y, %H:%M} (UTC), which cannot be. {fix}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            theirs = cursor.fetchone()[0]
        if abs(theirs - now) > CLOCKS_AGREE_WITHIN:
            yield Finding(f"The clocks of this machine and of the database differ by {abs(theirs - now)}. {fix}")


def _letters() -> Iterator[Finding]:
    if number := given_up():
        yield Finding(
            f"Letters that could not be sent in the last 30 days: {number}. Look at the HANDINHAND_MAIL settings.",
            False,
        )
