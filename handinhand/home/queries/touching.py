"""What found words touch on, so that they stand folded where they are found, too."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import F

from handinhand.circles.models import Member
from handinhand.meetings.models import Paper, Part
from handinhand.topics.queries import Note, chosen_by, note_on
from handinhand.words.models import Topic, Words


def notes_on(*, viewer: Member, words: Sequence[Words]) -> dict[int, Note]:
    """What each of these words touches on, said in a note (read with them) or of a paper, which is one read more."""
    by_pk = {each.pk: each for each in words}
    noted = {each.pk: note_on(each, person=viewer.person_id, is_chosen=vars(each)["is_chosen"]) for each in words}
    notes = {number: note for number, note in noted.items() if note is not None}
    rows = Paper.topics.through.objects.filter(paper__words__in=by_pk).select_related("topic")
    rows = rows.annotate(is_chosen=chosen_by(viewer.person_id, "topic__name_lookup"), about=F("paper__words"))
    topics: dict[int, list[str]] = {}
    chosen: set[int] = set()
    for row in rows.order_by("topic_id"):
        number: int = row.about  # type: ignore[attr-defined]
        topics.setdefault(number, []).append(row.topic.name)
        is_chosen = row.is_chosen  # type: ignore[attr-defined]
        if is_chosen and by_pk[number].author_id != viewer.person_id:
            chosen.add(number)
    for number, names in topics.items():
        notes[number] = Note(by_pk[number].public_id, names, "", number in chosen)
    return notes


def notes_on_parts(*, viewer: Member, parts: Collection[int]) -> dict[int, Note]:
    """What each of these parts (by row number) touches on, with its questions: two reads, and none without any."""
    if not parts:
        return {}
    of_parts = Part.objects.filter(pk__in=parts, topics__isnull=False)
    of_questions = Part.objects.filter(pk__in=parts, questions__topics__isnull=False)
    notes: dict[int, Note] = {}
    for found, topic in ((of_parts, "topics"), (of_questions, "questions__topics")):
        is_chosen = chosen_by(viewer.person_id, f"{topic}__name_lookup")
        named = {"topic_id": F(f"{topic}__public_id"), "topic_name": F(f"{topic}__name")}
        rows = found.annotate(is_chosen=is_chosen, **named)
        for row in rows.order_by(f"{topic}__pk"):
            of = vars(row)
            before = notes.get(row.pk, Note(row.public_id, [], "", is_chosen=False))
            name = Topic(public_id=of["topic_id"], name=of["topic_name"]).name
            names = [*dict.fromkeys([*before.topics, name])]
            notes[row.pk] = replace(before, topics=names, is_chosen=before.is_chosen or of["is_chosen"])
    return notes
