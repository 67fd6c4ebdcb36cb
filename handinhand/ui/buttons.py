"""A button that does one thing, as a small form: it works without scripts and takes effect once."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from handinhand.ui.forms import new_key


def button_form(
    *, action: str, words: str, csrf_token: str, ident: str, kind: str = "", hidden: dict[str, str] | None = None
) -> SafeString:
    """A form of one button; `kind` is '', 'main' or 'plain'; `ident` lets the focus find it again."""
    return format_html(
        '<form method="post" action="{}" data-stay><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="key" value="{}" autocomplete="off">{}'
        '<button class="button{}" id="{}">{}</button></form>',
        action,
        csrf_token,
        new_key(),
        format_html_join("", '<input type="hidden" name="{}" value="{}">', (hidden or {}).items()),
        f" {kind}" if kind else "",
        ident,
        words,
    )
