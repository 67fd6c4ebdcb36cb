"""How often tea is drawn, how somebody likes to meet, why a draw is as it is, and the opening questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.fairness.pairs import saying
from handinhand.fairness.reasons import Reason


class Every(models.TextChoices):
    """How often a circle's tea is drawn."""

    OFF = "off", _("Not at all")
    WEEK = "week", _("Each week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    FOUR_WEEKS = "four_weeks", _("Every four weeks")


WEEKS = {Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.FOUR_WEEKS: 4}


class Way(models.TextChoices):
    """How somebody likes to meet."""

    ANY = "any", _("Any way is fine")
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    WALKING = "walking", _("Walking together")


class Opening(models.TextChoices):
    """Whether somebody would like a question to begin with."""

    YES = "yes", _("Yes, give us one")
    NO = "no", _("No, we find our own way")


class Stands(models.TextChoices):
    """Where somebody stands in a group that was drawn. What they said goes when the next draw is made."""

    OPEN = "open"
    NOT_THIS_TIME = "not_this_time"
    OVER = "over"


class Why(models.TextChoices):
    """Why these were put together, as it is kept."""

    NOT_YET = "not_yet"
    LONGEST_AGO = "longest_ago"
    MET_BEFORE = "met_before"
    NOT_FOR_ALL = "not_for_all"
    THREE_NEW = "three_new"
    THREE_SOME_NEW = "three_some_new"
    THREE_MET = "three_met"


REASONS: dict[str, Reason] = {each: getattr(saying, each.name) for each in Why}

QUESTIONS = (
    _("What is a small thing that made a day of yours better lately?"),
    _("Where do you like to be when nobody needs you?"),
    _("What did you like to eat as a child?"),
    _("What would you like to learn, if there was time?"),
    _("Which sound do you like?"),
    _("What is something that you can do with your hands?"),
    _("Who taught you something that you still use?"),
    _("Which place would you show somebody who is new here?"),
    _("What makes you laugh?"),
    _("What do you hope we get done together?"),
    _("What helps you to feel at ease with people?"),
    _("Which time of the year is yours, and why?"),
)
