"""Tells Django about this part: promises."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """The part `promises`."""

    name = "handinhand.promises"
