"""What is comfortable for a stranger, kept in their own browser and nowhere else."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse

from handinhand.people.choices import Letters, Light, Motion
from handinhand.people.models import Comfort

COOKIE = "comfort"
KEPT_FOR = 60 * 60 * 24 * 365


def read_comfort(cookies: Mapping[str, str]) -> Comfort:
    """What the browser says is comfortable; anything we do not know is left as usual."""
    said = set(cookies.get(COOKIE, "")[:60].split("."))
    return Comfort(
        light=next((each for each in Light.values if each in said), Light.LIGHT),
        letters=Letters.LARGE if Letters.LARGE in said else Letters.USUAL,
        motion=Motion.CALM if Motion.CALM in said else Motion.USUAL,
        language=next((code for code, _name in settings.LANGUAGES if code in said), ""),
    )


def known_language(code: str) -> str:
    """A language this server speaks, or nothing."""
    return code if code in dict(settings.LANGUAGES) else ""


def write_comfort(response: HttpResponse, comfort: Comfort) -> None:
    """Let the browser remember what is comfortable."""
    said = ".".join([comfort.light, comfort.letters, comfort.motion, comfort.language])
    response.set_cookie(
        COOKIE,
        said,
        max_age=KEPT_FOR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
