"""How tests that prove something are named, as on the command line: `file::test`."""


def tests_of(file: str, *names: str) -> tuple[str, ...]:
    """Some tests of a file."""
    return tuple(f"{file}::{name}" for name in names)
