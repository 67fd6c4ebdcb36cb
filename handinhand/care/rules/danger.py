"""What can be passed on, to whom, and how an adopted line says how somebody is reached."""

import re
from datetime import timedelta

from django.utils.translation import gettext as _

from handinhand.ground.sealed import folded
from handinhand.notices.rules import KEEP_GIVEN_UP

# The same words to the same person, pressed again: passed on once.
ONCE_WITHIN = timedelta(minutes=10)
# After this we no longer know whether a letter left.
LETTER_KNOWN = KEEP_GIVEN_UP - timedelta(days=1)
TOLD_FOR = timedelta(days=90)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
FEWEST_FIGURES = 5
PHONE = re.compile(r"\+?\d[\d ().-]{1,20}\d")


class NotPassedOn(Exception):
    """Something cannot be passed on as things stand; the text says why and what to do, in plain words."""


def mail_in(text: str) -> str:
    """The first e-mail address in a text; empty when there is none."""
    found = MAIL.search(text)
    return found.group() if found is not None else ""


def phone_in(text: str) -> str:
    """The first phone number in a text, as a phone dials it; empty when there is none. Opening hours are none."""
    found = (re.sub(r"[^\d+]", "", each) for each in PHONE.findall(MAIL.sub(" ", text)))
    return next((each for each in found if len(each) >= FEWEST_FIGURES), "")


def is_of(organisation: str, text: str) -> bool:
    """Whether a line about somebody outside names an organisation."""
    return bool(organisation.strip()) and folded(organisation) in folded(text)


def why_not_to(*, text: str, organisation: str, by_letter: bool, body: str) -> str | None:
    """Why something cannot go to somebody outside like this; nothing when it can."""
    if is_of(organisation, text):
        return _(
            "This person belongs to the same organisation, so it does not go there. Please choose somebody else, or"
            " call one of the numbers on the page before."
        )
    if by_letter and not mail_in(text):
        return _("We know no e-mail address of this person. You can call or write to them yourself.")
    if by_letter and not body.strip():
        return _("There are no words yet for the letter. Write some, or call or write to them yourself.")
    return None
