"""What found words touch on, so that they stand folded where they are found, too."""

from collections.abc import Sequence

from django.db.models import F

from handinhand.circles.models import Member
from handinhand.meetings.models import Paper
from handinhand.topics.queries import Note, chosen_by, note_on
from handinhand.words.models import Words


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
