"""Care: how somebody said they are, and what they would rather choose about."""

from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.topics import NoteAsked, OwnTopic, TopicNote

__all__ = ["CheckIn", "NoteAsked", "OwnTopic", "TopicNote"]
