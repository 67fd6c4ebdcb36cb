"""Tells Django about this part: away."""

from django.apps import AppConfig


class AwayConfig(AppConfig):
    """The part `away`."""

    name = "handinhand.away"
