"""Whom somebody can reach now, by country. Each row says who stands behind it and when it was last looked up.

Whoever changes a row writes the day on which they looked. Only what its own publisher says in public stands here.
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
URGENT = _("Urgent help when things are very hard, day and night. Free.")
UK_DANGER = Contact(IN_DANGER, _("Police, ambulance, fire."), "999", "gov.uk")
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
            Contact(_("NHS 111, then option 2"), URGENT, "111", "nhs.uk"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "scotland",
        _("Scotland"),
        (
            UK_DANGER,
            Contact(_("NHS 24, ask for the mental health hub"), URGENT, "111", "nhs24.scot"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "wales",
        _("Wales"),
        (
            UK_DANGER,
            Contact(_("NHS 111 Wales, then option 2"), URGENT, "111", "111.wales.nhs.uk"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "northern-ireland",
        _("Northern Ireland"),
        (
            UK_DANGER,
            Contact("Lifeline", URGENT, "0808 808 8000", "lifelinehelpline.info"),
            UK_SAMARITANS,
            UK_SHOUT,
        ),
    ),
    Country(
        "ireland",
        _("Ireland"),
        (
            Contact(IN_DANGER, _("Police, ambulance, fire. 999 works, too."), "112", "gov.ie"),
            Contact("Samaritans", SAMARITANS_SAY, "116 123", "samaritans.org/ireland"),
            Contact(_("Text about it"), _("By text message, day and night. Free."), "50808", "textaboutit.ie"),
        ),
    ),
    Country(
        "united-states",
        _("United States"),
        (
            Contact(IN_DANGER, _("Police, ambulance, fire."), "911", "911.gov"),
            Contact("988 Lifeline", _("Call or text, day and night. Free."), "988", "988lifeline.org"),
        ),
    ),
)
