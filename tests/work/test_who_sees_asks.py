"""Who can see an ask or an offer can be changed by its author while it is open, and long lists come page by page."""

from datetime import timedelta

import pytest
import time_machine

from handinhand.circles import actions as circles
from handinhand.circles.actions.members import choose_sight_of
from handinhand.ground.paging import A_PAGE
from handinhand.live.models import Channel
from handinhand.words.models import Scope
from handinhand.work import actions
from handinhand.work.actions import NotAmongThem, NotNow
from handinhand.work.choices import Kind
from handinhand.work.models import AskOrOffer
from handinhand.work.queries import ask_page, open_in_circle
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
A_LIFT = "A lift to the clinic on Monday."


@pytest.fixture(autouse=True)
def standing_clock(now):
    """Sight reads the clock, so it stands still."""
    with time_machine.travel(now, tick=False):
        yield


def asked(harbour: Group, now, to=None, *, text: str = A_LIFT, kind: Kind = Kind.ASK) -> AskOrOffer:
    return actions.ask_or_offer(by=harbour.dee, kind=kind, text=text, to=to, now=now)


def readers(harbour: Group, now) -> set[str]:
    """The names of those in whose list something is."""
    return {
        name
        for name, each in harbour.members.items()
        if each.left_at is None and open_in_circle(viewer=each, kind=Kind.ASK, now=now)[0]
    }


def change(harbour: Group, ask: AskOrOffer, to, now, by: str = "Dee") -> bool:
    return actions.change_who_sees(ask=ask, by=harbour.members[by], to=to, now=now)


def home(harbour: Group, what: str = "") -> str:
    return f"/c/{harbour.circle.public_id}/asks/{what}"


def test_it_is_shown_to_fewer_and_to_more_again_and_what_was_answered_stays(harbour, now):
    everyone = set(harbour.members)
    ask = asked(harbour, now)
    assert readers(harbour, now) == everyone
    actions.answer(ask=ask, by=harbour.sam, text="I have a car.", now=now)
    assert change(harbour, ask, [harbour.tom, harbour.asha], now)
    assert readers(harbour, now) == {"Dee", "Tom", "Asha"}
    of_sam = ask_page(viewer=harbour.sam, ask_id=ask.public_id, now=now)
    assert (of_sam.line.text, of_sam.mine.text) == ("", "I have a car.")
    assert [each.text for each in ask_page(viewer=harbour.dee, ask_id=ask.public_id, now=now).answers] == [
        "I have a car."
    ]
    assert change(harbour, ask, [harbour.tom, harbour.jo], now)
    assert readers(harbour, now) == {"Dee", "Tom", "Jo"}
    assert change(harbour, ask, None, now)
    assert readers(harbour, now) == everyone
    assert not Scope.objects.filter(kind="chosen").exists(), "who was chosen before is forgotten"


def test_what_is_so_already_is_no_change_and_wakes_nobody(harbour, now):
    of_all, of_few = asked(harbour, now), asked(harbour, now, [harbour.tom])
    before = set(Channel.objects.values_list("key", "version"))
    assert not change(harbour, of_all, None, now)
    assert not change(harbour, of_few, [harbour.tom], now)
    assert set(Channel.objects.values_list("key", "version")) == before


def test_only_its_author_changes_it_and_only_while_it_is_open(harbour, hillside, now):
    ask = asked(harbour, now)
    for other in (harbour.tom, hillside.bo):
        with pytest.raises(NotAmongThem):
            actions.change_who_sees(ask=ask, by=other, to=[harbour.tom], now=now)
        assert client_of(other).get(home(harbour, f"{ask.public_id}/who/")).status_code == 404
    circles.leave(by=harbour.nia, now=now)
    with pytest.raises(NotNow, match="Nobody of those you chose is here"):
        change(harbour, ask, [harbour.nia], now)
    with pytest.raises(NotNow, match="Nobody of those you chose is here"):
        change(harbour, ask, [hillside.bo], now)
    actions.end(ask=ask, by=harbour.dee, now=now)
    with pytest.raises(NotNow, match="This has ended"):
        change(harbour, ask, [harbour.tom], now)


def test_whoever_the_author_chose_not_to_see_is_kept_from_it_when_it_is_opened_to_all(harbour, now):
    ask = asked(harbour, now, [harbour.tom])
    choose_sight_of(by=harbour.dee, other=harbour.sam, see=False)
    change(harbour, ask, None, now)
    assert readers(harbour, now) == set(harbour.members) - {"Sam"}
    page = text_of(client_of(harbour.dee).get(home(harbour, f"{ask.public_id}/")))
    assert "Whoever you chose not to see is not shown it." in page
    choose_sight_of(by=harbour.dee, other=harbour.sam, see=True)
    change(harbour, ask, [harbour.sam], now)
    assert readers(harbour, now) == {"Dee", "Sam"}, "whom she chooses by name is not kept from it"


def test_the_page_says_who_sees_it_now_and_that_they_may_have_read_it(harbour, now):
    ask, dee = asked(harbour, now), client_of(harbour.dee)
    where = home(harbour, f"{ask.public_id}/who/")
    assert "may have read it already" in text_of(dee.get(where))
    page = send(dee, where, who="some", people=harbour.tom.public_id)
    assert page["Location"] == home(harbour, f"{ask.public_id}/")
    after = text_of(dee.get(page["Location"]))
    assert "Who has read it by now, has read it." in after
    assert "Only you and those you chose can see this:" in after
    assert f'value="{harbour.tom.public_id}" checked' in text_of(dee.get(where))
    assert "That is how it is already" in text_of(
        dee.get(send(dee, where, who="some", people=harbour.tom.public_id)["Location"])
    )
    circles.leave(by=harbour.tom, now=now)
    assert "Nobody you chose is here any more, so only you can see this." in text_of(dee.get(page["Location"]))


def test_a_long_list_comes_page_by_page_and_none_is_left_out(harbour, now):
    for each in range(A_PAGE * 2 + 1):
        asked(harbour, now + timedelta(minutes=each % 7), text=f"Ask number {each}.")
    asked(harbour, now, text="I could bake.", kind=Kind.OFFER)
    seen, before, pages = [], "", 0
    while pages == 0 or before:
        lines, before = open_in_circle(viewer=harbour.tom, kind=Kind.ASK, now=now, before=before)
        seen += [line.text for line in lines]
        pages += 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == A_PAGE * 2 + 1
    tom = client_of(harbour.tom)
    first = text_of(tom.get(home(harbour)))
    assert "I could bake." in first
    assert first.count("Ask number") == A_PAGE
    _lines, before = open_in_circle(viewer=harbour.tom, kind=Kind.ASK, now=now)
    further = text_of(tom.get(home(harbour, f"?kind=ask&before={before}")))
    assert "I could bake." not in further
    assert further.count("Ask number") == A_PAGE
    assert not {each for each in seen[:A_PAGE] if f"{each}<" in further}
    assert "Earlier asks" in further
    for made_up in ("?kind=ask&before=%00", "?kind=ask&before=qqqqqqqqqqqq", "?kind=none&before=x"):
        assert text_of(tom.get(home(harbour, made_up))).count("Ask number") == A_PAGE
