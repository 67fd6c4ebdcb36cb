"""Tells Django about this part: pages that bring parts together."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The part `home`."""

    name = "handinhand.home"
