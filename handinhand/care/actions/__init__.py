"""The only writers of care."""

from handinhand.care.actions.check_ins import NotAmongThem, check_in, remove

__all__ = ["NotAmongThem", "check_in", "remove"]
