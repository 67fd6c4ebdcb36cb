"""What somebody says of being beside each other, and where somebody stands who was asked."""

from django.db import models


class Says(models.TextChoices):
    """What somebody says, for one meeting or for all of them."""

    WOULD_LIKE = "would_like"
    WOULD_SIT = "would_sit"


class Stands(models.TextChoices):
    """Where somebody stands who was asked to be beside another."""

    ASKED = "asked"
    YES = "yes"
    NOT_THIS_TIME = "not_this_time"
