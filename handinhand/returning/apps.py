"""Tells Django about this part: returning."""

from django.apps import AppConfig


class ReturningConfig(AppConfig):
    """The part `returning`."""

    name = "handinhand.returning"
