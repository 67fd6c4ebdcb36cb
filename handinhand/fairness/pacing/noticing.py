"""What is not kind about a plan's pace, and what could be done about it.

That nothing heavy comes first, last or twice in a row, that time follows something heavy, that a meeting takes no
longer than people agreed, and that papers have two clear days are our own rules: no source we found gives numbers. They
rest on what is known of stress, which makes it harder to read, decide and think back
(https://contentdesign.london/blog/using-trauma-informed-principles-with-content-design), and on advice that people hear
before a meeting what will happen in it and after it
(https://www.ctipp.org/post/guide-to-trauma-informed-meetings-discussions-conversations). Clear days count neither the
day a paper comes nor the day of the meeting.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handinhand.fairness.pacing.changes import Add, Shorten, Step, fit
from handinhand.fairness.pacing.plan import (
    ARRIVING,
    BREAK,
    LEAVING,
    LONGEST_STRETCH,
    LatePaper,
    PlannedPart,
    cuts_of,
    stretches,
    total_minutes,
    usual,
)
from handinhand.fairness.reasons import Reason, counted, gettext_noop, ngettext

SHORT_BREAK = 10
SHORT_WELCOME = 5
LIGHT_MINUTES = 10
SOMETHING_LIGHT = gettext_noop("Something light to begin with")
TIME_TO_READ = gettext_noop("Time to read")

FIRST = {
    True: gettext_noop("“%(title)s” is marked as heavy and comes first, before people have found their feet."),
    False: gettext_noop(
        "“%(title)s” touches on “%(topic)s”, which is named as heavy here, and it comes first, "
        "before people have found their feet."
    ),
}
LAST = {
    True: gettext_noop("“%(title)s” is marked as heavy, and nothing but going home comes after it."),
    False: gettext_noop(
        "“%(title)s” touches on “%(topic)s”, which is named as heavy here, and nothing but going home comes after it."
    ),
}
IN_A_ROW = {
    (True, True): gettext_noop(
        "“%(title)s” and “%(next)s” are both marked as heavy, and nothing light comes between them."
    ),
    (True, False): gettext_noop(
        "“%(title)s” is marked as heavy, “%(next)s” touches on “%(next_topic)s”, which is named as heavy here, "
        "and nothing light comes between them."
    ),
    (False, True): gettext_noop(
        "“%(title)s” touches on “%(topic)s”, which is named as heavy here, “%(next)s” is marked as heavy, "
        "and nothing light comes between them."
    ),
    (False, False): gettext_noop(
        "“%(title)s” touches on “%(topic)s” and “%(next)s” touches on “%(next_topic)s”, which are named as heavy here, "
        "and nothing light comes between them."
    ),
}
BREAK_AFTER = ngettext(
    "A break of %(count)s minute comes after “%(title)s”.",
    "A break of %(count)s minutes comes after “%(title)s”.",
)
BREAK_BEFORE = ngettext(
    "A break of %(count)s minute comes before “%(title)s”.",
    "A break of %(count)s minutes comes before “%(title)s”.",
)


@dataclass(frozen=True)
class Noticed:
    """One thing that is not kind, how much of it there is, and what could be done: the best first."""

    key: str
    what: str
    amount: int
    reason: Reason
    options: tuple[tuple[Step, ...], ...]


def notice(parts: Sequence[PlannedPart], *, longest: int | None, late: Sequence[LatePaper]) -> list[Noticed]:
    """All that is not kind about a plan, in the order that people read it."""
    once = _KeyedOnce()
    found = [*_without_arriving(parts), *_without_leaving(parts)]
    for start, end in stretches(parts):
        found += [_long_part(parts[place], place, once) for place in range(start, end) if _is_long(parts[place])]
        cuts = cuts_of(parts, start, end)
        if cuts:
            found.append(_long_stretch(parts[start:end], len(cuts), _breaks(parts, cuts[0]), once))
    found += [*_heavy_first(parts, once), *_heavy_in_a_row(parts, once), *_heavy_last(parts, once)]
    if longest is not None:
        found += _too_long(parts, longest)
    return found + [_late(parts, paper) for paper in late if all(part.reads != paper.key for part in parts)]


class _KeyedOnce:
    """Names for findings, made of kinds and minutes alone (titles are nobody's business in a key)."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def timed(self, what: str, parts: Sequence[PlannedPart]) -> str:
        """A name for a finding about how long these parts take."""
        return self._key(what, ",".join(f"{part.kind}:{part.length}" for part in parts))

    def placed(self, what: str, parts: Sequence[PlannedPart]) -> str:
        """A name for a finding about where these parts stand, however long they take."""
        return self._key(what, ",".join(part.kind for part in parts))

    def _key(self, what: str, content: str) -> str:
        """The second one that looks the same gets a number."""
        name = f"{what}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}-{self.seen[name]}"


def _is_long(part: PlannedPart) -> bool:
    return part.length > LONGEST_STRETCH


def _without_arriving(parts: Sequence[PlannedPart]) -> list[Noticed]:
    if parts and parts[0].kind == ARRIVING:
        return []
    why = Reason(gettext_noop("The plan does not begin with arriving. People need a while to land before they start."))
    what = ngettext(
        "%(count)s minute for arriving comes at the beginning.",
        "%(count)s minutes for arriving come at the beginning.",
    )
    full, short = (_add(ARRIVING, 0, what, minutes) for minutes in (None, SHORT_WELCOME))
    options: list[tuple[Step, ...]] = [(full,), (short,)]
    if parts:
        options += [(each, _before(parts[0], 1, minutes)) for each, minutes in ((full, None), (short, SHORT_BREAK))]
    return [Noticed("no-arriving", "no-arriving", 1, why, tuple(options))]


def _without_leaving(parts: Sequence[PlannedPart]) -> list[Noticed]:
    if parts and parts[-1].kind == LEAVING:
        return []
    why = Reason(gettext_noop("The plan does not end with leaving. A meeting that just stops lets people fall."))
    what = ngettext(
        "%(count)s minute for leaving comes at the end.",
        "%(count)s minutes for leaving come at the end.",
    )
    end = len(parts)
    options: list[tuple[Step, ...]] = [(_add(LEAVING, end, what, minutes),) for minutes in (None, SHORT_WELCOME)]
    if parts:
        options += [
            (_after(parts[-1], end, pause), _add(LEAVING, end + 1, what, minutes))
            for pause, minutes in ((None, None), (SHORT_BREAK, SHORT_WELCOME))
        ]
    return [Noticed("no-leaving", "no-leaving", 1, why, tuple(options))]


def _long_part(part: PlannedPart, place: int, once: _KeyedOnce) -> Noticed:
    forms = ngettext(
        "“%(title)s” takes %(count)s minute without a break. More than %(longest)s is too long for many.",
        "“%(title)s” takes %(count)s minutes without a break. More than %(longest)s is too long for many.",
    )
    why = counted(forms, part.length, title=part.title, longest=LONGEST_STRETCH)
    what = ngettext(
        "“%(title)s” takes %(count)s minute. What does not fit can have a part of its own.",
        "“%(title)s” takes %(count)s minutes. What does not fit can have a part of its own.",
    )
    change = Shorten(place, LONGEST_STRETCH, counted(what, LONGEST_STRETCH, title=part.title))
    return Noticed(once.timed("long", [part]), "long", 1, why, ((change,),))


def _long_stretch(
    stretch: Sequence[PlannedPart], amount: int, options: tuple[tuple[Step, ...], ...], once: _KeyedOnce
) -> Noticed:
    forms = ngettext(
        "From “%(first)s” to “%(last)s” it is %(count)s minute without a break.",
        "From “%(first)s” to “%(last)s” it is %(count)s minutes without a break.",
    )
    why = counted(forms, total_minutes(stretch), first=stretch[0].title, last=stretch[-1].title)
    return Noticed(once.timed("stretch", stretch), "stretch", amount, why, options)


def _heavy_first(parts: Sequence[PlannedPart], once: _KeyedOnce) -> list[Noticed]:
    """Arriving and a break are not what a meeting begins with: the first thing after them is."""
    place = next((place for place, part in enumerate(parts) if part.kind not in {ARRIVING, BREAK}), None)
    if place is None or not parts[place].is_heavy:
        return []
    first = parts[place]
    forms = ngettext(
        "%(count)s minute of something light comes before “%(title)s”.",
        "%(count)s minutes of something light come before “%(title)s”.",
    )
    said = counted(forms, LIGHT_MINUTES, title=first.title)
    light = Add("talk", SOMETHING_LIGHT, LIGHT_MINUTES, place, said)
    key = once.placed("heavy-first", [first])
    return [Noticed(key, "heavy-first", 1, _why(FIRST, first), _with_breaks(light, first))]


def _heavy_in_a_row(parts: Sequence[PlannedPart], once: _KeyedOnce) -> list[Noticed]:
    found = []
    for place in range(1, len(parts)):
        pair = parts[place - 1 : place + 1]
        if pair[0].is_heavy and pair[1].is_heavy:
            text = IN_A_ROW[pair[0].is_marked_heavy, pair[1].is_marked_heavy]
            values = {**_named(pair[0]), "next": pair[1].title, "next_topic": _named(pair[1])["topic"]}
            key = once.placed("heavy-row", pair)
            found.append(Noticed(key, "heavy-row", 1, Reason(text, values), _breaks(parts, place)))
    return found


def _heavy_last(parts: Sequence[PlannedPart], once: _KeyedOnce) -> list[Noticed]:
    """Something heavy needs a break or something light after it before people go."""
    place = next((place for place in reversed(range(len(parts))) if parts[place].kind != LEAVING), None)
    if place is None or not parts[place].is_heavy:
        return []
    last = parts[place]
    return [Noticed(once.placed("heavy-last", [last]), "heavy-last", 1, _why(LAST, last), _breaks(parts, place + 1))]


def _too_long(parts: Sequence[PlannedPart], longest: int) -> list[Noticed]:
    total = total_minutes(parts)
    if total <= longest:
        return []
    forms = ngettext(
        "The meeting takes %(count)s minute with its breaks, and the most in this circle is %(longest)s.",
        "The meeting takes %(count)s minutes with its breaks, and the most in this circle is %(longest)s.",
    )
    shorter = fit(parts, longest)
    options: tuple[tuple[Step, ...], ...] = ((shorter,),) if shorter is not None else ()
    why = counted(forms, total, longest=longest)
    return [Noticed(f"too-long-{longest}", "too-long", 1, why, options)]


def _late(parts: Sequence[PlannedPart], paper: LatePaper) -> Noticed:
    why = Reason(
        gettext_noop(
            "“%(title)s” came later than two clear days before the meeting, so not everybody may have read it."
        ),
        {"title": paper.title},
    )
    starts = 1 if parts and parts[0].kind == ARRIVING else 0
    place = starts if paper.place is None else max(starts, paper.place)
    forms = ngettext(
        "%(count)s minute to read “%(title)s” together comes into the plan.",
        "%(count)s minutes to read “%(title)s” together come into the plan.",
    )
    said = counted(forms, LIGHT_MINUTES, title=paper.title)
    reading = Add("talk", TIME_TO_READ, LIGHT_MINUTES, place, said, reads=paper.key)
    following = parts[place] if place < len(parts) else None
    return Noticed(f"paper-{paper.key}", "paper", 1, why, _with_breaks(reading, following))


def _with_breaks(new: Add, following: PlannedPart | None) -> tuple[tuple[Step, ...], ...]:
    """A new part, alone or with a break after it, before it, or both: whatever keeps the stretches short."""
    options: list[tuple[Step, ...]] = [(new,)]
    later = Add(new.kind, new.title, new.minutes, new.place + 1, new.reason, new.reads)
    for minutes in (None, SHORT_BREAK):
        pause = usual(BREAK, minutes)
        before = Add(BREAK, pause.title, pause.length, new.place, counted(PAUSE_FIRST, pause.length))
        if following is not None:
            options.append((new, _before(following, new.place + 1, minutes)))
        options.append((before, later))
        if following is not None:
            options.append((before, later, _before(following, new.place + 2, minutes)))
    return tuple(options)


PAUSE_FIRST = ngettext(
    "A break of %(count)s minute comes before that.", "A break of %(count)s minutes comes before that."
)


def _breaks(parts: Sequence[PlannedPart], place: int) -> tuple[tuple[Step, ...], ...]:
    """A break before the part at `place`, as long as usual or a short one."""
    return tuple((_after(parts[place - 1], place, minutes),) for minutes in (None, SHORT_BREAK))


def _after(part: PlannedPart, place: int, minutes: int | None) -> Add:
    return _add(BREAK, place, BREAK_AFTER, minutes, title=part.title)


def _before(part: PlannedPart, place: int, minutes: int | None) -> Add:
    return _add(BREAK, place, BREAK_BEFORE, minutes, title=part.title)


def _why(texts: dict[bool, str], part: PlannedPart) -> Reason:
    return Reason(texts[part.is_marked_heavy], _named(part))


def _named(part: PlannedPart) -> dict[str, str | int]:
    return {"title": part.title, "topic": part.heavy_topics[0] if part.heavy_topics else ""}


def _add(kind: str, place: int, forms: tuple[str, str], minutes: int | None = None, **values: str) -> Add:
    part = usual(kind, minutes)
    return Add(kind, part.title, part.length, place, counted(forms, part.length, **values))
