"""Buttons of the room."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.meetings.queries.rooms import Room
from handinhand.meetings.queries.said import any_of_others
from handinhand.ui.addresses import address_of
from handinhand.ui.apart import apart
from handinhand.ui.buttons import button_form
from handinhand.ui.templatetags.parts import shape

register = template.Library()


register.filter("any_of_others", any_of_others)


@register.simple_tag(takes_context=True)
def do(context: template.Context, name: str, words: str, kind: str = "", **hidden: str) -> SafeString:
    """A button that does one named thing in this room."""
    room: Room = context["room"]
    action = address_of("meetings:act", room.viewer.circle.public_id, room.meeting.public_id, name)
    ident = "-".join(["do", name, *hidden.values()])
    token = str(context["csrf_token"])
    return button_form(action=action, words=words, csrf_token=token, ident=ident, kind=kind, hidden=hidden)


@register.simple_tag
def ring(room: Room) -> SafeString:
    """Whoever came in, whose turn it is, and in a round how to say their names. No template: it is most of a room."""
    turn = room.turn.pk if room.turn else None
    in_turns = room.part is not None and room.part.takes_turns
    lines = []
    for member in room.people:
        name = f"<bdi>{escape(member.name)}</bdi>"
        if member.pk == room.viewer.pk:
            name = escape(_("You"))
        elif member.pk == turn:
            name = f'<strong dir="auto">{escape(member.name)}</strong>'
        here = ' class="has-turn"' if member.pk == turn else ""
        lines.append(f"<li{here}>{shape(member)}{name}{_sounds(member) if in_turns else ''}</li>")
    return SafeString(f'<ul class="ring">{"".join(lines)}</ul>')


def _sounds(member: Member) -> str:
    said = f'<span class="quiet"><bdi>{escape(member.pronouns)}</bdi></span>' if member.pronouns else ""
    if not member.say_name:
        return said
    how = _("say: %(sound)s") % {"sound": apart(member.say_name)}
    return f'{said}<span class="quiet">{escape(how)}</span>'


@register.simple_tag(takes_context=True)
def tap(context: template.Context, name: str, member: Member, words: str, **hidden: str) -> SafeString:
    """A big button with somebody's shape and name, on the room's phone."""
    circle, meeting = context["circle"], context["meeting"]
    action = address_of("meetings:phone_turn", circle.public_id, meeting.public_id, member.public_id, name)
    label = format_html("{}<span><bdi>{}</bdi><br>{}</span>", shape(member), member.name, words)
    ident = f"{name}-{member.public_id}"
    token = str(context["csrf_token"])
    return button_form(action=action, words=label, csrf_token=token, ident=ident, kind="big", hidden=hidden)


@register.simple_tag(takes_context=True)
def lead(context: template.Context, name: str, words: str, kind: str = "", **hidden: str) -> SafeString:
    """A button for whoever holds the meeting, on the room's phone."""
    circle, meeting = context["circle"], context["meeting"]
    action = address_of("meetings:phone_lead", circle.public_id, meeting.public_id, name)
    token = str(context["csrf_token"])
    return button_form(action=action, words=words, csrf_token=token, ident=f"lead-{name}", kind=kind, hidden=hidden)
