"""Tells Django about this part: the outermost room."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The part `config`."""

    name = "handinhand.config"
