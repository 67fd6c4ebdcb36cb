"""A draw is open: its fingerprint comes first, only who said so is in it, and nobody reads anything of the others."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from handinhand.circles.actions import choose_together, leave
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.fairness import drawing
from handinhand.ground.not_done import NotDone
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting, Notes
from handinhand.people.actions import energy
from handinhand.people.models import Ask
from handinhand.roles import actions
from handinhand.roles.actions import ROLES_END, RoleStays
from handinhand.roles.actions import drawing as drawing_actions
from handinhand.roles.choices import Says, Seats, Stage
from handinhand.roles.models import AddedWord, InDraw, Loan, RoleDraw, Willing
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, add_member
from tests.meetings.rooms import make_meeting
from tests.roles.lent import closed, coming, in_it, opened, willing

pytestmark = [pytest.mark.django_db, pytest.mark.both]
KEYS = re.compile(r'name="(key|csrfmiddlewaretoken)" value="[^"]*"|data-ticket="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def today():
    return timezone.now()


def at(draw: RoleDraw, rest: str = "") -> str:
    return f"/c/{draw.circle.public_id}/roles/draw/{draw.public_id}/{rest}"


def rest(member: Member, now) -> None:
    energy.begin_rest(by=member.person, begins_at=now, ends_at=None, is_shown=False, now=now)


def test_the_fingerprint_is_there_first_and_the_seed_after(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, now=today)
    page = text_of(client_of(harbour.sam).get(at(draw)))
    assert draw.fingerprint in page
    assert draw.seed not in page
    assert not re.search(r"(Dee|Tom)</bdi>", page)
    after = closed(draw, now=today)
    page = text_of(client_of(harbour.sam).get(at(draw)))
    assert draw.fingerprint == drawing.fingerprint(draw=after.public_id, seed=after.seed)
    assert after.seed in page
    assert {"Dee", "Tom"} == set(re.findall(r"<bdi>(\w+)</bdi>", page)) & set(NAMES)


def test_opening_the_same_twice_is_once_and_each_draw_has_a_line(harbour, today):
    assert opened(harbour, now=today).pk == opened(harbour, now=today).pk
    assert Entry.objects.filter(power=Power.OPEN_DRAW).count() == 1
    draw = RoleDraw.objects.get()
    for _ in range(2):
        actions.call_off(draw=draw, by=harbour.dee, now=today)
    assert Entry.objects.filter(power=Power.CALL_OFF_DRAW).count() == 1
    assert closed(draw, now=today).stage == Stage.CALLED_OFF


def test_nobody_in_it_but_who_said_yes_is_here_and_is_not_held_or_resting(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, harbour.sam, harbour.jo, harbour.nia, now=today)
    willing(harbour.ravi, now=today, says=Says.NOT_NOW)
    leave(by=harbour.tom, now=today)
    Member.objects.filter(pk=harbour.sam.pk).update(held_until=today + timedelta(days=9))
    rest(harbour.jo, today)
    after = closed(draw, now=today)
    assert in_it(after) == {harbour.dee.pk, harbour.nia.pk}
    assert Loan.objects.get().member_id in in_it(after)


def test_what_keeps_somebody_out_looks_the_same_whatever_it_is(harbour, today):
    """Not now, nothing said, resting, and somebody whom others would rather not meet: one page, byte for byte."""
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, now=today)
    pages = []
    for does in (
        lambda: None,
        lambda: willing(harbour.sam, now=today, says=Says.NOT_NOW),
        lambda: willing(harbour.sam, now=today) or rest(harbour.sam, today),
        lambda: choose_together(by=harbour.dee, other=harbour.tom, together=False),
    ):
        does()
        pages.append(KEYS.sub("", text_of(client_of(harbour.dee).get(at(draw)))))
    assert len(set(pages)) == 1
    assert in_it(closed(draw, now=today)) == {harbour.dee.pk, harbour.tom.pk}


def test_who_would_rather_not_meet_changes_no_draw(harbour, today):
    given = [drawing.Named(each.public_id, 0, each.standing) for each in (harbour.dee, harbour.asha)]
    choose_together(by=harbour.dee, other=harbour.asha, together=False)
    actions.change(by=harbour.tom, ref="welcome", name="", takes="", seats=Seats.PAIR, now=today)
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.asha, now=today)
    after = closed(draw, now=today)
    seats = [drawing.Seat(name, fits) for name, fits in after.seats]
    again = drawing.draw(given, seats, draw=draw.public_id, seed=after.seed).drawn
    assert again == {each.seat: each.who for each in after.names.all()}
    assert set(Loan.objects.values_list("member", flat=True)) == {harbour.dee.pk, harbour.asha.pk}


def test_nobody_closes_it_before_its_moment_and_clocks_that_go_back_change_nothing(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, now=today)
    assert not actions.close_due(draw=draw, now=draw.closes_at - timedelta(seconds=1))
    assert actions.close_due(draw=draw, now=draw.closes_at)
    assert not actions.close_due(draw=draw, now=today)
    assert not actions.close_due(draw=draw, now=draw.closes_at + timedelta(days=9))
    assert (Loan.objects.count(), InDraw.objects.count()) == (1, 1)


def test_a_word_is_kept_as_its_fingerprint_and_then_is_nobodys(harbour, today):
    draw = opened(harbour, now=today)
    actions.add_word(draw=draw, by=harbour.dee, word="first", now=today)
    actions.add_word(draw=draw, by=harbour.dee, word="seagull", now=today)
    willing(harbour.tom, harbour.nia, now=today)
    mark = drawing.word_fingerprint(draw=draw.public_id, word="seagull")
    assert AddedWord.objects.values_list("fingerprint", "member").get() == (mark, harbour.dee.pk)
    after = closed(draw, now=today)
    assert AddedWord.objects.values_list("fingerprint", "member").get() == (mark, None)
    names = [drawing.Named(each.who, each.held, each.fits) for each in after.names.all()]
    again = drawing.draw(names, [drawing.Seat("one")], draw=draw.public_id, seed=after.seed, words=[mark])
    assert again.drawn == {each.seat: each.who for each in after.names.exclude(seat="")}


def test_a_draw_of_nobody_leaves_the_role_open(harbour, today):
    after = closed(opened(harbour, now=today), now=today)
    assert (after.stage, Loan.objects.count()) == (Stage.NOBODY, 0)
    assert "Nobody said yes, and that is fine." in text_of(client_of(harbour.dee).get(at(after)))


def test_a_draw_for_a_meeting_is_what_its_plan_shows(harbour, today):
    meeting = coming(harbour, now=today)
    draw = opened(harbour, now=today, ref="hold", meeting_id=meeting.public_id)
    willing(harbour.dee, now=today, ref="hold")
    closed(draw, now=today)
    assert Meeting.objects.get(pk=meeting.pk).holder_id == harbour.dee.pk
    assert Loan.objects.count() == 0
    in_meetings.hand_back(meeting=meeting, by=harbour.dee, role=Role.HOLD, now=today)
    assert Meeting.objects.get(pk=meeting.pk).holder_id is None


@pytest.mark.parametrize("what", ["taken", "called off", "begun"])
def test_what_was_settled_in_another_way_is_not_drawn_and_shows_no_name(harbour, today, what):
    meeting = coming(harbour, now=today)
    draw = opened(harbour, now=today, ref="notes", meeting_id=meeting.public_id)
    willing(harbour.dee, now=today, ref="notes")
    if what == "taken":
        with pytest.raises(NotNow, match="drawn"):
            in_meetings.take(meeting=meeting, by=harbour.tom, role=Role.NOTES, now=today)
        Notes.objects.create(circle=harbour.circle, meeting=meeting, keeper=harbour.tom)
    elif what == "called off":
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_at=today)
    else:
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN)
    after = closed(draw, now=today)
    assert (after.stage, after.names.count()) == (Stage.OVERTAKEN, 0)


def test_names_stay_open_for_a_while_and_end_before_the_meeting(harbour, today):
    meeting = make_meeting(harbour, now=today + timedelta(days=2))
    with pytest.raises(RoleStays, match="before the names would close"):
        opened(harbour, now=today, meeting_id=meeting.public_id)
    opened(harbour, now=today, meeting_id=meeting.public_id, days=1)
    with pytest.raises(RoleStays, match="A draw is open"):
        actions.take_on(by=harbour.dee, ref="welcome", meeting_id=meeting.public_id, now=today)


def test_who_held_it_of_late_has_fewer_tickets(harbour, today):
    willing(harbour.dee, harbour.tom, now=today)
    actions.take_on(
        by=harbour.dee, ref="welcome", until=(today - timedelta(days=5)).date(), now=today - timedelta(days=20)
    )
    after = closed(opened(harbour, now=today), now=today)
    assert dict(after.names.values_list("member", "held")) == {harbour.dee.pk: 1, harbour.tom.pk: 0}


@pytest.mark.parametrize("kind", ["term", "meeting"])
def test_whoever_is_drawn_reads_it_on_today_and_can_hand_it_back(harbour, today, kind):
    meeting = coming(harbour, now=today)
    given = {"meeting_id": meeting.public_id} if kind == "meeting" else {}
    draw = opened(harbour, now=today - timedelta(days=4), ref="notes", **given)
    willing(harbour.dee, now=today - timedelta(days=4), ref="notes")
    closed(draw, now=today - timedelta(hours=1))
    dee, tom = client_of(harbour.dee), client_of(harbour.tom)
    assert "To take on a role for a while" in text_of(dee.get("/"))
    assert "To take on a role for a while" not in text_of(tom.get("/"))
    before, lines = KEYS.sub("", text_of(tom.get(at(draw)))), Entry.objects.count()
    assert "You were drawn" in text_of(dee.get(at(draw)))
    send(tom, at(draw, "answer/"), keeps="no")
    assert Loan.objects.count() + Notes.objects.count()
    assert "That is over by now" in text_of(tom.get(at(draw)))
    send(dee, at(draw, "answer/"), keeps="no")
    assert not Loan.objects.filter(ended_at__isnull=True).exists()
    assert not Notes.objects.filter(meeting=meeting).exists()
    assert "To take on a role for a while" not in text_of(dee.get("/"))
    assert (KEYS.sub("", text_of(tom.get(at(draw)))), Entry.objects.count()) == (before, lines)
    send(dee, at(draw, "answer/"), keeps="yes")
    assert not Loan.objects.filter(ended_at__isnull=True).exists()


def test_what_was_taken_on_since_is_not_handed_back_with_what_was_drawn(harbour, today):
    """The term that was drawn is over, and they said "I will" to another."""
    draw = opened(harbour, now=today - timedelta(days=90))
    willing(harbour.dee, now=today - timedelta(days=90))
    closed(draw, now=today - timedelta(days=80))
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + timedelta(days=30)).date(), now=today)
    drawn, own = Loan.objects.order_by("pk")
    assert drawn.ended_at is not None
    assert actions.answer(draw=draw, by=harbour.dee, keeps=False, now=today)
    assert Loan.objects.get(pk=own.pk).ended_at is None


def test_handed_back_after_it_began_nothing_is_said_to_be_open_again(harbour, today):
    meeting = coming(harbour, now=today - timedelta(days=10))
    then = today - timedelta(days=9)
    draw = opened(harbour, now=then, meeting_id=meeting.public_id)
    willing(harbour.dee, now=then)
    closed(draw, now=then)
    client, role = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/roles/welcome/"
    send(client, f"{role}hand-back/", loan=Loan.objects.get().public_id)
    page = text_of(client.get(role))
    assert "This meeting has begun, or is over, so nothing was changed." in page
    assert "It is open again." not in page
    assert Loan.objects.get().ended_at is None
    Ask.objects.update(closed_at=None)
    send(client, at(draw, "answer/"), keeps="no")
    assert "It is open again." not in text_of(client.get(role))


def test_a_circle_that_closes_forgets_whose_words_were_added(harbour, today):
    draw = opened(harbour, now=today)
    actions.add_word(draw=draw, by=harbour.dee, word="seagull", now=today)
    ROLES_END.end(circle=harbour.circle, now=today)
    assert RoleDraw.objects.get().stage == Stage.OVERTAKEN
    assert AddedWord.objects.get().member is None


def test_handed_back_on_the_page_of_the_role_it_is_off_today_too(harbour, today):
    draw = opened(harbour, now=today - timedelta(days=4))
    willing(harbour.dee, now=today - timedelta(days=4))
    closed(draw, now=today - timedelta(hours=1))
    dee = client_of(harbour.dee)
    assert "To take on a role for a while" in text_of(dee.get("/"))
    send(dee, f"/c/{harbour.circle.public_id}/roles/welcome/hand-back/", loan=Loan.objects.get().public_id)
    assert "To take on a role for a while" not in text_of(dee.get("/"))


def test_beside_me_shows_only_of_who_is_drawn(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, now=today, says=Says.BESIDE)
    closed(draw, now=today)
    drawn = Loan.objects.get()
    assert drawn.is_beside
    page = text_of(client_of(harbour.sam).get(f"/c/{harbour.circle.public_id}/roles/"))
    assert page.count("with somebody beside them") == 1


def test_anybody_draws_it_again_on_the_page_and_with_the_command(harbour, today, tmp_path):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, harbour.nia, now=today)
    actions.add_word(draw=draw, by=harbour.sam, word="tide", now=today)
    after = closed(draw, now=today)
    page = text_of(client_of(harbour.sam).get(at(draw, "?again=yes")))
    assert "The same came out, and the seed fits its fingerprint." in page
    shown = re.search(r'<p[^>]*id="shown">(.*?)</p>', page, re.DOTALL).group(1).replace("&quot;", '"')
    kept = tmp_path / "draw.json"
    kept.write_text(shown)
    who = after.names.exclude(seat="").get().who
    for what in (str(kept), draw.public_id):
        out = StringIO()
        call_command("redraw", what, stdout=out)
        assert f"one: {who}" in out.getvalue()
        assert "It is the same result" in out.getvalue()
    other = {**json.loads(shown), "drawn": {"one": next(n for n, _h, _f in json.loads(shown)["names"] if n != who)}}
    kept.write_text(json.dumps(other))
    with pytest.raises(NotDone, match="Another result comes out"):
        call_command("redraw", str(kept), stdout=StringIO())
    kept.write_text("{}")
    for what in (str(kept), "no-such-draw"):
        with pytest.raises(NotDone):
            call_command("redraw", what, stdout=StringIO())


def test_a_changed_row_shows_on_the_page(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, harbour.nia, now=today)
    closed(draw, now=today)
    InDraw.objects.exclude(seat="").update(seat="")
    InDraw.objects.filter(pk=InDraw.objects.order_by("pk").first().pk).update(held=7)
    page = text_of(client_of(harbour.sam).get(at(draw, "?again=yes")))
    assert "something else came out" in page


def test_every_one_of_many_names_is_drawn_from_and_shown(harbour, today):
    for number in range(40):
        add_member(harbour, f"Guest {number}", now=today)
    draw = opened(harbour, now=today)
    role = draw.role
    members = Member.objects.filter(circle=harbour.circle)
    said = {"role": role, "says": Says.YES, "said_at": today}
    Willing.objects.bulk_create(Willing(member=each, standing=each.standing, **said) for each in members)
    after = closed(draw, now=today)
    assert after.names.count() == members.count() == 48
    assert text_of(client_of(harbour.sam).get(at(draw, "?again=yes"))).count("ticket</p>") == 48


def test_bad_input_is_answered_plainly_and_loses_nothing(harbour, today):
    draw, client = opened(harbour, now=today), client_of(harbour.dee)
    long = send(client, at(draw), word="w" * 5000)
    assert long.status_code == 422
    assert "w" * 5000 in text_of(long)
    assert AddedWord.objects.count() == 0
    roles = f"/c/{harbour.circle.public_id}/roles/"
    empty = send(client, f"{roles}invent/", name="", takes="Water them.", seats="one")
    assert empty.status_code == 422
    assert "Please write something here." in text_of(empty)
    assert "Water them." in text_of(empty)
    no_day = send(client, f"{roles}time/open-draw/", what="until", until="", days="3")
    assert "Please choose a day." in text_of(no_day)
    for says in ("maybe", ""):
        answer = send(client, f"{roles}time/say/", says=says)
        assert answer.status_code == 302
    assert Willing.objects.count() == 0
    for rest in ("no-such-role/", "care/", "draw/nothing/", "loan/"):
        assert client.get(roles + rest).status_code == 404


def test_a_meeting_that_begins_as_its_draw_closes_is_not_drawn_for(harbour, today, monkeypatch):
    """Until its row is held it can begin; then nothing is drawn, and nothing breaks."""
    meeting = coming(harbour, now=today)
    draw = opened(harbour, now=today, ref="hold", meeting_id=meeting.public_id)
    willing(harbour.dee, now=today, ref="hold")
    real = drawing_actions.hold_meeting

    def begins(held: Meeting) -> None:
        Meeting.objects.filter(pk=held.pk).update(state=MeetingState.OPEN, opened_at=today)
        real(held)

    monkeypatch.setattr(drawing_actions, "hold_meeting", begins)
    assert closed(draw, now=today).stage == Stage.OVERTAKEN
    assert not Meeting.objects.exclude(holder=None).exists()


def test_what_cannot_be_drawn_keeps_no_other_draw_waiting_and_is_said_on_its_page(harbour, today, monkeypatch):
    breaks = opened(harbour, now=today - timedelta(days=4))
    works = opened(harbour, now=today - timedelta(days=4), ref="time")
    willing(harbour.dee, now=today - timedelta(days=4), ref="time")
    real = drawing_actions.held_draw

    def broken(draw: RoleDraw) -> RoleDraw:
        if draw.pk == breaks.pk:
            raise RoleStays("This meeting has begun.")
        return real(draw)

    monkeypatch.setattr(drawing_actions, "held_draw", broken)
    actions.close_all_due(now=today)
    assert RoleDraw.objects.get(pk=works.pk).stage == Stage.DRAWN
    client = client_of(harbour.dee)
    assert send(client, at(breaks, "close/")).status_code == 302
    assert "This meeting has begun." in text_of(client.get(at(breaks)))


def test_a_term_handed_back_as_it_is_looked_through_keeps_no_other_waiting(harbour, today, monkeypatch):
    """What was taken on today is gone when it is handed back, at whichever moment that is."""
    for ref, by in (("hold", harbour.dee), ("notes", harbour.tom)):
        actions.take_on(by=by, ref=ref, until=(today + timedelta(days=60)).date(), now=today)
    meeting = coming(harbour, now=today)
    real = drawing_actions.hold_meetings

    def handed_back(role, *, now) -> None:
        Loan.objects.filter(member=harbour.dee).delete()
        real(role, now=now)

    monkeypatch.setattr(drawing_actions, "hold_meetings", handed_back)
    actions.pick_up_all(now=today + timedelta(minutes=1))
    assert Meeting.objects.get(pk=meeting.pk).holder_id is None
    actions.pick_up_all(now=today + timedelta(minutes=2))
    assert Loan.objects.get().member_id == harbour.tom.pk
