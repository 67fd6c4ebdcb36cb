"""Tells Django about this part: roles."""

from django.apps import AppConfig


class RolesConfig(AppConfig):
    """The part `roles`."""

    name = "handinhand.roles"
