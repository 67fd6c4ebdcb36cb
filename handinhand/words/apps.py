"""Tells Django about this part: words."""

from django.apps import AppConfig


class WordsConfig(AppConfig):
    """The part `words`."""

    name = "handinhand.words"
