"""Forms that nobody wrote in yet: their boxes are the same for every reader of a language, but for the key.

Making a form and writing its boxes was a tenth of a room's time, so both are done once for each language and kept.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from handinhand.ui.fields import all_fields
from handinhand.ui.forms import Form, new_key

REMEMBERED = 200


class Blank:
    """A form as it is before anybody wrote in it; `given` is what its class is made with, never words of people."""

    errors: Mapping[str, Any] = {}

    def __init__(self, kind: type[Form], *, auto_id: str = "id_%s", **given: Hashable) -> None:
        self.kind, self.auto_id, self.given = kind, auto_id, tuple(given.items())

    def boxes(self) -> SafeString:
        """What `all_fields` writes for it, with a fresh key."""
        before, after = _around_its_key(self.kind, self.auto_id, self.given, get_language())
        return SafeString(f"{before}{new_key()}{after}")


@lru_cache(REMEMBERED)
def _around_its_key(
    kind: type[Form], auto_id: str, given: tuple[tuple[str, Any], ...], _language: str | None
) -> tuple[str, str]:
    """The boxes in the language of the moment, before and after the key."""
    form = kind(auto_id=auto_id, **dict(given))
    before, after = all_fields(form).split(form.initial["key"])
    return before, after
