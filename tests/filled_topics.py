"""What everything that was said, proposed and promised touches on; and many topics in the lists of those who look."""

from typing import Any

from handinhand.topics.models import OwnTopic, TopicNote
from handinhand.words.actions import topic
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words


def fill_topics(filling: Any) -> None:
    """Notes wherever a page looks for one. Members have a list, and Dee and Tom as well."""
    here = {"circle": filling.circle, "state": State.SHARED, "topic_note__isnull": True}
    read = Words.objects.filter(**here, scope__kind__in=[ScopeKind.MEETING, ScopeKind.CIRCLE], author__isnull=False)
    notes = TopicNote.objects.bulk_create(TopicNote(circle=filling.circle, words=each, names="locks") for each in read)
    named = topic(circle=filling.circle, name="locks")
    between = TopicNote.topics.through
    between.objects.bulk_create(between(topicnote=note, topic=named) for note in notes)
    for member in (filling.world.harbour.dee, filling.world.harbour.tom, filling.members[0]):
        mark = OwnTopic._meta.get_field("name_lookup").fingerprint
        OwnTopic.objects.bulk_create(
            OwnTopic(person=member.person, name=name, name_lookup=mark(name))
            for name in ("locks", *(f"topic {each}" for each in range(filling.many)))
        )
