"""Tells Django about this part: profiles."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """The part `profiles`."""

    name = "handinhand.profiles"
