"""Kinds of parts, answers, and how far a meeting has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartKind(models.TextChoices):
    """What happens in a part of a meeting."""

    ARRIVING = "arriving", _("arriving")
    TALK = "talk", _("a talk")
    ROUND = "round", _("a round")
    IDEAS = "ideas", _("ideas")
    DECISION = "decision", _("a decision")
    BREAK = "break", _("a break")
    LEAVING = "leaving", _("leaving")


class AnswerKind(models.TextChoices):
    """How somebody will take part. No reason is ever asked."""

    COMING = "coming", _("I will come")
    PART = "part", _("For part of it")
    WRITING = "writing", _("In writing")
    NOT_THIS_TIME = "not_this_time", _("Not this time")


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    DRAFT = "draft", _("Being planned")
    INVITED = "invited", _("Everyone is invited")
    OPEN = "open", _("Happening now")
    CLOSED = "closed", _("It has been")
    CALLED_OFF = "called_off", _("Called off")


class Changed(models.TextChoices):
    """What about a plan changed."""

    TITLE = "title", _("The name")
    WHY = "why", _("Why we meet")
    TIME = "time", _("The time")
    PLACE = "place", _("The place")
    LINK = "link", _("Joining by video or phone")
    QUESTION = "question", _("The opening question")
    PREPARATION = "ready", _("Getting ready")
    PARTS = "parts", _("What will happen")
    PAPERS = "papers", _("Papers")


class Every(models.TextChoices):
    """How often a meeting comes again."""

    WEEK = "week", _("Every week, on the same weekday")
    TWO_WEEKS = "two_weeks", _("Every two weeks, on the same weekday")
    MONTH_BY_WEEKDAY = "month_by_weekday", _("Every month, on the same weekday, such as the second Tuesday")
    MONTH_BY_DATE = "month_by_date", _("Every month, on the same date, such as the 12th")


class Outcome(models.TextChoices):
    """What a seat in a round has come to. Forgotten when the part ends."""

    NOT_YET = "", _("not asked yet")
    TOOK = "took", _("took the turn")
    PASSED = "passed", _("passed once, will be asked again")
    PASSED_AGAIN = "passed_again", _("passed")


class Wider(models.TextChoices):
    """Whether words may go beyond those who were in the meeting. Only their author says."""

    NOT_ASKED = "", _("not asked yet")
    YES = "yes", _("The circle can read it")
    NO = "no", _("Keep it in the meeting")


class Way(models.TextChoices):
    """By whose hand something was done in a member's name."""

    FRIEND = "friend", _("by a friend who wrote for you")
    PHONE = "phone", _("on the room's phone")
    PAPER = "paper", _("from paper")


class What(models.TextChoices):
    """What was done in a member's name."""

    WORDS = "words", _("Your words")
    POSITION = "position", _("Where you stand")
    ANSWER = "answer", _("How you take part")
    CHANGE = "change", _("What you said to a change of the plan")


class OfferKind(models.TextChoices):
    """What about a plan somebody would like to change while everybody is in the room."""

    ADD = "add", _("Add a part")
    LEAVE_OUT = "leave_out", _("Leave out a part")
    MOVE = "move", _("Change the order")
    LENGTH = "length", _("Make a part longer or shorter")


class Role(models.TextChoices):
    """What somebody holds in a meeting because they said "I will". Nobody is given one."""

    HOLD = "hold", _("Holding the meeting")
    NOTES = "notes", _("Keeping the notes")
    CARE = "care", _("Looking after care")
    SECOND = "second", _("A second for care")


class OutlookSays(models.TextChoices):
    """Whether what a circle plans fits in what its people said they have."""

    NOTHING = "nothing", _("Nothing is said")
    FITS = "fits", _("What is planned in the next four weeks fits in what people said they have.")
    MORE = (
        "more",
        _(
            "What is planned in the next four weeks is more than what people said they have."
            " You could plan less, or leave longer between."
        ),
    )


class AfterHeavy(models.TextChoices):
    """What whoever carried something heavy would like afterwards. Nobody else learns which."""

    LIGHTER = "lighter", _("A lighter turn next")
    TALK = "talk", _("Somebody to talk to")
    NO = "no", _("No, thank you")


class HowEven(models.TextChoices):
    """How evenly turns and words were shared in a meeting, for all of it together."""

    EVEN = "even", _("We shared turns and words quite evenly.")
    SOMEWHAT = "somewhat", _("We shared turns and words somewhat unevenly.")
    FEW = "few", _("A few of us had most of the turns or words.")


class Came(models.TextChoices):
    """The way that words came, which led to a decision."""

    SAID = "said", _("Said in a meeting")
    IDEAS = "ideas", _("Ideas we collected")
    CONCERN = "concern", _("A concern")
    PAPER = "paper", _("A paper")
    AHEAD = "ahead", _("Sent ahead in writing")
    FRIEND = "friend", _("By a friend's hand")
