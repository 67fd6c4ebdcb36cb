"""Tells Django about this part: tea."""

from django.apps import AppConfig


class TeaConfig(AppConfig):
    """The part `tea`."""

    name = "handinhand.tea"
