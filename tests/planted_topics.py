"""What is planted of topics: one in Dee's list, and a part that she steps out of and is fetched from by Tom."""

from typing import Any

from handinhand.meetings.actions import stepping
from handinhand.meetings.models import Meeting, Part
from handinhand.topics.actions import add_topics
from handinhand.topics.models import OwnTopic
from tests.planted_texts import HOW_TO_FETCH, OWN_TOPIC

# What goes when Dee steps out of that part no more.
STEPS_OUT = ("SteppingOut", "Fetching", "Words", "Scope", "ScopeMember", "Ask")
# What changes when whoever was to fetch her leaves: her words are hers alone again.
ENDS_FETCHING = ("Fetching", "Words", "Scope")


def plant_topics(world: Any) -> None:
    """Dee would rather choose about one topic, and asked Tom to fetch her from a part to come."""
    dee, tom = world.harbour.dee, world.harbour.tom
    add_topics(by=dee.person, names=[OWN_TOPIC])
    meeting = Meeting.objects.select_related("circle", "scope").get(public_id=world.ids["coming"])
    part = Part.objects.get(public_id=world.ids["coming_part"])
    chosen = stepping.choose(meeting=meeting, part=part, by=dee, fetcher=tom, how=HOW_TO_FETCH, now=world.now)
    world.name(own_topic=OwnTopic.objects.get(person=dee.person), stepping=chosen)
