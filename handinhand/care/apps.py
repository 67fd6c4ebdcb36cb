"""Tells Django about this part: care."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """The part `care`."""

    name = "handinhand.care"
