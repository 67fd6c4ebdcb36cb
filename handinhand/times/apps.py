"""Tells Django about this part: times."""

from django.apps import AppConfig


class TimesConfig(AppConfig):
    """The part `times`."""

    name = "handinhand.times"
