"""Tells Django about this part: people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The part `people`."""

    name = "handinhand.people"
