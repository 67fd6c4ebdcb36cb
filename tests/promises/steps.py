"""The table of all that somebody can do in a life: to add something, write its function and one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.promises import life_of_care as care
from tests.promises import life_of_circles as around
from tests.promises import life_of_quiet as quiet
from tests.promises import life_of_two as two
from tests.promises.life import Life


@dataclass(frozen=True)
class Step:
    """What is done, how often beside the others, and whether it is nobody else's business."""

    do: Callable[[Life, str], str]
    often: int = 2
    is_private: bool = True

    @property
    def name(self) -> str:
        """What it is called in a trace."""
        return self.do.__name__.replace("_", " ")


STEPS = (
    Step(care.writes_a_line, 4),
    Step(care.shows_a_line, 3),
    Step(care.removes_a_line, 3),
    Step(care.opens_their_lines_again),
    Step(care.says_how_they_are, 4),
    Step(care.deletes_how_they_were, 3),
    Step(care.deletes_all_of_how_they_were, 1),
    Step(two.chooses, 5),
    Step(two.says_yes, 6),
    Step(two.says_not_this_time, 1),
    Step(two.ends_it, 1),
    Step(two.says_when),
    Step(two.says_they_are_away, 1),
    Step(two.turns, 6),
    Step(two.opens, 3),
    Step(two.answers, 3),
    Step(two.takes_back_what_they_sent),
    Step(care.asks_for_tomorrow, 5),
    Step(care.answers_what_they_were_to_ask),
    Step(care.calls_it_off),
    Step(care.passes_something_on, 3),
    Step(care.forgets_what_they_passed_on, 3),
    Step(care.hides_a_page),
    Step(care.lets_go_of_what_was_unsent, 1),
    Step(care.rests),
    Step(care.is_back_from_rest),
    Step(care.would_rather_not_see, 3),
    Step(care.would_rather_not_be_beside),
    Step(quiet.keeps_a_topic),
    Step(quiet.takes_a_topic_out, 1),
    Step(quiet.asks_what_words_touch_on),
    Step(quiet.lets_it_be, 1),
    Step(quiet.says_a_way_is_safe, 1),
    Step(quiet.says_it_is_not_safe, 1),
    Step(quiet.plans_for_going_quiet, 4),
    Step(quiet.says_whether_they_would_ask, 3),
    Step(quiet.ends_their_plan),
    Step(around.says, 3),
    Step(around.takes_back, 5),
    Step(around.puts_back, 3),
    Step(around.writes_anew, 3),
    Step(around.meddles, 3),
    Step(around.covers, 2, is_private=False),
    Step(around.leaves, 2, is_private=False),
    Step(around.comes_back, 5, is_private=False),
    Step(around.is_held, 2, is_private=False),
    Step(around.is_held_no_more, 4, is_private=False),
    Step(around.says_whether_they_come, 6, is_private=False),
    Step(around.comes_in, 6, is_private=False),
    Step(around.closes_the_meeting, 3, is_private=False),
    Step(around.plans_another, 3, is_private=False),
    Step(around.time_goes_on, 3, is_private=False),
)
