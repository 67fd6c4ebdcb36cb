"""Covering words that put somebody in danger, and saying whether a cover stays."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id, moment_in
from handinhand.people.doors import Request, safe_path, takes_effect_once
from handinhand.words.queries import CoverSeen, cover_seen
from handinhand.words.rules import COVER_LASTS, OTHERS_AGREE, CoverNotNow


def find(request: Request, member: Member, words_id: str) -> CoverSeen:
    """Words of somebody else that the member can read, or could if they were not covered; raises NotHere."""
    if not is_public_id(words_id):
        raise NotHere
    found = cover_seen(viewer=request.person, circle=member.circle, words_id=words_id, now=timezone.now())
    if found is None:
        raise NotHere
    return found


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def cover(request: Request, member: Member, words_id: str) -> HttpResponse:
    """What a cover is and does, before it is put on; over covered words, what it is and who can say that it stays.

    Covered words are read here by somebody's own choice, who may then agree, or not.
    """
    found = find(request, member, words_id)
    if request.method == "POST":
        return settle(request, lambda: actions.cover(words=found.words, by=member, now=timezone.now()), _("Covered."))
    now = timezone.now()
    may_agree = found.is_covered and found.is_open and not found.is_by_me
    reads = not found.is_covered or (may_agree and request.GET.get("read") == "yes")
    context: dict[str, Any] = {
        "seen": found,
        "may_agree": may_agree,
        "body": found.words.body if reads else "",
        "until": moment_in(member.circle, found.lapses_at or now + COVER_LASTS, now),
        "too_few": found.others < OTHERS_AGREE,
        "back": safe_path(request, "back"),
    }
    return circle_page(request, member, "circles/cover.html", context)


@require_POST
@as_member
@takes_effect_once
def stays(request: Request, member: Member, words_id: str) -> HttpResponse:
    """Agree that a cover stays."""
    found = find(request, member, words_id)

    def agree() -> None:
        actions.agree_to_cover(words=found.words, by=member, now=timezone.now())

    return settle(request, agree, _("Kept. Nobody sees that it was you."))


@require_POST
@as_member
@takes_effect_once
def off(request: Request, member: Member, words_id: str) -> HttpResponse:
    """Take one's own cover off again."""
    found = find(request, member, words_id)

    def uncover() -> None:
        actions.uncover(words=found.words, by=member, now=timezone.now())

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
