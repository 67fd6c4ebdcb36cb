"""What is in the way, how it is taken up, and what somebody answers who is asked to be beside another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What it is. Harm because of who somebody is has its own name, and is never one among other things."""

    SOMETHING = "something", _("Something is in the way, between people or in how we do things")
    HARM = "harm", _("Harm was done because of who somebody is, such as racism")


class Way(models.TextChoices):
    """How it is taken up, as both like."""

    TEA = "tea", _("Talking over a cup of tea")
    WRITING = "writing", _("Writing to each other, each at their own pace")
    MEETING = "meeting", _("A part of our next meeting")


class Beside(models.TextChoices):
    """What somebody says who was asked to be beside whoever said it."""

    ASKED = "asked", _("asked")
    YES = "yes", _("Yes, I am beside them")
    NO = "no", _("Not this time")
