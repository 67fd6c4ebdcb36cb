"""A circle in which a million things were done: reading its chain again, and looking at its list."""

import secrets
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from bench.measuring import Figure, Work, in_turn
from bench.scene import sign_in
from bench.stage import Stage
from handinhand.circles.choices import Power
from handinhand.ledger import chain
from handinhand.ledger.models import Chain, Entry
from tests.cast import Group, make_group
from tests.servers import HANDINHAND

LINES = 1_000_000
AT_ONCE = 20_000
VERIFIED_IN, VERIFIED_WITH, LOOKS_EVERY = 60, 150, 0.05
AT_MOST_MS = 25
NAMES = ("Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi", "Kit", "Bo", "Lou", "Max")
# Nearly everything is about meetings; a hold is rare, and one that Tom lifted is rarer.
USUAL = [Power.CHANGE_PLAN, Power.OPEN_MEETING, Power.CLOSE_MEETING, Power.INVITE, Power.ADOPT]
INTO_ENTRY = (
    "INSERT INTO ledger_entry"
    " (id, public_id, circle_id, by_id, power, object_id, at, by_mark, object_mark, number, hash)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
INTO_SALT = "INSERT INTO ledger_salt (entry_id, name, salt, of_id) VALUES (%s, %s, %s, %s)"


def measure(stage: Stage) -> list[Figure]:
    """Fill a circle, and measure. The rows go with the folder that the database is in."""
    before = time.perf_counter()
    group = fill()
    filled = round(time.perf_counter() - before, 1)
    seconds, megabytes = verified(stage, group)
    return [
        Figure(f"Writing {LINES:,} lines for these figures", filled, "s"),
        Figure(f"Verifying {LINES:,} lines", seconds, "s", VERIFIED_IN),
        Figure("Room that takes at the most", megabytes, "MB", VERIFIED_WITH),
        *pages(stage, group),
    ]


def fill() -> Group:
    """A circle with a chain of a million lines, three years long."""
    now = timezone.now()
    group = make_group(name="A million", now=now, people=NAMES)
    made = lines(group, now - timedelta(days=3 * 365))
    with connection.cursor() as cursor:
        # Room for the indexes, which are written all over.
        cursor.execute("PRAGMA cache_size=-500000")
    with transaction.atomic(), connection.cursor() as cursor:
        while some := list(islice(made, AT_ONCE)):
            cursor.executemany(INTO_ENTRY, [entry for entry, _salts in some])
            cursor.executemany(INTO_SALT, [salt for _entry, salts in some for salt in salts])
        end = Entry.objects.get(circle=group.circle, number=LINES)
        Chain.objects.filter(circle=group.circle).update(number=LINES, hash=bytes(end.hash))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size=-16000")
    return group


def lines(group: Group, begins: datetime) -> Iterator[tuple[tuple[object, ...], list[tuple[object, ...]]]]:
    """Each line as it is kept, with its salts."""
    people = [member.person for member in group.members.values()]
    begun = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    head = chain.beginning(group.circle.public_id)
    for number in range(1, LINES + 1):
        by, power = people[number % len(people)], USUAL[number % 5]
        if number % 1000 == 0:
            power = Power.LIFT_HOLD
        at, public_id = begins + timedelta(seconds=90 * number), letters(number)
        salts = {"by": secrets.token_bytes(chain.SALT_BYTES), "object": secrets.token_bytes(chain.SALT_BYTES)}
        values = {"by": by.public_id, "object": public_id[::-1]}
        marks = [chain.mark(name=name, salt=salts[name], value=values[name]) for name in salts]
        head = chain.bound(chain.Line(number, public_id, power, at, *marks), before=head)
        kept = connection.ops.adapt_datetimefield_value(at)
        row = begun + number
        entry = (row, public_id, group.circle.pk, by.pk, str(power), values["object"], kept, *marks, number, head)
        yield entry, [(row, name, salt, by.pk if name == "by" else None) for name, salt in salts.items()]


def letters(number: int) -> str:
    """A name for a line, other than every other one."""
    found = ""
    for _ in range(12):
        number, digit = divmod(number, len(chain.LETTERS))
        found = chain.LETTERS[digit] + found
    return found


def verified(stage: Stage, group: Group) -> tuple[float, float]:
    """How long `handinhand verify-ledger` takes, start and all, and how much room it has at the most."""
    before, most = time.perf_counter(), 0
    words = [HANDINHAND, "verify-ledger", "--circle", group.circle.public_id]
    with subprocess.Popen(words, env=stage.server.env, stdout=subprocess.PIPE, text=True) as command:
        # What the kernel counts for a process that has ended includes what ours had when it began.
        while command.poll() is None:
            most = max(most, room_of(command.pid))
            time.sleep(LOOKS_EVERY)
        assert command.stdout is not None
        said = command.stdout.read()
    assert command.returncode == 0, said
    assert f"{LINES:,} lines, as written" in said
    return round(time.perf_counter() - before, 1), round(most / 1024, 1)


def room_of(pid: int) -> int:
    """Kilobytes that a process has of its own or shares (Linux, proc_pid_status); nothing for one that has ended."""
    said = Path(f"/proc/{pid}/status").read_text()
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM")), 0)


def pages(stage: Stage, group: Group) -> list[Figure]:
    """The list as it opens, in parts, far down, and with letters from a paper."""
    tom = group.members["Tom"]
    client = sign_in(stage.server.port, tom.person)
    ledger, paper = (reverse(f"circles:{name}", args=[group.circle.public_id]) for name in ("ledger", "from_paper"))
    deep = Entry.objects.get(circle=group.circle, number=LINES // 2)
    paths = {
        "as it opens": ledger,
        "of a kind": f"{ledger}?what=meetings",
        "of a rare kind": f"{ledger}?what=safety",
        "by one person": f"{ledger}?who={tom.public_id}",
        "of a rare kind by one person": f"{ledger}?what=safety&who={tom.public_id}",
        "of a month two years ago": f"{ledger}?since={deep.at:%Y-%m}-01&until={deep.at:%Y-%m}-28",
        "half a million lines down": f"{ledger}?before={deep.public_id}",
    }
    works = [Work(stage.pid, lambda path=path: fetch(client, path)) for path in paths.values()]
    ours = in_turn(works)
    read = Work(stage.pid, lambda: fetch(client, f"{paper}?head={chain.printed(bytes(deep.hash))}"))
    (again,) = in_turn([read], blocks=2, times=3)
    client.close()
    return [
        *(
            Figure(f"What was done, {name}, of {LINES:,}", value, "ms", AT_MOST_MS)
            for name, value in zip(paths, ours, strict=True)
        ),
        Figure("Letters from a paper, 10,000 lines read again", again, "ms", 500),
    ]


def fetch(client, path: str) -> None:
    status, _, _ = client.get(path)
    assert status == 200, path
