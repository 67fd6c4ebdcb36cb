"""The twelve promises, as members read them: how each is kept, how it is checked, and what it does not cover.

`tools/kept_true.py` holds this list against the tests in `tests/promises`: neither can be there without the other.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    """One promise. `tests` are the files that try to break it."""

    number: int
    says: str | Promise
    how: str | Promise
    checked: str | Promise
    not_covered: str | Promise
    tests: tuple[str, ...]


TWELVE = (
    Kept(
        1,
        _("A name you choose is all we need."),
        _("No box about you has to be filled in but a name, and it can be any name. You can skip all the others."),
        _(
            "Somebody made up comes in with a name alone and opens every page. The test also looks at every box, and at"
            " what is kept."
        ),
        _("A circle can ask people things when they meet. What people tell each other there, we cannot see."),
        ("test_01_a_name_you_choose_is_all_we_need.py",),
    ),
    Kept(
        2,
        _("You can stop at any moment."),
        _("In a meeting you can step out, pause, skip or pass. What you wrote is kept, and nobody is told."),
        _(
            "At each part of a meeting, somebody made up stops. The test compares what the others see before and after,"
            " letter by letter. Another test asks for support and keeps things private, and compares all that"
            " the others can open."
        ),
        _("In a room or on a call, people can see that you go. If you leave a circle, the circle reads that you left."),
        ("test_02_you_can_stop_at_any_moment.py", "test_02_nobody_can_tell.py"),
    ),
    Kept(
        3,
        _("You see who will see it, before you write it."),
        _("Beside every box for words stands who will see them. You can change that later, or take the words back."),
        _(
            "The test opens every page and looks for that sentence. Then it writes something as somebody made up, and"
            " looks as each of the others whether the sentence was true. Another test does thousands of things in any"
            " order. After each it looks whether anybody sees what is not for them."
        ),
        _("What people have read, they have read. They can remember it, tell it, or take a picture of it."),
        ("test_03_you_see_who_will_see_it.py", "test_03_names_where_few.py", "test_03_care_in_any_order.py"),
    ),
    Kept(
        4,
        _("No surprises."),
        _(
            "A plan says what will happen. When it is changed, you read what it was before, and you can say no. Nothing"
            " moves on by itself."
        ),
        _("The test changes each thing in a plan, and looks whether people are told. Time passes, and nothing moves."),
        _("People can still do things in a meeting that no plan said."),
        ("test_04_no_surprises.py",),
    ),
    Kept(
        5,
        _("Nobody is above anybody."),
        _(
            "There is nobody in charge here. What touches others has a rule, and stands in a list that the whole circle"
            " can read."
        ),
        _(
            "The test looks for ways round the rules. It also checks that whoever started a circle can do nothing that"
            " others cannot. And it checks that nobody can tell whose words you chose not to see."
        ),
        _(
            "Outside this place some people do have more power: over money, homes or work. And whoever keeps the server"
            " has the key to what is kept."
        ),
        ("test_05_nobody_is_above_anybody.py", "test_05_not_seeing_each_other.py"),
    ),
    Kept(
        6,
        _("Nobody is pushed past what they said they have."),
        _(
            "You can say how much energy you have. What does not fit is not put in front of you, and you still find all"
            " of it on a page of its own. No is as easy as yes."
        ),
        _(
            "The test reads every page for words that push and for reasons that are asked. It checks who is asked for"
            " what."
        ),
        _("If you say nothing about your energy, we do not guess it. People can still push each other with words."),
        ("test_06_nobody_is_pushed.py",),
    ),
    Kept(
        7,
        _("Without a name means without a name."),
        _(
            "What you answer without your name is locked away, mixed with what others wrote. It opens only when five or"
            " more of us have answered. We keep nothing that joins it to you: no list, no log, no letter. A phrase that"
            " only you have takes it back."
        ),
        _(
            "The test answers, changes an answer and takes it back. Then it reads every row, every log and every letter"
            " for anything that joins it to somebody. Other tests try to name who wrote what, with the whole database,"
            " its copies and its key."
        ),
        _(
            "People may still guess, by how you write or by what you know. Whoever keeps the machine could change the"
            " program. Everything else that you write in a circle goes with your name, and the page says so."
        ),
        ("test_07_without_a_name_means_without_a_name.py",),
    ),
    Kept(
        8,
        _("No one can be picked out of a number."),
        _(
            "Pages do not count people. What people chose without their names is shown together, and only where it"
            " points at nobody, also beside the table of before."
        ),
        _(
            "The test looks for counts on every page. It also compares pages before and after an answer, so"
            " that nothing can be found by taking away."
        ),
        _("In a very small circle people can know a lot about each other without any number."),
        ("test_08_no_one_can_be_picked_out_of_a_number.py",),
    ),
    Kept(
        9,
        _("Nothing falls through the cracks."),
        _("What somebody promised stays in view until there is an answer. The answer reaches those it was said to."),
        _(
            "The test lets people leave, take words back and wait for years. Then it looks whether what was promised is"
            " still there."
        ),
        _("We can keep a promise in view. We cannot make somebody keep it."),
        ("test_09_nothing_falls_through_the_cracks.py",),
    ),
    Kept(
        10,
        _("It is calm."),
        _(
            "Nothing blinks or counts down. Nothing tells others that you have read something, but for two things."
            " Whoever asks you for support sees when you open it, and you read that first. And others can tell"
            " when you press “I have read it” yourself. Pages can be held still."
        ),
        _("The test reads every sentence of this place for words that rush or blame, and looks for things that move."),
        _("Your phone can still make sounds of its own. What people write to each other may not be calm."),
        ("test_10_it_is_calm.py",),
    ),
    Kept(
        11,
        _("No words are lost."),
        _(
            "What we took in, we keep, also when something breaks. What we could not take in is still on your screen,"
            " and a form that is sent twice counts once."
        ),
        _(
            "The test sends forms that are half full, too long, late or twice. Other tests stop the server in the"
            " middle of its work."
        ),
        _(
            "What is not sent yet can go when your phone runs out, or when you hide the page. If the server is"
            " lost with all its copies, so is what it kept."
        ),
        ("test_11_no_words_are_lost.py",),
    ),
    Kept(
        12,
        _("It works on the phone you have."),
        _(
            "Every page works on a small, old phone, in large letters, and when scripts are off. Much of it works on"
            " paper, or by a friend who writes for you."
        ),
        _("The test opens every page on a small screen, with scripts switched off, in large letters."),
        _("You need some way to reach the internet now and then. A very old phone may not be able to open it at all."),
        ("test_12_it_works_on_the_phone_you_have.py",),
    ),
)
