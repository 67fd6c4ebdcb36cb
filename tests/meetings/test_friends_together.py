"""A friend writes in somebody's small group and answers for them; it brings the friend nothing to read."""

from datetime import timedelta

import pytest

from handinhand.circles.actions import leave
from handinhand.meetings.actions import answers, changing, friends, groups, planning, rooms
from handinhand.meetings.actions.friends import NotYourFriend
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import AnswerKind, OfferKind, PartKind
from handinhand.meetings.models import Answer, DoneFor, GroupWords, InGroup, OfferAnswer, Split
from handinhand.meetings.queries.friends import done_for
from handinhand.words.actions import take_back
from handinhand.words.models import ScopeMember, Words
from tests.browsing import client_of, send, text_of
from tests.meetings.plans import invited
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = ("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam")
BODY = "I would like the door left open."
OTHERS = "Between us, the stairs are too steep."
ASKED = "What would help at the door?"


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it; Asha writes for Dee, who is with Sam in a group, and Asha is with Nia in another."""
    meeting = go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)
    split = Split.objects.create(circle=harbour.circle, meeting=meeting, part=meeting.current, question=ASKED)
    for names in (("Dee", "Sam"), ("Asha", "Nia"), ("Tom", "Marcus")):
        groups.make_group(meeting, split, [harbour.members[name] for name in names])
    groups.say_in_group(meeting=meeting, by=harbour.sam, body=OTHERS, now=now)
    return fresh(meeting)


@pytest.fixture
def yes(harbour, now, meeting):
    return friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)


def writes(yes, by, now, body=BODY):
    friends.say_in_group_for(yes=yes, by=by, body=body, now=now)


def an_offer(harbour, meeting, now):
    given = {"kind": OfferKind.LEAVE_OUT, "part": part(meeting, PartKind.BREAK)}
    return changing.offer(meeting=meeting, by=harbour.tom, now=now, **given)


def base(harbour, meeting, yes):
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/{yes.public_id}/"


def sees(member, body=BODY):
    return body in [each.body for each in Words.objects.visible_to(member.person)]


def test_words_in_a_group_are_theirs_and_the_friend_reads_nothing_of_it(harbour, now, meeting, yes):
    writes(yes, harbour.asha, now)
    hers = GroupWords.objects.get(words__author=harbour.dee.person)
    assert hers.group.people.filter(member=harbour.dee).exists()
    assert {name for name in ALL if sees(harbour.members[name])} == {"Dee", "Sam"}
    theirs = GroupWords.objects.get(words__author=harbour.sam.person)
    plain = ("circle_id", "group_id")
    assert [getattr(hers, each) for each in plain] == [getattr(theirs, each) for each in plain]
    (mark,) = done_for(viewer=harbour.dee, meeting=meeting)
    assert (mark.words.body, mark.friend.friend) == (BODY, harbour.asha)
    assert all(done_for(viewer=harbour.members[name], meeting=meeting) == [] for name in ALL if name != "Dee")
    assert not ScopeMember.objects.filter(scope=hers.group.scope, person=harbour.asha.person).exists()
    page = text_of(client_of(harbour.asha).get(base(harbour, meeting, yes)))
    assert ASKED in page
    assert "You do not see what this group writes" in page
    for private in (BODY, OTHERS):
        assert private not in page


def test_a_friend_in_the_same_group_reads_what_its_people_read(harbour, now, meeting):
    yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.sam, now=now)
    writes(yes, harbour.sam, now)
    page = text_of(client_of(harbour.sam).get(base(harbour, meeting, yes)))
    assert "You are in this group too" in page
    assert sees(harbour.sam)


def test_a_friend_who_is_not_in_the_meeting_does_not_read_what_groups_talk_about(harbour, now, meeting):
    yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.jo, now=now)
    assert ASKED not in text_of(client_of(harbour.jo).get(base(harbour, meeting, yes)))
    writes(yes, harbour.jo, now)
    assert sees(harbour.sam)


def test_when_the_groups_are_over_the_words_are_theirs_alone(harbour, now, meeting, yes):
    writes(yes, harbour.asha, now)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    assert {name for name in ALL if sees(harbour.members[name])} == {"Dee"}
    assert done_for(viewer=harbour.dee, meeting=meeting)[0].words.body == BODY
    with pytest.raises(NotNow, match="no-group"):
        writes(yes, harbour.asha, now)


def test_whose_words_they_are_takes_them_back_and_the_friend_cannot(harbour, now, meeting, yes):
    writes(yes, harbour.asha, now)
    words = Words.objects.get(author=harbour.dee.person)
    assert send(client_of(harbour.asha), f"/words/{words.public_id}/take-back/").status_code == 404
    take_back(words=words, by=harbour.dee.person)
    assert not sees(harbour.sam)


def test_in_the_big_room_nothing_is_shared_and_what_was_typed_is_given_back(harbour, now, meeting, yes):
    groups.stay_here(meeting=meeting, by=harbour.dee, now=now)
    answer = send(client_of(harbour.asha), f"{base(harbour, meeting, yes)}group/", body=BODY)
    assert answer.status_code == 422
    assert "They are in the big room now" in text_of(answer)
    assert BODY in text_of(answer)
    assert not sees(harbour.dee)


def test_a_change_is_answered_in_their_name_and_counts_as_theirs(harbour, now, meeting, yes):
    offer = an_offer(harbour, meeting, now)
    asha, path = client_of(harbour.asha), base(harbour, meeting, yes)
    assert "A change to the plan?" in text_of(asha.get(path))
    for name in ("change-yes", "change-no", "change-no"):
        send(asha, f"{path}do/{name}/", offer=offer.public_id)
    kept = OfferAnswer.objects.get()
    assert (kept.member, kept.is_yes) == (harbour.dee, False)
    with pytest.raises(NotNow, match="rather-not"):
        changing.make_change(meeting=meeting, by=harbour.tom, now=now, offer_id=offer.public_id)
    changing.answer(meeting=meeting, by=harbour.dee, now=now, offer_id=offer.public_id, is_yes=True)
    changing.make_change(meeting=meeting, by=harbour.tom, now=now, offer_id=offer.public_id)
    assert {each.what for each in done_for(viewer=harbour.dee, meeting=meeting)} == {"change"}
    assert done_for(viewer=harbour.asha, meeting=meeting) == []
    assert "What you said to a change of the plan" in text_of(
        client_of(harbour.dee).get(f"{path[:-1].rsplit('/', 1)[0]}/")
    )


def test_what_they_said_to_a_change_is_not_shown_to_the_friend(harbour, now, meeting, yes):
    offer = an_offer(harbour, meeting, now)
    asha, path = client_of(harbour.asha), base(harbour, meeting, yes)
    before = [text_of(asha.get(path)) for _once_for_what_is_shown_first in range(2)][1]
    changing.answer(meeting=meeting, by=harbour.dee, now=now, offer_id=offer.public_id, is_yes=False)
    assert _main(text_of(asha.get(path))) == _main(before)


def test_a_friend_who_is_not_in_the_room_answers_no_change(harbour, now, meeting):
    offer = an_offer(harbour, meeting, now)
    yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.jo, now=now)
    assert "A change to the plan?" not in text_of(client_of(harbour.jo).get(base(harbour, meeting, yes)))
    with pytest.raises(NotYourFriend, match="not-in"):
        friends.answer_change_for(yes=yes, by=harbour.jo, offer_id=offer.public_id, is_yes=True, now=now)
    assert not OfferAnswer.objects.exists()


def test_a_change_that_is_gone_is_said_so(harbour, now, meeting, yes):
    offer = an_offer(harbour, meeting, now)
    changing.take_offer_back(meeting=meeting, by=harbour.tom, now=now, offer_id=offer.public_id)
    asha, path = client_of(harbour.asha), base(harbour, meeting, yes)
    send(asha, f"{path}do/change-yes/", offer=offer.public_id)
    assert "This change to the plan was made or taken back already." in text_of(asha.get(path))
    assert not DoneFor.objects.exists()


@pytest.mark.parametrize("ended", ["by Dee", "by Asha", "left", "closed", "somebody else"])
def test_every_act_asks_for_the_yes_anew(harbour, now, meeting, yes, ended):
    offer, by = an_offer(harbour, meeting, now), harbour.asha
    if ended == "left":
        leave(by=harbour.asha, now=now + timedelta(minutes=1))
    elif ended == "closed":
        rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    elif ended == "somebody else":
        by = harbour.tom
    else:
        friends.end(yes=yes, by=harbour.dee if ended == "by Dee" else harbour.asha, now=now)
    acts = [
        lambda: writes(yes, by, now),
        lambda: friends.answer_change_for(yes=yes, by=by, offer_id=offer.public_id, is_yes=False, now=now),
        lambda: friends.answer_for(yes=yes, by=by, kind=AnswerKind.COMING, now=now),
    ]
    for act in acts:
        with pytest.raises(NotYourFriend, match="friend"):
            act()
    assert not GroupWords.objects.filter(words__author=harbour.dee.person).exists()
    assert not OfferAnswer.objects.exists()
    assert not Answer.objects.exists()
    assert not DoneFor.objects.exists()


def test_a_form_sent_twice_is_shared_once(harbour, now, meeting, yes):
    asha, path = client_of(harbour.asha), base(harbour, meeting, yes)
    for _twice in range(2):
        send(asha, f"{path}group/", body=BODY, key="the-same-key")
    assert GroupWords.objects.filter(words__author=harbour.dee.person).count() == 1
    assert "Please write something here." in text_of(send(asha, f"{path}group/", body=" "))
    assert InGroup.objects.filter(member=harbour.dee).count() == 1


def test_a_plan_and_its_change_are_answered_as_by_themselves(harbour, now):
    meeting = invited(harbour, now=now)
    yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)
    asha, path = client_of(harbour.asha), base(harbour, meeting, yes)
    send(asha, f"{path}do/answer/", answer="coming")
    answers.answer(meeting=meeting, by=harbour.sam, kind=AnswerKind.COMING, now=now)
    hers, his = (Answer.objects.get(member=each) for each in (harbour.dee, harbour.sam))
    assert (hers.kind, hers.meeting_id, hers.circle_id) == (his.kind, his.meeting_id, his.circle_id)
    assert ScopeMember.objects.filter(scope=meeting.scope, person=harbour.dee.person).exists()
    assert "The plan was changed." not in text_of(asha.get(path))
    details = {name: getattr(meeting, name) for name in ("title", "why", "link", "opening_question", "starts_at")}
    planning.change_details(meeting=meeting, by=harbour.tom, now=now, place="The mill", **details)
    page = text_of(asha.get(path))
    assert "The plan was changed. You can read it to them" in page
    assert "The mill" in page
    send(asha, f"{path}do/answer/", answer="not_this_time")
    assert Answer.objects.get(member=harbour.dee).kind == AnswerKind.NOT_THIS_TIME
    assert not ScopeMember.objects.filter(scope=meeting.scope, person=harbour.dee.person).exists()
    assert [each.what for each in done_for(viewer=harbour.dee, meeting=meeting)] == ["answer", "answer"]


def _main(page):
    """A page without what is new each time: the keys of its forms."""
    return [line.split('name="csrfmiddlewaretoken"')[0] for line in page.splitlines() if 'name="key"' not in line]
