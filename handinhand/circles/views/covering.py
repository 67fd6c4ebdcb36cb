"""Covering words that put somebody in danger, or a text of the circle's own, and saying whether a cover stays."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id, moment_in
from handinhand.people.doors import Request, safe_path, takes_effect_once
from handinhand.words.queries import CoverSeen, cover_seen, cover_seen_on_own_text
from handinhand.words.rules import COVER_LASTS, OTHERS_AGREE, CoverNotNow


def find(request: Request, member: Member, public_id: str, kind: str = "") -> CoverSeen:
    """What the member can read, or could if it were not covered; raises NotHere.

    It is words of somebody else, or (with its `kind`) a text of the circle's own.
    """
    if not is_public_id(public_id):
        raise NotHere
    among: dict[str, Any] = {"viewer": request.person, "circle": member.circle, "now": timezone.now()}
    if kind:
        found = cover_seen_on_own_text(kind=kind, public_id=public_id, **among)
    else:
        found = cover_seen(words_id=public_id, **among)
    if found is None:
        raise NotHere
    return found


def places(member: Member, public_id: str, kind: str) -> dict[str, str]:
    """Where the forms of the page go."""
    names = {"put": "cover", "stays": "cover_stays", "off": "cover_off"}
    if kind:
        own = [member.circle.public_id, kind, public_id]
        return {key: reverse(f"circles:own_{name}", args=own) for key, name in names.items()}
    return {key: reverse(f"circles:{name}", args=[member.circle.public_id, public_id]) for key, name in names.items()}


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def cover(request: Request, member: Member, words_id: str = "", own_kind: str = "", own_id: str = "") -> HttpResponse:
    """What a cover is and does, before it is put on; over covered words, what it is and who can say that it stays.

    Covered words are read here by somebody's own choice, who may then agree, or not.
    """
    found = find(request, member, words_id or own_id, own_kind)
    if request.method == "POST":
        return settle(request, lambda: actions.cover(words=found.over, by=member, now=timezone.now()), _("Covered."))
    now = timezone.now()
    may_agree = found.is_covered and found.is_open and not (found.is_by_me or found.is_from_me)
    reads = not found.is_covered or (may_agree and request.GET.get("read") == "yes")
    context: dict[str, Any] = {
        "seen": found,
        "may_agree": may_agree,
        "body": found.body if reads else "",
        "until": moment_in(member.circle, found.lapses_at or now + COVER_LASTS, now),
        "too_few": found.others < OTHERS_AGREE,
        "back": safe_path(request, "back"),
        **places(member, words_id or own_id, own_kind),
    }
    return circle_page(request, member, "circles/cover.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def stays(request: Request, member: Member, words_id: str = "", own_kind: str = "", own_id: str = "") -> HttpResponse:
    """Agree that a cover stays."""
    found = find(request, member, words_id or own_id, own_kind)

    def agree() -> None:
        actions.agree_to_cover(words=found.over, by=member, now=timezone.now())

    return settle(request, agree, _("Kept. Nobody sees that it was you."))


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def off(request: Request, member: Member, words_id: str = "", own_kind: str = "", own_id: str = "") -> HttpResponse:
    """Take one's own cover off again."""
    found = find(request, member, words_id or own_id, own_kind)

    def uncover() -> None:
        actions.uncover(words=found.over, by=member, now=timezone.now())

    return settle(request, uncover, _("The words can be read again."))


def settle(request: Request, do: Callable[[], object], done: str) -> HttpResponse:
    """Do it and go back; what cannot be done now is said in a sentence."""
    try:
        do()
    except CoverNotNow as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, done)
    return redirect(safe_path(request, "back"))
