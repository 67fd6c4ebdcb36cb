"""Whom a line of the ledger names besides whoever did it: when they are erased, it names nobody any more."""

from handinhand.circles.models import Hold, Member
from handinhand.ground.models import Person


def person_named_by(result: object) -> Person | None:
    """The one person whom the id of what a power brought about leads to: a place is somebody's, and so is a hold."""
    member = result.member if isinstance(result, Hold) else result
    return member.person if isinstance(member, Member) else None
