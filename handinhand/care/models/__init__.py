"""Care: how somebody said they are."""

from handinhand.care.models.check_ins import CheckIn

__all__ = ["CheckIn"]
