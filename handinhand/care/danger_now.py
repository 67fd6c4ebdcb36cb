"""Whom to call when somebody is in danger now, by country. Each number is dated, with who says so in public."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOKED_UP = date(2026, 11, 25)


@dataclass(frozen=True)
class CallNow:
    """One country's number for danger."""

    country: str | Promise
    number: str
    source: str
    checked: date = LOOKED_UP


CALL_NOW = (
    CallNow(_("United Kingdom"), "999", "gov.uk"),
    CallNow(_("Ireland"), "112", "gov.ie"),
    CallNow(_("United States"), "911", "911.gov"),
    CallNow(_("Everywhere in the European Union"), "112", "europa.eu"),
)
