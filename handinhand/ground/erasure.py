"""What each table keeps of a person, and what becomes of it when they leave a circle or when everything of them goes.

Every model says so in its `erasure`. The page "What is kept" is made of what they say.
"""

from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kept(models.TextChoices):
    """What is kept, as the page names it to the person whom it is about."""

    MARK = "mark", _("A random mark that stands for you, and when you first came.")
    NAMES = (
        "names",
        _(
            "The names you chose, one in each circle, with your shape and colour, how you come to the circle, and when"
            " you came or left. If you wrote them: your pronouns, and how to say your name."
        ),
    )
    WORDS = "words", _("What you wrote, who can see it, and when.")
    MEETINGS = (
        "meetings",
        _(
            "Your answers to meetings, which ones you were part of and what you held in them, where you stood on"
            " proposals, and what you promised."
        ),
    )
    ASKS = (
        "asks",
        _("What you asked for or offered, until when, and whom you answered. Only you and they see an answer."),
    )
    TOGETHER = (
        "together",
        _(
            "While a meeting is in small groups: who is in which group. In a break: who is back, and whom you told that"
            " you need one. While a change to its plan is asked for: what you said to it. It goes when that is over,"
            " at the latest when the meeting closes."
        ),
    )
    FRIENDS = (
        "friends",
        _(
            "Who wrote for you in a meeting, if you asked for it, and what came into your name by another hand. Of what"
            " a friend wrote, only you see that it was so."
        ),
    )
    DEEDS = (
        "deeds",
        _("What you did that touches others, such as inviting somebody. Your whole circle can see that list."),
    )
    SAFETY = (
        "safety",
        _(
            "That you covered words, or agreed to a cover; nobody else sees that. And when access was held: whose, and"
            " by which two. Your whole circle can see that."
        ),
    )
    NOT_SEEING = "not_seeing", _("Whose words you chose not to see, if you did. Nobody else sees that.")
    TOPICS = (
        "topics",
        _(
            "Topics you would rather choose about each time, if you wrote some. Only you see them. Until a meeting is"
            " over, that you step out of a part of it. Only you see that, and whoever fetches you."
        ),
    )
    CIRCLE = "circle", _("What belongs to your whole circle: its name, its plans, and what it agreed and decided.")
    DAYS = (
        "days",
        _("Days and times that suit you or do not, if you said so. No reason is asked. Nobody else reads them."),
    )
    CALENDAR = (
        "calendar",
        _("If you use a calendar: what your meetings are called there, and a scrambled copy of its address."),
    )
    COMFORT = "comfort", _("How you like the pages: light, letters, movement, language.")
    WAYS_BACK = (
        "ways_back",
        _(
            "How you come back. An e-mail address, if you gave one. A scrambled copy of your card's code. Of a passkey"
            " the half that opens nothing, with the name you gave it."
        ),
    )
    RETURNING = (
        "returning",
        _(
            "If you ask to be let back in: the name you had, and who said that they know you. And what you wished for"
            " beforehand about it."
        ),
    )
    LETTERS = (
        "letters",
        _(
            "A letter to you, until it has left, or for two hours when it cannot leave. After that we know for 30 days"
            " that there was one, but not to whom."
        ),
    )
    MESSAGES = (
        "messages",
        _(
            "If you switched on messages: what you would like to hear of, on which days, in which hours, and whether"
            " your address can be reached."
        ),
    )
    VISITS = (
        "visits",
        _(
            "That you are signed in somewhere, for up to 90 days after you were last here. Not on which device, and not"
            " from where."
        ),
    )
    SENT = (
        "sent",
        _("For 14 days, which forms were sent already, so that none counts twice. Not what was in them."),
    )
    UNSENT = (
        "unsent",
        _(
            "If you asked for it: what you were writing when you hid a page, and on which page, for a week. Only you"
            " see it. It is not kept from a shared device."
        ),
    )
    TRIES = (
        "tries",
        _("For two or three days, how often codes were tried. Where from is kept only as a scrambled mark."),
    )
    HELLOS = (
        "hellos",
        _("From whom you would like a hello, until they have seen it. Only the two of you know."),
    )
    ENERGY = (
        "energy",
        _(
            "What you have to give in a week, weeks off, rest, and what you took on, if you said so. Nobody else sees"
            " it; that you rest, only if you let it be seen."
        ),
    )
    ASKED = (
        "asked",
        _("What somebody asked of you by name, until you answered or it became old. Only you see that list."),
    )
    PROFILE = (
        "profile",
        _(
            "For your page in a circle: who can see a line there, and a photograph if you gave one. It is made small,"
            " and without its place, time and camera. And whether you would rather get no words of others about you."
        ),
    )
    ROLES = (
        "roles",
        _(
            "Roles you hold, and until when. If you said yes to a role, or not now, only you see that. If you said yes"
            " and the names closed: that you were in the draw, and how often you had held it of late. Your circle sees"
            " that."
        ),
    )
    TEA = (
        "tea",
        _(
            "If you would like a cup of tea now and then: that, how you like to meet, and with whom you were drawn."
            " Only you see it, and of a draw those who are in it with you. With whom you would rather not be put"
            " together, only you see."
        ),
    )
    CONTACT = (
        "contact",
        _(
            "If you said that a way to reach you is safe: which one, and in which hours. The name to use, how much may"
            " be said, and a phone number if you gave one. Only you see it."
        ),
    )
    QUIET = (
        "quiet",
        _(
            "If you made a plan for when you go quiet: the plan, and on which day you were here last. Only you see"
            " it, and when its time has come whoever you named."
        ),
    )
    PASSED_ON = (
        "passed_on",
        _(
            "If you passed something on because somebody may be in danger: that, to whom, and your words. Only you see"
            " it. If something was passed on about you and you were told: that you were."
        ),
    )
    BESIDE = (
        "beside",
        _(
            "If you would like somebody beside you in a meeting, or would sit beside somebody: that, and who was asked,"
            " until the meeting is over. Only you see what you said. Whoever is asked to be beside you reads your name."
        ),
    )
    COMPANY = (
        "company",
        _(
            "If you are asked to step away: whom you asked to be beside you, and what they answered. Only the two of"
            " you know. The same about those who asked you."
        ),
    )
    PUT_TOGETHER = (
        "put_together",
        _(
            "How often you and each other member were put together by a draw (tea, seats, small groups, somebody beside"
            " you), and in which draw last. Not by which, and not on which day. No page shows it."
        ),
    )
    SUPPORT = (
        "support",
        _(
            "Whom you chose to turn to, and that you turned to them, with your words if you wrote some. Only the two of"
            " you know. The same about those who chose you."
        ),
    )
    IN_THE_WAY = (
        "in_the_way",
        _(
            "If you said that something is in the way: to whom, what you would need, and what was agreed. Only the two"
            " of you know, and somebody beside you if you asked them. The same about those who said it to you."
        ),
    )
    UNNAMED = (
        "unnamed",
        _(
            "Until something that is answered without names is opened: that you have answered it, and not what. Where"
            " answers are chosen or a decision is taken: that you took part. We cannot find what you wrote without your"
            " name, so it stays. Your phrase takes it back."
        ),
    )
    NOTHING = "nothing", ""


class Erased(Enum):
    """What becomes of a row when everything of a person goes."""

    GOES = "it goes too"
    NAMELESS = "it stays with the circle, and no longer says who it was"
    STAYS = "it stays: it holds nothing of one person"
    BY_ITSELF = "it is tied to nobody, and goes by itself after a while"


class Left(Enum):
    """What becomes of a row when a person leaves its circle."""

    ENDS = "it ends at once"
    LETS_GO = "what they hold in it and is still to come is open again; the rest stays as it is"
    STAYS = "it stays as it is"


@dataclass(frozen=True)
class Erasure:
    """A model's plan; `emptied` names words that go while the row that needs them stays, with nothing to read in it."""

    kept: Kept
    erased: Erased
    left: Left = Left.STAYS
    emptied: tuple[str, ...] = ()


# Tables that are not of our making.
OTHERS = {"sessions.Session": Erasure(Kept.VISITS, Erased.BY_ITSELF)}


def plan_of(model: type[models.Model]) -> Erasure | None:
    """What a model says becomes of its rows."""
    plan: Erasure | None = getattr(model, "erasure", None) or OTHERS.get(model._meta.label)
    return plan


def named() -> list[str]:
    """Everything that is kept, each kind once, in the words of the page."""
    kinds = {plan.kept for model in apps.get_models() if (plan := plan_of(model)) is not None}
    return [str(kind.label) for kind in Kept if kind in kinds and kind is not Kept.NOTHING]
