"""The letters that stand for a list, on any page that carries them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from handinhand.circles.done import Head

register = template.Library()


@register.simple_tag
def letters_of(head: Head) -> SafeString:
    """How many lines there are, and the letters that stand for them: read from left to right in every language."""
    sentence = ngettext(
        "These letters stand for the first line:", "These letters stand for the first %(lines)s lines:", head.number
    ) % {"lines": head.number}
    return format_html('<p>{}</p><p><strong dir="ltr">{}</strong></p>', sentence, head.letters)
