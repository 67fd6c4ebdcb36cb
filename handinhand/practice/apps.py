"""Tells Django about this part: practice."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """The part `practice`."""

    name = "handinhand.practice"
