"""How requests come in: who is looking, beginning and ending a visit, and forms that take effect once."""

import hashlib
import ipaddress
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.people import actions
from handinhand.people.actions import sent_once
from handinhand.people.models import Comfort, SentOnce
from handinhand.people.shared import HERE, LEFT, SHARED, is_shared, said_to_be_shared
from handinhand.people.taking_up import remember, sent
from handinhand.ui.problems import plain_page, words_sent

PERSON, ROUND = "person", "round"
KEY_LENGTHS = range(8, 65)
PATH_LIMIT = 300
ANSWER_LOST_FOR = timedelta(minutes=15)
V6_HOME = 64
PASSED_ON = {"HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP"}

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Request(HttpRequest):
    """A request of somebody who is signed in."""

    person: Person
    comfort: Comfort


def visitor_of(request: HttpRequest) -> Person | None:
    """Who is looking, or nobody we know."""
    person: Person | None = getattr(request, "person", None)
    return person


def comfort_of(request: HttpRequest) -> Comfort:
    """What is comfortable for whoever is looking."""
    comfort: Comfort = getattr(request, "comfort", None) or Comfort()
    return comfort


def open_to_strangers(view: View) -> View:
    """Mark a view that needs nobody to be signed in; every other one does."""
    view.open_to_strangers = True  # type: ignore[attr-defined]
    return view


def is_open(view: Callable[..., HttpResponse]) -> bool:
    """Whether a view needs nobody to be signed in."""
    return bool(getattr(view, "open_to_strangers", False))


def keeps_nothing_unsent(view: View) -> View:
    """Mark a view whose boxes are never kept for somebody who hides it: what stands there is to be nobody's."""
    view.keeps_nothing_unsent = True  # type: ignore[attr-defined]
    return view


def begin_visit(request: HttpRequest, person: Person) -> None:
    """From now on this browser is `person`; the visit gets a new cookie, so that an old one is worth nothing.

    Whoever said that others use this device gets a visit of which nothing stays on it.
    What somebody chose for their comfort as a stranger becomes theirs, if they never chose before.
    """
    # Also when somebody becomes somebody else: the device is the same.
    shared = said_to_be_shared(request) or is_shared(request)
    if request.session.get(PERSON, person.pk) != person.pk:
        request.session.flush()
    request.session.cycle_key()
    request.session.set_expiry(None)
    request.session[PERSON], request.session[ROUND] = person.pk, person.sign_in_round
    if shared:
        request.session[SHARED] = True
        setattr(request, HERE, True)
        rotate_token(request)
    remember(request, person, timezone.now())
    comfort = getattr(person, "comfort", None)
    if comfort is None:
        say_once_how_to_hide(request)
        seen = comfort_of(request)
        comfort = actions.choose_comfort(
            by=person, light=seen.light, letters=seen.letters, motion=seen.motion, language=seen.language
        )
    request.person, request.comfort = person, comfort  # type: ignore[attr-defined]


def say_once_how_to_hide(request: HttpRequest) -> None:
    """On the first page that somebody new sees here, before it first matters."""
    messages.info(
        request,
        _(
            "“Hide this page” stands at the top of every page. Press it, or Shift three times, and this page is gone"
            " and another website opens. It does not clear the history of this browser. More about it stands at the"
            " bottom of every page."
        ),
    )


def end_visit(request: HttpRequest) -> None:
    """Delete the visit: this browser is nobody's from now on, and no form sent again brings anybody back."""
    person = visitor_of(request)
    if person is not None:
        actions.forget_browsers(by=person)
    setattr(request, LEFT, is_shared(request))
    setattr(request, HERE, False)
    request.session.flush()
    request.person = None  # type: ignore[attr-defined]


def safe_path(request: HttpRequest, name: str = "next", otherwise: str = "/") -> str:
    """Where a form or an address asks to go on to, if that is a page of this house; else `otherwise`."""
    path = request.POST.get(name) or request.GET.get(name) or ""
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    strange = any(unicodedata.category(letter)[0] in "CZ" or letter == "\\" for letter in path)
    return path if ours and not strange and len(path) <= PATH_LIMIT else otherwise


def where_from(request: HttpRequest) -> str:
    """Where a request comes from, as a keyed fingerprint: enough to count tries, and nothing else.

    Behind a proxy it is what the proxy itself wrote, the last in the list. One home's IPv6 addresses count as one.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.META.get("HTTP_X_FORWARDED_FOR", said).rsplit(",", 1)[-1].strip()
    try:
        if ipaddress.ip_address(said).version == 6:  # noqa: PLR2004 - the version's own number
            said = str(ipaddress.ip_network(f"{said}/{V6_HOME}", strict=False))
    except ValueError:
        said = "unknown"
    return salted_hmac("handinhand.people.where", said, algorithm="sha256").hexdigest()


def is_at_this_machine(request: HttpRequest) -> bool:
    """Whether a request was made on this very machine to a server that is not in the open, and nobody passed it on."""
    try:
        near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    host, _port = split_domain_port(request.get_host())
    passed_on = any(name.startswith("HTTP_X_FORWARDED") or name in PASSED_ON for name in request.META)
    alone = settings.ON_LOOPBACK and not settings.IN_THE_OPEN
    return alone and near and host in settings.LOOPBACK and not passed_on


def takes_effect_once(view: View) -> View:
    """Let a form take effect once: sent again by the same person or browser, it answers as it did and changes nothing.

    The key's row goes in first, in the transaction of the view's own writes: a second request waits on the unique
    index until the first is kept or undone. An answer that is not "go on to …" lets go of the key, so that mending
    and sending again works; what was counted on the way (tries) stays counted. Other words under a key that took
    effect (a page of before, written on) change nothing either, and are given back.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = request.POST.get("key", "")
        if len(key) not in KEY_LENGTHS:
            sentence = _("What your phone sent did not arrive whole. Please go back one page and send it again.")
            return plain_page(request, status=400, heading=_("Please send that again"), sentence=sentence)
        with transaction.atomic():
            keys, content = _fingerprints(request, key), _content(request)
            row = sent_once.take(keys=keys, content=content, now=timezone.now())
            answer = _answer_again(request, row) if row.location else _answer(request, row, view, args, kwargs)
        if isinstance(answer, Http404):
            raise answer
        return answer

    return once  # type: ignore[return-value]


def _fingerprints(request: HttpRequest, key: str) -> list[str]:
    """What a key is kept as: bound to the person, and to the browser (by its secret for forms)."""
    person = visitor_of(request)
    owners = [f"browser {request.META.get('CSRF_COOKIE', '')}"]
    if person is not None:
        owners.insert(0, f"person {person.public_id}")
    return [salted_hmac("handinhand.people.once", f"{each} {key}", algorithm="sha256").hexdigest() for each in owners]


def _content(request: HttpRequest) -> str:
    """What a form holds, as a fingerprint; the proof of where it came from is another one on every page."""
    sent = sorted((name, texts) for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = [(name, _digest(file)) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    said = f"{request.path} {sent} {files}" if files else f"{request.path} {sent}"
    return salted_hmac("handinhand.people.sent", said, algorithm="sha256").hexdigest()


def _digest(file: "UploadedFile[Any]") -> str:
    """A fingerprint of a file that was sent, which is then to be read from its beginning."""
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest


def _answer(
    request: HttpRequest, row: SentOnce, view: Callable[..., HttpResponse], args: Any, kwargs: Any
) -> HttpResponse | Http404:
    """The view's answer; kept when it sends the browser on, else the key is free again."""
    stranger = visitor_of(request) is None
    try:
        answer = view(request, *args, **kwargs)
    except Http404 as not_here:
        sent_once.let_go(row=row)
        return not_here
    location = answer.get("Location", "")
    if not location:
        sent_once.let_go(row=row)
        return answer
    location = location if len(location) <= PATH_LIMIT else "/"
    sent_once.keep_answer(row=row, location=location, person=visitor_of(request) if stranger else None)
    person = visitor_of(request)
    if person is not None:
        sent(request, person, timezone.now())
    return answer


def _answer_again(request: HttpRequest, row: SentOnce) -> HttpResponse:
    """The answer of before. If it got lost on the way to a stranger who became somebody, this browser is them now."""
    if row.content != _content(request):
        sentence = _("This form was sent before, and that is kept. What you wrote now is not kept yet.")
        heading, written = _("Please send that from a new page"), words_sent(request)
        return plain_page(request, status=409, heading=heading, sentence=sentence, written=written)
    lost_just_now = timezone.now() - row.at < ANSWER_LOST_FOR
    if visitor_of(request) is None and row.person is not None and lost_just_now:
        begin_visit(request, row.person)
    return redirect(row.location)
