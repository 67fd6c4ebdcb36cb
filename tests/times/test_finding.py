"""Finding a time: asking, answering, closing, planning; and what an observer can learn of one person's answer."""

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine
from django.db import connection

from handinhand.circles import actions as circles
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.models import Meeting
from handinhand.times import actions, queries
from handinhand.times.actions import NotEnough, NotSo
from handinhand.times.models import Asking, OfferedTime, Reply
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CAN, RATHER_NOT, CANNOT = "can", "rather_not", "cannot"
EVERYBODY = ("Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi")
days_ahead = count(7)


def asked(harbour: Group, now: datetime, *, times: int = 3) -> Asking:
    """Asha offers some times that nobody was asked about before."""
    moments = [now + timedelta(days=next(days_ahead)) for _each in range(times)]
    return actions.ask(by=harbour.asha, title="What we need", moments=moments, now=now)


def offered(asking: Asking) -> list[OfferedTime]:
    return queries.offered_in(asking)


def reply(asking: Asking, harbour: Group, **said: tuple[str, ...]) -> None:
    """What people say of each time, in order."""
    times = [each.public_id for each in offered(asking)]
    for name, suits in said.items():
        given = dict(zip(times, suits, strict=True))
        actions.answer(asking=asking, by=harbour.members[name.capitalize()], said=given)


def best(asking: Asking) -> list[int]:
    return [place for place, each in enumerate(offered(asking)) if each.is_best]


def address(asking: Asking, what: str = "") -> str:
    return f"/c/{asking.circle.public_id}/times/{asking.public_id}/{what}"


def test_the_time_that_fewest_cannot_is_found_planned_with_one_tap_and_planned_once(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, tom=(CAN, CANNOT, CAN), dee=(CAN, CAN, CANNOT), asha=(CAN, CAN, CAN))
    reply(asking, harbour, marcus=(RATHER_NOT, CAN, CAN), jo=(RATHER_NOT, CAN, CAN))
    asha = client_of(harbour.asha)
    with time_machine.travel(now, tick=False):
        shown = text_of(send_and_follow(asha, address(asking, "close/")))
        assert "This suits most of those who answered." in shown
        assert shown.count("Plan it for") == 1
        time = offered(asking)[0]
        first = send(asha, address(asking, "plan/"), time=time.public_id)
        again = send(asha, address(asking, "plan/"), time=time.public_id)
    meeting = Meeting.objects.get()
    assert first["Location"] == again["Location"] == f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
    assert (meeting.title, meeting.starts_at, meeting.planned_by) == ("What we need", time.starts_at, harbour.asha)
    assert meeting.parts.count() == 6


def send_and_follow(client, path, **sent):
    answer = send(client, path, **sent)
    assert answer.status_code == 302
    return client.get(answer["Location"])


def test_a_tie_is_said_as_a_tie(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CANNOT, CAN) for name in EVERYBODY[:6]})
    actions.close(asking=asking, by=harbour.tom, now=now)
    assert best(asking) == [0, 2]
    assert "and equally well" in Asking.objects.get().reason


def test_nobody_is_shut_out_twice_in_a_row_where_it_can_be_helped(harbour: Group, now: datetime):
    first = asked(harbour, now, times=2)
    fits = {name.lower(): (CAN, CANNOT) for name in EVERYBODY[:6]}
    reply(first, harbour, **{**fits, "dee": (CANNOT, CAN)})
    actions.close(asking=first, by=harbour.asha, now=now)
    assert best(first) == [0]
    actions.plan(asking=first, time=offered(first)[0], by=harbour.asha, now=now)
    second = asked(harbour, now, times=2)
    reply(second, harbour, **{**fits, "dee": (CANNOT, CAN)})
    actions.close(asking=second, by=harbour.asha, now=now)
    assert best(second) == [1]
    # Dee, who could come this time, counts like everybody again the next time.
    actions.plan(asking=second, time=offered(second)[1], by=harbour.asha, now=now)
    assert {each.member.name for each in Reply.objects.select_related("member")} == {*EVERYBODY[:6]} - {"Dee"}


def test_with_fewer_than_five_or_less_than_half_nothing_is_said_and_nothing_changes(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CANNOT, CAN) for name in EVERYBODY[:4]})
    # Who skipped, and who left, did not answer.
    actions.answer(asking=asking, by=harbour.jo, said={})
    reply(asking, harbour, nia=(CAN, CAN, CAN))
    circles.leave(by=harbour.nia, now=now)
    with pytest.raises(NotEnough, match="Not enough of us have answered yet"):
        actions.close(asking=asking, by=harbour.asha, now=now)
    assert Asking.objects.get().closed_at is None
    assert best(asking) == []
    reply(asking, harbour, sam=(CAN, CAN, CAN))
    actions.close(asking=asking, by=harbour.asha, now=now)
    assert best(asking) == [0, 2]


def test_what_people_said_is_gone_when_the_asking_is_closed(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CANNOT, CANNOT) for name in EVERYBODY[:6]})
    reply(asking, harbour, ravi=(CANNOT, CAN, CAN))
    actions.close(asking=asking, by=harbour.asha, now=now)
    kept = Reply.objects.get()
    assert kept.member == harbour.ravi
    assert json.loads(kept.said) == {offered(asking)[0].public_id: CANNOT}
    with pytest.raises(NotSo, match="closed"):
        reply(asking, harbour, tom=(CANNOT, CANNOT, CANNOT))
    stopped = asked(harbour, now)
    reply(stopped, harbour, **{name.lower(): (CANNOT, CANNOT, CANNOT) for name in EVERYBODY})
    actions.stop(asking=stopped, by=harbour.asha, now=now)
    assert not Reply.objects.filter(asking=stopped).exists()
    assert best(stopped) == []


SECRETS_OF_A_PAGE = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"')


def seen_by(harbour: Group, name: str, asking: Asking) -> list[str]:
    """Everything that somebody can look at, without what changes at each look anyway."""
    client = client_of(harbour.members[name])
    home = f"/c/{harbour.circle.public_id}/"
    pages = ["/", home, f"{home}done/", f"{home}times/", f"{home}meetings/", f"{home}members/"]
    pages += [address(asking), address(asking, "close/")]
    shown = [client.get(each) for each in pages]
    assert [each.status_code for each in shown] == [200] * len(pages)
    return [SECRETS_OF_A_PAGE.sub(r"\1", text_of(each)) for each in shown]


@pytest.mark.parametrize("observer", ["Asha", "Tom", "Marcus"])
def test_an_observer_who_looks_before_and_after_one_answer_learns_nothing(harbour, now, observer):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CAN, CAN) for name in ("Asha", "Tom", "Marcus", "Jo", "Sam", "Nia")})
    with time_machine.travel(now, tick=False):
        before = seen_by(harbour, observer, asking)
        channels = dict(Channel.objects.exclude(key=harbour.dee.person.public_id).values_list("key", "version"))
        for suits in (CANNOT, CAN, RATHER_NOT):
            reply(asking, harbour, dee=(suits, CANNOT, suits))
            assert seen_by(harbour, observer, asking) == before
        actions.answer(asking=asking, by=harbour.dee, said={})
        assert seen_by(harbour, observer, asking) == before
    now_heard = dict(Channel.objects.exclude(key=harbour.dee.person.public_id).values_list("key", "version"))
    assert now_heard == channels
    assert Entry.objects.filter(by=harbour.dee.person).count() == 0


def test_an_observer_gets_one_look_and_cannot_ask_the_same_day_again(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CAN, CANNOT) for name in EVERYBODY[:6]})
    actions.close(asking=asking, by=harbour.asha, now=now)
    with pytest.raises(NotSo, match="closed"):
        actions.close(asking=asking, by=harbour.asha, now=now)
    later = [each.starts_at + timedelta(minutes=1) for each in offered(asking)]
    with pytest.raises(NotSo, match="One of these days was asked about already"):
        actions.ask(by=harbour.tom, title="Again", moments=later, now=now)
    # Where nothing was said, nothing can be compared.
    stopped = asked(harbour, now)
    days = [each.starts_at for each in offered(stopped)]
    with pytest.raises(NotSo, match="One of these days"):
        actions.ask(by=harbour.tom, title="Beside it", moments=days, now=now)
    actions.stop(asking=stopped, by=harbour.asha, now=now)
    assert actions.ask(by=harbour.tom, title="Again", moments=days, now=now).title == "Again"


def test_two_who_collude_cannot_tell_which_of_the_others_cannot(harbour: Group, now: datetime):
    """Whoever of the other three it was, Asha and Tom read the same."""
    read = set()
    for shut_out in ("marcus", "jo", "sam"):
        asking = asked(harbour, now, times=2)
        said = dict.fromkeys(("asha", "tom", "marcus", "jo", "sam"), (CAN, CAN))
        reply(asking, harbour, **{**said, shut_out: (CANNOT, CAN)})
        actions.close(asking=asking, by=harbour.asha, now=now)
        closed = Asking.objects.get(pk=asking.pk)
        read.add((tuple(best(asking)), closed.reason))
        Reply.objects.all().delete()
    assert len(read) == 1


def test_in_a_circle_of_fewer_than_five_nobody_is_asked(hillside: Group, now: datetime):
    moments = [now + timedelta(days=1), now + timedelta(days=2)]
    with pytest.raises(NotSo, match="Fewer than five people"):
        actions.ask(by=hillside.bo, title="Tea", moments=moments, now=now)
    shown = text_of(client_of(hillside.bo).get(f"/c/{hillside.circle.public_id}/times/new/"))
    assert "Fewer than five people are in this circle" in shown
    assert "Ask everyone" not in shown


def test_what_is_said_is_sealed_and_nobody_but_its_owner_finds_it_on_the_page(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, dee=(CANNOT, RATHER_NOT, CAN))
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM times_reply")
        assert CANNOT.encode() not in bytes(cursor.fetchone()[0])
    with time_machine.travel(now, tick=False):
        of_dee = text_of(client_of(harbour.dee).get(address(asking)))
        of_asha = text_of(client_of(harbour.asha).get(address(asking)))
    assert of_dee.count(" checked") == 3
    assert of_asha.count(" checked") == 0
    assert "Dee" not in of_asha


def test_bad_input_is_kept_and_said_plainly(harbour: Group, now: datetime):
    tom = client_of(harbour.tom)
    path = f"/c/{harbour.circle.public_id}/times/new/"
    two = {"title": "Tea", "day_1": "2026-12-03", "clock_1": "14:00", "day_2": "2026-12-04", "clock_2": "14:00"}
    with time_machine.travel(now, tick=False):
        for changed, sentence in (
            ({"day_2": "", "clock_2": ""}, "Please offer two times or more"),
            ({"clock_2": ""}, "A day and a time belong together"),
            ({"day_2": "2026-12-03"}, "This time stands here twice"),
            ({"day_2": "2027-03-28", "clock_2": "01:30"}, "The clocks go forward on that day"),
            ({"day_2": "2026-11-01"}, "That day has been"),
            ({"day_2": "9999-12-31"}, "That day is very far away"),
            ({"day_2": "soon"}, "We cannot find that day"),
            ({"title": "\u202eTea"}, "There is a hidden sign in here"),
        ):
            answer = send(tom, path, **{**two, **changed})
            assert answer.status_code == 422, changed
            shown = text_of(answer)
            assert sentence in shown, changed
            assert "Nothing you wrote is lost" in shown
            assert "2026-12-03" in shown
        assert not Asking.objects.exists()
        assert send(tom, path, **two).status_code == 302
        asking = Asking.objects.get()
        time = offered(asking)[0].public_id
        strange = send(tom, address(asking), **{time: "perhaps"})
        assert strange.status_code == 422
        assert "Please choose one of these" in text_of(strange)
        # What is not offered here is nothing that can be said, nor planned.
        send(tom, address(asking), **{time: CAN, "q" * 12: CANNOT})
        assert json.loads(Reply.objects.get().said) == {time: CAN}
        assert send(tom, address(asking, "plan/"), time="q" * 12).status_code == 404
        assert "not one of the times that suit best" in text_of(
            send_and_follow(tom, address(asking, "plan/"), time=time)
        )


def test_somebody_who_left_a_moment_ago_neither_answers_nor_closes_nor_plans(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CAN, CANNOT) for name in EVERYBODY[:6]})
    circles.leave(by=harbour.ravi, now=now)
    for attempt in (
        lambda: actions.answer(asking=asking, by=harbour.ravi, said={}),
        lambda: actions.close(asking=asking, by=harbour.ravi, now=now),
        lambda: actions.stop(asking=asking, by=harbour.ravi, now=now),
    ):
        with pytest.raises(NotSo):
            attempt()
    actions.close(asking=asking, by=harbour.asha, now=now)
    with pytest.raises(NotSo):
        actions.plan(asking=asking, time=offered(asking)[0], by=harbour.ravi, now=now)
    assert not Meeting.objects.exists()


def test_a_plan_begun_by_one_is_not_shown_to_another(harbour: Group, now: datetime):
    asking = asked(harbour, now)
    reply(asking, harbour, **{name.lower(): (CAN, CANNOT, CANNOT) for name in EVERYBODY[:6]})
    actions.close(asking=asking, by=harbour.asha, now=now)
    meeting = actions.plan(asking=asking, time=offered(asking)[0], by=harbour.tom, now=now)
    with pytest.raises(NotSo, match="begun a plan"):
        actions.plan(asking=asking, time=offered(asking)[0], by=harbour.asha, now=now)
    with time_machine.travel(now, tick=False):
        shown = text_of(client_of(harbour.asha).get(address(asking)))
    assert meeting.public_id not in shown
    assert "Somebody has begun a plan from this" in shown


def test_today_asks_until_somebody_answered_or_skipped(harbour: Group, hillside: Group):
    now = datetime.now(UTC)
    asking = asked(harbour, now)
    dee = client_of(harbour.dee)
    assert "Which times suit you?" in text_of(dee.get("/"))
    assert "Which times suit you?" not in text_of(client_of(hillside.bo).get("/"))
    assert send(dee, address(asking, "skip/"))["Location"] == "/"
    assert "Which times suit you?" not in text_of(dee.get("/"))
    assert "Which times suit you?" in text_of(client_of(harbour.sam).get("/"))
