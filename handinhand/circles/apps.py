"""Tells Django about this part: circles."""

from django.apps import AppConfig


class CirclesConfig(AppConfig):
    """The part `circles`."""

    name = "handinhand.circles"
