"""Buttons of the room."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from handinhand.meetings.queries.rooms import Room
from handinhand.ui.buttons import button_form

register = template.Library()


@register.simple_tag(takes_context=True)
def do(context: template.Context, name: str, words: str, kind: str = "", **hidden: str) -> SafeString:
    """A button that does one named thing in this room."""
    room: Room = context["room"]
    action = reverse("meetings:act", args=[room.viewer.circle.public_id, room.meeting.public_id, name])
    ident = "-".join(["do", name, *hidden.values()])
    token = str(context["csrf_token"])
    return button_form(action=action, words=words, csrf_token=token, ident=ident, kind=kind, hidden=hidden)
