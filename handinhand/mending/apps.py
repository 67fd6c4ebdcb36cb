"""Tells Django about this part: mending."""

from django.apps import AppConfig


class MendingConfig(AppConfig):
    """The part `mending`."""

    name = "handinhand.mending"
