"""The only writers of what is passed on. It is private: no ledger, no channel of the circle, no list in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.care.models import Danger, Knows, PassedOn, Told
from handinhand.care.queries.danger import what_we_do
from handinhand.care.rules.danger import ONCE_WITHIN, TOLD_FOR, NotPassedOn, mail_in, why_not_to
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.fairness.energy import Cost
from handinhand.live.actions import tell
from handinhand.notices.actions import queue_letter
from handinhand.people.actions import ask, say_no, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.actions import end_scopes, give_back, let_only_see, make_scope, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope
from handinhand.words.queries import own_scope

COSTS_NOTHING = Cost(minutes=0)


@dataclass(frozen=True)
class Note:
    """What somebody passes on, to whom, and what they said about it. `about` is a member's public id, or empty."""

    danger: Danger
    to: str
    body: str
    is_named: bool
    knows: Knows
    about: str = ""
    organisation: str = ""
    by_letter: bool = False


@transaction.atomic
def pass_on(*, by: Member, note: Note, now: datetime) -> PassedOn:
    """Pass something on to somebody outside; raises NotPassedOn. The same twice within minutes is once."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    there = next((each for each in what_we_do(by.circle).outside if each.public_id == note.to), None)
    if there is None:
        raise NotPassedOn(_("The circle changed this line a moment ago. Please look once more whom you choose."))
    about = _about(by, note)
    organisation = note.organisation or (about.organisation if about is not None else "") or ""
    reason = why_not_to(text=there.text, organisation=organisation, by_letter=note.by_letter, body=note.body)
    if reason is not None:
        raise NotPassedOn(reason)
    tells = about if note.knows != Knows.ADDS else None
    again = _same(by, note, there.text, tells, now)
    if again is not None:
        return again
    made = PassedOn(
        circle=by.circle, by=by, danger=note.danger, to=there.text, is_named=note.is_named, knows=note.knows, at=now
    )
    if note.body.strip():
        scope = make_scope(circle=by.circle, kind=ScopeKind.GIFT)
        let_only_see(scope=scope, people={by.person_id})
        made.words = write(circle=by.circle, scope=scope, by=by.person, body=note.body, state=State.SHARED, now=now)
    if note.by_letter:
        letter = queue_letter(
            to=mail_in(there.text), subject=_("A note for you"), body=letter_says(by=by, note=note), now=now
        )
        made.letter = letter.public_id
    made.save()
    if tells is not None:
        _tell(made, tells, now)
    return made


def letter_says(*, by: Member, note: Note) -> str:
    """Exactly what a letter says, to be read before it leaves: nothing of this place but what the member chose."""
    who = (
        _("They come from %(name)s, of %(circle)s.") % {"name": by.name, "circle": by.circle.name}
        if note.is_named
        else _("They come without a name. So nobody can be asked about them.")
    )
    knows = {
        Knows.KNOWS: _("Whoever they are about knows that they are passed on."),
        Knows.WILL: _("Whoever they are about will be told that they are passed on."),
        Knows.ADDS: _("Whoever they are about is not told, because that would add to the danger."),
    }
    return "\n\n".join(
        [
            _("Hello,"),
            _("You were named as somebody to turn to. These words are for you:"),
            note.body.strip(),
            f"{who} {knows[note.knows]}",
            _("This letter was sent by a server. An answer to it reaches nobody."),
        ]
    )


def _about(by: Member, note: Note) -> Member | None:
    """The member whom it is about, if one was chosen; raises NotPassedOn if they are here no more."""
    if not note.about:
        return None
    rows = Member.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    here = rows.filter(circle=by.circle_id, left_at__isnull=True).exclude(pk=by.pk)
    found = here.filter(public_id=note.about if is_public_id(note.about) else "").first()
    if found is None:
        raise NotPassedOn(
            _("Whoever you chose has left the circle, so we cannot tell them. Choose “Nobody of these”, then send it.")
        )
    return found


def _same(by: Member, note: Note, to: str, tells: Member | None, now: datetime) -> PassedOn | None:
    """The very same, passed on a moment ago: another word, name or person told is something else that goes, too.

    This member's own row is held, so two at once come one after the other.
    """
    lately = PassedOn.objects.filter(
        by=by, danger=note.danger, is_named=note.is_named, knows=note.knows, at__gt=now - ONCE_WITHIN
    )
    told = tells.pk if tells is not None else None
    for each in lately.select_related("words", "told"):
        body = each.words.body if each.words is not None else ""
        was_told = each.told.to_id if hasattr(each, "told") else None
        if (each.to, body, bool(each.letter), was_told) == (to, note.body, note.by_letter, told):
            return each
    return None


def _tell(made: PassedOn, about: Member, now: datetime) -> None:
    ticket = ask(
        of=about.person,
        kind=AskKind.PASSED_ON,
        ref=made.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("care:danger_about_me", args=[about.circle.public_id]),
        now=now,
        circle=about.circle,
        ends_at=now + TOLD_FOR,
    )
    Told.objects.create(circle=about.circle, passed_on=made, to=about, ask=ticket)
    tell(channel=about.person.public_id)


@transaction.atomic
def have_read(*, by: Member, now: datetime) -> None:
    """Take what was passed on about one off Today: one has read it. It still stands on its page. Nobody is told."""
    for each in Told.objects.filter(to=by, ask__closed_at__isnull=True).select_related("ask"):
        try:
            say_no(ask=each.ask, by=by.person, now=now)
        except AskIsOver:
            continue


@transaction.atomic
def forget(*, passed_on: PassedOn, by: Member, now: datetime) -> None:
    """Remove one's own record of what one passed on, for good; what left, has left. Twice is once."""
    rows = PassedOn.objects.select_for_update(of=("self",)).select_related("words__scope")
    held = rows.filter(pk=passed_on.pk, by=by).first()
    if held is None:
        return
    told = Told.objects.filter(passed_on=held).select_related("ask").first()
    if told is not None:
        take_back_ask(ask=told.ask, now=now)
    words = held.words
    held.delete()
    if words is not None:
        # Their own, also where they left and came back since, and see their words there no more.
        words.delete()
        _end(words.scope)


def let_go(*, member: Member, now: datetime) -> None:
    """Somebody leaves: what they passed on stands among their own words, to be seen again if they come back."""
    for each in PassedOn.objects.filter(by=member, words__isnull=False).select_related("words__scope"):
        words = each.words
        if words is not None and words.scope.kind != ScopeKind.ME:
            give_back(words=[words], into=own_scope(member.circle, member.person))
            _end(words.scope)


def _end(scope: Scope) -> None:
    """The scope in which somebody was alone with what they passed on; what is theirs in the whole circle stays."""
    if scope.kind != ScopeKind.ME:
        end_scopes(scopes=[scope])
