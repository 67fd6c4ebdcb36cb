"""Nobody ever reads words outside their scopes, by any address of the house, whatever happened before."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handinhand.away.models import Company
from handinhand.care.models import CheckIn, ForTomorrow, HelpLine, PassedOn, QuietAsker, SupportPerson, TurnedTo
from handinhand.circles.choices import Adopts
from handinhand.circles.models import Hold, Invitation, Member, PowerUse
from handinhand.days.models import CircleDay
from handinhand.decisions.models import Offer, PaperSlips, Position, Proposal
from handinhand.ground.models import Circle, Row
from handinhand.links.models import Link, Update
from handinhand.meetings.models import Ahead, Friend, Meeting, Paper, Part, PartQuestion, Said, SteppingOut
from handinhand.mending.models import InTheWay
from handinhand.profiles.models import Gift, Line
from handinhand.promises.models import Promise
from handinhand.returning.models import Asked
from handinhand.tea.models import Question as TeaQuestion
from handinhand.times.models import Asking
from handinhand.unnamed.models import Box
from handinhand.words.models import Scope, Words
from handinhand.work.models import AskAnswer, AskOrOffer
from tests.words.circle_of_markers import ELSEWHERE, MARKER, PEOPLE, STEPS, Markers

pytestmark = [pytest.mark.django_db, pytest.mark.both]
# What an address is made of: the row of which its argument is the id.
ROWS: dict[str, type[Row]] = {
    "circle_id": Circle,
    "invitation_id": Invitation,
    "meeting_id": Meeting,
    "part_id": Part,
    "question_id": PartQuestion,
    "said_id": Said,
    "proposal_id": Proposal,
    "position_id": Position,
    "promise_id": Promise,
    "words_id": Words,
    "member_id": Member,
    "hold_id": Hold,
    "check_in_id": CheckIn,
    "ahead_id": Ahead,
    "yes_id": Friend,
    "asking_id": Asking,
    "day_id": CircleDay,
    "asked_id": Asked,
    "box_id": Box,
    "slips_id": PaperSlips,
    "paper_id": Paper,
    "offer_id": Offer,
    "own_id": Promise,
    "ask_id": AskOrOffer,
    "answer_id": AskAnswer,
    "line_id": Line,
    "gift_id": Gift,
    "stepping_id": SteppingOut,
    "scope_id": Scope,
    "kept_id": ForTomorrow,
    "help_id": HelpLine,
    "tea_question_id": TeaQuestion,
    "passed_id": PassedOn,
    "support_id": SupportPerson,
    "turned_id": TurnedTo,
    "asker_id": QuietAsker,
    "link_id": Link,
    "use_id": PowerUse,
    "update_id": Update,
    "row_id": InTheWay,
    "company_id": Company,
}
CIRCLE_OF = {QuietAsker: "plan__member__circle"}
# Addresses that are not made of rows: what stands there, and what would end the visit of whoever looks.
OTHERS = {
    "kind": Adopts.values,
    "own_kind": ["promise-answer"],
    "danger": ["child"],
    "power": ["spend"],
    "place": ["first"],
    "name": ["begin"],
    "role": ["care"],
    "role_ref": ["time"],
    "way": ["take", "email"],
    "piece": ["six-things"],
    **{
        name: ["nobody"]
        for name in (
            "token",
            "secret",
            "ident",
            "code",
            "link_code",
            "passkey_id",
            "week_id",
            "rest_id",
            "drawn_id",
            "draw_id",
            "beside_id",
            "own_topic_id",
            "unsent_id",
        )
    },
    "heading": ["matters"],
}
ENDS_THE_VISIT = {"people:hide"}
WITHIN = {
    **dict.fromkeys((Part, Said, Ahead, Friend, Paper, SteppingOut), "meeting_id"),
    PartQuestion: "part__meeting_id",
    **dict.fromkeys((Position, Offer), "proposal_id"),
    AskAnswer: "of_id",
}
# Found by asking: an address that takes forms alone says so (405) to everybody, and is not asked again.
TAKE_FORMS_ALONE: set[str] = set()
NOT_TO_BE_LOOKED_AT = 405
A_CHOICE = st.tuples(st.sampled_from([*PEOPLE, *PEOPLE, ELSEWHERE]), st.integers(0, 11), st.integers(0, 11))


def patterns(resolver: URLResolver, space: str = "", before: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Every address by its name, with what its arguments are called."""
    for each in resolver.url_patterns:
        arguments = (*before, *each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{space}{each.namespace}:" if each.namespace else space, arguments)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", list(arguments)


def fillings(arguments: list[str], circle: Circle, chosen: tuple[Row | str, ...] = ()) -> Iterator[list[str]]:
    """All that an address can be filled with: the rows of the circle, each under what it belongs to."""
    if len(chosen) == len(arguments):
        yield [each if isinstance(each, str) else each.public_id for each in chosen]
        return
    name = arguments[len(chosen)]
    if name in OTHERS:
        found = list(OTHERS[name])
    elif ROWS[name] is Circle:
        found = [circle]
    else:
        rows = ROWS[name].objects.filter(**{CIRCLE_OF.get(ROWS[name], "circle"): circle})
        owner = WITHIN.get(ROWS[name])
        found = list(rows.filter(**{owner: chosen[1].pk}) if owner else rows)
    for each in found:
        yield from fillings(arguments, circle, (*chosen, each))


def pages(circle: Circle) -> Iterator[tuple[str, str]]:
    """Every address that can be looked at, by its name."""
    for name, arguments in patterns(get_resolver()):
        if name not in ENDS_THE_VISIT | TAKE_FORMS_ALONE:
            for each in fillings(arguments, circle):
                yield name, reverse(name, args=each)
    listed = reverse("promises:list", args=[circle.public_id])
    yield from (("promises:list", f"{listed}?among={each.public_id}") for each in Scope.objects.filter(circle=circle))


def read_by(client: Client, addresses: list[tuple[str, str]]) -> set[str]:
    """Every marker that stands on any page, or in what a page says of itself."""
    seen: set[str] = set()
    for name, address in addresses:
        path, _mark, query = address.partition("?")
        # As the test client does, but without the copies of every template's context that it keeps.
        answer = client.handler(client._base_environ(PATH_INFO=path, QUERY_STRING=query))
        assert answer.status_code in {200, 302, 404, 405}, address
        if answer.status_code == NOT_TO_BE_LOOKED_AT:
            TAKE_FORMS_ALONE.add(name)
        seen.update(MARKER.findall(answer.content.decode() + str(answer.headers)))
    return seen


def look(markers: Markers) -> set[str]:
    """Let everybody look at every page, and hold what they read to the model; all that was read by anybody."""
    addresses = list(pages(markers.circle))
    everything: set[str] = set()
    for who in (*PEOPLE, ELSEWHERE, ""):
        seen = read_by(markers.browsers[who] if who else Client(), addresses)
        may = {text.marker for text in markers.texts if markers.may_read(text, who)}
        shown = {text.marker for text in markers.texts if text.has_page and text.words and markers.may_read(text, who)}
        assert not seen - may, (who, seen - may)
        assert not shown - seen, (who, shown - seen)
        everything |= seen
    return everything


# A failure is told with the steps that were tried: looking for fewer of them would take many minutes.
@settings(max_examples=6, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
@given(steps=st.permutations(STEPS), choices=st.lists(A_CHOICE, min_size=len(STEPS), max_size=len(STEPS)))
def test_nobody_reads_words_outside_their_scopes_by_any_address(
    db: None, steps: list[str], choices: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        markers = Markers(now=timezone.now())
        for name in PEOPLE[:2]:
            markers.do("come in", name, 0, 0)
        for what, (who, one, two) in zip(steps, choices, strict=True):
            markers.do(what, who, one, two)
        assert look(markers)
        transaction.set_rollback(True)
