"""Tells Django about this part: meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The part `meetings`."""

    name = "handinhand.meetings"
