"""What passes between people in a part ends with it. `rooms` and the parts' own actions say when."""

from collections.abc import Sequence

from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.meetings.models import Back, BreakAsked, GroupWords, Meeting, Pause, PlanOffer, Said, SmallGroup, Split
from handinhand.unnamed.actions import leave_closed, open_box
from handinhand.unnamed.queries import collecting_in
from handinhand.words.actions import end_scopes, give_back


def end_with_part(meeting: Meeting) -> None:
    """A break is over, with who wished for it and who was back; groups are over, with who was in which."""
    end_pause(meeting)
    end_groups(meeting)


def end_with_meeting(meeting: Meeting) -> None:
    """Nothing of the room's own is left when it closes; a change to the plan that was asked for is not made."""
    end_with_part(meeting)
    PlanOffer.objects.filter(meeting=meeting).delete()


def open_what_was_asked(meeting: Meeting) -> None:
    """What is still answered without names opens with the end of the meeting, as of its beginning."""
    for box in collecting_in(meeting.scope):
        open_box(box=box, at=meeting.starts_at)


def leave_what_was_asked(meeting: Meeting) -> None:
    """A meeting that is not to be opens nothing: what was written waits for its authors' phrases."""
    for box in collecting_in(meeting.scope):
        leave_closed(box=box, at=meeting.starts_at)


def end_pause(meeting: Meeting) -> None:
    """Forget a break: that it was asked for, by whom, and who was back."""
    Pause.objects.filter(meeting=meeting).delete()
    BreakAsked.objects.filter(meeting=meeting).delete()
    Back.objects.filter(meeting=meeting).delete()


def forget_break_asked(meeting: Meeting, member: Member) -> None:
    """Whoever is back no longer needs the break that they told somebody of."""
    for asked in BreakAsked.objects.filter(meeting=meeting, member=member).select_related("told__person"):
        asked.delete()
        tell(channel=asked.told.person.public_id)


def end_groups(meeting: Meeting) -> None:
    """Small groups are over: what was written there is its author's alone, and who was in which group is forgotten."""
    split = Split.objects.filter(meeting=meeting).first()
    if split is None:
        return
    give_words_back(meeting, split, list(GroupWords.objects.filter(group__split=split).select_related("words")))
    scopes = [each.scope for each in SmallGroup.objects.filter(split=split).select_related("scope")]
    split.delete()
    end_scopes(scopes=scopes)


def give_words_back(meeting: Meeting, split: Split, written: Sequence[GroupWords]) -> None:
    """Let words from a small group be kept for their authors, as if they had kept them to themselves in this part."""
    give_back(words=[each.words for each in written], into=meeting.scope)
    Said.objects.bulk_create(
        Said(
            circle_id=meeting.circle_id, meeting=meeting, part_id=split.part_id, words_id=each.words_id, from_group=True
        )
        for each in written
    )
    GroupWords.objects.filter(pk__in=[each.pk for each in written]).delete()
