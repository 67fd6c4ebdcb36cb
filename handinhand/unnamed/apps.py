"""Tells Django about this part: unnamed."""

from django.apps import AppConfig


class UnnamedConfig(AppConfig):
    """The part `unnamed`."""

    name = "handinhand.unnamed"
