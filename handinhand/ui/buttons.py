"""A button that does one thing, as a small form: it works without scripts and takes effect once."""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from handinhand.ui.forms import new_key


def button_form(
    *, action: str, words: str, csrf_token: str, ident: str, kind: str = "", hidden: dict[str, str] | None = None
) -> SafeString:
    """A form of one button; `kind` is '', 'main' or 'plain'; `ident` lets the focus find it again."""
    sent = {"csrfmiddlewaretoken": csrf_token, **(hidden or {})}
    boxes = "".join(
        f'<input type="hidden" name="{conditional_escape(name)}" value="{conditional_escape(value)}">'
        for name, value in sent.items()
    )
    look = f"button {kind}" if kind else "button"
    return SafeString(
        f'<form method="post" action="{conditional_escape(action)}" data-stay>{boxes}'
        f'<input type="hidden" name="key" value="{new_key()}">'
        f'<button class="{look}" id="{conditional_escape(ident)}">{conditional_escape(words)}</button></form>'
    )
