"""Tells Django about this part: calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """The part `calendars`."""

    name = "handinhand.calendars"
