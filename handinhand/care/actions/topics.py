"""Asking an author what their words touch on: through the one door, and without saying who asks."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from handinhand.circles.actions.powers import hold_present
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Person
from handinhand.people.actions import ask
from handinhand.people.choices import AskKind
from handinhand.topics.models import NoteAsked, TopicNote
from handinhand.topics.queries import is_folded
from handinhand.topics.rules import can_be_asked, is_asked_of_late
from handinhand.words.models import Words

A_MINUTE_OR_TWO = Cost(minutes=2)


@transaction.atomic
def ask_what_it_touches(*, words: Words, by: Person, now: datetime) -> None:
    """Ask an author, through the one door and without saying who asks, what their words touch on; once a day at most.

    Whoever asks learns nothing by it: it is the same whether somebody asked before, or the author has gone.
    """
    held = (
        Words.objects.select_for_update(no_key=True, of=("self",)).select_related("circle", "author").get(pk=words.pk)
    )
    if (
        hold_present(held.circle, by) is None
        or not can_be_asked(held, by)
        or held.author is None
        or not is_folded(held)
    ):
        return
    if (
        hold_present(held.circle, held.author) is None
        or TopicNote.objects.filter(words=held, topics__isnull=False).exists()
    ):
        return
    last = NoteAsked.objects.filter(words=held).first()
    if is_asked_of_late(last.asked_at if last is not None else None, now):
        return
    NoteAsked.objects.update_or_create(words=held, defaults={"circle": held.circle, "asked_at": now})
    ask(
        of=held.author,
        kind=AskKind.TOPIC_NOTE,
        ref=held.public_id,
        cost=A_MINUTE_OR_TWO,
        when=None,
        where=reverse("care:touches", args=[held.public_id]),
        circle=held.circle,
        now=now,
    )
