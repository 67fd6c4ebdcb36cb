"""What a file tells of circles of their own, beside the circle whose meetings it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LoadedUpdate:
    """What a circle of its own tells the circle of the file."""

    title: str
    learned: tuple[str, ...]
    then: str


@dataclass(frozen=True)
class LoadedSpace:
    """A circle of its own, beside the circle of the file."""

    name: str
    open_to: str
    meets: str
    update: LoadedUpdate | None
    digest: str = ""
