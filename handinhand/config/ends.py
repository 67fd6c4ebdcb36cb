"""What ends elsewhere when somebody leaves a circle, or takes words back or changes them: for those who know less."""

from handinhand.away import actions as away
from handinhand.care.actions import afterwards, danger, persons, quiet
from handinhand.circles.actions import EndsWithCircle
from handinhand.circles.actions.members import LetsGo
from handinhand.circles.looking_away import EndsWithSight
from handinhand.decisions.actions import decide_again, decide_no_more, give_no_more, wait_for_other_words
from handinhand.links import actions as links
from handinhand.meetings.actions import letting_go, with_circle
from handinhand.mending import actions as mending
from handinhand.roles.actions import ROLES_END, hold_no_more
from handinhand.tea.actions.rhythm import ENDS as TEA_ENDS
from handinhand.topics.actions import note_comes_back_with, note_goes_with
from handinhand.words.taking_back import End

# Roles first: whoever changes one holds it before the meetings that it is part of.
WHEN_SOMEBODY_LEAVES: list[LetsGo] = [
    hold_no_more,
    letting_go.let_go,
    persons.let_go,
    quiet.let_go,
    afterwards.let_go,
    danger.let_go,
    mending.let_go,
    away.let_go,
]
WHEN_SOMEBODY_LOOKS_AWAY: list[EndsWithSight] = [persons.look_away, mending.look_away, away.look_away]
WHEN_WORDS_ARE_TAKEN_BACK: list[End] = [give_no_more, decide_no_more, note_goes_with]
WHEN_WORDS_ARE_PUT_BACK: list[End] = [note_comes_back_with, decide_again]
WHEN_WORDS_ARE_CHANGED: list[End] = [wait_for_other_words]
WHEN_A_CIRCLE_CLOSES: list[EndsWithCircle] = [ROLES_END, with_circle.ENDS, TEA_ENDS, links.ENDS]
