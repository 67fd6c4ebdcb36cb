"""The one exception for what a keeper asks for on the command line and cannot have right now."""

from django.db import DatabaseError, OperationalError


class NotDone(Exception):
    """What was asked for was not done; the sentence says why, and what helps. The command line shows it as it is."""


def in_short(problem: DatabaseError) -> str:
    """What a database says about itself, on one line; what it says about rows could hold what somebody wrote."""
    said = str(problem).partition("\n")[0].strip() if isinstance(problem, OperationalError) else ""
    return said or type(problem).__name__
