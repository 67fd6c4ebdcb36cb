import pytest
import time_machine
from django.core import signing

from handinhand.live.actions import tell
from handinhand.live.queries import PURPOSE, Ticket, read_ticket, ticket

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_ticket_carries_how_far_the_page_has_come_in_one_query(django_assert_num_queries):
    tell(channel="harbour")

    with django_assert_num_queries(1):
        text = ticket(person_id="tom", channels=["harbour", "meeting"])

    assert read_ticket(text) == Ticket("tom", {"harbour": 1, "meeting": 0, "tom": 0, "end-tom": 0})


def test_a_ticket_runs_out_after_a_minute(now):
    with time_machine.travel(now, tick=False) as clock:
        text = ticket(person_id="tom", channels=["harbour"])
        clock.shift(60)
        assert read_ticket(text) is not None
        clock.shift(1)
        assert read_ticket(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "a:b:c", "\x00", "é", signing.dumps(["tom", {"harbour": 0}], salt="somewhere else"), "9" * 5000],
    ids=["empty", "one letter", "colons", "a nul", "an accent", "signed for elsewhere", "very long"],
)
def test_what_is_not_our_ticket_lets_nobody_in(text):
    assert read_ticket(text) is None


def test_a_changed_ticket_lets_nobody_in():
    text = ticket(person_id="tom", channels=["harbour"])

    assert read_ticket("A" + text[1:]) is None
    assert read_ticket(text[:-1] + ("A" if text[-1] != "A" else "B")) is None
    assert PURPOSE
