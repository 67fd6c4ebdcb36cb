"""The words that checkers and those who call them share."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Checker:
    """What one checker is called, which rule it belongs to, and what it looks for."""

    name: str
    rule: str
    looks_for: str


@dataclass(frozen=True, order=True)
class Finding:
    """Something that is not as it should be: by which checker, on which page, seen how."""

    rule: str
    checker: str
    page: str
    look: str
    says: str


@dataclass(frozen=True)
class Asked:
    """What a page cannot know of itself, and its checkers need to."""

    # The kind of page, by the name of its address.
    kind: str
    language: str = "en"
    direction: str = "ltr"
    scripts: bool = True
    # Reduced motion was asked for.
    calm: bool = False
    # Whoever looks has a visit: the page stands behind sign-in.
    signed_in: bool = False
    # What the page answers where all is as it should be.
    status: int = 200
    # Where help is, and what explains hiding.
    help: str = "/help/"
    about_hiding: str = "/about-hiding/"
    hide: str = "/hide/"
    # Names that no title may say: of circles, people, topics.
    names: tuple[str, ...] = ()
    # It leads on to another page, so it says to what.
    is_a_step: bool = False
    # Cookies that the page about storage lists.
    listed: frozenset[str] = field(default_factory=lambda: frozenset({"visit", "csrftoken", "comfort"}))
