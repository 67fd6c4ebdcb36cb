"""What it costs to find a word in a circle of five years: 10,000 words in sixty meetings, each of them sealed."""

import random
import statistics
import time

from django.utils import timezone

from bench.measuring import Figure
from bench.stage import Stage
from handinhand.home.queries.finding import find
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Said
from handinhand.words.choices import State
from handinhand.words.models import Words
from tests.cast import Group, make_group
from tests.meetings.rooms import begin, part

AT_MOST_MS = 150
WORDS, MEETINGS, LENGTH, TIMES = 10_000, 60, 20, 15
VOCABULARY = (
    "door",
    "chair",
    "window",
    "kettle",
    "worker",
    "story",
    "house",
    "street",
    "letter",
    "hope",
    "hall",
    "tea",
)


def measure(stage: Stage) -> list[Figure]:
    """Processor time of looking for a word that stands in one text of five hundred, and for one that is common."""
    group = fill()
    return [
        Figure(f"Finding {name} word among 10,000", median_ms(group, word), "ms", AT_MOST_MS)
        for name, word in (("a rare", "zebra"), ("a common", "kettle"))
    ]


def fill() -> Group:
    """A circle with everything that was said in its meetings, by three people."""
    now, chance = timezone.now(), random.Random(5)
    group = make_group(name="Five years", now=now, people=("Tom", "Dee", "Asha", "Marcus"))
    meetings = [begin(group, now=now) for _ in range(MEETINGS)]
    talks = [part(meeting, PartKind.TALK) for meeting in meetings]
    authors = [group.members[name].person for name in ("Tom", "Dee", "Asha")]
    said = []
    for number in range(WORDS):
        rare = [] if number % 500 else ["zebra"]
        said.append(
            Words(
                circle=group.circle,
                scope=meetings[number % MEETINGS].scope,
                author=chance.choice(authors),
                body=" ".join(chance.choices(VOCABULARY, k=LENGTH) + rare),
                state=State.SHARED,
                written_at=now,
                shared_at=now,
            )
        )
    Words.objects.bulk_create(said)
    Said.objects.bulk_create(
        Said(circle=group.circle, meeting=meetings[number % MEETINGS], part=talks[number % MEETINGS], words=words)
        for number, words in enumerate(Words.objects.filter(circle=group.circle).order_by("pk"))
    )
    return group


def median_ms(group: Group, word: str) -> float:
    """Median processor time of this thread."""
    spent = []
    for _ in range(TIMES):
        before = time.thread_time()
        assert find(viewer=group.members["Tom"], looked_for=word).things
        spent.append((time.thread_time() - before) * 1000)
    return round(statistics.median(spent), 1)
