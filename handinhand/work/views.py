"""Pages of asks and offers: what is open, mine, a new one, one with its answers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.forms import Form, add_problem
from handinhand.words.choices import ScopeKind
from handinhand.work import actions, queries
from handinhand.work.actions import NotNow
from handinhand.work.choices import Kind, Said
from handinhand.work.forms import EVERYONE, SOME, AnswerForm, NewForm, SayForm, WhoForm
from handinhand.work.queries import AskPage
from handinhand.work.who import chosen_for, others_in, who_sees, who_sees_now

MENDED = 422


@require_GET
@as_member
def asks(request: Request, member: Member) -> HttpResponse:
    """All that is open, and was asked or offered to this member among others."""
    now, wanted, before = timezone.now(), request.GET.get("kind", ""), request.GET.get("before", "")
    # Whoever reads on in one of the two lists sees that one alone.
    kinds = [Kind(wanted)] if before and wanted in Kind.values else list(Kind)
    open_now = [
        (kind, *queries.open_in_circle(viewer=member, kind=kind, now=now, before=before if len(kinds) == 1 else ""))
        for kind in kinds
    ]
    context = {"open_now": open_now, "has_news": queries.has_news(viewer=member, now=now)}
    return circle_page(request, member, "work/list.html", context, channels=own_channel(member))


@require_GET
@as_member
def mine(request: Request, member: Member) -> HttpResponse:
    """What this member asked, offered and answered."""
    context = {"mine": queries.mine(viewer=member, now=timezone.now())}
    return circle_page(request, member, "work/mine.html", context, channels=own_channel(member))


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def new(request: Request, member: Member) -> HttpResponse:
    """Ask for something, or offer it."""
    others, seen_by = others_in(member), who_sees(member)
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in Kind.values else Kind.ASK
    form = NewForm(request.POST or None, initial={"kind": kind, "who": EVERYONE}, others=others, seen_by=seen_by)

    def do() -> HttpResponse:
        sent = form.cleaned_data
        made = actions.ask_or_offer(
            by=member,
            kind=Kind(sent["kind"]),
            text=sent["text"],
            to=form.to(),
            with_somebody=bool(sent["beside"]),
            by_when=sent["by_when"],
            minutes=sent["minutes"],
            now=timezone.now(),
        )
        messages.success(request, _("It is there for them to read. If somebody answers, only you will see it."))
        return to_ask(member, made.public_id)

    done = tried(form, do) if request.method == "POST" else None
    context = {"form": form}
    status = MENDED if form.errors else 200
    return done or circle_page(request, member, "work/new.html", context, box=True, status=status)


@require_GET
@as_member
def ask(request: Request, member: Member, ask_id: str) -> HttpResponse:
    """One ask or offer: to answer it, or for its author to read who answered."""
    return show(request, member, queries.ask_page(viewer=member, ask_id=ask_id, now=timezone.now()))


@require_POST
@as_member
@takes_effect_once
def answer(request: Request, member: Member, ask_id: str) -> HttpResponse:
    """Say to whoever asked or offered that one could do that, or could use it."""
    found, form = queries.ask_for(viewer=member, ask_id=ask_id), AnswerForm(request.POST)

    def do() -> HttpResponse:
        actions.answer(ask=found, by=member, text=form.cleaned_data["text"], now=timezone.now())
        name = apart(found.by.name)
        messages.success(
            request, _("%(name)s can read it now, and nobody else. Their answer will be here.") % {"name": name}
        )
        return to_ask(member, ask_id)

    done = tried(form, do)
    return done or show(request, member, queries.ask_page(viewer=member, ask_id=ask_id, now=timezone.now()), form)


@require_POST
@as_member
@takes_effect_once
def say(request: Request, member: Member, ask_id: str, answer_id: str) -> HttpResponse:
    """Say yes, or not this time, to whoever answered."""
    found = queries.ask_for(viewer=member, ask_id=ask_id)
    given = queries.answer_for(viewer=member, ask=found, answer_id=answer_id)
    form = SayForm(request.POST, auto_id=f"{answer_id}_%s")

    def do() -> HttpResponse:
        said, text = request.POST.get("said", ""), form.cleaned_data["text"]
        actions.say(ask=found, answer=given, by=member, said=said, text=text, now=timezone.now())
        messages.success(request, _("They can read it now. Nobody else can."))
        return to_ask(member, ask_id)

    done = tried(form, do)
    if done is not None:
        return done
    page = queries.ask_page(viewer=member, ask_id=ask_id, now=timezone.now())
    return show(request, member, page, to_mend=(answer_id, form))


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def who(request: Request, member: Member, ask_id: str) -> HttpResponse:
    """Change who can see one's own ask or offer."""
    found = queries.ask_for(viewer=member, ask_id=ask_id)
    if found.by_id != member.pk:
        raise NotHere
    chosen = [each.public_id for each in chosen_for(viewer=member, ask=found)]
    start = {"who": SOME if found.words.scope.kind == ScopeKind.CHOSEN else EVERYONE, "people": chosen}
    form = WhoForm(request.POST or None, initial=start, others=others_in(member))

    def do() -> HttpResponse:
        if actions.change_who_sees(ask=found, by=member, to=form.to(), now=timezone.now()):
            messages.success(request, _("Changed. Who has read it by now, has read it."))
        else:
            messages.info(request, _("That is how it is already, so nothing was changed."))
        return to_ask(member, ask_id)

    done = tried(form, do) if request.method == "POST" else None
    context = {"form": form, "ask": found, "seen_by": who_sees(member)}
    status = MENDED if form.errors else 200
    return done or circle_page(request, member, "work/who.html", context, status=status)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def end(request: Request, member: Member, ask_id: str) -> HttpResponse:
    """End one's own ask or offer."""
    found = queries.ask_for(viewer=member, ask_id=ask_id)
    actions.end(ask=found, by=member, now=timezone.now())
    messages.success(request, _("It has ended. Whoever answered and was waiting can read that."))
    return to_ask(member, ask_id)


@require_POST
@as_member
@takes_effect_once
def lengthen(request: Request, member: Member, ask_id: str) -> HttpResponse:
    """Let one's own ask or offer be open for longer."""
    found = queries.ask_for(viewer=member, ask_id=ask_id)
    try:
        actions.lengthen(ask=found, by=member, now=timezone.now())
        messages.success(request, _("It is open for 30 more days from today."))
    except NotNow as reason:
        messages.info(request, str(reason))
    return to_ask(member, ask_id)


def tried(form: Form, do: Callable[[], HttpResponse]) -> HttpResponse | None:
    """Where to go on to once what a form asks is done; nothing where the form says why it is not."""
    if not form.is_valid():
        return None
    try:
        return do()
    except NotNow as reason:
        add_problem(form, None, str(reason))
        return None


def to_ask(member: Member, ask_id: str) -> HttpResponse:
    """On to the page of an ask or offer."""
    return redirect("work:ask", member.circle.public_id, ask_id)


def own_channel(member: Member) -> list[str]:
    """What tells somebody alone that something is new for them."""
    return [member.person.public_id]


def show(
    request: Request,
    member: Member,
    page: AskPage,
    form: AnswerForm | None = None,
    *,
    to_mend: tuple[str, SayForm] | None = None,
) -> HttpResponse:
    """The page of one ask or offer, with a form that needs another look if there is one."""
    answer_form = form or AnswerForm()
    seen_by = _(
        "Only you and %(name)s can see this, with your name. You can take it back; it may have been read by then."
    )
    answer_form.fields["text"].seen_by = seen_by % {"name": apart(page.line.who)}  # type: ignore[attr-defined]
    mended = dict([to_mend]) if to_mend else {}
    replies = []
    for each in page.answers:
        box = mended.get(each.public_id) or SayForm(auto_id=f"{each.public_id}_%s")
        box.fields["text"].seen_by = seen_by % {"name": apart(each.who)}  # type: ignore[attr-defined]
        replies.append((each, box))
    context = {
        "page": page,
        "line": page.line,
        "seen_by": who_sees_now(viewer=member, ask=page.ask) if page.line.is_mine else "",
        "mine": page.mine,
        "replies": replies,
        "form": answer_form,
        "ways": [Said.YES, Said.NOT_THIS_TIME],
    }
    status = MENDED if answer_form.errors or mended else 200
    has_box = page.can_answer or page.line.is_mine
    channels = own_channel(member)
    return circle_page(request, member, "work/ask.html", context, box=has_box, channels=channels, status=status)
