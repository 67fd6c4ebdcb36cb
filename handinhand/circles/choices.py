"""How a member comes, what they look like here, what a circle adopts, and the named powers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How a member comes to a circle. Power is declared; wounds are not."""

    FOR_MYSELF = "for_myself", _("For myself")
    FOR_ORGANISATION = "for_organisation", _("For an organisation")


class Shape(models.TextChoices):
    """A picture a member chose."""

    WAVE = "wave", _("Wave")
    LEAF = "leaf", _("Leaf")
    WATER = "water", _("Water")
    HILL = "hill", _("Hill")
    SUN = "sun", _("Sun")
    SPROUT = "sprout", _("Sprout")
    STAR = "star", _("Star")
    MOON = "moon", _("Moon")


class Colour(models.TextChoices):
    """A colour a member chose."""

    LEAF = "leaf", _("Green")
    CLAY = "clay", _("Orange")
    PLUM = "plum", _("Purple")
    SKY = "sky", _("Blue")


class Adopts(models.TextChoices):
    """What a circle can make its own by a decision."""

    AGREEMENT = "agreement", _("How we are together")
    GOAL = "goal", _("What we are here for")
    LIMITS = "limits", _("What cannot stay private")
    HOW_WE_DECIDE = "how_we_decide", _("How we decide")
    DANGER_NOW = "danger_now", _("When somebody is in danger now")
    DANGER_CHILD = "danger_child", _("When a child may be in danger")
    DANGER_ADULT = "danger_adult", _("When an adult may be in danger")
    DANGER_WORKER = "danger_worker", _("When it is about a worker")
    OUTSIDE = "outside", _("Somebody outside our group to turn to")
    HARM_PEOPLE = "harm_people", _("Somebody to turn to when harm is done because of who somebody is")
    UNNAMED = "unnamed", _("Writing without names")


# Proposed from the page that says what we do when somebody is in danger. Of each there is one text; while there is none
# of the circle's own, ours stands there.
WHEN_IN_DANGER = (Adopts.DANGER_NOW, Adopts.DANGER_CHILD, Adopts.DANGER_ADULT, Adopts.DANGER_WORKER)
# Of these there is always a sentence: it can be changed, and never let go.
NEVER_EMPTY = (Adopts.LIMITS, Adopts.HOW_WE_DECIDE)


class Power(models.TextChoices):
    """Everything that touches others, by name; the label says what was done."""

    START_CIRCLE = "start_circle", _("started this circle")
    JOIN = "join", _("joined")
    LEAVE = "leave", _("left")
    INVITE = "invite", _("made an invitation")
    WITHDRAW_INVITATION = "withdraw_invitation", _("took an invitation back")
    CHANGE_READING = "change_reading", _("changed what people read before they join")
    PLAN_MEETING = "plan_meeting", _("invited everyone to a meeting")
    CHANGE_PLAN = "change_plan", _("changed the plan of a meeting")
    CHANGE_PLAN_LATE = "change_late", _("changed the plan of a meeting in the last two days before it")
    PLAN_AGAIN = "plan_again", _("planned a meeting again, several times")
    CALL_OFF = "call_off", _("called off a meeting")
    ASK_TIMES = "ask_times", _("asked which times suit")
    CLOSE_TIMES = "close_times", _("closed the asking for a time")
    SET_CIRCLE_DAY = "set_circle_day", _("put in a day that does not suit the circle")
    TAKE_OUT_CIRCLE_DAY = "take_out_circle_day", _("took out a day that did not suit the circle")
    CHANGE_TEA = "change_tea", _("changed how often a cup of tea is drawn")
    CHANGE_PACE = "change_pace", _("changed how long meetings are at most, or what is heavy here")
    CHANGE_TALK = "change_talk", _("changed the questions to talk about after a meeting")
    CHANGE_TURN_TO = "change_turn_to", _("changed whom we can turn to")
    HOLD_MEETING = "hold_meeting", _("picked up holding a meeting")
    SET_ROLE = "set_role", _("changed a role, or invented one")
    LET_ROLE_GO = "let_role_go", _("let a role go that was our own")
    OPEN_DRAW = "open_draw", _("opened a draw of a role")
    CALL_OFF_DRAW = "call_off_draw", _("called off a draw before its names closed")
    TAKE_ROLE = "take_role", _("took on a role")
    KEEP_NOTES = "keep_notes", _("picked up the notes of a meeting")
    OPEN_MEETING = "open_meeting", _("opened a meeting")
    CLOSE_MEETING = "close_meeting", _("closed a meeting")
    CLOSE_DECISION = "close_decision", _("closed the positions on a proposal")
    SAY_I_KNOW = "say_i_know", _("said that they know somebody who comes back")
    LET_BACK_IN = "let_back_in", _("was let back in")
    END_PLACE = "end_place", _("ended a place that was opened in their name")
    ADOPT = "adopt", _("wrote down what was decided")
    COVER = "cover", _("Words were covered")
    KEEP_COVER = "keep_cover", _("Two people agreed that a cover stays")
    UNCOVER = "uncover", _("A cover was taken off")
    HOLD_ACCESS = "hold_access", _("put a hold on")
    LIFT_HOLD = "lift_hold", _("ended a hold before its day was over")
    KEEP_HOLD = "keep_hold", _("wrote down that the circle keeps a hold for a while")
    END_HOLD = "end_hold", _("wrote down that the circle ends a hold")
    LOOK_AGAIN = "look_again", _("looked again at a decision, and kept it")
    DECIDE_GIVEN = "decide_given", _("decided what the circle had given to them")
    CHANGE_RULE = "change_rule", _("wrote down how the circle changed a rule")
    PUBLISH_OUTSIDE = "publish_outside", _("asked to show something outside, and enough of us agreed")
    TAKE_ON_WORK = "take_on_work", _("asked to take on work, and enough of us agreed")
    SPEND = "spend", _("asked to spend money, and enough of us agreed")
    CLOSE_CIRCLE = "close_circle", _("asked to close this circle, and it was agreed")
    STOP_AGREED = "stop_agreed", _("stopped what was agreed, before it happened")
    LINK = "link", _("asked for a link with another circle, and enough of us agreed")
    CUT_LINK = "cut_link", _("cut a link with another circle, or took our yes to one back")
    BE_KNOWN = "be_known", _("asked that further circles can know of us, and enough of us agreed")
    BE_KNOWN_NO_MORE = "be_known_no_more", _("let further circles know of us no more")
    TELL_LINKED = "tell_linked", _("asked to tell circles linked with us something, and enough of us agreed")
    TAKE_BACK_UPDATE = "take_back_update", _("took back what we had told circles linked with us")
    ASK_TO_STEP_AWAY = "step_away", _("asked somebody to step away for a while, and enough of us agreed")
    END_STEPPING_AWAY = "end_away", _("asked that somebody comes back sooner, and enough of us agreed")


class UseState(models.TextChoices):
    """How far something has come that others have to agree to."""

    ASKED = "asked", _("Asked")
    AGREED = "agreed", _("Agreed, and waits for its day")
    DONE = "done", _("Agreed")
    ENDED = "ended", _("Over")


class Ended(models.TextChoices):
    """Why nothing came of what was asked."""

    LAPSED = "lapsed", _("Not enough of us agreed in time, so nothing happened.")
    GONE = "gone", _("What this was about is not there any more, so nothing happened.")
    OVERTAKEN = "overtaken", _("The rule was changed by another decision first, so nothing happened.")
    CHANGED = "changed", _("It was changed after it was asked, so nothing happened. It can be asked anew.")
    STOPPED = "stopped", _("One of us stopped it before its day, so nothing happened.")
    WITHDRAWN = "withdrawn", _("Whoever asked took it back, so nothing happened.")
