"""A plan like that of the real spring meeting: read for pace, everyone invited, answered, and changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.eight import Eight, all_see, stay, stayed
from tests.journeys.joining import SPRING
from tests.journeys.signs import (
    FOR_PART,
    IN_WRITING,
    IT_WAS,
    LEAVING,
    LEFT_AS_IT_IS,
    NOT_THIS_TIME,
    NOW_IT_IS,
    ONLY_YOU_SEE_THE_PLAN,
    SEE_THE_PLAN,
    STEP_OUT_FOR_A_PART,
    WITHOUT_A_BREAK,
    YOU_SAID,
)

QUESTION = "What did you pass on your way here?"
WHY = "To hear how the programme looks from where each of us stands."
PLACE, OTHER_PLACE = "The old library, Mill Lane.", "The boathouse, by the footbridge."
AGREEMENT = "Nobody is asked to tell their story twice."
ARRIVING = "Getting to know each other, unhurried"
OPENING_WORDS = "Opening words from the chair"
UPDATE = "Update on the programme: context, challenges, successes"
ROUND = "Draw how you see the programme"
IDEAS = "In groups: how would you fix one of three systemic issues?"
DECISION = "What we take on together"
ASKED = (
    "Homelessness together with mental ill-health",
    "Women experiencing domestic abuse",
    "Young people in the criminal justice system",
)
TOUCHES = ("homelessness, mental health, exploitation", "domestic abuse", "criminal justice, care")
ANSWERS = {
    "Tom": "coming",
    "Dee": "coming",
    "Asha": "coming",
    "Marcus": "coming",
    "Sam": "coming",
    "Nia": "writing",
    "Kit": "part",
    "Ravi": "not_this_time",
}


def plan_and_invite(eight: Eight) -> None:
    """Asha plans by the keyboard alone, and invites; everybody answers; Marcus changes the place."""
    asha_plans_one_like_it(eight)
    nobody_else_sees_a_draft(eight)
    asha_reads_for_pace(eight)
    dee_proposes(eight)
    asha_invites(eight)
    everybody_answers(eight)
    marcus_changes_the_place(eight)


def asha_plans_one_like_it(eight: Eight) -> None:
    """A copy of the spring meeting, on another day; why, where and the opening question are added."""
    asha = eight.asha
    asha.open(eight.circle)
    asha.go("/meetings/")
    eight.look("meetings", asha)
    asha.follow(SPRING)
    all_see({"Asha": asha}, *ASKED, *TOUCHES, STEP_OUT_FOR_A_PART)
    eight.look("spring-plan", asha)
    asha.go("/like-this/")
    eight.look("plan-one-like-this", asha)
    soon = (datetime.now(UTC) + timedelta(minutes=10)).astimezone(ZoneInfo("Europe/London"))
    asha.write("/like-this/", day=f"{soon:%Y-%m-%d}", clock=f"{soon:%H:%M}")
    asha.do("/like-this/")
    eight.meeting = asha.path
    all_see({"Asha": asha}, *ASKED, ONLY_YOU_SEE_THE_PLAN)
    asha.go("/details/")
    asha.write("/details/", why=WHY, place=PLACE, opening_question=QUESTION)
    eight.look("plan-details", asha)
    asha.do("/details/")
    all_see({"Asha": asha}, WHY, PLACE, QUESTION)


def nobody_else_sees_a_draft(eight: Eight) -> None:
    """A plan is its planner's alone until everyone is invited."""
    for walker in eight.but("Asha").values():
        walker.open(f"{eight.circle}meetings/")
        walker.sees(SPRING)
        assert not any(eight.meeting in address for address in walker.addresses())
        walker.open(eight.meeting)
        walker.does_not_see(QUESTION)
        walker.does_not_see(ARRIVING)
    eight.look("not-here")


def asha_reads_for_pace(eight: Eight) -> None:
    """She adds a decision, and makes a talk longer; one finding she accepts, the others she leaves."""
    asha = eight.asha
    asha.go("/parts/")
    eight.look("parts", asha)
    asha.go("/parts/new/")
    asha.write("/parts/new/", kind="decision", title=DECISION, minutes="20")
    eight.look("part-new", asha)
    asha.do("/parts/new/")
    asha.go_beside(UPDATE, "/parts/")
    asha.write("/parts/", minutes="25")
    eight.look("part", asha)
    asha.do("/parts/")
    asha.go("/pace/")
    asha.sees(WITHOUT_A_BREAK.format(UPDATE, ROUND, 50))
    asha.sees(WITHOUT_A_BREAK.format(IDEAS, LEAVING, 55))
    eight.look("pace", asha)
    asha.do("/pace/answer/", answer="leave")
    asha.sees(LEFT_AS_IT_IS)
    asha.do("/pace/answer/", answer="accept")
    asha.does_not_see(WITHOUT_A_BREAK.format(IDEAS, LEAVING, 55))
    # It is longer than the circle agreed, and stays so: that is theirs to say.
    asha.do("/pace/answer/", answer="leave")
    asha.cannot("/pace/answer/")
    eight.look("pace-nothing-left", asha)


def dee_proposes(eight: Eight) -> None:
    """Dee proposes a line for how the circle is together, for the meeting to decide."""
    dee = eight.dee
    dee.open(f"{eight.circle}agreement/")
    eight.look("agreement", dee)
    dee.go("adopts=agreement")
    eight.look("propose", dee)
    dee.write("/propose/", text=AGREEMENT)
    dee.do("/propose/")
    dee.sees(AGREEMENT)
    eight.look("proposal", dee)
    eight.ravi.open(f"{eight.circle}decisions/")
    eight.ravi.sees(AGREEMENT)


def asha_invites(eight: Eight) -> None:
    """Until she does, nobody knows; then the plan comes into the pages that are open."""
    asha, tom = eight.asha, eight.tom
    tom.open("/")
    tom.does_not_see(SPRING)
    stay([tom])
    eight.kit.open("/")
    eight.kit.does_not_see(SPRING)
    asha.go("/invite/")
    eight.look("invite-everyone", asha)
    asha.do("/invite/")
    all_see({"Tom": tom}, SPRING, SEE_THE_PLAN)
    stayed([tom])
    eight.look("today")
    all_see(eight.only("Kit"), SPRING)


def everybody_answers(eight: Eight) -> None:
    """Each of the four answers; who takes part is seen, and “Not this time” by nobody but who said it."""
    for walker in eight.people.values():
        walker.open(eight.meeting)
    eight.look("plan")
    stay(eight.following)
    for name, kind in ANSWERS.items():
        walker = eight.people[name]
        walker.can("/answer/", answer="not_this_time")
        walker.do("/answer/", answer=kind)
    eight.ravi.sees(YOU_SAID.format(NOT_THIS_TIME))
    for name, walker in eight.but("Ravi").items():
        walker.again()
        for other in set(eight.people) - {name, "Ravi"}:
            walker.sees(other)
        walker.does_not_see("Ravi")
        walker.does_not_see(YOU_SAID.format(NOT_THIS_TIME))
        walker.sees(IN_WRITING)
        walker.sees(FOR_PART)
    stayed(eight.following)
    eight.look("plan-answered")
    eight.look("plan-answered-large", eight.dee)


def marcus_changes_the_place(eight: Eight) -> None:
    """A change is announced, with what it was and whose it was, on the plan and on Today."""
    marcus = eight.marcus
    eight.dee.open("/")
    eight.nia.open("/")
    marcus.go("/details/")
    marcus.write("/details/", place=OTHER_PLACE)
    marcus.do("/details/")
    was_and_is = (IT_WAS.format(PLACE), NOW_IT_IS.format(OTHER_PLACE), "Marcus")
    all_see({"Tom": eight.tom, "Asha": eight.asha, "Ravi": eight.ravi}, *was_and_is)
    all_see({"Dee": eight.dee, "Nia": eight.nia}, *was_and_is)
    stayed(eight.following)
    eight.look("plan-changed")
    eight.look("today-changed", eight.dee)
