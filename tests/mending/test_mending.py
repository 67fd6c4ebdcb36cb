"""Something is in the way: said to one person, taken up as both like, and nobody else learns that anything was said."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.care.actions.holders import CareRole, take_care
from handinhand.circles.actions import leave
from handinhand.circles.choices import Adopts
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.mending import actions
from handinhand.mending.actions import Draft
from handinhand.mending.choices import Kind
from handinhand.mending.harm import HARM_NOW
from handinhand.mending.models import Agreement, InTheWay, LookAgain
from handinhand.mending.rules import NotNow, both_like
from handinhand.people.models import Ask
from handinhand.words.actions import stop_seeing_words_of
from handinhand.words.models import Scope, Words
from handinhand.words.queries import circle_scope
from tests.adopting import adopt
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NEED = "I need the door left open while we meet."
TOMORROW = timedelta(days=1)


def draft(group: Group, to: str = "Asha", **other) -> Draft:
    given = {"to": group.members[to], "kind": Kind.SOMETHING, "need": NEED, "likes": ["tea", "meeting"]}
    return Draft(**{**given, "is_about_somebody": False, **other})


def said(group: Group, by: str = "Dee", **other) -> InTheWay:
    return actions.say(by=group.members[by], draft=draft(group, **other), now=timezone.now())


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def waiting(row) -> str:
    """The words that wait for a yes."""
    return Agreement.objects.get(in_the_way=row, agreed_at=None).words.public_id


def at(group: Group, *rest: str) -> str:
    return "/".join([f"/c/{group.circle.public_id}/in-the-way", *rest, ""])


def plain(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-ticket="[^"]*"', "", page)


def all_pages(group: Group, name: str) -> list[str]:
    """All pages on which somebody could notice that something was said."""
    client, home = client_of(group.members[name]), f"/c/{group.circle.public_id}/"
    pages = ["/", "/me/", "/me/open/", "/me/written/", home, "/what-is-kept/", at(group), at(group, "harm")]
    pages += [f"{home}{each}" for each in ("done/", "members/", "decisions/", "promises/", "find/", "care/", "tea/")]
    pages += [f"{home}{each}" for each in ("danger/", "meetings/", "agreeing/", "what-we-can-do/")]
    pages += [f"{home}members/{each.public_id}/" for each in group.members.values()]
    pages += [at(group, row, *more) for row in InTheWay.objects.values_list("public_id", flat=True) for more in ((),)]
    return [plain(text_of(client.get(each))) for each in pages]


def live(group: Group) -> list[tuple[str, int]]:
    """How often the circle's own channel, and each member's, was raised."""
    mine = [circle_scope(group.circle).public_id]
    return sorted(Channel.objects.filter(key__in=mine).values_list("key", "version"))


def everything(group: Group, *, about: str = "Marcus") -> InTheWay:
    """The whole way, from saying it to stopping, is walked."""
    now = timezone.now()
    row = said(group, is_about_somebody=True, likes=["tea", "writing"], beside=group.sam)
    actions.answer_beside(row=row, by=group.sam, is_yes=True, now=now)
    actions.choose_ways(row=row, by=group.asha, likes=["tea"], now=now)
    actions.write_to(row=row, by=group.asha, text="Thank you for telling me.", now=now)
    actions.propose_agreed(row=row, by=group.asha, text="The door stays open.", look_on=_day(20), now=now)
    actions.agree(row=row, by=group.dee, words_id=waiting(row), now=now)
    return fresh(row)


def _day(days: int):
    return (timezone.now() + days * TOMORROW).date()


def test_nobody_else_learns_anything_byte_for_byte(harbour: Group) -> None:
    take_care(by=harbour.marcus, role=CareRole.HOLDER)
    take_care(by=harbour.nia, role=CareRole.SECOND)
    watchers = ("Marcus", "Nia", "Tom", "Ravi")
    before = {name: all_pages(harbour, name) for name in watchers}
    channels, lines = live(harbour), Entry.objects.count()
    row = everything(harbour)
    for name in watchers:
        after = all_pages(harbour, name)
        # The address of what was said is one more: there it is as for a stranger.
        assert after[: len(before[name])] == before[name]
        assert NEED not in "".join(after)
        assert client_of(harbour.members[name]).get(at(harbour, row.public_id)).status_code == 404
    assert (live(harbour), Entry.objects.count()) == (channels, lines)
    assert not Ask.objects.filter(of__in=[harbour.members[name].person for name in watchers]).exists()


def test_who_takes_on_a_role_later_gets_nothing_with_it(harbour: Group) -> None:
    row = everything(harbour)
    before = all_pages(harbour, "Tom")
    InTheWay.objects.filter(pk=row.pk).update(said_at=timezone.now() - TOMORROW)
    take_care(by=harbour.tom, role=CareRole.HOLDER)
    with_one = all_pages(harbour, "Tom")
    actions.stop(row=row, by=harbour.dee, now=timezone.now())
    assert all_pages(harbour, "Tom") == with_one[: len(before) - 1]
    assert NEED not in "".join(with_one)


def test_it_is_never_offered_to_whom_it_is_about(harbour: Group) -> None:
    take_care(by=harbour.marcus, role=CareRole.HOLDER)
    client, chosen = client_of(harbour.dee), [harbour.marcus.public_id]
    page = text_of(send(client, at(harbour, "say"), step="about", about=chosen))
    assert "Marcus" not in page
    assert "A part of our next meeting" not in page
    given = {"about": chosen[0], "to": chosen[0], "kind": "something", "need": NEED, "likes": ["tea"], "beside": ""}
    answer = send(client, at(harbour, "say"), **given)
    assert answer.status_code == 422
    assert NEED in text_of(answer)
    assert not InTheWay.objects.exists()
    nobody = text_of(send(client, at(harbour, "say"), step="about"))
    assert "Marcus, who looks after care" in nobody
    assert "A part of our next meeting" in nobody


def test_it_is_said_and_read_by_the_two(harbour: Group) -> None:
    given = {"about": "", "kind": "harm", "need": NEED, "likes": ["tea", "writing"], "beside": ""}
    answer = send(client_of(harbour.dee), at(harbour, "say"), to=harbour.asha.public_id, **given)
    row = InTheWay.objects.get()
    assert answer.headers["Location"] == at(harbour, row.public_id)
    page = text_of(client_of(harbour.asha).get(at(harbour, row.public_id)))
    assert NEED in page
    assert "Please believe it first." in page
    today = text_of(client_of(harbour.asha).get("/"))
    assert "To read something for you" in today
    assert NEED not in today
    # What only one of them likes, the other never learns.
    send(client_of(harbour.asha), at(harbour, row.public_id, "ways"), likes=["writing"])
    assert [each.value for each in both_like(fresh(row))] == ["writing"]
    for name in ("Dee", "Asha"):
        shown = text_of(client_of(harbour.members[name]).get(at(harbour, row.public_id)))
        likes = shown[shown.index("What you both like") : shown.index("<form", shown.index("What you both like"))]
        assert "Writing to each other" in likes
        assert "cup of tea" not in likes


def test_saying_it_twice_is_once_and_each_word_is_needed(harbour: Group) -> None:
    assert said(harbour).pk == said(harbour).pk
    assert Ask.objects.count() == 1
    given = {"about": "", "to": harbour.asha.public_id, "kind": "something", "beside": harbour.asha.public_id}
    answer = send(client_of(harbour.tom), at(harbour, "say"), need=" ", **given)
    assert answer.status_code == 422
    for sentence in (
        "Please write something here.",
        "Please choose at least one.",
        "This is the person you say it to.",
    ):
        assert sentence in text_of(answer)


def test_beside_reads_it_only_after_a_yes_and_no_longer_after_a_no(harbour: Group) -> None:
    row = said(harbour, beside=harbour.sam)
    page = text_of(client_of(harbour.sam).get(at(harbour, row.public_id)))
    assert NEED not in page
    assert "would like you beside them" in page
    send(client_of(harbour.sam), at(harbour, row.public_id, "beside"), says="yes")
    assert NEED in text_of(client_of(harbour.sam).get(at(harbour, row.public_id)))
    with pytest.raises(NotHere):
        actions.write_to(row=row, by=harbour.sam, text="And I say so too.", now=timezone.now())
    send(client_of(harbour.sam), at(harbour, row.public_id, "beside"), says="no")
    assert client_of(harbour.sam).get(at(harbour, row.public_id)).status_code == 404
    assert not Words.objects.visible_to(harbour.sam.person).exists()


def test_what_they_agree_takes_both_and_is_looked_at_again(harbour: Group) -> None:
    row, now = said(harbour), timezone.now()
    actions.propose_agreed(row=row, by=harbour.asha, text="The door stays open.", look_on=_day(20), now=now)
    first = waiting(row)
    actions.agree(row=row, by=harbour.asha, words_id=first, now=now)
    assert not Agreement.objects.filter(agreed_at__isnull=False).exists()
    actions.propose_agreed(row=row, by=harbour.asha, text="The door stays half open.", look_on=_day(20), now=now)
    with pytest.raises(NotNow, match="other words by now"):
        actions.agree(row=row, by=harbour.dee, words_id=first, now=now)
    actions.agree(row=row, by=harbour.dee, words_id=waiting(row), now=now)
    looks = LookAgain.objects.filter(in_the_way=row).select_related("ask")
    assert {each.ask.of for each in looks} == {harbour.dee.person, harbour.asha.person}
    assert all(each.ask.asked_at.date() >= _day(19) for each in looks)
    answer = send(client_of(harbour.dee), at(harbour, row.public_id, "agreed"), text="Else.", look_on="2001-01-01")
    assert "Please choose a day after today." in text_of(answer)
    assert "Else." in text_of(answer)


@pytest.mark.parametrize("who", ["dee", "asha"])
def test_either_stops_and_nothing_is_left_but_ones_own_words(harbour: Group, who: str) -> None:
    row = everything(harbour)
    send(client_of(getattr(harbour, who)), at(harbour, row.public_id, "stop"))
    actions.stop(row=row, by=harbour.dee, now=timezone.now())
    assert not InTheWay.objects.exists()
    assert not Ask.objects.filter(closed_at=None).exists()
    assert not Scope.objects.filter(pk=row.scope_id).exists()
    assert {each.author for each in Words.objects.visible_to(harbour.dee.person)} == {harbour.dee.person}
    assert {each.author for each in Words.objects.visible_to(harbour.asha.person)} == {harbour.asha.person}
    assert client_of(harbour.dee).get(at(harbour, row.public_id)).status_code == 404


@pytest.mark.parametrize("who", ["dee", "asha", "sam"])
def test_who_leaves_is_in_it_no_more(harbour: Group, who: str) -> None:
    row = everything(harbour)
    leave(by=getattr(harbour, who), now=timezone.now())
    assert client_of(getattr(harbour, who)).get(at(harbour, row.public_id)).status_code == 404
    assert not Ask.objects.filter(of=getattr(harbour, who).person, closed_at=None).exists()
    assert InTheWay.objects.exists() is (who != "dee")


def test_who_would_not_see_them_never_hears_of_it(harbour: Group) -> None:
    stop_seeing_words_of(circle=harbour.circle, by=harbour.asha.person, about=harbour.dee.person)
    before = all_pages(harbour, "Asha")
    row = said(harbour)
    assert all_pages(harbour, "Asha")[: len(before)] == before
    assert client_of(harbour.asha).get(at(harbour, row.public_id)).status_code == 404
    assert NEED in text_of(client_of(harbour.dee).get(at(harbour, row.public_id)))


def test_each_contact_for_harm_has_its_day_and_its_source_and_other_countries_a_sentence(harbour: Group) -> None:
    page = text_of(client_of(harbour.dee).get(at(harbour, "harm")))
    assert all(contact.source and contact.checked <= timezone.now().date() for _country, contact in HARM_NOW)
    assert page.count(", looked up on ") == len(HARM_NOW)
    assert "For a country that does not stand here we know of nobody yet." in page
    assert "?adopts=harm_people" in page


def test_harm_is_named_and_has_its_own_people(harbour: Group) -> None:
    page = text_of(client_of(harbour.dee).get(at(harbour, "harm")))
    assert "Racism. Harm because of religion, sex or gender, or because somebody is disabled." in page
    assert "Our circle has chosen nobody for this yet." in page
    assert "looked up on" in page
    adopt(harbour, kind=Adopts.HARM_PEOPLE, text="Blessing, of the Black Led Forum, 0117 496 0000.", now=timezone.now())
    page = text_of(client_of(harbour.dee).get(at(harbour, "harm")))
    assert "Blessing, of the Black Led Forum" in page
    assert "has chosen nobody" not in page
