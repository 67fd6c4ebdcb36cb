"""What a person can choose for their own comfort."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Light(models.TextChoices):
    """The colours of the pages."""

    LIGHT = "light", _("Light")
    DUSK = "dusk", _("Dusk")


class Letters(models.TextChoices):
    """The size of the letters."""

    USUAL = "usual", _("Usual letters")
    LARGE = "large", _("Larger letters")


class Motion(models.TextChoices):
    """Whether pages bring in news by themselves and whether anything moves."""

    USUAL = "usual", _("New things appear by themselves")
    CALM = "calm", _("Calmer: the page holds still until I ask")


class Hiding(models.TextChoices):
    """What becomes of words that were not sent yet when somebody hides a page."""

    GONE = "gone", _("They are gone")
    KEPT = "kept", _("They are kept for me alone, for a week. Not from a shared device.")


class Weight(models.TextChoices):
    """How much of a kind of thing weighs on somebody."""

    LESS = "less", _("It weighs less on me")
    USUAL = "usual", _("As it is")
    MORE = "more", _("It weighs more on me")


class Shows(models.TextChoices):
    """What others see of a rest."""

    NOTHING = "nothing", _("Nothing. Nobody learns that I rest.")
    RESTING = "resting", _("“Resting”, beside my name in my circles.")


class ContactWay(models.TextChoices):
    """By which way somebody outside of these pages can be reached."""

    EMAIL = "email", _("By e-mail")
    TEXT = "text", _("By text message, or a call")


class MaySay(models.TextChoices):
    """How much a message may say."""

    NEWS = "news", _("Only that there is something to read")
    CIRCLE = "circle", _("A little more: in which circle")


class Left(models.TextChoices):
    """Whether a message may stay where others may come by it."""

    NO = "no", _("No, it may not")
    YES = "yes", _("Yes, it may")


class AskKind(models.TextChoices):
    """What can be asked of somebody by name, in the words that they read."""

    MEETING = "meeting", _("To come to a meeting")
    FRIEND = "friend", _("To write for somebody in a meeting")
    HELLO = "hello", _("To say hello to somebody new")
    KNOWING = "knowing", _("To say whether you know somebody who asks to come back")
    HOLD_DECISION = "hold_decision", _("To hold a decision for the circle")
    PROMISE = "promise", _("To take on a promise")
    CAME_OF = "came_of", _("To say what came of a promise")
    HOLD_MEETING = "hold_meeting", _("To hold a meeting")
    ROLE = "role", _("To take on a role for a while")
    TEA = "tea", _("To have a cup of tea with somebody")
    STRENGTH = "strength", _("To look at something kind that was said of you")
    ANSWER_OFFER = "answer_offer", _("To answer an offer or a wish of somebody")
    BESIDE = "beside", _("To be beside somebody")
    ASK_AFTER = "ask_after", _("To be somebody who may ask how a person is")
    SUPPORT_PERSON = "support_person", _("To be the person whom somebody turns to")
    SUPPORT = "support", _("To read that somebody could use some support, from you")
    AFTER_HEAVY = "after_heavy", _("To look at something for yourself, after a heavy meeting")
    LIGHTER = "lighter", _("A lighter turn")
    PASSED_ON = "passed_on", _("To read that something about you was passed on")
    HOW_THEY_ARE = "how_they_are", _("To ask somebody how they are")
    AWAY = "away", _("To read something that is about you")
    IN_THE_WAY = "in_the_way", _("To read something for you")
    TOPIC_NOTE = "topic_note", _("To say what your words touch on")
    FETCH = "fetch", _("To fetch somebody when a part of a meeting is over")
    OTHER = "other", _("To help with something")


# What somebody who would like a lighter turn is not told of for a while.
CARRYING = frozenset({AskKind.HOLD_MEETING, AskKind.HOLD_DECISION, AskKind.ROLE})
# There is something to read, and nothing to say yes or no to.
TO_READ = frozenset({AskKind.PASSED_ON, AskKind.AWAY, AskKind.IN_THE_WAY})
