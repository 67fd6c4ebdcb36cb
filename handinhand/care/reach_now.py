"""Whom somebody can reach now, by country. Each row says who stands behind it and when it was last looked up.

Whoever changes a row writes the day on which they looked. Only what its own publisher says in public stands here.
On the first day it was read in stored copies of public pages: whoever keeps a server looks once more (docs/keeper.md).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOOKED_UP = date(2026, 11, 25)


@dataclass(frozen=True)
class Contact:
    """One way to reach somebody now: what for, the number as people say it, who says so, and when that was checked."""

    name: str | Promise
    says: str | Promise
    number: str
    source: str
    checked: date = LOOKED_UP

    @property
    def dials(self) -> str:
        """The number as a phone dials it."""
        return "".join(letter for letter in self.number if letter.isdigit())


@dataclass(frozen=True)
class Country:
    """One country with its contacts."""

    code: str
    name: str | Promise
    contacts: tuple[Contact, ...]


SAMARITANS_SAY = _("Somebody who listens, day and night. Free.")
IN_DANGER = _("If somebody is in danger now")
VERY_HARD = _("Help when things are very hard, day and night. Free.")
UK_DANGER = Contact(IN_DANGER, _("Police, ambulance, fire."), "999", "gov.uk")
IE_DANGER = Contact(IN_DANGER, _("Police, ambulance, fire. 999 works, too."), "112", "gov.ie")
US_DANGER = Contact(IN_DANGER, _("Police, ambulance, fire."), "911", "911.gov")
EU_DANGER = Contact(IN_DANGER, _("Police, ambulance, fire."), "112", "europa.eu")
UK_SAMARITANS = Contact("Samaritans", SAMARITANS_SAY, "116 123", "samaritans.org")
UK_SHOUT = Contact(
    "Shout", _("By text message, day and night. Free. Send the word SHOUT."), "85258", "giveusashout.org"
)

COUNTRIES = (
    Country(
        "england",
        _("England"),
        (
            UK_DANGER,
            Contact(_("NHS 111, then the mental health option"), VERY_HARD, "111", "nhs.uk"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "scotland",
        _("Scotland"),
        (
            UK_DANGER,
            Contact(_("NHS 24, ask for the mental health hub"), VERY_HARD, "111", "nhs24.scot"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "wales",
        _("Wales"),
        (
            UK_DANGER,
            Contact(_("NHS 111 Wales, then option 2"), VERY_HARD, "111", "111.wales.nhs.uk"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "northern-ireland",
        _("Northern Ireland"),
        (
            UK_DANGER,
            Contact("Lifeline", VERY_HARD, "0808 808 8000", "lifelinehelpline.info"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "ireland",
        _("Ireland"),
        (
            IE_DANGER,
            Contact("Samaritans", SAMARITANS_SAY, "116 123", "samaritans.org/ireland"),
            Contact("50808", _("By text message, day and night. Free."), "50808", "textaboutit.ie"),
        ),
    ),
    Country(
        "united-states",
        _("United States"),
        (
            US_DANGER,
            Contact("988 Lifeline", _("Call or text, day and night. Free."), "988", "988lifeline.org"),
        ),
    ),
)

# Whom to call when somebody is in danger now, of each country alone.
CALL_NOW: tuple[tuple[str | Promise, Contact], ...] = (
    (_("United Kingdom"), UK_DANGER),
    (_("Ireland"), IE_DANGER),
    (_("United States"), US_DANGER),
    (_("Everywhere in the European Union"), EU_DANGER),
)
