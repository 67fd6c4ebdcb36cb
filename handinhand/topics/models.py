"""Topics: those that one person would rather choose about, and what somebody said their words touch on."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.words.models import Topic, Words


class OwnTopic(Row):
    """A topic that one person would rather choose about each time, in every circle. Shown to nobody else.

    Its fingerprint is a circle's own, so that a page finds where they meet in the reads it makes anyway.
    """

    erasure = Erasure(Kept.TOPICS, Erased.GOES)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = SealedText()
    name_lookup = Lookup(of="name", like="words_topic.name_lookup")

    class Meta:
        # The table keeps the name it was made with: what is sealed in it is bound to that.
        db_table = "care_owntopic"
        constraints = [models.UniqueConstraint(fields=["person", "name_lookup"], name="own_topic_once")]

    def __str__(self) -> str:
        return self.public_id


class TopicNote(Row):
    """What words touch on, said by whoever wrote them; and a gist of them for the same people, if they wrote one."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="topic_note")
    topics = models.ManyToManyField(Topic, related_name="+")
    # What they are called, a line for each, so that whatever reads the words reads this with them.
    names = SealedText()
    gist = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="gist_in_note")
    # Whether the gist is taken back only because the words are: then it comes back with them.
    gist_went = models.BooleanField(default=False)

    class Meta:
        db_table = "care_topicnote"

    def __str__(self) -> str:
        return self.public_id


class NoteAsked(Row):
    """That an author was asked what their words touch on, and when last. By whom is not kept."""

    erasure = Erasure(Kept.ASKED, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="note_asked")
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "care_noteasked"

    def __str__(self) -> str:
        return self.public_id
