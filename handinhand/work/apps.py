"""Tells Django about this part: work."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """The part `work`."""

    name = "handinhand.work"
