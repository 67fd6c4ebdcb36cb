"""Tells Django about this part: open pages."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """The part `live`."""

    name = "handinhand.live"
