"""My page here: its lines and who can see them, whom I choose for each, and how it looks to others and on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, member_in, present_members
from handinhand.people.doors import Request, takes_effect_once
from handinhand.profiles import actions
from handinhand.profiles.choices import WRITTEN, Heading, Sees
from handinhand.profiles.forms import LineForm, PeopleForm, SeesForm
from handinhand.profiles.queries.chosen import line_in, own_words_of, people_chosen_for
from handinhand.profiles.queries.gifts import waiting_gifts
from handinhand.profiles.queries.mine import own_page
from handinhand.profiles.queries.pages import is_closed_to_me, line_of, page_as_seen_by, page_of, profile_of
from handinhand.profiles.queries.printed import printed_page
from handinhand.profiles.queries.sees import sentences
from handinhand.profiles.rules import goes_to_me_first
from handinhand.ui.forms import add_problem
from handinhand.words.models import Words

MENDED = 422


@require_GET
@as_member
def mine(request: Request, member: Member) -> HttpResponse:
    """Everything on my page, for me: each line with who can see it, and what others wrote to me."""
    profile = profile_of(member)
    context = {
        "page": own_page(member, profile),
        "waiting": waiting_gifts(viewer=member),
        "takes_gifts": profile.takes_gifts,
        "closed_to_me": is_closed_to_me(member),
        "ticket": "",
    }
    return circle_page(request, member, "profiles/mine.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def write(request: Request, member: Member, heading: str) -> HttpResponse:
    """One more line under a heading."""
    if heading not in WRITTEN:
        raise NotHere
    usual = Sees.ME if goes_to_me_first(heading) else Sees.CIRCLE
    form = LineForm(request.POST or None, initial={"who": usual.value}, sentences=sentences(member))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            who, now = said["who"], timezone.now()
            made = actions.write_line(by=member, heading=heading, body=said["text"], sees=who, now=now)
        except actions.LineStays as reason:
            add_problem(form, "text", str(reason))
        else:
            messages.success(request, _("It is on your page."))
            return on_from(member, made.words, who)
    context = {"form": form, "heading": Heading(heading), "for_me_first": goes_to_me_first(heading)}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/write.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def line(request: Request, member: Member, line_id: str) -> HttpResponse:
    """Who can see one of my lines."""
    found = line_of(viewer=member, line_id=line_id)
    start, who = {"who": found.words.scope.kind}, sentences(member, of=found.words)
    form = SeesForm(request.POST or None, initial=start, sentences=who)
    if request.method == "POST" and form.is_valid():
        actions.show_line_to(by=member, line_id=line_id, sees=form.cleaned_data["who"], now=timezone.now())
        messages.success(request, _("Changed. Who has read it by now, has read it."))
        return on_from(member, found.words, form.cleaned_data["who"])
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/line.html", {"form": form, "line": found}, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def people(request: Request, member: Member, words_id: str) -> HttpResponse:
    """Whom I show one line to, or my photograph."""
    words = own_words_of(viewer=member, words_id=words_id)
    others = [each for each in present_members(member.circle) if each.pk != member.pk]
    start = {"people": people_chosen_for(member, words)}
    form = PeopleForm(request.POST or None, initial=start, members=others)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["people"]
        actions.choose_people(by=member, words_id=words_id, member_ids=chosen, now=timezone.now())
        messages.success(request, _("Saved. Nobody is told. Who has read it by now, has read it."))
        return redirect("profiles:mine", member.circle.public_id)
    context = {"form": form, "others": others, "line": line_in(words)}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/people.html", context, status=status)


def on_from(member: Member, words: Words, sees: str) -> HttpResponse:
    """Where to go on to: whoever shows something to people they choose chooses them next."""
    if sees == Sees.CHOSEN:
        return redirect("profiles:people", member.circle.public_id, words.public_id)
    return redirect("profiles:mine", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def again(request: Request, member: Member) -> HttpResponse:
    """Open my page again after I left and came back."""
    actions.open_again(by=member, now=timezone.now())
    messages.success(request, _("Your page is open again, as it was."))
    return redirect("profiles:mine", member.circle.public_id)


@require_GET
@as_member
def look_as(request: Request, member: Member) -> HttpResponse:
    """Choose as whom I look at my page."""
    others = [each for each in present_members(member.circle) if each.pk != member.pk]
    return circle_page(request, member, "profiles/look_as.html", {"others": others, "ticket": ""})


@require_GET
@as_member
def seen_as(request: Request, member: Member, member_id: str) -> HttpResponse:
    """My page as one other member sees it. They are not told, and whether they would rather not look is theirs."""
    other = member_in(viewer=member, member_id=member_id)
    if other.pk == member.pk:
        raise NotHere
    context = {"other": other, "page": page_as_seen_by(owner=member, other=other), "ticket": ""}
    return circle_page(request, member, "profiles/seen_as.html", context)


@require_GET
@as_member
def printed(request: Request, member: Member) -> HttpResponse:
    """My page to print: what the whole circle sees, or all of it; on one A4 page, or in large print."""
    large, whole = request.GET.get("letters") == "large", request.GET.get("lines") == "all"
    paper = printed_page(page_of(viewer=member, member=member), whole=whole, large=large)
    context = {"paper": paper, "large": large, "whole": whole, "ticket": ""}
    return circle_page(request, member, "profiles/printed.html", context)
