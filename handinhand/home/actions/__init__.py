"""What home writes: the demonstration, and what brings parts together."""

from handinhand.home.actions.demonstration import ensure_demonstration
from handinhand.home.actions.talking import NotInThePlan, talk_about

__all__ = ["NotInThePlan", "ensure_demonstration", "talk_about"]
