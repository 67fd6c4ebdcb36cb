"""What helps me: each line for whom I chose, at hand in a meeting and gone from sight after it, and nobody is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.care import actions
from handinhand.care.choices.helping import during, with_those_of
from handinhand.care.models import AtHand, HelpLine
from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.actions import answers, rooms
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from handinhand.words.models import Scope, Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, make_meeting
from tests.promises.scene import plain

pytestmark = [pytest.mark.django_db, pytest.mark.both]

QUIET = "Sit beside me and say nothing."


def write(by: Member, sees: str = "me", *, people: tuple[str, ...] = (), body: str = QUIET) -> HelpLine:
    return actions.write_help(by=by, about="helps", body=body, sees=sees, people=people, now=timezone.now())


def reads(member: Member, line: HelpLine) -> bool:
    return Words.objects.visible_to(member.person).filter(pk=line.words_id).exists()


def here(member: Member, scope: Scope) -> str:
    return text_of(client_of(member).get(f"/c/{member.circle.public_id}/what-helps/{scope.public_id}/"))


def mine(member: Member) -> str:
    return text_of(client_of(member).get(f"/c/{member.circle.public_id}/what-helps-me/"))


def going_on(harbour: Group) -> Meeting:
    return begin(harbour, now=timezone.now())


def test_a_line_is_for_me_alone_until_i_say_otherwise(harbour: Group):
    line = write(harbour.dee)
    assert QUIET in mine(harbour.dee)
    assert "Only you can see this." in mine(harbour.dee)
    assert QUIET not in mine(harbour.tom)
    assert not any(reads(each, line) for each in harbour.members.values() if each != harbour.dee)
    assert QUIET not in here(harbour.tom, harbour.scope)


def test_for_people_i_choose_and_each_line_has_its_own(harbour: Group):
    line = write(harbour.dee, "chosen", people=(harbour.tom.public_id,))
    other = write(harbour.dee, "chosen", people=(harbour.sam.public_id,), body="A glass of water.")
    assert reads(harbour.tom, line)
    assert not reads(harbour.tom, other)
    assert not reads(harbour.sam, line)
    shown = mine(harbour.dee)
    assert "Only you and those you chose can see this: Tom." in plain(shown)
    assert "Only you and those you chose can see this: Sam." in plain(shown)
    assert QUIET in here(harbour.tom, harbour.scope)
    assert QUIET not in here(harbour.sam, harbour.scope)


def test_shown_to_others_instead_and_nothing_says_who_could_see_it(harbour: Group):
    line = write(harbour.dee, "chosen", people=(harbour.tom.public_id,))
    before = line.words.scope_id
    actions.show_help(by=harbour.dee, line_id=line.public_id, sees="me", people=(), now=timezone.now())
    assert not reads(harbour.tom, line)
    assert not Scope.objects.filter(pk=before).exists()
    actions.show_help(by=harbour.dee, line_id=line.public_id, sees="circle", people=(), now=timezone.now())
    assert reads(harbour.tom, line)
    assert reads(harbour.sam, line)


def test_at_hand_in_a_meeting_and_gone_from_sight_when_it_closes(harbour: Group):
    meeting = going_on(harbour)
    line = write(harbour.dee, during(meeting.scope.public_id))
    assert QUIET in here(harbour.tom, meeting.scope)
    assert not reads(harbour.sam, line)
    rooms.come_in(meeting=fresh(meeting), by=harbour.sam, now=timezone.now())
    assert QUIET in here(harbour.sam, meeting.scope)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=timezone.now())
    for name in ("tom", "sam", "asha"):
        assert not reads(getattr(harbour, name), line)
        assert QUIET not in here(getattr(harbour, name), meeting.scope)
    assert not AtHand.objects.exists()
    assert "It was for a meeting that is over." in mine(harbour.dee)
    assert QUIET in mine(harbour.dee)


def test_with_those_of_a_meeting_also_after_it(harbour: Group):
    meeting = going_on(harbour)
    line = write(harbour.dee, with_those_of(meeting.scope.public_id))
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=timezone.now())
    assert reads(harbour.tom, line)
    assert not reads(harbour.sam, line)


def test_a_meeting_that_nobody_opened_is_over_by_itself(harbour: Group):
    now = timezone.now()
    meeting = make_meeting(harbour, now=now)
    for name in ("dee", "tom"):
        answers.answer(meeting=meeting, by=getattr(harbour, name), kind=AnswerKind.COMING, now=now)
    line = write(harbour.dee, during(meeting.scope.public_id))
    assert reads(harbour.tom, line)
    actions.keep_all_at_hand(now=now + timedelta(hours=20))
    assert reads(harbour.tom, line)
    actions.keep_all_at_hand(now=now + timedelta(days=2))
    assert not reads(harbour.tom, line)


def test_somebody_who_will_not_be_there_after_all(harbour: Group):
    now = timezone.now()
    meeting = make_meeting(harbour, now=now)
    for name in ("dee", "tom"):
        answers.answer(meeting=meeting, by=getattr(harbour, name), kind=AnswerKind.COMING, now=now)
    line = write(harbour.dee, during(meeting.scope.public_id))
    answers.answer(meeting=meeting, by=harbour.tom, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert not reads(harbour.tom, line)
    answers.answer(meeting=meeting, by=harbour.tom, kind=AnswerKind.COMING, now=now)
    assert reads(harbour.tom, line)
    answers.answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert not reads(harbour.tom, line)
    assert reads(harbour.dee, line)


def test_a_meeting_that_closed_a_moment_ago_keeps_the_line_and_says_so(harbour: Group):
    meeting = going_on(harbour)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=timezone.now())
    dee, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-helps-me/write/"
    answer = send(dee, page, about="helps", text=QUIET, who=during(meeting.scope.public_id))
    assert answer.status_code == 422
    assert QUIET in text_of(answer)
    with pytest.raises(actions.HelpStays, match="That meeting is over"):
        write(harbour.dee, during(meeting.scope.public_id))
    assert not HelpLine.objects.exists()


def test_not_to_a_meeting_i_am_not_among_and_not_of_another_circle(harbour: Group, hillside: Group):
    meeting = going_on(harbour)
    for by in (harbour.sam, hillside.bo):
        for sees in (during(meeting.scope.public_id), with_those_of(meeting.scope.public_id)):
            with pytest.raises(actions.HelpStays):
                write(by, sees)
    assert "There is no page here for you" in here(harbour.sam, meeting.scope)
    address = f"/c/{harbour.circle.public_id}/what-helps/{hillside.scope.public_id}/"
    assert "There is no page here for you" in text_of(client_of(harbour.dee).get(address))


def test_nobody_else_touches_a_line(harbour: Group):
    line = write(harbour.dee, "circle")
    with pytest.raises(NotHere):
        actions.show_help(by=harbour.tom, line_id=line.public_id, sees="me", people=(), now=timezone.now())
    with pytest.raises(NotHere):
        actions.remove_help(by=harbour.tom, line_id=line.public_id)
    tom, page = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/what-helps-me/{line.public_id}/"
    for way in (page, f"{page}delete/"):
        assert "There is no page here for you" in text_of(tom.get(way))
        assert "There is no page here for you" in text_of(send(tom, way, who="me"))
    assert reads(harbour.tom, line)


def test_deleted_while_another_page_shows_it_and_taken_back(harbour: Group):
    meeting = going_on(harbour)
    line = write(harbour.dee, during(meeting.scope.public_id))
    assert QUIET in here(harbour.tom, meeting.scope)
    dee, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-helps-me/"
    assert QUIET in text_of(dee.get(f"{page}{line.public_id}/delete/"))
    send(dee, f"/words/{line.words.public_id}/take-back/", back=page)
    assert QUIET not in here(harbour.tom, meeting.scope)
    assert "You took this back. Only you can see it now." in mine(harbour.dee)
    send(dee, f"{page}{line.public_id}/delete/")
    assert not HelpLine.objects.exists()
    assert not Words.objects.filter(pk=line.words_id).exists()
    assert not AtHand.objects.exists()
    assert "There is no page here for you" in text_of(send(dee, f"{page}{line.public_id}/", who="circle"))


def test_what_cannot_be_kept_says_why_and_loses_nothing(harbour: Group):
    dee, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-helps-me/write/"
    long = send(dee, page, about="helps", text="w" * 100_000, who="me")
    assert "letters too long. There is room for 600." in text_of(long)
    assert "w" * 100_000 in text_of(long)
    for sent in ({"about": "story"}, {"who": "everybody"}, {"people": "nobody"}):
        answer = send(dee, page, **{"about": "helps", "text": QUIET, "who": "chosen", **sent})
        assert answer.status_code == 422
        assert QUIET in text_of(answer)
    assert not HelpLine.objects.exists()


def test_twice_in_a_second_is_one_line(harbour: Group):
    dee, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-helps-me/write/"
    for _ in range(2):
        send(dee, page, about="signs", text=QUIET, who="me", key="k" * 16)
    assert HelpLine.objects.count() == 1


def test_whoever_left_writes_nothing_and_comes_back_to_what_they_wrote(harbour: Group):
    line = write(harbour.dee, "chosen", people=(harbour.tom.public_id,))
    leave(by=harbour.dee, now=timezone.now())
    with pytest.raises(NotHere):
        write(harbour.dee)
    assert QUIET not in here(harbour.tom, harbour.scope)
    Member.objects.filter(pk=harbour.dee.pk).update(left_at=None)
    harbour.dee.refresh_from_db()
    assert "Some of your page is closed" in mine(harbour.dee)
    send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-helps-me/again/")
    assert QUIET in mine(harbour.dee)
    assert reads(harbour.tom, line)


def test_on_paper_stands_all_but_what_is_taken_back(harbour: Group):
    write(harbour.dee)
    gone = write(harbour.dee, body="Music, loud.")
    send(client_of(harbour.dee), f"/words/{gone.words.public_id}/take-back/", back="/")
    paper = text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/what-helps-me/on-paper/"))
    assert QUIET in paper
    assert "Music, loud." not in paper


def test_no_page_of_anybody_else_changes_and_nothing_tells_of_it(harbour: Group):
    meeting = going_on(harbour)
    circle = f"/c/{harbour.circle.public_id}/"
    pages = ["/", circle, f"{circle}members/", f"{circle}members/{harbour.dee.public_id}/", f"{circle}done/"]
    pages += [f"{circle}meetings/{meeting.public_id}/", f"{circle}meetings/{meeting.public_id}/room/"]
    pages += [f"{circle}what-helps/{each.public_id}/" for each in (meeting.scope, harbour.scope)]
    pages += [f"{circle}find/?words=beside", "/me/", "/me/open/"]
    watcher = client_of(harbour.tom)

    def all_seen() -> list[str]:
        return [plain(text_of(watcher.get(each))) for each in pages]

    for page in pages:
        watcher.get(page)
    before, entries = all_seen(), Entry.objects.count()
    channels = dict(Channel.objects.exclude(key__in=_own(harbour.dee)).values_list("key", "version"))
    write(harbour.dee)
    line = write(harbour.dee, "chosen", people=(harbour.sam.public_id,))
    actions.check_in(
        circle=harbour.circle,
        scope=_own_scope(harbour.dee),
        by=harbour.dee.person,
        body="",
        picture="fog",
        now=timezone.now(),
    )
    assert all_seen() == before
    assert Entry.objects.count() == entries
    told = Channel.objects.exclude(key__in=[*_own(harbour.dee), line.words.scope.public_id])
    assert dict(told.values_list("key", "version")) == channels


def _own_scope(member: Member) -> Scope:
    return Scope.objects.get(circle=member.circle, kind="me", of=member.person)


def _own(member: Member) -> list[str]:
    return [_own_scope(member).public_id, member.person.public_id]
