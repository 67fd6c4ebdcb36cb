"""What it costs to open a thousand answers without names, beside writing a thousand words in one go with a name."""

import statistics
import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bench.measuring import Figure
from bench.stage import Stage
from handinhand.ground.models import Person
from handinhand.unnamed.actions import open_box
from handinhand.unnamed.actions.sealing import keep
from handinhand.unnamed.models import Answered, Box
from handinhand.unnamed.queries import found_by
from handinhand.unnamed.queries.sealed import Answer
from handinhand.unnamed.rules.phrases import new_phrase
from handinhand.words.choices import State
from handinhand.words.models import Words
from tests.cast import NAMES, Group, make_group
from tests.unnamed.boxes import allow, asked

ANSWERS, TIMES = 1_000, 7
TEXT = "What helps me is a chair by the window, and somebody who knows when to be quiet. {}"
AT_MOST_TIMES, AT_MOST_MS = 2, 500


def measure(_stage: Stage) -> list[Figure]:
    """In turn, each a few times; the rows go with the folder that the database is in."""
    now = timezone.now()
    group = make_group(name="A thousand", now=now, people=NAMES)
    allow(group, now=now)
    people = Person.objects.bulk_create(Person(began_at=now) for _each in range(ANSWERS))
    opening, writing, looking = [], [], []
    for _time in range(TIMES):
        box = full(group, people, now)
        looking.append(spent(lambda: found_by(phrase=new_phrase())))
        opening.append(spent(lambda box=box: open_box(box=box, at=now)))
        writing.append(spent(lambda: write(group, now)))
    ours, floor, look = (round(statistics.median(each), 1) for each in (opening, writing, looking))
    return [
        Figure(f"Opening {ANSWERS:,} unnamed answers", ours, "ms", AT_MOST_TIMES, floor),
        Figure(f"A wrong phrase, beside {ANSWERS:,} unopened", look, "ms", AT_MOST_MS),
    ]


@transaction.atomic
def full(group: Group, people: list[Person], now: datetime) -> Box:
    """A box in which a thousand people have answered."""
    box = asked(group, now=now)
    Answered.objects.bulk_create(Answered(circle=group.circle, box=box, person=each) for each in people)
    keep(box, [Answer(TEXT.format(number), "", f"{box.pk:032}{number:032}") for number in range(ANSWERS)])
    return box


@transaction.atomic
def write(group: Group, now: datetime) -> None:
    """The floor: as many words, written in one transaction."""
    given = {"circle": group.circle, "scope": group.scope, "author": group.members["Tom"].person}
    moments = {"state": State.SHARED, "written_at": now, "shared_at": now}
    Words.objects.bulk_create(Words(body=TEXT.format(number), **given, **moments) for number in range(ANSWERS))


def spent(work: Callable[[], object]) -> float:
    """Processor time in milliseconds."""
    before = time.thread_time()
    work()
    return (time.thread_time() - before) * 1000
