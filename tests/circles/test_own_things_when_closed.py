"""In a closed circle nothing new for others begins, and each goes on with what is their own: it is never refused."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from handinhand.care.models import CheckIn, HelpLine
from handinhand.circles.doors import CLOSED, goes_on_when_closed
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.promises import actions as promises
from handinhand.promises.models import Credit
from handinhand.words import actions as words
from handinhand.words.models import Words
from handinhand.work import actions as work
from handinhand.work.choices import Kind
from handinhand.work.models import AskOrOffer
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.circles.test_closing import closes

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
# What is for oneself alone, taking back, ending, saying no, who sees what is one's own; and what keeps people safe.
OWN = {
    "beside": {"not_this_time"},
    "calendars": {"meeting"},
    "away": {"company", "looked", "nobody"},
    "care": {"ask_after", "call_off", "help_again", "help_delete", "help_line", "help_write", "quiet_end"}
    | {"say", "say_in", "danger_forget", "danger_pass_on"},
    "circles": {"answer_hello", "comes_with", "my_place", "seeing"},
    "home": {"credit", "find"},
    "meetings": {"ahead_take_back", "end_friend", "let_further", "phone_off", "take_paper_back"},
    "mending": {"beside", "looked", "nobody_beside", "stop"},
    "profiles": {"again", "choose_gifts", "gift", "let_go", "line", "people", "show_photograph"}
    | {"take_photograph_away"},
    "returning": {"wish"},
    "tea": {"choose_apart", "leave_it", "not_this_time", "pause", "stop", "take_question_away"},
    "times": {"skip"},
    "work": {"end", "who"},
}
SAFE = {"agree_hold", "ask_hold", "end_hold", "cover", "cover_off", "cover_stays"} | {
    "own_cover",
    "own_cover_off",
    "own_cover_stays",
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, each.namespace or space)
        else:
            yield space, str(each.name), each


@pytest.fixture
def three(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha"))


def test_what_goes_on_is_this_and_nothing_else() -> None:
    found: dict[str, set[str]] = {}
    for space, name, pattern in addresses(get_resolver()):
        if goes_on_when_closed(pattern.callback):
            found.setdefault(space, set()).add(name)
    assert found == {**OWN, "circles": OWN["circles"] | SAFE}


def test_each_keeps_changes_and_takes_away_what_is_their_own(three: Group, now: datetime) -> None:
    given = {"circle": three.circle, "scope": three.scope, "by": three.tom.person, "state": "shared"}
    said = words.write(body="The lamp is broken.", now=timezone.now(), **given)
    made = promises.make(
        circle=three.circle, scope=three.scope, by=three.dee, text="I mend it.", by_when=None, came_from=said, now=now
    )
    offer = work.ask_or_offer(by=three.tom, kind=Kind.OFFER, text="Bread.", to=None, now=now)
    closes(three, now)
    tom, at, lines = client_of(three.tom), f"/c/{three.circle.public_id}/", Entry.objects.count()

    def own(address: str, **sent: object) -> None:
        answer = send(tom, at + address, **sent)
        assert answer.status_code != CLOSED, address
        assert "This circle is closed" not in text_of(answer), address

    own("how-i-am/", how="Tired, and glad.", picture="", who="me")
    assert CheckIn.objects.get().words.body == "Tired, and glad."
    own("what-helps-me/write/", about="helps", text="A window seat.", who="me")
    line = HelpLine.objects.get()
    own(f"what-helps-me/{line.public_id}/delete/")
    assert not HelpLine.objects.exists()
    own("my-place/", name="Tomas", shape="star", colour="plum", standing="for_myself")
    own("what-i-come-with/", pronouns="he", say_name="Toe-mas")
    assert Member.objects.get(pk=three.tom.pk).pronouns == "he"
    own(f"thread/{said.public_id}/named/", named="not_at_all", thread=made.words.public_id)
    assert Credit.objects.filter(words=said).exists()
    own(f"asks/{offer.public_id}/end/")
    assert AskOrOffer.objects.get().ended_at is not None
    send(tom, f"/words/{said.public_id}/take-back/")
    assert Words.objects.get(pk=said.pk).state == "taken_back"
    # Nobody used a power for any of it.
    assert Entry.objects.count() == lines


def test_what_is_new_for_others_is_given_back(three: Group, now: datetime) -> None:
    tom, at = client_of(three.tom), f"/c/{three.circle.public_id}/"
    assert "Invite somebody" in text_of(tom.get(at))
    closes(three, now)
    front = text_of(tom.get(at))
    assert "What is your own goes on" in front
    # Nothing is offered there that would be given back.
    assert "Invite somebody" not in front
    for address, sent in (
        ("promises/make/", {"text": "I bring tea."}),
        ("asks/new/", {"kind": "ask", "text": "I bring tea."}),
        ("decisions/propose/", {"text": "I bring tea."}),
    ):
        answer = send(tom, at + address, **sent)
        assert answer.status_code == CLOSED, address
        assert "I bring tea." in text_of(answer)
    assert not Words.objects.exists()
