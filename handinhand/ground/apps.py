"""Tells Django about this part: the ground."""

from django.apps import AppConfig


class GroundConfig(AppConfig):
    """The part `ground`."""

    name = "handinhand.ground"
