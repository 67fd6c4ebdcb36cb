"""The way from a text of the circle's own to the page on which it can be covered."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from handinhand.ground.moments import goes_on

register = template.Library()


@register.simple_tag(takes_context=True)
def about_cover(context: template.Context, kind: str, row: object) -> SafeString:
    """A link to cover one text of a row, or to the cover over it; nothing where there is no text."""
    name = kind.partition("-")[2]
    public_id, text = getattr(row, "public_id", ""), getattr(row, name, "")
    if not public_id or not str(text or "").strip():
        return SafeString("")
    address = reverse("circles:own_cover", args=[context["circle"].public_id, kind, public_id])
    is_covered = goes_on(getattr(row, f"{name}_covered_until"))
    says = _("About this cover") if is_covered else _("Cover this")
    back = urlencode({"back": context["request"].path})
    return format_html('<a class="tap quiet" href="{}?{}">{}</a>', address, back, says)
