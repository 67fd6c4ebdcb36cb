"""The few parts that pages are made of."""

from collections.abc import Iterable

from django import template
from django.forms import BaseForm
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from handinhand.fairness.reasons import Reason
from handinhand.ui.addresses import address_of
from handinhand.ui.apart import apart, in_a_row
from handinhand.ui.blank import Blank
from handinhand.ui.buttons import button_form
from handinhand.ui.fields import all_fields
from handinhand.ui.icons import DRAWN, MARK, SAFE_DRAWINGS
from handinhand.ui.meanings import MEANINGS
from handinhand.ui.sentences import say
from handinhand.ui.squares import square_code

register = template.Library()
SAFE_MARK = mark_safe(MARK)  # noqa: S308 - our own drawing, no input
SHAPES = {
    (colour, name): mark_safe(f'<span class="person {colour}">{svg}</span>')  # noqa: S308 - as above
    for colour in ("leaf", "clay", "plum", "sky")
    for name, svg in DRAWN.items()
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing."""
    return SAFE_DRAWINGS[name]


@register.simple_tag
def mark() -> SafeString:
    """The two circles, hand in hand."""
    return SAFE_MARK


@register.simple_tag
def shape(member: object) -> SafeString:
    """The shape and colour a member chose; a plain circle where there is nobody."""
    return SHAPES[getattr(member, "colour", "sky"), getattr(member, "shape", "circle")]


@register.simple_tag(takes_context=True)
def place(context: template.Context, name: str, drawing: str, words: str, *where: str) -> SafeString:
    """One place in the bar at the bottom; it says when you are there."""
    address = address_of(name, *where)
    request = context.get("request")
    here = SafeString(' aria-current="page"') if request is not None and request.path == address else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', address, here, SAFE_DRAWINGS[drawing], words)


@register.simple_tag
def square(address: str, says: str) -> SafeString:
    """A square code for a phone's camera; the address stands beside it in words."""
    return square_code(address, says=says)


@register.simple_tag
def means(*words: str) -> SafeString:
    """What words that not everybody knows mean, on a page that uses them."""
    return format_html('<p class="quiet">{}</p>', " ".join(str(MEANINGS[each]) for each in words))


@register.simple_tag
def fields(form: BaseForm | Blank) -> SafeString:
    """A form's problems and boxes, each with its label, why we ask, who will see it, and what to mend."""
    return form.boxes() if isinstance(form, Blank) else all_fields(form)


@register.filter(name="apart")
def set_apart(text: str) -> str:
    """Somebody's words within a sentence of ours, whichever way either runs."""
    return apart(text)


@register.filter
def row(texts: Iterable[str]) -> str:
    """Several names one after the other, as the reader's language lists them."""
    return in_a_row(texts)


@register.filter
def said(reason: Reason) -> str:
    """A reason in words, in the reader's language."""
    return say(reason)


@register.simple_tag
def words_of(text: str, fold: str = "") -> SafeString:
    """What somebody said. With the name of a fold, it is closed until whoever looks opens it."""
    plain = format_html('<p class="said" dir="auto">{}</p>', text)
    if not fold:
        return plain
    closed = _("Words of somebody you chose not to see")
    return format_html('<details id="fold-{}"><summary>{}</summary>{}</details>', fold, closed, plain)


@register.simple_tag
def opened(is_folded: object) -> SafeString:
    """Within the tag of a fold: open, or as many spaces, so that a page tells nobody by its length which it was."""
    return SafeString("     " if is_folded else " open")


@register.simple_tag
def noted(text: str, note: object, fold: str = "", place: str = "") -> SafeString:
    """What somebody said, with what it touches on and four ways that weigh the same; without a note, the words alone.

    All of it is in the page, so no choice sends anything. `place` tells it from the same words elsewhere on a page.
    With the name of a fold, it is by somebody whose words the reader chose not to see, and that comes first.
    """
    if fold or not note:
        return words_of(text, fold)
    return SafeString(get_template("ui/noted.html").render({"text": text, "note": note, "place": place}))


@register.simple_tag(takes_context=True)
def press(context: template.Context, action: str, words: str, ident: str, kind: str = "", **hidden: str) -> SafeString:
    """A button that posts to `action`."""
    token = str(context["csrf_token"])
    return button_form(action=action, words=words, csrf_token=token, ident=ident, kind=kind, hidden=hidden)
