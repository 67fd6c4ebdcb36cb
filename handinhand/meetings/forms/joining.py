"""Where people join a meeting by video or phone: an address or a number, which we never open ourselves."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from handinhand.ui.forms import TextField

LINK_LIMIT = 500
TEL = "tel:"
# Also as people write them, with spaces, brackets, dots and dashes; and a code to type once one is connected.
NUMBER = re.compile(r"\+?[0-9]{3,20}(,+[0-9]{1,20}#?)*")
BETWEEN = re.compile(r"[\s().\-/]")
NOT_A_LINK = _("Please write a link that begins with https://, or a phone number. You can also leave this empty.")
IN_A_LINK = _("This link has a name or a password in it. Please write one without.")


class JoinField(TextField):
    """A link (https alone) or a phone number; kept as it is opened."""

    def __init__(self) -> None:
        super().__init__(
            label=_("A link or a phone number to join by"),
            help_text=_(
                "For people who join by video or phone. It is never needed, and we never open it ourselves. You can"
                " skip this."
            ),
            limit=LINK_LIMIT,
            required=False,
        )

    def clean(self, value: Any) -> Any:
        """What was written, as a page can link to it."""
        written: str = super().clean(value).strip()
        if not written:
            return ""
        number = BETWEEN.sub("", written[len(TEL) :] if written.lower().startswith(TEL) else written)
        if NUMBER.fullmatch(number):
            return f"{TEL}{number}"
        try:
            URLValidator(schemes=["https"])(written)
            parts = urlsplit(written)
        except (ValidationError, ValueError) as odd:
            raise ValidationError(NOT_A_LINK) from odd
        if "@" in parts.netloc:
            raise ValidationError(IN_A_LINK)
        return written
