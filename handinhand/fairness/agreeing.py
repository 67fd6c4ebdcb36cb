"""Whether enough people agree that something is done, in a circle of any size.

A rule says how many agree, how many of them come for themselves or for an organisation, and how many days lie between
that and the thing itself. A circle that has fewer people than its rule asks for is not stuck: the numbers fall to those
who are there, all of them, and grow again with the circle. They never fall because somebody's access is held: who is
held counts among those who are there, and cannot agree.
"""

from dataclasses import dataclass, replace

# More than any circle has: falls to everyone who is there.
EVERYONE = 9999


@dataclass(frozen=True)
class Takes:
    """What it takes: how many agree, how many of them from each standing, and how many days before it happens."""

    agree: int = 1
    for_themselves: int = 0
    for_organisations: int = 0
    notice_days: int = 0

    @property
    def in_all(self) -> int:
        """How many agree in all: nobody comes both for themselves and for an organisation."""
        return max(self.agree, self.for_themselves + self.for_organisations)


@dataclass(frozen=True)
class People:
    """So many who come for themselves, and so many who come for an organisation."""

    for_themselves: int
    for_organisations: int

    @property
    def number(self) -> int:
        """All of them."""
        return self.for_themselves + self.for_organisations


def stricter(one: Takes, other: Takes) -> Takes:
    """What satisfies both."""
    both = Takes(
        agree=max(one.agree, other.agree),
        for_themselves=max(one.for_themselves, other.for_themselves),
        for_organisations=max(one.for_organisations, other.for_organisations),
        notice_days=max(one.notice_days, other.notice_days),
    )
    return replace(both, agree=both.in_all)


def fitting(takes: Takes, here: People) -> Takes:
    """The same for the people who are here: nobody is waited for who does not exist."""
    return Takes(
        agree=max(1, min(takes.agree, here.number)),
        for_themselves=min(takes.for_themselves, here.for_themselves),
        for_organisations=min(takes.for_organisations, here.for_organisations),
        notice_days=takes.notice_days,
    )


def missing(takes: Takes, *, here: People, agreed: People) -> People | None:
    """Who is still needed: of each standing at least so many, or (as the number of both) anybody; nobody is nothing.

    The two numbers are what has to come from each standing. `missing_at_all` says how many in all.
    """
    fits = fitting(takes, here)
    for_themselves = max(0, fits.for_themselves - agreed.for_themselves)
    for_organisations = max(0, fits.for_organisations - agreed.for_organisations)
    enough = not for_themselves and not for_organisations and agreed.number >= fits.agree
    return None if enough else People(for_themselves, for_organisations)


def missing_at_all(takes: Takes, *, here: People, agreed: People) -> int:
    """How many more it takes, from wherever they come."""
    needed = missing(takes, here=here, agreed=agreed)
    if needed is None:
        return 0
    return max(needed.number, fitting(takes, here).agree - agreed.number)
