"""Tells Django about this part: notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The part `notices`."""

    name = "handinhand.notices"
