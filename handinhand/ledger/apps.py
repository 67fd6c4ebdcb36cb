"""Tells Django about this part: the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The part `ledger`."""

    name = "handinhand.ledger"
