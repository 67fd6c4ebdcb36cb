"""What every page's template is given."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from handinhand.ui.first_style import FIRST_STYLE

# What the script says of itself: whether it asks by itself, or sends what somebody pressed.
FOLLOWING, BY_ITSELF = "X-Follow", "1"
SAFE_FIRST_STYLE: SafeString = mark_safe(FIRST_STYLE)  # noqa: S308 - our own style sheet, no input


@lru_cache(maxsize=1)
def addresses() -> dict[str, str]:
    """Where the style and the scripts are; their names change when they do."""
    return {
        "rest_style": static("ui/rest.css"),
        "hide_script": static("ui/hide.js"),
        "follow_script": static("ui/follow.js"),
        "plain_icon": static("ui/icon.svg"),
    }


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Who is looking, what is comfortable for them, and where the style is."""
    comfort = getattr(request, "comfort", None)
    chosen = [comfort.light, comfort.letters, comfort.motion] if comfort else []
    return {
        "person": getattr(request, "person", None),
        "comfort": " ".join(str(each) for each in chosen),
        "holds_still": bool(comfort and comfort.motion == "calm"),
        # What an open page fetches by itself shows no message, and so takes none: the page it is for may be on its way.
        "shows_messages": request.headers.get(FOLLOWING) != BY_ITSELF,
        "shared_device": getattr(request, "shared_device", False),
        # What was not sent when a page was hidden: a ticket to keep it, and what is taken up again on this very page.
        "keeps": getattr(request, "keeps", ""),
        "taken_up": getattr(request, "taken_up", None),
        "unsent_waits": getattr(request, "unsent_waits", False),
        "first_style": SAFE_FIRST_STYLE,
        **addresses(),
    }
