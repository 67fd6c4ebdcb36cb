"""When somebody is in danger: steps that are never empty, somebody outside, and what only whoever passed it on sees."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404
from django.test import override_settings
from django.utils import timezone

from handinhand.care import actions
from handinhand.care.actions.holders import CareRole, take_care
from handinhand.care.danger_steps import STEPS
from handinhand.care.models import Danger, Knows, PassedOn, Told
from handinhand.care.queries.danger import one_passed_on, passed_on_by, told_to, what_we_do
from handinhand.care.rules.danger import NotPassedOn, mail_in, phone_in
from handinhand.circles.actions import agree_to_hold, ask_hold, leave
from handinhand.circles.choices import Adopts
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.notices.actions import send_due
from handinhand.notices.models import Letter
from handinhand.people.models import Ask
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, Words
from tests.adopting import adopt
from tests.browsing import client_of, send, text_of
from tests.care.passing_on import MIRIAM, SAID, name_somebody, note_for, pass_on
from tests.cast import Group

pytestmark = [pytest.mark.django_db]
WITH_MAIL = {"EMAIL_HOST": "127.0.0.1", "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}


def plain(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-ticket="[^"]*"', "", page)


def seen_by(group: Group, name: str) -> list[str]:
    """All pages on which somebody could notice that something was passed on."""
    client, home = client_of(group.members[name]), f"/c/{group.circle.public_id}/"
    pages = ["/", "/me/", "/me/open/", home, "/what-is-kept/"]
    pages += [f"{home}{each}" for each in ("danger/", "danger/child/", "danger/mine/", "danger/about-me/", "done/")]
    pages += [f"{home}members/", f"{home}decisions/", f"{home}promises/", f"{home}find/"]
    pages += [f"{home}members/{each.public_id}/" for each in group.members.values()]
    pages += [f"/words/{each}/" for each in PassedOn.objects.values_list("words__public_id", flat=True)]
    return [plain(text_of(client.get(each))) for each in pages]


def a_form(to: str, **said: str) -> dict[str, str]:
    return {"to": to, "about": "", "knows": "adds", "is_named": "no", "text": SAID, **said}


def where(group: Group, page: str = "child/") -> str:
    return f"/c/{group.circle.public_id}/danger/{page}"


def test_whom_to_call_comes_first_and_no_steps_are_ever_empty(harbour: Group):
    page = text_of(client_of(harbour.dee).get(where(harbour, "")))
    assert page.index("In danger now: call") < page.index("tel:999") < page.index(str(STEPS[Danger.CHILD][1]))
    for steps in STEPS.values():
        assert all(str(step) in page for step in steps)
    assert "looked up on" in page
    assert "Our circle has named nobody yet." in page
    assert page.count("<textarea") == 0


def test_whoever_looks_after_care_is_named_with_what_they_cannot_keep_to_themselves(harbour: Group):
    for by, role in ((harbour.asha, CareRole.HOLDER), (harbour.sam, CareRole.SECOND)):
        take_care(by=by, role=role)
    first = text_of(client_of(harbour.dee).get(where(harbour, ""))).split('id="first"')[1]
    assert "<bdi>Asha</bdi>, <bdi>Sam</bdi>" in first
    assert harbour.circle.limits in first
    leave(by=harbour.asha, now=timezone.now())
    first = text_of(client_of(harbour.dee).get(where(harbour, ""))).split('id="first"')[1]
    assert "Asha" not in first
    assert "<bdi>Sam</bdi>" in first


def test_the_circles_own_steps_take_the_place_of_ours_and_ours_come_back(harbour: Group, now):
    adopt(harbour, kind=Adopts.DANGER_CHILD, text="Ring the bell.\n\nWait by the door.", now=now)
    assert what_we_do(harbour.circle).way(Danger.CHILD).steps == ["Ring the bell.", "Wait by the door."]
    assert what_we_do(harbour.circle).way(Danger.ADULT).steps == list(STEPS[Danger.ADULT])
    adopt(harbour, kind=Adopts.DANGER_CHILD, text="Ring it twice.", now=now)
    assert what_we_do(harbour.circle).way(Danger.CHILD).steps == ["Ring it twice."]
    adopt(harbour, kind=Adopts.DANGER_CHILD, text="", now=now)
    assert what_we_do(harbour.circle).way(Danger.CHILD).steps == list(STEPS[Danger.CHILD])


def test_whoever_proposes_other_steps_begins_with_those_that_stand(harbour: Group):
    address = f"/c/{harbour.circle.public_id}/decisions/propose/?adopts=danger_child"
    page = text_of(client_of(harbour.dee).get(address))
    assert "What do we do then? Write each step on a line of its own." in page
    assert f"{STEPS[Danger.CHILD][0]}\n{STEPS[Danger.CHILD][1]}" in page


def test_while_nobody_outside_is_named_there_is_no_box_and_nothing_can_go(harbour: Group, now):
    client = client_of(harbour.dee)
    page = text_of(client.get(where(harbour)))
    assert "Our circle has named nobody outside yet" in page
    assert "<textarea" not in page
    assert "tel:999" in page
    send(client, where(harbour), **a_form("bcdfghjkmnpq"))
    with pytest.raises(NotPassedOn, match="The circle changed this line"):
        pass_on(harbour.dee, "bcdfghjkmnpq", now)
    assert not PassedOn.objects.exists()


def test_only_whoever_passed_it_on_sees_it_and_nobody_elses_page_differs_by_a_byte(harbour: Group, now):
    to = name_somebody(harbour, now)
    before = {name: seen_by(harbour, name) for name in ("Tom", "Asha", "Sam")}
    entries = list(Entry.objects.values_list())
    kept = pass_on(harbour.dee, to, timezone.now(), about=harbour.tom.public_id)
    after = {name: seen_by(harbour, name) for name in before}
    for name, pages in before.items():
        assert after[name][: len(pages)] == pages
        assert not any(SAID in page for page in after[name])
    assert list(Entry.objects.values_list()) == entries
    assert not Told.objects.exists()
    assert not Ask.objects.exists()
    assert SAID in text_of(client_of(harbour.dee).get(where(harbour, "mine/")))
    for other in (harbour.tom, harbour.asha):
        assert not Words.objects.visible_to(other.person).filter(pk=kept.words_id).exists()
        with pytest.raises(Http404):
            one_passed_on(viewer=other, passed_id=kept.public_id)
        actions.forget(passed_on=kept, by=other, now=now)
    assert PassedOn.objects.exists()


@pytest.mark.parametrize("knows", [Knows.KNOWS, Knows.WILL])
def test_whom_it_is_about_reads_to_whom_and_neither_the_words_nor_by_whom(harbour: Group, now, knows):
    to = name_somebody(harbour, now)
    others = {name: seen_by(harbour, name) for name in ("Asha", "Sam")}
    pass_on(harbour.dee, to, timezone.now(), knows=knows, about=harbour.tom.public_id)
    for name, pages in others.items():
        assert seen_by(harbour, name)[: len(pages)] == pages
    tom = client_of(harbour.tom)
    assert "To read that something about you was passed on" in text_of(tom.get("/"))
    assert "Read it, when you like" in text_of(tom.get("/"))
    page = text_of(tom.get(where(harbour, "about-me/")))
    assert "Miriam Okoye" in page
    assert SAID not in page
    assert "Dee" not in page
    send(tom, where(harbour, "about-me/"))
    assert "To read that something about you was passed on" not in text_of(tom.get("/"))
    assert "Miriam Okoye" in text_of(tom.get(where(harbour, "about-me/")))


def test_what_is_deleted_is_gone_for_whoever_was_told_too(harbour: Group, now):
    to = name_somebody(harbour, now)
    kept = pass_on(harbour.dee, to, timezone.now(), knows=Knows.WILL, about=harbour.tom.public_id)
    send(client_of(harbour.dee), where(harbour, f"mine/{kept.public_id}/"))
    assert not PassedOn.objects.exists()
    assert not Words.objects.filter(pk=kept.words_id).exists()
    assert not Scope.objects.filter(kind=ScopeKind.GIFT).exists()
    assert told_to(viewer=harbour.tom) == []
    assert "passed on" not in text_of(client_of(harbour.tom).get("/"))


def test_a_letter_says_what_the_page_showed_and_no_topic_outside_it(harbour: Group, now):
    to = name_somebody(harbour, now)
    with override_settings(**WITH_MAIL):
        client = client_of(harbour.dee)
        page = text_of(client.get(where(harbour)))
        assert "What an e-mail from here would say" in page
        send(client, where(harbour), **a_form(to, how="letter"))
        assert "The letter is about to leave." in text_of(client.get(where(harbour, "mine/")))
        send_due(now=timezone.now())
        assert "The letter has left this server." in text_of(client.get(where(harbour, "mine/")))
    (letter,) = mail.outbox
    assert letter.to == ["miriam@example.org"]
    assert letter.subject == "A note for you"
    assert SAID in letter.body
    assert "They come without a name." in letter.body
    assert not {"Dee", "Harbour", "danger", "child"} & set(re.findall(r"\w+", letter.body.split("Whoever")[0]))


def test_with_a_name_the_letter_says_who_and_from_where(harbour: Group):
    said = actions.letter_says(by=harbour.dee, note=note_for("", is_named=True, knows=Knows.KNOWS))
    assert "They come from Dee, of Harbour Circle." in said
    assert "Whoever they are about knows that they are passed on." in said


def test_a_letter_that_does_not_go_is_said_and_the_words_are_there(harbour: Group, now):
    to = name_somebody(harbour, now)
    moment = timezone.now()
    pass_on(harbour.dee, to, moment, by_letter=True)
    Letter.objects.update(given_up_at=moment)
    page = text_of(client_of(harbour.dee).get(where(harbour, "mine/")))
    assert "The letter could not leave." in page
    assert SAID in page
    Letter.objects.all().delete()
    late = passed_on_by(viewer=harbour.dee, now=moment + timedelta(days=40))
    assert [each.letter for each in late] == ["unknown"]


def test_the_same_twice_in_a_second_goes_once(harbour: Group, now):
    to = name_somebody(harbour, now)
    with override_settings(**WITH_MAIL):
        client = client_of(harbour.dee)
        for _each in range(2):
            send(client, where(harbour), **a_form(to, how="letter"))
    assert PassedOn.objects.count() == Letter.objects.count() == 1
    pass_on(harbour.dee, to, timezone.now(), body="Something else.")
    assert PassedOn.objects.count() == 2


def test_what_is_said_of_an_organisation_is_what_is_looked_at_and_no_more(harbour: Group, now):
    name_somebody(harbour, now)
    page = text_of(client_of(harbour.dee).get(where(harbour, "")))
    assert "we look whether our line about them names it, too" in page
    assert "More we cannot look up." in page
    assert "It goes to a person outside our group who does not work for" not in page
    box = text_of(client_of(harbour.dee).get(where(harbour, "worker/")))
    assert "Where else they work, we do not know." in box


@pytest.mark.parametrize("other", [{"is_named": "yes"}, {"knows": "knows"}, {"about": "Tom", "knows": "will"}])
def test_whoever_passes_on_the_same_words_otherwise_is_heard_again(harbour: Group, now, other):
    to, client = name_somebody(harbour, now), client_of(harbour.dee)
    other = {**other, "about": harbour.tom.public_id} if "about" in other else other
    with override_settings(**WITH_MAIL):
        send(client, where(harbour), **a_form(to, how="letter"))
        for _each in range(2):
            send(client, where(harbour), **a_form(to, how="letter", **other))
    kept = PassedOn.objects.latest("pk")
    assert PassedOn.objects.count() == Letter.objects.count() == 2
    assert (kept.is_named, kept.knows) == (other.get("is_named") == "yes", other.get("knows", "adds"))
    assert [each.to for each in Told.objects.all()] == ([harbour.tom] if "about" in other else [])


def test_it_is_said_to_somebody_else_when_they_were_chosen_wrongly_at_first(harbour: Group, now):
    to, when = name_somebody(harbour, now), timezone.now()
    for about in (harbour.tom, harbour.tom, harbour.marcus):
        pass_on(harbour.dee, to, when, knows=Knows.WILL, about=about.public_id)
    assert {each.to for each in Told.objects.all()} == {harbour.tom, harbour.marcus}
    assert PassedOn.objects.count() == 2


def test_nothing_about_a_worker_goes_to_their_own_organisation(harbour: Group, now):
    to = name_somebody(harbour, now, "Kwame, complaints, The Council, 0300 1111")
    for said in ({"about": harbour.marcus.public_id}, {"organisation": "the  COUNCIL"}):
        with pytest.raises(NotPassedOn, match="the same organisation"):
            pass_on(harbour.dee, to, now, danger=Danger.WORKER, **said)
    answer = send(client_of(harbour.dee), where(harbour, "worker/"), **a_form(to, organisation="the council"))
    assert answer.status_code == 422
    assert "This person belongs to the same organisation" in text_of(answer)
    assert SAID in text_of(answer)
    other = name_somebody(harbour, now)
    assert pass_on(harbour.dee, other, now, danger=Danger.WORKER, organisation="the council").to == MIRIAM


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": "x" * 100_000}, "letters too long. There is room for 4000."),
        ({"to": "bcdfghjkmnpq"}, "Please choose one of these."),
        ({"knows": ""}, "Please choose one."),
        ({"about": "bcdfghjkmnpq"}, "Please choose one of these."),
    ],
)
def test_what_needs_another_look_loses_nothing(harbour: Group, now, said, sentence):
    form = {**a_form(name_somebody(harbour, now)), **said}
    answer = send(client_of(harbour.dee), where(harbour), **form)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form["text"] in text_of(answer)
    assert not PassedOn.objects.exists()


def test_a_letter_needs_words_and_an_address(harbour: Group, now):
    name_somebody(harbour, now)
    without = name_somebody(harbour, now, "Kwame, 0300 1111")
    to = next(each.public_id for each in what_we_do(harbour.circle).outside if each.text == MIRIAM)
    with pytest.raises(NotPassedOn, match="no words yet"):
        pass_on(harbour.dee, to, now, body=" ", by_letter=True)
    with pytest.raises(NotPassedOn, match="no e-mail address"):
        pass_on(harbour.dee, without, now, by_letter=True)
    assert pass_on(harbour.dee, without, now, body="").words is None


def test_when_somebody_left_a_moment_ago(harbour: Group, now):
    to = name_somebody(harbour, now)
    kept = pass_on(harbour.dee, to, now, knows=Knows.WILL, about=harbour.tom.public_id)
    leave(by=harbour.tom, now=now)
    with pytest.raises(NotPassedOn, match="has left the circle"):
        pass_on(harbour.dee, to, now, body="More.", knows=Knows.WILL, about=harbour.tom.public_id)
    assert "Whoever it is about has left the circle" in text_of(client_of(harbour.dee).get(where(harbour, "mine/")))
    leave(by=harbour.dee, now=now)
    with pytest.raises(NotHere):
        pass_on(harbour.dee, to, now, body="More.")
    assert list(PassedOn.objects.all()) == [kept]


def test_another_circle_learns_and_does_nothing(harbour: Group, hillside: Group, now):
    to = name_somebody(harbour, now)
    bo = hillside.members["Bo"]
    with pytest.raises(NotPassedOn):
        pass_on(bo, to, now)
    own = name_somebody(hillside, now)
    with pytest.raises(NotPassedOn, match="has left the circle"):
        pass_on(bo, own, now, knows=Knows.WILL, about=harbour.tom.public_id)
    assert client_of(bo).get(where(harbour, "")).status_code == 404
    assert not PassedOn.objects.exists()


@pytest.mark.parametrize(
    ("text", "address", "number"),
    [
        (MIRIAM, "miriam@example.org", "01174960000"),
        ("Kwame, +44 (0)300 1111.", "", "+4403001111"),
        ("Ask at the door of number 7, from 9 to 17, or 9-17.", "", ""),
        ("There 9-17, or 0117 496 0000.", "", "01174960000"),
        ("a9999999@example.org", "a9999999@example.org", ""),
    ],
)
def test_a_line_is_read_for_ways_to_reach_somebody(text, address, number):
    assert (mail_in(text), phone_in(text)) == (address, number)


def test_whoever_is_held_can_still_read_whom_to_reach_and_nothing_else_of_the_circle(harbour: Group, hillside: Group):
    name_somebody(harbour, timezone.now())
    take_care(by=harbour.sam, role=CareRole.HOLDER)
    hold = ask_hold(member=harbour.dee, by=harbour.tom, now=timezone.now())
    agree_to_hold(hold=hold, by=harbour.asha, now=timezone.now())
    dee = client_of(harbour.dee)
    answer = dee.get(where(harbour, ""))
    page = text_of(answer)
    assert answer.status_code == 200
    assert page.index("In danger now: call") < page.index("tel:999") < page.index(MIRIAM)
    for steps in STEPS.values():
        assert all(str(step) in page for step in steps)
    assert "Sam" not in page
    assert "data-ticket" not in page
    assert "/danger/child/" not in page
    assert f'href="{where(harbour, "")}"' in text_of(dee.get(f"/c/{harbour.circle.public_id}/"))
    for way in ("child/", "mine/", "about-me/"):
        assert "Your access to this circle is held for now" in text_of(dee.get(where(harbour, way)))
    assert "no page here for you" in text_of(client_of(hillside.bo).get(where(harbour, "")))
