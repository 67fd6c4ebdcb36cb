"""Tells Django about this part: acquaintance."""

from django.apps import AppConfig


class AcquaintanceConfig(AppConfig):
    """The part `acquaintance`."""

    name = "handinhand.acquaintance"
