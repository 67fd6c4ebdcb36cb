"""The whole house as one ASGI application, for `handinhand serve` or for any ASGI server that takes a factory."""

from wsgiref.headers import Headers

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStaticASGI

from handinhand.away import jobs as stepping_away
from handinhand.beside import jobs as companions
from handinhand.care import jobs as care
from handinhand.circles import jobs as agreed
from handinhand.config.front import Front, Pages
from handinhand.home import jobs as messages
from handinhand.live import watch
from handinhand.live.stream import Streams
from handinhand.meetings import jobs as looking_ahead
from handinhand.notices import jobs as letters
from handinhand.people import jobs as forgetting
from handinhand.profiles import jobs as company
from handinhand.roles import jobs as roles
from handinhand.tea import jobs as tea
from handinhand.unnamed import jobs as without_names

AN_HOUR = 60 * 60


def house() -> ServeStaticASGI:
    """Style and scripts, the stream, and the pages; a file whose name carries its fingerprint is kept for good."""
    pages = Pages(get_wsgi_application())
    jobs = (
        watch,
        letters,
        forgetting,
        messages,
        company,
        care,
        tea,
        roles,
        looking_ahead,
        companions,
        agreed,
        stepping_away,
        without_names,
    )
    beside = [each.run_forever for each in jobs]
    return ServeStaticASGI(
        Front(pages=pages, streams=Streams(), beside=beside),
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        max_age=AN_HOUR,
        allow_all_origins=False,
        add_headers_function=_let_nobody_guess,
    )


def _let_nobody_guess(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
