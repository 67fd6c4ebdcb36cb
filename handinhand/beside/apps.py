"""Tells Django about this part: beside."""

from django.apps import AppConfig


class BesideConfig(AppConfig):
    """The part `beside`."""

    name = "handinhand.beside"
