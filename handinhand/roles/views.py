"""Roles on loan: which there are, one of them, and a draw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.people.doors import Request, takes_effect_once
from handinhand.roles import actions
from handinhand.roles.choices import Kind, Says, Seats
from handinhand.roles.forms import OpenDrawForm, OwnRoleForm, RoleForm, TermForm, WordForm
from handinhand.roles.queries import seeing
from handinhand.ui.forms import add_problem


@require_GET
@as_member
def here(request: Request, member: Member) -> HttpResponse:
    """The roles of this circle, and who holds them."""
    return circle_page(
        request, member, "roles/here.html", {"roles": seeing.all_roles(viewer=member, now=timezone.now())}
    )


@require_GET
@as_member
def role(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """One role: who holds it, what I say of it, and its draws."""
    return role_page(request, member, role_ref, TermForm())


def role_page(request: Request, member: Member, ref: str, form: TermForm) -> HttpResponse:
    """The page of one role, with a form that may need another look."""
    one = seeing.one_role(viewer=member, ref=ref, now=timezone.now())
    context = {"one": one, "role": one.seen, "form": form, "choices": seeing.says_choices()}
    return circle_page(request, member, "roles/role.html", context, status=422 if form.errors else 200)


@require_POST
@as_member
@takes_effect_once
def say(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Say yes, yes with somebody beside me, or not now."""
    seeing.one_role(viewer=member, ref=role_ref, now=timezone.now())
    said = request.POST.get("says", "")
    if said in Says.values:
        try:
            actions.say(by=member, ref=role_ref, says=Says(said), now=timezone.now())
        except actions.RoleStays as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, _("It is kept. Only you see it, and you can change it at any time."))
    else:
        messages.info(request, _("Please choose one of the three."))
    return redirect("roles:role", member.circle.public_id, role_ref)


@require_POST
@as_member
@takes_effect_once
def take(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Say "I will", for a meeting or until a day."""
    seeing.one_role(viewer=member, ref=role_ref, now=timezone.now())
    meeting_id, form = request.POST.get("meeting", ""), TermForm(request.POST)
    if not meeting_id and not form.is_valid():
        return role_page(request, member, role_ref, form)
    until = None if meeting_id else form.cleaned_data["until"]
    try:
        actions.take_on(by=member, ref=role_ref, meeting_id=meeting_id, until=until, now=timezone.now())
    except actions.RoleStays as reason:
        if until is not None:
            add_problem(form, "until", str(reason))
            return role_page(request, member, role_ref, form)
        messages.info(request, str(reason))
    else:
        messages.success(request, _("It is yours. You can hand it back at any time, and nobody asks why."))
    return redirect("roles:role", member.circle.public_id, role_ref)


@require_POST
@as_member
@takes_effect_once
def hand_back(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Hand a role back; handed back already, it is said just the same."""
    seeing.one_role(viewer=member, ref=role_ref, now=timezone.now())
    given = {"loan_id": request.POST.get("loan", ""), "meeting_id": request.POST.get("meeting", "")}
    is_open = actions.hand_back(by=member, **given, now=timezone.now())
    _say_handed_back(request, is_open=is_open)
    return redirect("roles:role", member.circle.public_id, role_ref)


def _say_handed_back(request: Request, *, is_open: bool) -> None:
    if is_open:
        messages.success(request, _("It is open again. Nobody asks why."))
    else:
        messages.info(request, _("This meeting has begun, or is over, so nothing was changed."))


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def invent(request: Request, member: Member) -> HttpResponse:
    """Invent a role."""
    form = OwnRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = actions.invent(
                by=member, name=given["name"], takes=given["takes"], seats=Seats(given["seats"]), now=timezone.now()
            )
        except actions.RoleStays as reason:
            add_problem(form, "name", str(reason))
        else:
            messages.success(request, _("The role is there. Nobody has to hold it."))
            return redirect("roles:role", member.circle.public_id, kept.ref)
    status = 422 if form.errors else 200
    return circle_page(request, member, "roles/invent.html", {"form": form}, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def change(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Change what a role takes, and how many hold it."""
    seen = seeing.one_role(viewer=member, ref=role_ref, now=timezone.now()).seen
    kind = OwnRoleForm if seen.row.kind == Kind.OWN else RoleForm
    form: RoleForm = kind(request.POST or None, initial=seeing.as_written(seen.row))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        name, seats = given.get("name", ""), Seats(given["seats"])
        try:
            actions.change(by=member, ref=role_ref, name=name, takes=given["takes"], seats=seats, now=timezone.now())
        except actions.RoleStays as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("It is kept. What was done, and by whom, says so."))
            return redirect("roles:role", member.circle.public_id, role_ref)
    context = {"form": form, "role": seen}
    return circle_page(request, member, "roles/change.html", context, box=True, status=422 if form.errors else 200)


@require_POST
@as_member
@takes_effect_once
def let_go(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Let a role of our own go."""
    seeing.one_role(viewer=member, ref=role_ref, now=timezone.now())
    try:
        actions.let_role_go(by=member, ref=role_ref, now=timezone.now())
    except actions.RoleStays as reason:
        messages.info(request, str(reason))
        return redirect("roles:role", member.circle.public_id, role_ref)
    messages.success(request, _("It is gone from the list. You can invent it again."))
    return redirect("roles:here", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def open_draw(request: Request, member: Member, role_ref: str) -> HttpResponse:
    """Open a draw of a role."""
    one = seeing.one_role(viewer=member, ref=role_ref, now=timezone.now())
    choices = seeing.meetings_to_draw_for(one)
    form = OpenDrawForm(request.POST or None, meetings=choices)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_draw(by=member, ref=role_ref, now=timezone.now(), **form.given())
        except actions.RoleStays as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("The names are open. Everyone in this circle can see that."))
            return redirect("roles:draw", member.circle.public_id, opened.public_id)
    context = {"form": form, "role": one.seen}
    return circle_page(request, member, "roles/open_draw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def draw(request: Request, member: Member, draw_id: str) -> HttpResponse:
    """A draw: its fingerprint, a word of my own, and once the names have closed everything it was made of."""
    found = seeing.draw_of(viewer=member, draw_id=draw_id)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_word(draw=found, by=member, word=form.cleaned_data["word"], now=timezone.now())
        except actions.RoleStays as reason:
            add_problem(form, "word", str(reason))
        else:
            messages.success(
                request, _("Its fingerprint is in the draw. Keep the word, if you would like to look later.")
            )
            return redirect("roles:draw", member.circle.public_id, draw_id)
    again = request.GET.get("again") == "yes"
    seen = seeing.one_draw(viewer=member, draw=found, now=timezone.now(), again=again)
    context = {"seen": seen, "role": seen.role, "form": form}
    return circle_page(request, member, "roles/draw.html", context, status=422 if form.errors else 200)


@require_POST
@as_member
@takes_effect_once
def call_off(request: Request, member: Member, draw_id: str) -> HttpResponse:
    """Call off a draw before its names close."""
    try:
        actions.call_off(draw=seeing.draw_of(viewer=member, draw_id=draw_id), by=member, now=timezone.now())
    except actions.RoleStays as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("It is called off. What was done, and by whom, says so."))
    return redirect("roles:draw", member.circle.public_id, draw_id)


@require_POST
@as_member
@takes_effect_once
def close(request: Request, member: Member, draw_id: str) -> HttpResponse:
    """Close the names once their moment has come, and draw."""
    try:
        is_closed = actions.close_due(draw=seeing.draw_of(viewer=member, draw_id=draw_id), now=timezone.now())
    except actions.RoleStays as reason:
        messages.info(request, str(reason))
    else:
        if not is_closed:
            messages.info(request, _("Nothing was changed: the names are still open, or it is drawn already."))
    return redirect("roles:draw", member.circle.public_id, draw_id)


@require_POST
@as_member
@takes_effect_once
def answer(request: Request, member: Member, draw_id: str) -> HttpResponse:
    """Say that being drawn is fine, or hand it back."""
    keeps = request.POST.get("keeps") == "yes"
    try:
        found = seeing.draw_of(viewer=member, draw_id=draw_id)
        is_so = actions.answer(draw=found, by=member, keeps=keeps, now=timezone.now())
    except actions.RoleStays as reason:
        messages.info(request, str(reason))
    else:
        if keeps:
            messages.success(request, _("It is off your Today. You can still hand it back at any time."))
        else:
            _say_handed_back(request, is_open=is_so)
    return redirect("roles:draw", member.circle.public_id, draw_id)
