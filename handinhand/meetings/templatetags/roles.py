"""Buttons for what somebody holds in a meeting."""

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from handinhand.meetings.choices import Role
from handinhand.meetings.queries.roles import Held
from handinhand.ui.addresses import address_of
from handinhand.ui.buttons import button_form

register = template.Library()
I_WILL: dict[str, str | Promise] = {
    Role.HOLD: _("I will hold the meeting"),
    Role.NOTES: _("I will keep the notes"),
    Role.CARE: _("I will look after care"),
    Role.SECOND: _("I will be the second"),
}
HAND_BACK: dict[str, str | Promise] = {
    Role.HOLD: _("Hand back the meeting"),
    Role.NOTES: _("Hand back the notes"),
    Role.CARE: _("Hand back care"),
    Role.SECOND: _("Hand back being second"),
}


@register.simple_tag(takes_context=True)
def i_will(context: template.Context, held: Held, page: str) -> SafeString:
    """Say "I will"."""
    return _button(context, held, page, "take", str(I_WILL[held.role]))


@register.simple_tag(takes_context=True)
def hand_back(context: template.Context, held: Held, page: str) -> SafeString:
    """Hand it back."""
    return _button(context, held, page, "hand-back", str(HAND_BACK[held.role]))


def _button(context: template.Context, held: Held, page: str, way: str, words: str) -> SafeString:
    circle, meeting = context["circle"], context["meeting"]
    action = address_of("meetings:role", circle.public_id, meeting.public_id, held.role.value, way)
    token = str(context["csrf_token"])
    return button_form(
        action=action, words=words, csrf_token=token, ident=f"role-{held.role.value}", hidden={"page": page}
    )
