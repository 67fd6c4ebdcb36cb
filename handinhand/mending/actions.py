"""The only writers of what is in the way. It is private: no ledger, no channel of the circle, no list in it.

Every change takes the row of what was said first, then members' rows in their order: two at once take turns.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle, Person
from handinhand.live.actions import tell
from handinhand.mending.choices import Beside, Kind
from handinhand.mending.models import Agreement, InTheWay, LookAgain, Said
from handinhand.mending.rules import ASK_LASTS, MOST_DAYS, ONCE_WITHIN, NotNow, known, why_not_look_on, why_not_write
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
    everybody = sorted({by, draft.to, *([draft.beside] if draft.beside else [])}, key=lambda each: each.pk)
    here = {each.pk for each in everybody if hold_present(by.circle, each.person) is not None}
    if by.pk not in here:
        raise NotHere
    if draft.to.pk == by.pk or draft.to.pk not in here:
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
    made.ask = _ask(made, draft.to, now)
    if draft.beside is not None:
        _ask_beside(made, draft.beside, now)
    made.save()
    return made


def _same(by: Member, draft: Draft, now: datetime) -> InTheWay | None:
    lately = InTheWay.objects.filter(by=by, to=draft.to, to_left_at=None, said_at__gt=now - ONCE_WITHIN)
    found = lately.select_related("words")
    return next((each for each in found if each.words is not None and each.words.body == draft.need), None)


def _ask(made: InTheWay, of: Member, now: datetime) -> Ask:
    is_unseen = NotSeeing.objects.filter(circle=made.circle, by=of.person, about=made.by.person).exists()
    ticket = ask(
        of=of.person,
        kind=AskKind.IN_THE_WAY,
        ref=made.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("mending:one", args=[made.circle.public_id, made.public_id]),
        now=now,
        circle=made.circle,
        ends_at=now if is_unseen else now + ASK_LASTS,
    )
    tell(channel=of.person.public_id)
    return ticket


def _ask_beside(made: InTheWay, beside: Member, now: datetime) -> None:
    if beside.pk in {made.by_id, made.to_id} or hold_present(made.circle, beside.person) is None:
        raise NotNow(_("Whoever you would like beside you cannot be asked just now. You can choose somebody else."))
    made.beside, made.beside_says = beside, Beside.ASKED
    made.beside_ask = _ask(made, beside, now)


@transaction.atomic
def ask_beside(*, row: InTheWay, by: Member, member: Member, now: datetime) -> None:
    """Ask somebody to be beside oneself, where nobody is or was asked, or they said no. Raises NotNow."""
    held = _held_by_one(row, by)
    if held.by_id != by.pk:
        raise NotHere
    is_same, said_no = held.beside_id == member.pk, held.beside_says == Beside.NO
    if held.beside is not None and not said_no:
        if is_same:
            return
        raise NotNow(_("You asked somebody else already. You can ask them no longer, and then choose anew."))
    if is_same:
        raise NotNow(_("They said: not this time. Please choose somebody else."))
    _ask_beside(held, member, now)
    held.save(update_fields=["beside", "beside_says", "beside_ask"])
    _tell_both(held)


@transaction.atomic
def have_nobody_beside(*, row: InTheWay, by: Member, now: datetime) -> None:
    """Ask nobody any longer to be beside oneself, or go on without whoever was. Twice is once."""
    held = _held_by_one(row, by)
    if held.by_id != by.pk:
        raise NotHere
    if held.beside is not None and held.beside_says != Beside.NO:
        _nobody_beside(held, now)


def _nobody_beside(held: InTheWay, now: datetime, *, says: str = "") -> None:
    """Whoever was beside the author, or was asked to be, is it no more."""
    if held.beside is not None:
        tell(channel=held.beside.person.public_id)
    if held.beside_ask is not None:
        take_back_ask(ask=held.beside_ask, now=now)
    let_only_see(scope=held.scope, people={held.by.person_id, held.to.person_id})
    held.beside, held.beside_says = held.beside if says else None, says
    held.save(update_fields=["beside", "beside_says"])
    _tell_both(held)


@transaction.atomic
def choose_ways(*, row: InTheWay, by: Member, likes: Iterable[str], now: datetime) -> None:
    """Say how one would like to take it up; choosing none is an answer, too. Nobody reads it but as what both like."""
    held = _held_by_one(row, by)
    if by.pk == held.by_id:
        held.by_likes = known(likes)
    else:
        held.to_likes = known(likes)
        _read(held.ask, by, now)
    held.save(update_fields=["by_likes", "to_likes"])
    _tell_both(held)


@transaction.atomic
def answer_beside(*, row: InTheWay, by: Member, is_yes: bool, now: datetime) -> None:
    """Be beside whoever said it, and read it with them; or not this time, or not any more."""
    held = _held(row)
    if held is None or held.beside_id != by.pk or held.beside is None or held.to_left_at is not None:
        raise NotHere
    if not is_yes:
        _nobody_beside(held, now, says=Beside.NO)
        return
    held.beside_says = Beside.YES
    held.save(update_fields=["beside_says"])
    let_see(scope=held.scope, person=by.person)
    if held.beside_ask is not None:
        _read(held.beside_ask, by, now)
    _tell_both(held)


@transaction.atomic
def write_to(*, row: InTheWay, by: Member, text: str, now: datetime) -> None:
    """Write to the other, at one's own pace, where both like that or have a cup of tea to arrange. Raises NotNow."""
    held = _held_by_one(row, by)
    reason = why_not_write(held)
    if reason is not None:
        raise NotNow(reason)
    words = write(circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now)
    Said.objects.create(circle=held.circle, in_the_way=held, words=words)
    if by.pk == held.to_id:
        _read(held.ask, by, now)
    _tell_both(held)


@transaction.atomic
def propose_agreed(*, row: InTheWay, by: Member, text: str, look_on: date, now: datetime) -> None:
    """Write what the two agree on, and when they look at it again; it stands once the other says yes. Raises NotNow.

    Until then what both agreed before stands as it is, and so does what the other put to one. One's own words that
    still wait are put anew.
    """
    held = _held_by_one(row, by)
    reason = why_not_look_on(look_on, today=now.astimezone(ZoneInfo(held.circle.time_zone)).date())
    if reason is not None:
        raise NotNow(reason)
    waiting = Agreement.objects.filter(in_the_way=held, agreed_at=None, words__author=by.person)
    for before in waiting.select_related("words__scope"):
        before.delete()
        if before.words is not None and before.words.scope_id == held.scope_id:
            remove(words=before.words, by=by.person)
    words = write(circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now)
    Agreement.objects.create(circle=held.circle, in_the_way=held, words=words, look_on=look_on)
    if by.pk == held.to_id:
        _read(held.ask, by, now)
    _tell_both(held)


@transaction.atomic
def agree(*, row: InTheWay, by: Member, words_id: str, now: datetime) -> None:
    """Say yes to what the other wrote, as it is read; on its day both are asked to look again. Raises NotNow."""
    held = _held_by_one(row, by)
    found = Agreement.objects.filter(in_the_way=held, words__public_id=words_id).select_related("words").first()
    words = found.words if found is not None else None
    if found is None or words is None or words.state != State.SHARED or words.scope_id != held.scope_id:
        raise NotNow(_("These are other words by now. Please read them once more."))
    if words.author_id == by.person_id or found.agreed_at is not None:
        return
    if words.is_covered:
        raise NotNow(_("What it says is covered now. Nobody agrees to what they cannot read."))
    found.agreed_at = now
    found.save(update_fields=["agreed_at"])
    _look_no_more(held, now)
    for member, other in ((held.by, held.to), (held.to, held.by)):
        _ask_to_look(held, member, other, found.look_on, now)
    _tell_both(held)


def _ask_to_look(row: InTheWay, member: Member, other: Member, day: date, now: datetime) -> None:
    begins = datetime.combine(day, time(), tzinfo=ZoneInfo(row.circle.time_zone))
    is_unseen = NotSeeing.objects.filter(circle=row.circle, by=member.person, about=other.person).exists()
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
        ends_at=begins if is_unseen else begins + timedelta(days=MOST_DAYS),
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
    held = _held(row)
    if held is not None and by.pk in {held.by_id, held.to_id}:
        _end(held, now)


def let_go(*, member: Member, now: datetime) -> None:
    """End what somebody who leaves said; what was said to them is a line for its author; they are beside nobody."""
    theirs = Q(by=member) | Q(to=member, to_left_at=None) | Q(beside=member)
    for each in _hold_all(InTheWay.objects.filter(theirs, circle=member.circle_id)):
        held = _held(each)
        if held is None:
            # Whoever stopped it, or left, in this very moment was first.
            continue
        if held.by_id == member.pk:
            _end(held, now)
        elif held.to_id == member.pk:
            _leave_to_author(held, now)
        elif held.beside_id == member.pk:
            _nobody_beside(held, now)


def look_away(*, by: Person, other: Person, circle: Circle, now: datetime) -> None:
    """Somebody would rather not see another: of what was said to them, or asked of them, nothing waits any more.

    They are beside the other no longer, which looks like any other no; to whoever said something it is one that waits.
    """
    two = Q(to__person=by, by__person=other) | Q(by__person=by, to__person=other)
    beside = Q(beside__person=by, by__person=other)
    for each in _hold_all(InTheWay.objects.filter(two | beside, circle=circle)):
        held = _held(each)
        if held is None:
            continue
        looks = LookAgain.objects.filter(in_the_way=held, member__person=by).select_related("ask")
        tickets = [look.ask for look in looks] + ([held.ask] if held.to.person_id == by.pk else [])
        if held.beside is not None and held.beside.person_id == by.pk:
            if held.beside_says == Beside.YES:
                _nobody_beside(held, now, says=Beside.NO)
            tickets += [held.beside_ask] if held.beside_ask is not None else []
        for ticket in tickets:
            take_back_ask(ask=ticket, now=now)


def _leave_to_author(held: InTheWay, now: datetime) -> None:
    """Whoever it was said to left: the author keeps what they would need, and reads that no answer comes."""
    _look_no_more(held, now)
    for ticket in (held.ask, held.beside_ask):
        if ticket is not None:
            take_back_ask(ask=ticket, now=now)
    _give_words_back(held, Words.objects.filter(scope=held.scope).exclude(pk=held.words_id or 0))
    Said.objects.filter(in_the_way=held).delete()
    Agreement.objects.filter(in_the_way=held).delete()
    let_only_see(scope=held.scope, people={held.by.person_id})
    held.to_left_at, held.to_likes, held.beside, held.beside_says = now, [], None, ""
    held.save(update_fields=["to_left_at", "to_likes", "beside", "beside_says"])
    _tell_both(held)


def _end(held: InTheWay, now: datetime) -> None:
    _look_no_more(held, now)
    for ticket in (held.ask, held.beside_ask):
        if ticket is not None:
            take_back_ask(ask=ticket, now=now)
    scope, held_row = held.scope, InTheWay.objects.filter(pk=held.pk)
    _give_words_back(held, Words.objects.filter(scope=scope))
    _tell_both(held)
    held_row.delete()
    end_scopes(scopes=[scope])


def _give_words_back(held: InTheWay, written: QuerySet[Words]) -> None:
    for member in (held.by, held.to):
        give_back(words=written.filter(author=member.person), into=own_scope(held.circle, member.person))


def _look_no_more(row: InTheWay, now: datetime) -> None:
    for each in LookAgain.objects.filter(in_the_way=row).select_related("ask"):
        take_back_ask(ask=each.ask, now=now)
        each.delete()


def _read(ticket: Ask, by: Member, now: datetime) -> None:
    with suppress(AskIsOver):
        say_no(ask=ticket, by=by.person, now=now)


def _tell_both(row: InTheWay) -> None:
    # In their order: two who tell each other in two exchanges take turns.
    for channel in sorted((row.by.person.public_id, row.to.person.public_id)):
        tell(channel=channel)


def _held_by_one(row: InTheWay, by: Member) -> InTheWay:
    """The row as it is now, held, for one of the two; raises NotHere for anybody else, and once the other left."""
    held = _held(row)
    if held is None or by.pk not in {held.by_id, held.to_id} or held.to_left_at is not None:
        raise NotHere
    return held


def _hold_all(rows: QuerySet[InTheWay]) -> list[InTheWay]:
    """All of them, held in their order before anything else: who changes one of them waits for nothing of ours."""
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _held(row: InTheWay) -> InTheWay | None:
    """The row as it is now, held until the change is through: two at once take turns. Nothing once it ended."""
    if InTheWay.objects.select_for_update(no_key=True).filter(pk=row.pk).first() is None:
        return None
    related = InTheWay.objects.select_related(
        "circle", "by__person", "to__person", "beside__person", "scope", "words", "ask", "beside_ask"
    )
    return related.get(pk=row.pk)
