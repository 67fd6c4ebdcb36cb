"""Tells Django about this part: decisions."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The part `decisions`."""

    name = "handinhand.decisions"
