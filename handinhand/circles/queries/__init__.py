"""Reads of circles: who is here, who can see what, what was adopted, and ways in."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, Q, QuerySet, Window
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles import reads
from handinhand.circles.choices import Adopts
from handinhand.circles.models import (
    AdoptedLine,
    AdoptedVersion,
    DecisionRule,
    Hello,
    Hold,
    HoldProposal,
    Invitation,
    Member,
    Reading,
)
from handinhand.circles.names import listed, number_word
from handinhand.ground.models import ALPHABET, Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import note_of, note_on, with_notes
from handinhand.ui.apart import plain_digits
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import is_covered_from

CODE_LETTERS = 9
CODE_GROUP = 3
MOST_NAMED = 5
ENTRIES_SHOWN = 50
VERSIONS_SHOWN = 20
OFFERING_SHOWN = 24
ID_LETTERS = 12


class NotHere(Http404):
    """There is no such circle for whoever is looking: none at all, or one they are not in."""


def member_of(*, viewer: Person, circle_id: str) -> Member:
    """The viewer's own place in a circle; raises NotHere for anybody who is not in it now."""
    member = _member_of.first(person=viewer.pk, circle_id=circle_id) if is_public_id(circle_id) else None
    if member is None:
        raise NotHere
    member.person = viewer
    return member


@Prepared
def _member_of(person: int, circle_id: str) -> QuerySet[Member]:
    here = Member.objects.filter(circle__public_id=circle_id, person=person, left_at__isnull=True)
    return here.select_related("circle")


def is_public_id(text: str) -> bool:
    """Whether a row could have this name in addresses; anything else is not even looked for."""
    return len(text) == ID_LETTERS and all(letter in ALPHABET for letter in text)


def my_places(person: Person) -> list[Member]:
    """Somebody's places in all their circles, the newest first."""
    return reads.places.rows(person=person.pk)


def place_of(*, circle: Circle, person: Person) -> Member | None:
    """Somebody's own place in a circle, if they are in it now."""
    return reads.place.first(circle=circle.pk, person=person.pk)


def count_present(circle: Circle) -> int:
    """How many are in a circle now."""
    return Member.objects.filter(circle=circle, left_at__isnull=True).count()


def present_members(circle: Circle) -> list[Member]:
    """Who is in a circle now, in the order they came."""
    return _present.rows(circle=circle.pk)


@Prepared
def _present(circle: int) -> QuerySet[Member]:
    here = Member.objects.filter(circle=circle, left_at__isnull=True).select_related("person")
    return here.order_by("joined_at", "pk")


def who_can_see(scope: Scope, member: Member, *, may_grow: bool = True) -> str:
    """Who can see what `member` shares in a scope, in one or two sentences; with names where there are few.

    `may_grow` says whether others can still come in: to a meeting until it closes, to a circle always.
    """
    if scope.kind == ScopeKind.ME:
        return _("Only you can see this.")
    seeing = _first_seeing.rows(scope=scope.pk, circle=scope.circle_id)
    number = seeing[0].number if seeing else 0  # type: ignore[attr-defined]
    return say_who_can_see(scope, member, seeing, number=number, may_grow=may_grow)


@Prepared
def _first_seeing(scope: int, circle: int) -> QuerySet[Member]:
    """The first few who see a scope, each with the number of all of them. A hold ends: whoever is held will see it."""
    within = ScopeMember.even_held.filter(scope=scope).values("person")
    seeing = Member.objects.filter(circle=circle, left_at__isnull=True, person__in=within)
    return seeing.annotate(number=Window(Count("pk"))).order_by("joined_at", "pk")[: MOST_NAMED + 2]


def say_who_can_see(
    scope: Scope, member: Member, seeing: Sequence[Member], *, number: int, may_grow: bool = True
) -> str:
    """Who can see what is shared in a scope, where its present members (or the first few of `number`) are known."""
    others = [each for each in seeing if each.pk != member.pk]
    few = number <= MOST_NAMED + 1
    values = {"names": listed([each.name for each in others])} if few else {"number": number_word(number)}
    in_meeting = scope.kind == ScopeKind.MEETING
    if others:
        now = (_meeting_sentence if in_meeting else _circle_sentence)(few=few) % values
        later = _("So can anyone who comes in before it closes.") if in_meeting else _("So can anyone who joins later.")
    else:
        now = _("Only you are here so far.")
        later = _("Anyone who comes in before it closes can see this, with your name.")
        if not in_meeting:
            later = _("Anyone who joins later can see this, with your name.")
    back = _("You can take it back; they may have read it by then.")
    return " ".join([now, later, back] if may_grow else [now, back])


def _meeting_sentence(*, few: bool) -> str:
    if few:
        return _("Everyone in this meeting can see this, with your name: %(names)s.")
    return _("The %(number)s people in this meeting can see this, with your name.")


def _circle_sentence(*, few: bool) -> str:
    if few:
        return _("Everyone in this circle can see this, with your name: %(names)s.")
    return _("The %(number)s people in this circle can see this, with your name.")


def adopted(*, circle: Circle, kind: Adopts) -> list[AdoptedLine]:
    """What a circle made its own of one kind: the lines of the newest version."""
    return reads.newest_lines.rows(circle=circle.pk, kind=str(kind))


def adopted_for(*, viewer: Member, kind: Adopts) -> list[AdoptedLine]:
    """The same for one of its members, each line with what it touches on."""
    lines = reads.newest_lines_read.rows(circle=viewer.circle_id, kind=str(kind), person=viewer.person_id)
    return with_notes_of_lines(lines, viewer=viewer)


def with_notes_of_lines(lines: Iterable[AdoptedLine], *, viewer: Member) -> list[AdoptedLine]:
    """Lines that were read with the words they came from, each with its `note`: as long as those words can be read."""
    found = list(lines)
    for each in found:
        of = vars(each)
        read = each.came_from if of["in_sight"] else None
        note = note_on(read, person=viewer.person_id, is_chosen=of["is_chosen"]) if read is not None else None
        each.note = note.of_answer() if note is not None else None  # type: ignore[attr-defined]
    return found


def versions(*, viewer: Member, kind: Adopts) -> list[AdoptedVersion]:
    """The newest versions of what the viewer's circle adopted, each with its lines."""
    lines = reads.with_what_they_came_from(AdoptedLine.objects.all(), person=viewer.person_id)
    found = AdoptedVersion.objects.filter(circle=viewer.circle_id, kind=kind)
    found = found.prefetch_related(Prefetch("lines", queryset=lines.order_by("position")))
    return list(found.order_by("-number")[:VERSIONS_SHOWN])


def rule_of(circle: Circle) -> DecisionRule:
    """How many must take part in a decision of this circle."""
    return DecisionRule.objects.get(circle=circle)


def rule_in_words(rule: DecisionRule) -> str:
    """How a circle decides, in two sentences."""
    shares = {100: _("All of us take part."), 50: _("At least half of us take part.")}
    share = shares.get(rule.share_percent) or _("At least %(percent)s in a hundred of us take part.") % {
        "percent": rule.share_percent
    }
    own = ngettext(
        "At least %(number)s of them comes for themselves.",
        "At least %(number)s of them come for themselves.",
        rule.for_themselves,
    ) % {"number": number_word(rule.for_themselves)}
    return f"{share} {own}"


def reading_of(circle: Circle) -> Reading | None:
    """What people read before they join, as it is now."""
    return reads.newest_reading.first(circle=circle.pk)


def earlier_readings(circle: Circle) -> list[Reading]:
    """What people read before they joined, before it was changed: the newest first."""
    return list(Reading.objects.filter(circle=circle).select_related("by").order_by("-number")[1:VERSIONS_SHOWN])


def offering_hello(circle: Circle, besides: Member | None = None) -> list[Member]:
    """Who offered to say hello first, in the order they came to the circle."""
    others = [each for each in reads.saying_hello.rows(circle=circle.pk) if each != besides]
    return others[:OFFERING_SHOWN]


def hellos_to(member: Member) -> list[Hello]:
    """Who would like a hello from this member: nobody else sees that."""
    found = Hello.objects.filter(to=member, by__left_at__isnull=True)
    return list(found.select_related("by").order_by("pk")[:ENTRIES_SHOWN])


def hello_to(member: Member, *, hello_id: str) -> Hello | None:
    """One hello that is wanted from this member."""
    return (
        Hello.objects.filter(to=member, public_id=hello_id).select_related("ask").first()
        if is_public_id(hello_id)
        else None
    )


def open_invitation(*, token: str = "", code: str = "", now: datetime) -> Invitation | None:
    """The invitation with this link or this code, if it still lets people in."""
    field, text = ("token", token) if token else ("code", plain_code(code))
    if not text:
        return None
    fingerprint = Invitation._meta.get_field(f"{field}_lookup").fingerprint(text)  # type: ignore[union-attr]
    found = reads.invitation_by_token if token else reads.invitation_by_code
    return found.first(fingerprint=fingerprint, now=now)


def open_invitations(*, member: Member, now: datetime) -> list[Invitation]:
    """The ways into a member's circle that are open now, the newest first."""
    found = Invitation.objects.filter(circle=member.circle_id, withdrawn_at__isnull=True, ends_at__gt=now)
    return list(found.select_related("by").order_by("-made_at", "-pk")[:ENTRIES_SHOWN])


def invitation_of(*, member: Member, invitation_id: str) -> Invitation:
    """One invitation to a member's circle; raises NotHere."""
    if not is_public_id(invitation_id):
        raise NotHere
    invitation = Invitation.objects.filter(circle=member.circle_id, public_id=invitation_id).first()
    if invitation is None:
        raise NotHere
    return invitation


def is_open(invitation: Invitation, *, now: datetime) -> bool:
    """Whether an invitation still lets people in."""
    return invitation.withdrawn_at is None and invitation.ends_at > now


def plain_code(typed: str) -> str:
    """A code as it is kept, however it was typed: letter case, spaces and dashes do not matter."""
    return "".join(sign for sign in plain_digits(typed.casefold()) if sign.isalnum())


def spoken_code(code: str) -> str:
    """A code in short groups, as it is read out loud."""
    return "-".join(code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP)).upper()


def moment_in(circle: Circle, moment: datetime, now: datetime) -> str:
    """A moment on the clocks of a circle: its day, and the time."""
    time = date_format(moment.astimezone(ZoneInfo(circle.time_zone)), "TIME_FORMAT")
    return _("%(day)s, %(start)s") % {"day": day_in(circle, moment, now), "start": time}


def day_in(circle: Circle, moment: datetime, now: datetime) -> str:
    """The day of a moment where a circle is."""
    zone = ZoneInfo(circle.time_zone)
    return day_of(moment.astimezone(zone).date(), now.astimezone(zone).date())


def day_of(day: date, today: date) -> str:
    """A day as people say it: with the year only when it is another one."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT")


def member_in(*, viewer: Member, member_id: str) -> Member:
    """Somebody who is in the viewer's circle now; raises NotHere."""
    found = None
    if is_public_id(member_id):
        found = _member_here.first(circle=viewer.circle_id, public_id=member_id)
    if found is None:
        raise NotHere
    return found


@Prepared
def _member_here(circle: int, public_id: str) -> QuerySet[Member]:
    here = Member.objects.filter(circle=circle, left_at__isnull=True, public_id=public_id)
    return here.select_related("person")


def holds_on(member: Member) -> list[Hold]:
    """The holds there were on somebody, the newest first; what was only asked for is none."""
    return list(Hold.objects.filter(member=member, began_at__isnull=False).order_by("-began_at", "-pk"))


def holds_seen(viewer: Member) -> QuerySet[Hold]:
    """The holds of the viewer's circle. One that is only asked for is not shown to whom it is about."""
    related = Hold.objects.select_related("circle", "member__person", "asked_by", "agreed_by", "agreed_to")
    return related.filter(circle=viewer.circle_id).exclude(member=viewer.pk, began_at__isnull=True)


def holds_now(*, viewer: Member, now: datetime) -> list[Hold]:
    """Holds that go on, and those that wait for a second member."""
    is_on = Q(ends_at__gt=now) | Q(began_at__isnull=True, asks_until__gt=now)
    return list(holds_seen(viewer).filter(is_on).order_by("asked_at", "pk"))


def hold_for(*, viewer: Member, hold_id: str) -> Hold:
    """One hold that the viewer may know of; raises NotHere."""
    found = holds_seen(viewer).filter(public_id=hold_id).first() if is_public_id(hold_id) else None
    if found is None:
        raise NotHere
    return found


def my_hold(member: Member) -> Hold | None:
    """The hold that is on somebody's access, for themselves to read."""
    found = Hold.objects.filter(member=member, began_at__isnull=False).select_related("asked_by", "agreed_by", "circle")
    return found.order_by("-ends_at", "-pk").first()


def answers_to(*, viewer: Member, hold: Hold) -> list[Words]:
    """What somebody said about the hold on their access. It is there for every eye: nobody decides blind."""
    answered = Words.objects.visible_to_or_covered(viewer.person, with_unseen=True).filter(hold_answer__hold=hold)
    found = list(with_notes(answered, person=viewer.person_id).order_by("shared_at", "pk")[:ENTRIES_SHOWN])
    for each in found:
        is_covered_from(each, viewer.person_id)
        each.note = note_of(each, person=viewer.person_id)  # type: ignore[attr-defined]
    return found


def asked_about(hold: Hold) -> list[str]:
    """What was proposed about a hold, for whom it is about: nothing is decided about them before they hear of it."""
    return [
        ngettext(
            "Somebody proposed that the circle keeps it for %(days)s day.",
            "Somebody proposed that the circle keeps it for %(days)s days.",
            each.days,
        )
        % {"days": each.days}
        if each.days
        else _("Somebody proposed that the circle ends it.")
        for each in HoldProposal.objects.filter(hold=hold).order_by("pk")[:ENTRIES_SHOWN]
    ]


def two_who_held(hold: Hold) -> str:
    """Who put a hold on, by the names they go by."""
    return listed([name_of(hold.asked_by), name_of(hold.agreed_by)])


def name_of(member: Member | None) -> str:
    """The name somebody goes by, or who they are when nothing of them is here any more."""
    return member.name if member is not None else _("Somebody who has left")
