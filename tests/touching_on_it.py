"""A house in which whatever can touch on something touches on one topic."""

from handinhand.circles.actions.asking import say_to_it
from handinhand.circles.models import PowerUse
from handinhand.meetings.models import Paper, Part, PartQuestion
from handinhand.topics.models import TopicNote
from handinhand.topics.queries import is_folded
from handinhand.topics.rules import can_have_a_note
from handinhand.words.actions import topic
from handinhand.words.models import Words
from tests.browsers import House, everything

IT = "driftwood"
SAID_TO_IT = "I would like to talk about the driftwood before you decide."


def let_all_touch_on_it(house: House) -> None:
    """Every word that can have a note has one with this topic; so have parts, their questions, and papers."""
    circle = house.world.harbour.circle
    use = PowerUse.objects.get(circle=circle, about=house.world.harbour.jo)
    say_to_it(use=use, by=house.world.harbour.jo, text=SAID_TO_IT, now=house.world.now)
    it = topic(circle=circle, name=IT)
    written = Words.objects.filter(circle=circle, author__isnull=False, topic_note__isnull=True, paper__isnull=True)
    for words in written.select_related("scope"):
        if can_have_a_note(words) and is_folded(words):
            TopicNote.objects.create(circle=circle, words=words, names=IT).topics.set([it])
    for model in (Part, PartQuestion):
        for each in model.objects.filter(circle=circle):
            each.topics.set([it])
            each.detail = f"It is about {each.public_id}."
            each.save(update_fields=["detail"])
    for paper in Paper.objects.filter(circle=circle):
        paper.topics.set([it])
    house.before = everything()
