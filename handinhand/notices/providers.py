"""Providers of text messages: each is found by its name, and comes with an extra that only who chose it installs."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

GROUP = "handinhand.texts"
TIMEOUT = 10.0


class NoProvider(Exception):
    """A name leads to no provider that can be used; the text says what to do."""


class NoAccount(Exception):
    """What was set for a provider is not what it needs; the text says what to write."""


@dataclass(frozen=True)
class Account:
    """What the keeper set for a provider: a key, and what messages are sent from or as."""

    key: str
    sender: str
    timeout: float = TIMEOUT


class Texts(Protocol):
    """Somewhere that text messages go."""

    def send(self, *, to: str, body: str) -> None:
        """Hand over one message; raises Refused for a number that is gone, NotSent for anything that may pass."""


def names() -> list[str]:
    """The names of all providers that this server knows, installed or not."""
    return sorted(each.name for each in entry_points(group=GROUP))


def provider(name: str) -> Callable[[Account], Texts]:
    """What makes a provider of an account; raises NoProvider."""
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        raise NoProvider(f"There is no provider called {name!r} here.")
    try:
        made: Callable[[Account], Texts] = found.load()
    except ImportError:
        raise NoProvider(_fix(found)) from None
    return made


def _fix(found: EntryPoint) -> str:
    if not found.value.startswith("handinhand."):
        return f"The provider {found.name} could not be loaded. Install it again, with all that it needs."
    return (
        f"The library for {found.name} is not installed. Run pip install 'handinhand[{found.name}]' or, in a checkout,"
        f" .venv/bin/pip install --require-hashes -r requirements-{found.name}.txt"
    )
