"""Tells Django about this part: the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The part `ui`."""

    name = "handinhand.ui"
