"""Whom to turn to outside when harm was done because of who somebody is, by country; see `care/reach_now.py`.

Whoever changes a row writes the day on which they looked. These were read in stored copies of public pages, so whoever
keeps a server looks once more (docs/keeper.md).
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from handinhand.care.reach_now import UK_DANGER, Contact

LOOKED_UP = date(2026, 11, 26)

HARM_NOW = (
    (_("United Kingdom"), UK_DANGER),
    (
        _("United Kingdom"),
        Contact(
            "Stop Hate UK",
            _("Somebody who listens when harm was done because of who you are. They do not serve every place."),
            "0800 138 1625",
            "stophateuk.org",
            LOOKED_UP,
        ),
    ),
)
