"""Which roles every circle has, how many hold one, and what somebody says of one."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The roles that are always there, and one that a circle invented. Care is not among them: nothing draws it."""

    HOLD = "hold", _("Holding the meeting")
    WELCOME = "welcome", _("Welcoming")
    NOTES = "notes", _("Keeping the notes")
    TIME = "time", _("Keeping the time")
    OWN = "own", _("A role of our own")


# Everywhere from the beginning, while a circle says nothing else.
ALWAYS = (Kind.HOLD, Kind.WELCOME, Kind.NOTES, Kind.TIME)
TAKES: dict[str, str | Promise] = {
    Kind.HOLD: _("You begin, you see that everybody has their turn, and you close."),
    Kind.WELCOME: _("You say hello to whoever comes, and look after somebody who is new."),
    Kind.NOTES: _("You write down what we want to keep."),
    Kind.TIME: _("You say when a part is nearly over."),
}


class Seats(models.TextChoices):
    """How many hold a role at once, and how."""

    ONE = "one", _("One at a time")
    STEADY = "steady", _("Two: one who stays for a while, and one who changes with each meeting")
    PAIR = "pair", _("Two: one who comes for themselves, and one who comes for an organisation")


class Place(models.TextChoices):
    """Which of the seats of a role somebody has."""

    ONE = "one", _("The one who holds it")
    STEADY = "steady", _("The one who stays")
    ROTATING = "rotating", _("The one who changes with each meeting")
    FOR_MYSELF = "for_myself", _("The one who comes for themselves")
    FOR_ORGANISATION = "for_organisation", _("The one who comes for an organisation")


class Says(models.TextChoices):
    """What somebody says of a role, for draws to come. Nobody else sees it."""

    YES = "yes", _("Yes")
    BESIDE = "beside", _("Yes, with somebody beside me")
    NOT_NOW = "not_now", _("Not now")


WILLING = (Says.YES, Says.BESIDE)


class Stage(models.TextChoices):
    """How far a draw has come."""

    OPEN = "open", _("The names are open")
    DRAWN = "drawn", _("Drawn")
    NOBODY = "nobody", _("Nobody said yes, and that is fine. The role is open.")
    OVERTAKEN = "overtaken", _("What it was for was settled in another way first, so nothing was drawn.")
    CALLED_OFF = "called_off", _("It was called off before the names closed, so nothing was drawn.")


class OpenFor(models.TextChoices):
    """How long the names of a draw stay open."""

    ONE = "1", _("One day")
    THREE = "3", _("Three days")
    WEEK = "7", _("A week")
