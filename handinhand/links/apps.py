"""Tells Django about this part: links."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """The part `links`."""

    name = "handinhand.links"
