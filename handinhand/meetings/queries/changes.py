"""Reads of announced changes: what a plan was, and what it is now."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.ground.moments import goes_on
from handinhand.ground.own_text import own_text
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import Changed, PartKind
from handinhand.meetings.models import Meeting, PlanChange
from handinhand.topics.queries import NOBODY, Note
from handinhand.ui.apart import CLOSES, apart, in_a_row
from handinhand.words.models import ScopeMember

FIVE = ("first", "second", "third", "fourth", "fifth")
ONE_TURN = timedelta(minutes=15)
OF_LATE = timedelta(days=14)
PaperDid = Literal["new", "changed", "taken_back", "put_back"]
PAPER_SAID: dict[str, tuple[str | Promise, str | Promise]] = {
    "new": (
        gettext_lazy("There is a paper to read for “%(part)s”."),
        gettext_lazy("There is a paper to read for the whole meeting."),
    ),
    "changed": (
        gettext_lazy("A paper for “%(part)s” was changed. Its page says what it was before."),
        gettext_lazy("A paper for the whole meeting was changed. Its page says what it was before."),
    ),
    "taken_back": (
        gettext_lazy("A paper for “%(part)s” was taken back."),
        gettext_lazy("A paper for the whole meeting was taken back."),
    ),
    "put_back": (
        gettext_lazy("A paper for “%(part)s” is there again."),
        gettext_lazy("A paper for the whole meeting is there again."),
    ),
}
ENDS = (".", "?", "!", "…", "؟")


@dataclass(frozen=True)
class Announced:
    """One announcement: what changed, what was so and is so now, whose doing, and on which day.

    Of parts `said` is short, and `whole` is folded by `note`: closed for everybody, and so no list is asked for.
    """

    what: str
    said: str
    who: str
    day: str
    whole: str = ""
    note: Note | None = None

    @property
    def sentence(self) -> str:
        """The whole announcement."""
        given = {"what": self.what, "said": self.said, "who": self.who, "day": self.day}
        return _("%(what)s. %(said)s (%(who)s, %(day)s)") % given


def announced(meeting: Meeting, *, person: int = NOBODY) -> list[Announced]:
    """All that changed since everyone was invited and one person is told, newest first; a single query."""
    return _in_turns(changes_of(meeting, person=person), meeting.circle.time_zone)


def changes_of(meeting: Meeting, *, person: int) -> list[PlanChange]:
    """Each change by itself that one person is told, the oldest first."""
    return _changes.rows(circle=meeting.circle_id, meeting=meeting.pk, person=person)


@Prepared
def _changes(circle: int, meeting: int, person: int) -> QuerySet[PlanChange]:
    found = PlanChange.objects.filter(_told(person), circle=circle, meeting=meeting)
    return found.select_related("by").order_by("at", "pk")


def _told(person: int) -> Q:
    """The whole circle is told, or only the people of a scope."""
    within = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    return Q(scope__isnull=True) | Q(Exists(within))


def latest_changes(*, meetings: Sequence[Meeting], now: datetime, person: int = NOBODY) -> dict[int, list[Announced]]:
    """What changed of late about each of up to five meetings, by row number of the meeting; a single query."""
    zones = {meeting.pk: meeting.circle.time_zone for meeting in meetings}
    if not zones:
        return {}
    places = dict(zip(FIVE, [*zones, *[NOBODY] * (len(FIVE) - len(zones))], strict=True))
    changed: dict[int, list[PlanChange]] = defaultdict(list)
    for each in _of_late.rows(**places, person=person, since=now - OF_LATE):
        changed[each.meeting_id].append(each)
    return {meeting: _in_turns(rows, zones[meeting]) for meeting, rows in changed.items()}


@Prepared
def _of_late(
    *, first: int, second: int, third: int, fourth: int, fifth: int, person: int, since: datetime
) -> QuerySet[PlanChange]:
    theirs = Q(meeting=first) | Q(meeting=second) | Q(meeting=third) | Q(meeting=fourth) | Q(meeting=fifth)
    found = PlanChange.objects.filter(_told(person), theirs, at__gte=since)
    return found.select_related("by").order_by("at", "pk")


def _in_turns(rows: Iterable[PlanChange], zone: str) -> list[Announced]:
    """Several changes of one thing by one member in one turn are one announcement, newest first."""
    turns: list[list[PlanChange]] = []
    for row in rows:
        same = [turn for turn in turns if _is_same_turn(turn[-1], row)]
        if same:
            same[-1].append(row)
        else:
            turns.append([row])
    turns.sort(key=lambda turn: (turn[-1].at, turn[-1].pk), reverse=True)
    return [_announcement(turn[0], turn[-1], zone) for turn in turns]


def _is_same_turn(earlier: PlanChange, later: PlanChange) -> bool:
    alike = (earlier.what, earlier.by_id) == (later.what, later.by_id)
    alike = alike and own_text(earlier, "after") == own_text(later, "before")
    return alike and later.at - earlier.at <= ONE_TURN


def _announcement(first: PlanChange, last: PlanChange, zone: str) -> Announced:
    was, now = first.before.splitlines(), last.after.splitlines()
    whole, topics = "", list[str]()
    if goes_on(first.before_covered_until) or goes_on(last.after_covered_until):
        said = _("Something is covered here.")
    elif first.what == Changed.PAPERS:
        said = _paper_said(last.after)
    elif was == now:
        said = _("It was changed, and then changed back.")
    elif first.what == Changed.PARTS:
        said, whole, topics = _parts_said(was, now)
    elif first.what == Changed.PREPARATION:
        said = _said([_spoken_preparation(first.before)], [_spoken_preparation(last.after)])
    elif first.what == Changed.TIME:
        said = _said([_spoken_time(each, zone) for each in was], [_spoken_time(each, zone) for each in now])
    else:
        said = _said(_spoken_words(was), _spoken_words(now))
    who = apart(last.by.name) if last.by is not None else _("Somebody")
    note = Note(last.public_id, topics, "", is_chosen=True) if whole else None
    return Announced(str(Changed(first.what).label), said, who, times.say_day(last.at, zone), whole, note)


def _said(was: list[str], now: list[str]) -> str:
    before = _("It was: %(was)s") % {"was": _run(was)} if was else _("It was empty before.")
    after = _("Now it is: %(now)s") % {"now": _run(now)} if now else _("Now it is empty.")
    return f"{before} {after}"


def _parts_said(was: list[str], now: list[str]) -> tuple[str, str, list[str]]:
    """What is said of parts; where they say more than their names, in short and as a whole, and on what they touch.

    What a part says may get a topic later, when it was announced already. Parts that stay as they are need no mention, unless all that changed is their order.
    """
    gone, new = _only_in(was, now), _only_in(now, was)
    if not gone and not new:
        gone, new = was, now
    whole = _of_parts([_spoken_part(each) for each in gone], [_spoken_part(each) for each in new])
    topics = list(dict.fromkeys(name for each in [*gone, *new] for name in _touched(each)))
    short = _of_parts([_named_part(each) for each in gone], [_named_part(each) for each in new])
    return short, "" if whole == short else whole, topics


def _of_parts(spoken_gone: list[str], spoken_new: list[str]) -> str:
    if spoken_gone == spoken_new:
        return _("What it says was changed: %(parts)s") % {"parts": _run(spoken_new)}
    if not spoken_new:
        return _("No longer there: %(parts)s") % {"parts": _run(spoken_gone)}
    if not spoken_gone:
        return _("New: %(parts)s") % {"parts": _run(spoken_new)}
    return _said(spoken_gone, spoken_new)


def kept_line(
    *,
    title: str,
    kind: str,
    minutes: int,
    detail: str,
    topics: list[str],
    questions: list[tuple[str, list[str]]],
    is_heavy: bool = False,
) -> str:
    """One part as a change keeps it: in no language of ours, because its readers have several."""
    return json.dumps([title, kind, minutes, detail, topics, questions, *([is_heavy] if is_heavy else [])])


def kept_preparation(minutes: int | None) -> str:
    """How long getting ready takes, as a change keeps it; nothing where nobody said it."""
    return "" if minutes is None else str(minutes)


def kept_paper(*, did: PaperDid, part: str, is_late: bool) -> str:
    """What happened to a paper, as a change keeps it: none of its own words, which can be taken back."""
    return json.dumps([did, part, is_late])


def _paper_said(kept: str) -> str:
    """What happened to a paper, in the reader's language."""
    did, part, is_late = json.loads(kept)
    of_a_part, of_all = PAPER_SAID[did]
    said = of_a_part % {"part": apart(_plain(part))} if part else str(of_all)
    late = (
        _("That is later than two clear days before the meeting, so nobody needs to have read it.") if is_late else ""
    )
    return f"{said} {late}".strip()


def _spoken_part(kept: str) -> str:
    """One part in the reader's language; what was kept in another form is shown as it is."""
    if not kept.startswith("["):
        return kept
    title, kind, minutes, detail, topics, questions, *heavy = json.loads(kept)
    given = {"title": apart(_plain(title)), "kind": PartKind(kind).label, "length": times.say_minutes(minutes)}
    said = [_("%(title)s (%(kind)s), %(length)s") % given]
    said += [_("May be heavy")] if heavy else []
    said += [apart(_plain(detail))] if detail else []
    said += [_("Touches on: %(topics)s") % {"topics": in_a_row(topics)}] if topics else []
    for question, touched in questions:
        asked = {"question": apart(_plain(question)), "topics": in_a_row(touched)}
        sentence = _("Question: %(question)s (touches on: %(topics)s)") if touched else _("Question: %(question)s")
        said.append(sentence % asked)
    return ". ".join(said) + "."


def _named_part(kept: str) -> str:
    """One part by its name, kind and length alone."""
    if not kept.startswith("["):
        return kept
    title, kind, minutes, _detail, _topics, _questions, *heavy = json.loads(kept)
    given = {"title": apart(_plain(title)), "kind": PartKind(kind).label, "length": times.say_minutes(minutes)}
    said = [_("%(title)s (%(kind)s), %(length)s") % given, *([_("May be heavy")] if heavy else [])]
    return ". ".join(said) + "."


def touches(change: PlanChange) -> bool:
    """Whether what a plan was, or became, by a change may touch on something: now, or when somebody says so later."""
    return change.what == Changed.PARTS


def _touched(kept: str) -> list[str]:
    """What one part and its questions touch on."""
    if not kept.startswith("["):
        return []
    _title, _kind, _minutes, _detail, topics, questions, *_heavy = json.loads(kept)
    return [*topics, *(name for _question, touched in questions for name in touched)]


def _spoken_preparation(kept: str) -> str:
    if not kept:
        return _("as long as its papers take to read")
    return times.say_minutes(int(kept)) if int(kept) else _("nothing to get ready")


def _spoken_time(kept: str, zone: str) -> str:
    """A moment in the reader's language; what was kept in another form is shown as it is."""
    try:
        return times.say_start(datetime.fromisoformat(kept), zone)
    except ValueError:
        return kept


def _spoken_words(kept: list[str]) -> list[str]:
    """Somebody's own words, as one run."""
    return [apart(" ".join(kept))] if kept else []


def _plain(text: str) -> str:
    """Words on one line, without the full stop that follows them anyway."""
    return " ".join(text.split()).rstrip(".")


def _run(lines: list[str]) -> str:
    """Lines as one text that ends like a sentence."""
    text = " ".join(lines)
    return text if text.rstrip(CLOSES).endswith(ENDS) else f"{text}."


def _only_in(one: list[str], other: list[str]) -> list[str]:
    missing = Counter(one) - Counter(other)
    only = []
    for line in one:
        if missing[line] > 0:
            missing[line] -= 1
            only.append(line)
    return only
