"""What a row of the visitor table says: an address, what is sent there, and what each visitor gets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

STRANGER, ELSEWHERE, MEMBER, GONE, OUTSIDE = "a stranger", "Bo", "Asha", "Nia", "Marcus"
Changes = tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What one visitor gets: a page with `shows` on it, or to be sent on to `to`; and the tables that are changed."""

    status: int
    to: str = ""
    shows: tuple[str, ...] = ()
    changes: Changes = ()

    def __post_init__(self) -> None:
        assert self.to or self.shows, "An answer is never only a status."


@dataclass(frozen=True)
class Answers:
    """What each of the visitors gets; `others` are people by name for whom it is not so."""

    stranger: Answer
    elsewhere: Answer
    member: Answer
    gone: Answer
    others: Mapping[str, Answer] = field(default_factory=dict)

    def each(self) -> Iterator[tuple[str, Answer]]:
        """Every visitor with their answer."""
        four = {STRANGER: self.stranger, ELSEWHERE: self.elsewhere, MEMBER: self.member, GONE: self.gone}
        yield from {**four, OUTSIDE: self.member, **self.others}.items()


@dataclass(frozen=True)
class Row:
    """One address, what is sent there, and the answers. Without `get` (or `post`) the address does not take it.

    `reveals` are planted words that whoever has this very address may read.
    """

    name: str
    args: tuple[str, ...] = ()
    get: Answers | None = None
    post: Answers | None = None
    send: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    reveals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert self.get or self.post, "A row says what somebody gets there."

    def __str__(self) -> str:
        return " ".join([self.name, *self.args, self.query, *self.send.values()]).strip()


def row(name: str, *args: str, **given: object) -> Row:
    """One row of the table."""
    return Row(name, args, **given)  # type: ignore[arg-type]


def page(*shows: str, status: int = 200) -> Answer:
    """A page on which something stands."""
    return Answer(status, shows=shows)


def mend(*shows: str) -> Answer:
    """The form again, with what needs another look; nothing is changed."""
    return page(*shows, status=422)


def on(to: str, *changes: str, status: int = 302) -> Answer:
    """Sent on, after what was asked for is done."""
    return Answer(status, to=to, changes=changes)


SIGN_IN = on("/sign-in/?next={here}")
SIGN_IN_FIRST = on("/sign-in/")
NOT_HERE = page("There is no page here for you", status=404)


def for_members(member: Answer, **others: Answer) -> Answers:
    """For members of the circle alone; for whoever else is signed in there is no page."""
    return Answers(SIGN_IN, NOT_HERE, member, NOT_HERE, others)


def from_members(member: Answer, **others: Answer) -> Answers:
    """A form that members of the circle alone can send."""
    return Answers(SIGN_IN_FIRST, NOT_HERE, member, NOT_HERE, others)


def only(**whose: Answer) -> Answers:
    """A page that is somebody's own: not the other members'."""
    return for_members(NOT_HERE, **whose)


def from_only(**whose: Answer) -> Answers:
    """A form that is somebody's own to send."""
    return from_members(NOT_HERE, **whose)


def signed_in(answer: Answer, **others: Answer) -> Answers:
    """For whoever is signed in, in whichever circle."""
    return Answers(SIGN_IN, answer, answer, answer, others)


def from_signed_in(answer: Answer, **others: Answer) -> Answers:
    """A form of whoever is signed in."""
    return Answers(SIGN_IN_FIRST, answer, answer, answer, others)


def everybody(answer: Answer, *, stranger: Answer | None = None, **others: Answer) -> Answers:
    """Open to strangers, too."""
    return Answers(stranger or answer, answer, answer, answer, others)


WORDS = "A few words of my own."
WROTE = ("Words", "Channel")
