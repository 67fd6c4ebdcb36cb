"""What somebody does with their own words from the page on which all of them stand."""

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.queries import place_of
from handinhand.ground.models import Person
from handinhand.home.rules import can_go_for_good, can_go_further
from handinhand.meetings.actions.said import let_further
from handinhand.meetings.choices import Wider
from handinhand.profiles.actions.lists import forget_list
from handinhand.topics.actions import forget_note
from handinhand.words.actions import remove
from handinhand.words.models import Words
from handinhand.words.queries import circle_scope, is_in
from handinhand.words.taking_back import end_with


class StaysAsItIs(Exception):
    """Words cannot be shown or deleted as things stand by now; the text says why, in plain words."""


@transaction.atomic
def show_further(*, words: Words, by: Person, wider: Wider) -> None:
    """Let what somebody said in a meeting be read by the whole circle, or by that meeting's people alone again.

    Raises StaysAsItIs: nobody sends words to people whom they do not belong to any more, where they could no longer
    see or take back what they wrote.
    """
    now = _as_it_is(words, by)
    if not can_go_further(now):
        raise StaysAsItIs(_("These words stand elsewhere by now, so they stay as they are. Nothing was changed."))
    member = place_of(circle=now.circle, person=by)
    wanted = circle_scope(now.circle) if wider == Wider.YES else now.said.meeting.scope
    if member is None or not is_in(wanted.pk, by):
        raise StaysAsItIs(_("You are not among those people any more, so your words stay where they are."))
    let_further(said=now.said, by=member, wider=wider)


@transaction.atomic
def delete_for_good(*, words: Words, by: Person) -> None:
    """Delete one's own words, with nothing left of them; raises StaysAsItIs."""
    found = _as_it_is(words, by)
    if not can_go_for_good(found):
        raise StaysAsItIs(_("Something is going on with these words just now, so they stay. You can take them back."))
    end_with(found)
    forget_note(words=found)
    remove(words=found, by=by)
    if hasattr(found, "profile_line"):
        forget_list(found.scope)


def _as_it_is(words: Words, by: Person) -> Words:
    """The words as they are at this moment, held until the change is through."""
    held = Words.objects.select_for_update(no_key=True, of=("self",)).filter(pk=words.pk, author=by)
    found = held.select_related("circle", "scope").first()
    if found is None:
        raise StaysAsItIs(_("These words are gone already. Nothing was changed."))
    return found
