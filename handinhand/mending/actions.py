"""The only writers of what is in the way. It is private: no ledger, no channel of the circle, no list in it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.energy import Cost
from handinhand.live.actions import tell
from handinhand.mending.choices import Beside, Kind
from handinhand.mending.models import InTheWay, LookAgain, Said
from handinhand.mending.rules import ASK_LASTS, MOST_DAYS, ONCE_WITHIN, NotNow, known, why_not_look_on
from handinhand.people.actions import ask, say_no, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.actions import end_scopes, give_back, let_only_see, let_see, make_scope, remove, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing, Words
from handinhand.words.queries import own_scope

COSTS_NOTHING = Cost(minutes=0)


@dataclass(frozen=True)
class Draft:
    """What is said, to whom, how one would like to take it up, and who is beside one. Whom it is about is not kept."""

    to: Member
    kind: Kind
    need: str
    likes: list[str]
    is_about_somebody: bool
    beside: Member | None = None


@transaction.atomic
def say(*, by: Member, draft: Draft, now: datetime) -> InTheWay:
    """Say to one person that something is in the way. The same twice within minutes is once. Raises NotNow.

    Whoever would not see the author never hears of it: to the author it is one that waits.
    """
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    if draft.to.pk == by.pk or hold_present(by.circle, draft.to.person) is None:
        raise NotNow(_("They cannot be told just now. Please choose somebody else."))
    again = _same(by, draft, now)
    if again is not None:
        return again
    scope = make_scope(circle=by.circle, kind=ScopeKind.CHOSEN)
    let_only_see(scope=scope, people={by.person_id, draft.to.person_id})
    made = InTheWay(
        circle=by.circle,
        by=by,
        to=draft.to,
        scope=scope,
        kind=draft.kind,
        is_about_somebody=draft.is_about_somebody,
        said_at=now,
        by_likes=known(draft.likes),
    )
    made.words = write(circle=by.circle, scope=scope, by=by.person, body=draft.need, state=State.SHARED, now=now)
    is_unseen = NotSeeing.objects.filter(circle=by.circle, by=draft.to.person, about=by.person).exists()
    made.ask = _ask(made, draft.to, now, ends_at=now if is_unseen else now + ASK_LASTS)
    if draft.beside is not None:
        _ask_beside(made, draft.beside, now)
    made.save()
    return made


def _same(by: Member, draft: Draft, now: datetime) -> InTheWay | None:
    lately = InTheWay.objects.filter(by=by, to=draft.to, said_at__gt=now - ONCE_WITHIN).select_related("words")
    return next((each for each in lately if each.words is not None and each.words.body == draft.need), None)


def _ask(made: InTheWay, of: Member, now: datetime, *, ends_at: datetime) -> Ask:
    ticket = ask(
        of=of.person,
        kind=AskKind.IN_THE_WAY,
        ref=made.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("mending:one", args=[made.circle.public_id, made.public_id]),
        now=now,
        circle=made.circle,
        ends_at=ends_at,
    )
    tell(channel=of.person.public_id)
    return ticket


def _ask_beside(made: InTheWay, beside: Member, now: datetime) -> None:
    if beside.pk in {made.by_id, made.to_id} or hold_present(made.circle, beside.person) is None:
        raise NotNow(_("Whoever you would like beside you cannot be asked just now. You can choose somebody else."))
    made.beside, made.beside_says = beside, Beside.ASKED
    made.beside_ask = _ask(made, beside, now, ends_at=now + ASK_LASTS)


@transaction.atomic
def choose_ways(*, row: InTheWay, by: Member, likes: Iterable[str], now: datetime) -> None:
    """Say how one would like to take it up; choosing none is an answer, too. Nobody reads it but as what both like."""
    held = _held(row)
    if by.pk not in {held.by_id, held.to_id}:
        raise NotHere
    if by.pk == held.by_id:
        held.by_likes = known(likes)
    else:
        held.to_likes = known(likes)
        _read(held.ask, by, now)
    held.save(update_fields=["by_likes", "to_likes"])
    _tell_both(held)


@transaction.atomic
def answer_beside(*, row: InTheWay, by: Member, is_yes: bool, now: datetime) -> None:
    """Be beside whoever said it, and read it with them; or not this time."""
    held = _held(row)
    if held.beside_id != by.pk or held.beside is None:
        raise NotHere
    held.beside_says = Beside.YES if is_yes else Beside.NO
    held.save(update_fields=["beside_says"])
    if is_yes:
        let_see(scope=held.scope, person=by.person)
    else:
        let_only_see(scope=held.scope, people={held.by.person_id, held.to.person_id})
    if held.beside_ask is not None:
        _read(held.beside_ask, by, now)
    _tell_both(held)


@transaction.atomic
def write_to(*, row: InTheWay, by: Member, text: str, now: datetime) -> None:
    """Write to the other, at one's own pace."""
    held = _held(row)
    if by.pk not in {held.by_id, held.to_id}:
        raise NotHere
    words = write(circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now)
    Said.objects.create(circle=held.circle, in_the_way=held, words=words)
    if by.pk == held.to_id:
        _read(held.ask, by, now)
    _tell_both(held)


@transaction.atomic
def propose_agreed(*, row: InTheWay, by: Member, text: str, look_on: date, now: datetime) -> None:
    """Write what the two agree on, and when they look at it again; it stands once the other says yes. Raises NotNow."""
    held = _held(row)
    if by.pk not in {held.by_id, held.to_id}:
        raise NotHere
    reason = why_not_look_on(look_on, today=now.astimezone(ZoneInfo(held.circle.time_zone)).date())
    if reason is not None:
        raise NotNow(reason)
    before = held.agreed
    if before is not None and before.author_id == by.person_id and held.agreed_at is None:
        remove(words=before, by=by.person)
    _look_no_more(held, now)
    held.agreed = write(circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now)
    held.agreed_at, held.look_on = None, look_on
    held.save(update_fields=["agreed", "agreed_at", "look_on"])
    _tell_both(held)


@transaction.atomic
def agree(*, row: InTheWay, by: Member, words_id: str, now: datetime) -> None:
    """Say yes to what the other wrote, as it is read; on its day both are asked to look again. Raises NotNow."""
    held = _held(row)
    if by.pk not in {held.by_id, held.to_id}:
        raise NotHere
    wording = held.agreed
    if wording is None or wording.public_id != words_id or wording.state != State.SHARED:
        raise NotNow(_("These are other words by now. Please read them once more."))
    if wording.author_id == by.person_id or held.agreed_at is not None:
        return
    held.agreed_at = now
    held.save(update_fields=["agreed_at"])
    for member in (held.by, held.to):
        _ask_to_look(held, member, now)
    _tell_both(held)


def _ask_to_look(row: InTheWay, member: Member, now: datetime) -> None:
    if row.look_on is None:
        return
    begins = datetime.combine(row.look_on, time(), tzinfo=ZoneInfo(row.circle.time_zone))
    look = LookAgain(circle=row.circle, in_the_way=row, member=member)
    look.ask = ask(
        of=member.person,
        kind=AskKind.IN_THE_WAY,
        ref=look.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("mending:one", args=[row.circle.public_id, row.public_id]),
        now=now,
        circle=row.circle,
        begins_at=begins,
        ends_at=begins + timedelta(days=MOST_DAYS),
    )
    look.save()


@transaction.atomic
def have_looked(*, row: InTheWay, by: Member, now: datetime) -> None:
    """Take it off Today: one has looked again, or read it."""
    for each in LookAgain.objects.filter(in_the_way=row, member=by).select_related("ask"):
        _read(each.ask, by, now)
    if row.to_id == by.pk:
        _read(row.ask, by, now)


@transaction.atomic
def stop(*, row: InTheWay, by: Member, now: datetime) -> None:
    """Stop, without a reason: what each wrote is theirs alone again, and nothing else is left of it. Twice is once."""
    held = InTheWay.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if held is None or by.pk not in {held.by_id, held.to_id}:
        return
    _end(_held(held), now)


def let_go(*, member: Member, now: datetime) -> None:
    """End what somebody who leaves said, or what was said to them; whoever was beside is asked no more."""
    for each in InTheWay.objects.filter(circle=member.circle_id, by=member).order_by("pk"):
        _end(_held(each), now)
    for each in InTheWay.objects.filter(circle=member.circle_id, to=member).order_by("pk"):
        _end(_held(each), now)
    InTheWay.objects.filter(circle=member.circle_id, beside=member).update(beside=None, beside_says="")


def _end(held: InTheWay, now: datetime) -> None:
    _look_no_more(held, now)
    for ticket in (held.ask, held.beside_ask):
        if ticket is not None:
            take_back_ask(ask=ticket, now=now)
    scope, two = held.scope, (held.by, held.to)
    held_row = InTheWay.objects.filter(pk=held.pk)
    written = Words.objects.filter(scope=scope)
    for member in two:
        give_back(words=written.filter(author=member.person), into=own_scope(held.circle, member.person))
        tell(channel=member.person.public_id)
    held_row.delete()
    end_scopes(scopes=[scope])


def _look_no_more(row: InTheWay, now: datetime) -> None:
    for each in LookAgain.objects.filter(in_the_way=row).select_related("ask"):
        take_back_ask(ask=each.ask, now=now)
        each.delete()


def _read(ticket: Ask, by: Member, now: datetime) -> None:
    with suppress(AskIsOver):
        say_no(ask=ticket, by=by.person, now=now)


def _tell_both(row: InTheWay) -> None:
    for member in (row.by, row.to):
        tell(channel=member.person.public_id)


def _held(row: InTheWay) -> InTheWay:
    """The row as it is now, held until the change is through: two at once take turns."""
    if InTheWay.objects.select_for_update(no_key=True).filter(pk=row.pk).first() is None:
        raise NotHere
    related = InTheWay.objects.select_related(
        "circle", "by__person", "to__person", "beside__person", "scope", "words", "agreed", "ask", "beside_ask"
    )
    return related.get(pk=row.pk)
