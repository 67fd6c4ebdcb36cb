"""Tells Django about this part: topics."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """The part `topics`."""

    name = "handinhand.topics"
