"""Tells Django about this part: days."""

from django.apps import AppConfig


class DaysConfig(AppConfig):
    """The part `days`."""

    name = "handinhand.days"
