"""Reads of asks and offers. Who answered, and how many, is read by nobody but the author and each who answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.moments import is_over
from handinhand.ground.paging import A_PAGE, earlier_than, first_page
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import OF_WORDS, WITH_NOTE, Note, chosen_in_note, note_on
from handinhand.topics.rules import can_be_asked
from handinhand.ui.apart import apart
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from
from handinhand.work.choices import Kind, Said
from handinhand.work.costs import cost_in_words
from handinhand.work.models import AskAnswer, AskOrOffer, KeptFrom
from handinhand.work.rules import is_open

MINE_SHOWN = 40


@dataclass(frozen=True)
class AskLine:
    """One ask or offer as somebody may see it; `is_new` says to its author that an answer waits for a word."""

    public_id: str
    is_ask: bool
    member: Member
    who: str
    text: str
    note: Note | None
    is_mine: bool
    is_open: bool
    with_somebody: bool
    by_when: date | None
    cost: str
    until: date
    words_id: str
    cover_id: str
    is_covered: bool
    is_taken_back: bool
    is_new: bool = False
    can_be_asked_about: bool = False


@dataclass(frozen=True)
class AnswerLine:
    """One answer, for whoever gave it or for whoever it was given to."""

    public_id: str
    ask_id: str
    member: Member
    who: str
    text: str
    note: Note | None
    about: str
    about_note: Note | None
    at: datetime
    state: str
    reply: str
    reply_note: Note | None
    words_id: str
    reply_id: str
    is_taken_back: bool

    @property
    def waits(self) -> bool:
        """Whether nothing was said to it yet."""
        return self.state == "waits"


@dataclass(frozen=True)
class Mine:
    """What somebody asked, offered and answered."""

    asked: list[AskLine]
    answered: list[AnswerLine]


@dataclass(frozen=True)
class AskPage:
    """All that the page of one ask or offer shows to one member."""

    ask: AskOrOffer
    line: AskLine
    mine: AnswerLine | None
    answers: list[AnswerLine] = field(default_factory=list)

    @property
    def can_answer(self) -> bool:
        """Whether there is a box to answer in."""
        line = self.line
        return line.is_open and not line.is_mine and self.mine is None and not line.is_covered and bool(line.text)


def open_in_circle(*, viewer: Member, kind: Kind, now: datetime, before: str = "") -> tuple[list[AskLine], str]:
    """What is open in the viewer's circle and was asked, or offered, to them among others: a page, the newest first.

    With it, before which of them the earlier ones begin; empty where there are none.
    """
    of, kept = _of(viewer), str(kind)
    if is_public_id(before):
        found = list(earlier_than(_open(**of, kind=kept, now=now), at="made_at", before=before)[: A_PAGE + 1])
    else:
        found = _newest_open.rows(**of, kind=kept, now=now)
    shown, earlier = first_page(found)
    return [_line(viewer, each, now) for each in shown], earlier


def mine(*, viewer: Member, now: datetime) -> Mine:
    """The viewer's own asks, offers and answers, the open ones first."""
    asked = [_line(viewer, each, now) for each in _own.rows(**_of(viewer))]
    asked.sort(key=lambda line: not line.is_open)
    return Mine(asked, [_answer_line(viewer, each, now) for each in _own_answers.rows(**_of(viewer))])


def has_news(*, viewer: Member, now: datetime) -> bool:
    """Whether an answer waits for a word of the viewer's."""
    return _with_news.first(person=viewer.person_id, member=viewer.pk, now=now) is not None


@Prepared
def _with_news(person: int, member: int, now: datetime) -> QuerySet[Member]:
    return Member.objects.filter(Exists(waiting_for(person, now)), pk=member)


def waiting_for(person: int, now: datetime) -> QuerySet[AskAnswer]:
    """Answers that wait for a word of `person`, in the place of a read around this one."""
    readable = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    found = AskAnswer.objects.filter(Exists(readable), of__by=OuterRef("pk"), by__left_at__isnull=True, said="")
    return found.filter(of__ended_at__isnull=True, of__ends_at__gt=now, of__by__joined_at__lte=F("of__made_at"))


def ask_page(*, viewer: Member, ask_id: str, now: datetime) -> AskPage:
    """One ask or offer, with what the viewer may know of its answers; raises NotHere."""
    ask = ask_for(viewer=viewer, ask_id=ask_id)
    line = _line(viewer, ask, now)
    if line.is_mine:
        told = _told_to_author.rows(**_of(viewer), ask=ask.pk)
        return AskPage(ask, line, None, [_answer_line(viewer, each, now) for each in told])
    own = _own_answer.first(**_of(viewer), ask=ask.pk)
    return AskPage(ask, line, _answer_line(viewer, own, now) if own is not None else None)


def ask_for(*, viewer: Member, ask_id: str) -> AskOrOffer:
    """One ask or offer that is the viewer's, was shown to them, or was answered by them; raises NotHere."""
    found = _ask.first(**_of(viewer), ask_id=ask_id) if is_public_id(ask_id) else None
    if found is None:
        raise NotHere
    return found


def can_answer(*, viewer: Member, ask: AskOrOffer) -> bool:
    """Whether an ask or offer is shown to the viewer, so that they can answer it."""
    return AskOrOffer.objects.filter(_is_shown_to(viewer.person_id, even_covered=True), pk=ask.pk).exists()


def answer_for(*, viewer: Member, ask: AskOrOffer, answer_id: str) -> AskAnswer:
    """One answer to what the viewer asked or offered; raises NotHere for anybody else."""
    wanted = answer_id if is_public_id(answer_id) else ""
    found = next((each for each in _told_to_author.rows(**_of(viewer), ask=ask.pk) if each.public_id == wanted), None)
    if found is None:
        raise NotHere
    return found


def places_of(*, viewer: Member, words: Iterable[int]) -> dict[int, str]:
    """Of these words, those that belong to asks and offers that are shown to the viewer: its id by row number.

    What has ended is found by its author and by those who answered it, and by nobody else.
    """
    wanted = list(words)
    of = Q(words__in=wanted) | Q(answers__words__in=wanted) | Q(answers__reply__in=wanted)
    goes_on = Q(ended_at__isnull=True) & ~is_over("ends_at")
    shown = (_is_shown_to(viewer.person_id) & goes_on) | _is_theirs(viewer.pk)
    found = AskOrOffer.objects.filter(of, shown, circle=viewer.circle_id)
    rows = found.values_list("public_id", "words", "answers__words", "answers__reply")
    return {number: public_id for public_id, *numbers in rows for number in numbers if number is not None}


def _of(viewer: Member) -> dict[str, int]:
    """By what the reads of asks and answers know who is looking."""
    return {"circle": viewer.circle_id, "person": viewer.person_id, "member": viewer.pk}


@Prepared
def _newest_open(circle: int, person: int, member: int, kind: str, now: datetime) -> QuerySet[AskOrOffer]:
    return _open(circle, person, member, kind, now)[: A_PAGE + 1]


@Prepared
def _own(circle: int, person: int, member: int) -> QuerySet[AskOrOffer]:
    waiting = _to_author(circle, person, member).filter(of=OuterRef("pk"), said="")
    own = _asks(circle, person, member).filter(by=member).annotate(is_new=Exists(waiting))
    return own.order_by("-made_at", "-pk")[:MINE_SHOWN]


@Prepared
def _ask(circle: int, person: int, member: int, ask_id: str) -> QuerySet[AskOrOffer]:
    opens = _is_shown_to(person, even_covered=True) | _is_theirs(member)
    return _asks(circle, person, member).filter(opens, public_id=ask_id)


@Prepared
def _told_to_author(circle: int, person: int, member: int, ask: int) -> QuerySet[AskAnswer]:
    return _to_author(circle, person, member).filter(of=ask)


@Prepared
def _own_answers(circle: int, person: int, member: int) -> QuerySet[AskAnswer]:
    return _answers(circle, person).filter(by=member).order_by("-at", "-pk")[:MINE_SHOWN]


@Prepared
def _own_answer(circle: int, person: int, member: int, ask: int) -> QuerySet[AskAnswer]:
    return _answers(circle, person).filter(by=member, of=ask)


def _open(circle: int, person: int, member: int, kind: str, now: datetime) -> QuerySet[AskOrOffer]:
    """What is open and shown to somebody, the newest first."""
    found = _asks(circle, person, member).filter(_is_shown_to(person), kind=kind)
    return found.filter(ended_at__isnull=True, ends_at__gt=now).order_by("-made_at", "-pk")


def _asks(circle: int, person: int, member: int) -> QuerySet[AskOrOffer]:
    """Asks and offers of a circle, each with whether its words are among those that are shown to somebody."""
    readable = _among_readers(person, even_covered=True)
    own = AskOrOffer.objects.filter(circle=circle)
    is_answered, is_chosen = Exists(_answered_by(member)), chosen_in_note(person)
    found = own.annotate(is_readable=readable, is_answered=is_answered, is_chosen=is_chosen)
    return found.select_related("circle", "words__scope", "words__circle", "by__person", OF_WORDS)


def _among_readers(person: int, *, even_covered: bool = False) -> Exists:
    """Whether the words of an ask are shared among people of whom somebody is one."""
    words = Words.objects
    seen = words.visible_to_or_covered(person) if even_covered else words.visible_to(person)
    return Exists(seen.filter(pk=OuterRef("words"), state=State.SHARED))


def _is_shown_to(person: int, *, even_covered: bool = False) -> Q:
    """What is shown to somebody: its author stayed, and neither of the two chose not to see the other."""
    kept = KeptFrom.objects.filter(of=OuterRef("pk"), person=person)
    readable = _among_readers(person, even_covered=even_covered)
    return Q(readable) & ~Q(Exists(kept)) & Q(by__left_at__isnull=True, by__joined_at__lte=F("made_at"))


def _is_theirs(member: int) -> Q:
    """What a member asked, offered or answered."""
    return Q(by=member) | Q(Exists(_answered_by(member)))


def _answered_by(member: int) -> QuerySet[AskAnswer]:
    return AskAnswer.objects.filter(of=OuterRef("pk"), by=member)


def _to_author(circle: int, person: int, member: int) -> QuerySet[AskAnswer]:
    """Answers that somebody may read as an author, the first first; a yes stays, though it was taken back."""
    there = Q(by__left_at__isnull=True, is_readable=True) | Q(said=Said.YES)
    return _answers(circle, person).filter(there, of__by=member).order_by("at", "pk")


def _answers(circle: int, person: int) -> QuerySet[AskAnswer]:
    """Answers in a circle, each with what of it is shown to somebody by the one rule of sight."""
    seen = Words.objects.visible_to(person)
    found = AskAnswer.objects.filter(circle=circle).annotate(
        is_readable=Exists(seen.filter(pk=OuterRef("words"))),
        is_told=Exists(seen.filter(pk=OuterRef("of__words"))),
        is_replied=Exists(seen.filter(pk=OuterRef("reply"))),
        is_chosen=chosen_in_note(person),
        is_chosen_of=chosen_in_note(person, "of__words"),
        is_chosen_reply=chosen_in_note(person, "reply"),
    )
    return found.select_related("of__by", f"of__{OF_WORDS}", "by__person", OF_WORDS, f"reply__{WITH_NOTE}")


def _line(viewer: Member, ask: AskOrOffer, now: datetime) -> AskLine:
    is_mine = ask.by_id == viewer.pk
    is_covered = is_covered_from(ask.words, viewer.person_id)
    # Once it has ended, its words are for its author and for those who answered it.
    goes_on = is_open(ask, now=now)
    is_theirs = goes_on or ask.is_answered  # type: ignore[attr-defined]
    is_shown = is_mine or (ask.is_readable and is_theirs and not is_covered)  # type: ignore[attr-defined]
    zone = ZoneInfo(viewer.circle.time_zone)
    return AskLine(
        public_id=ask.public_id,
        is_ask=ask.kind == Kind.ASK,
        member=ask.by,
        who=_("You") if is_mine else ask.by.name,
        text=ask.words.body if is_shown else "",
        note=_note(viewer, ask.words, ask, "is_chosen") if is_shown else None,
        is_mine=is_mine,
        is_open=goes_on,
        with_somebody=ask.with_somebody,
        by_when=ask.by_when,
        cost=cost_in_words(ask.minutes),
        until=(ask.ended_at or ask.ends_at).astimezone(zone).date(),
        words_id=ask.words.public_id if is_mine else "",
        cover_id=ask.words.public_id if not is_mine and (is_shown or (is_covered and goes_on)) else "",
        is_covered=is_covered or (is_mine and ask.words.is_covered),
        is_taken_back=ask.words.state == State.TAKEN_BACK,
        is_new=getattr(ask, "is_new", False),
        can_be_asked_about=is_shown and can_be_asked(ask.words, viewer.person),
    )


def _answer_line(viewer: Member, found: AskAnswer, now: datetime) -> AnswerLine:
    is_mine = found.by_id == viewer.pk
    ask = found.of
    told, replied = found.is_told, found.is_replied  # type: ignore[attr-defined]
    reply = found.reply if replied else None
    if reply is not None and reply.state != State.SHARED:
        reply = None
    return AnswerLine(
        public_id=found.public_id,
        ask_id=ask.public_id if ask is not None else "",
        member=found.by,
        who=_name(found.by, is_mine=is_mine),
        text=found.words.body if found.is_readable else "",  # type: ignore[attr-defined]
        note=_note(viewer, found.words, found, "is_chosen") if found.is_readable else None,  # type: ignore[attr-defined]
        about=ask.words.body if ask is not None and told else "",
        about_note=_note(viewer, ask.words, found, "is_chosen_of") if ask is not None and told else None,
        at=found.at,
        state=_state(found, now),
        reply=reply.body if reply is not None else "",
        reply_note=_note(viewer, reply, found, "is_chosen_reply") if reply is not None else None,
        words_id=found.words.public_id if is_mine else "",
        reply_id=reply.public_id if reply is not None and not is_mine else "",
        is_taken_back=found.words.state == State.TAKEN_BACK,
    )


def _note(viewer: Member, words: Words, read: AskOrOffer | AskAnswer, is_chosen: str) -> Note | None:
    """What words of an ask or an answer touch on; they were read with it."""
    return note_on(words, person=viewer.person_id, is_chosen=getattr(read, is_chosen))


def _state(found: AskAnswer, now: datetime) -> str:
    """Where an answer stands: yes, not this time, it waits, or what it answered has ended. Each is said plainly."""
    if found.said:
        return str(found.said)
    return "waits" if found.of is not None and is_open(found.of, now=now) else "ended"


def _name(member: Member, *, is_mine: bool) -> str:
    if is_mine:
        return _("You")
    if member.left_at is None:
        return str(member.name)
    return _("%(name)s, who has left") % {"name": apart(member.name)}
