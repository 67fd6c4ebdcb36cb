"""Pages of circles: arriving, belonging, agreeing, and what was done."""

import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handinhand.circles import actions
from handinhand.circles.choices import WHEN_IN_DANGER, Adopts, Power
from handinhand.circles.models import AdoptedLine, Invitation, Member
from handinhand.circles.queries import present_members, spoken_code
from handinhand.ground.models import Circle, Person
from handinhand.ledger.models import Entry
from tests.adopting import adopt
from tests.cast import Group, add_member, make_group
from tests.circles.browsers import at, client_of, sent

pytestmark = pytest.mark.django_db
START = {
    "name": "Quay Circle",
    "purpose": "To mend the waiting room.",
    "time_zone": "Europe/London",
    "limits": "We tell.",
}
PAGES = ("welcome", "members", "my_place", "invite", "leave", "limits", "agreement", "ledger")


@pytest.fixture
def invitation(harbour: Group) -> Invitation:
    """An invitation that Tom made just now."""
    return actions.invite(by=harbour.tom, now=timezone.now())


def page(client: Client, address: str) -> str:
    """What stands on a page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_stranger_starts_a_circle_with_a_name_alone() -> None:
    client = client_of(None)
    form = page(client, reverse("circles:start"))
    assert "when somebody may come to serious harm" in form
    answer = client.post(reverse("circles:start"), sent(my_name="Yuki", **START))
    circle = Circle.objects.get()
    assert answer["Location"] == reverse("circles:welcome", args=[circle.public_id])
    assert "You are in, Yuki" in page(client, answer["Location"])
    member = Member.objects.get()
    assert (member.shape, member.colour, member.standing, member.organisation) == ("wave", "leaf", "for_myself", None)
    assert "Quay Circle" in page(client, reverse("home:circle", args=[circle.public_id]))


def test_a_form_sent_twice_starts_one_circle() -> None:
    client, form = client_of(None), sent(my_name="Yuki", **START)
    first = client.post(reverse("circles:start"), form)
    second = client.post(reverse("circles:start"), form)
    assert first["Location"] == second["Location"]
    assert (Circle.objects.count(), Member.objects.count(), Person.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"my_name": ""}, "Please write something here."),
        ({"my_name": "a\x00b"}, "a letter in here that we cannot keep"),
        ({"my_name": "x" * 100_000}, "letters too long. There is room for 60."),
        ({"my_name": "\u200b\u2060\u200d"}, "There is nothing to read in here yet"),
        ({"my_name": "Tom\u202emoT"}, "a hidden sign in here"),
        ({"my_name": "Yuki", "time_zone": "Europe/Atlantis"}, "We do not know this place"),
        ({"my_name": "Yuki", "limits": " "}, "Please write something here."),
        ({"my_name": "Yuki", "shape": "dragon"}, "Please choose one of these."),
        ({"my_name": "Yuki", "standing": "for_organisation"}, "Please write which organisation"),
        ({"my_name": "Yuki", "organisation": "The Quay Trust"}, "You wrote an organisation."),
        ({"my_name": "Yuki", "standing": "for_organisation", "organisation": "\u200b"}, "nothing to read in here"),
    ],
)
def test_what_cannot_be_kept_is_said_kindly_and_nothing_is_made(change: dict[str, str], sentence: str) -> None:
    answer = client_of(None).post(reverse("circles:start"), sent(**{**START, **change}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Circle.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "Y",
        "李" * 60,
        "é" * 60,
        "क्षि" * 20 + "नी" * 20,
        "علي‌رضا",
        "Nguyễn Thị Ánh Tuyết",
        "O’Brien-Smith, the 2nd",
        "<b>&amp;</b>",
    ],
)
def test_names_of_any_script_are_names(name: str) -> None:
    answer = client_of(None).post(reverse("circles:start"), sent(my_name=name, **START))
    assert answer.status_code == 302
    assert Member.objects.get().name


def test_a_newcomer_reads_how_many_are_here_only_from_five_on(harbour: Group, invitation: Invitation) -> None:
    address = reverse("circles:join", args=[invitation.token])
    for number in range(8, 3, -1):
        present = present_members(harbour.circle)
        Member.objects.filter(pk__in=[each.pk for each in present[number:]]).update(left_at=timezone.now())
        before = page(client_of(None), address)
        assert (f"{number} people are here." in before) == (number >= 5)
        assert ("There are not many of us yet." in before) == (number < 5)


def test_a_newcomer_reads_before_joining_and_names_nobody_yet(
    harbour: Group, invitation: Invitation, now: datetime
) -> None:
    for kind, text in ((Adopts.GOAL, "A kind front door."), (Adopts.AGREEMENT, "Anyone may pass.")):
        actions.use_power(
            power=Power.ADOPT, circle=harbour.circle, by=harbour.tom, now=now, decided_by="b" * 12, kind=kind, text=text
        )
    client = client_of(None)
    before = page(client, reverse("circles:join", args=[invitation.token]))
    for text in ("A kind front door.", "Anyone may pass.", harbour.circle.purpose, "8 people are here."):
        assert text in before
    assert before.index(harbour.circle.limits) < before.index("<form")
    assert not [name for name in ("Asha", "Marcus", "Harbour Voices", "the council") if name in before]
    title = re.search("<title>(.*?)</title>", before)
    assert title is not None
    assert title[1] == "Join"
    answer = client.post(reverse("circles:join", args=[invitation.token]), sent(my_name="Yuki", colour="clay"))
    assert answer["Location"] == at("welcome", harbour)
    here = page(client, at("members", harbour))
    assert "Asha" in here
    assert "Yuki" in here
    assert harbour.circle.limits not in page(client, at("my_place", harbour))


def test_a_taken_name_is_said_and_nobody_new_is_made(harbour: Group, invitation: Invitation) -> None:
    before = Person.objects.count()
    answer = client_of(None).post(reverse("circles:join", args=[invitation.token]), sent(my_name="tom"))
    assert answer.status_code == 422
    assert "Somebody here goes by this name already" in answer.content.decode()
    assert Person.objects.count() == before


def test_ran_out_withdrawn_and_unknown_look_the_same(harbour: Group, invitation: Invitation) -> None:
    old = actions.invite(by=harbour.tom, now=timezone.now() - timedelta(days=8))
    actions.withdraw_invitation(invitation=invitation, by=harbour.dee, now=timezone.now())
    client = client_of(None)
    pages = set()
    for token in (old.token, invitation.token, "q" * 27, "x", "\u202e", "%00", "é" * 2000):
        answer = client.get(reverse("circles:join", args=[token]))
        assert answer.status_code == 404
        pages.add(answer.content)
    for code in (old.code, invitation.code, "qqq-qqq-qqq"):
        answer = client.post(reverse("circles:join_code"), sent(code=code))
        assert answer.status_code == 404
        pages.add(answer.content)
    assert len(pages) == 1
    assert "ask whoever gave it to you for a new one" in pages.pop().decode()


def test_a_code_read_out_loud_leads_to_the_circle(harbour: Group, invitation: Invitation) -> None:
    answer = client_of(None).post(
        reverse("circles:join_code"), sent(code=f" {spoken_code(invitation.code).replace('-', '  ')}")
    )
    assert answer["Location"] == reverse("circles:join", args=[invitation.token])


def test_a_code_may_be_typed_in_the_digits_of_any_script(harbour: Group, invitation: Invitation) -> None:
    invitation.code = "b23456789"
    invitation.save()
    typed = invitation.code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for each in (typed, "".join(f"{sign}\u200f" for sign in typed)):
        answer = client_of(None).post(reverse("circles:join_code"), sent(code=each))
        assert answer["Location"] == reverse("circles:join", args=[invitation.token])


@pytest.mark.usefixtures("that_evening")
def test_trying_codes_is_limited_where_somebody_tries_and_right_ones_are_not_counted(
    harbour: Group, invitation: Invitation
) -> None:
    client = client_of(None)
    for _each in range(40):
        assert client.post(reverse("circles:join_code"), sent(code=invitation.code)).status_code == 302
    answers = [client.post(reverse("circles:join_code"), sent(code="qqq")).status_code for _each in range(31)]
    assert answers == [404] * 30 + [429]
    after = client.post(reverse("circles:join_code"), sent(code=invitation.code))
    assert after.status_code == 429
    assert "Please wait ten minutes" in after.content.decode()
    elsewhere = client.post(reverse("circles:join_code"), sent(code=invitation.code), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_a_member_with_a_link_goes_to_the_circle(harbour: Group, invitation: Invitation) -> None:
    answer = client_of(harbour.dee.person).get(reverse("circles:join", args=[invitation.token]))
    assert answer["Location"] == reverse("home:circle", args=[harbour.circle.public_id])


def test_somebody_from_another_circle_joins_as_themselves(
    harbour: Group, hillside: Group, invitation: Invitation
) -> None:
    client = client_of(hillside.bo.person)
    client.post(reverse("circles:join", args=[invitation.token]), sent(my_name="Bo the second"))
    assert Member.objects.filter(person=hillside.bo.person).count() == 2
    assert "Bo the second" not in page(client, reverse("circles:members", args=[hillside.circle.public_id]))


def test_an_invitation_is_made_shown_and_withdrawn_by_anybody(harbour: Group) -> None:
    tom, dee = client_of(harbour.tom.person), client_of(harbour.dee.person)
    tom.post(at("invite", harbour), sent())
    invitation = Invitation.objects.get()
    shown = page(dee, at("invite", harbour))
    assert spoken_code(invitation.code) in shown
    assert f"{settings.PUBLIC_ADDRESS}/join/{invitation.token}/" in shown
    assert "Tom made it." in shown
    dee.post(at("withdraw", harbour, invitation.public_id), sent())
    assert invitation.token not in page(tom, at("invite", harbour))
    assert [each.power for each in Entry.objects.order_by("pk")] == [Power.INVITE, Power.WITHDRAW_INVITATION]


def test_an_invitation_of_another_circle_is_not_there(harbour: Group, hillside: Group, invitation: Invitation) -> None:
    client = client_of(hillside.bo.person)
    for each in (invitation.public_id, "\x00", "x"):
        assert client.post(at("withdraw", hillside, each), sent()).status_code == 404
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_i_change_my_place(harbour: Group) -> None:
    client = client_of(harbour.asha.person)
    assert 'value="Harbour Voices"' in page(client, at("my_place", harbour))
    form = sent(my_name="Asha K", shape="moon", colour="plum", standing="for_myself", organisation="")
    assert client.post(at("my_place", harbour), form)["Location"] == at("my_place", harbour)
    assert "Asha K" in page(client, at("members", harbour))
    harbour.asha.refresh_from_db()
    assert harbour.asha.organisation is None
    assert not Entry.objects.exists()
    taken = client.post(at("my_place", harbour), sent(my_name="TOM"))
    assert taken.status_code == 422
    assert "goes by this name already" in taken.content.decode()


def test_the_limits_stand_before_the_first_box_once_a_visit(harbour: Group) -> None:
    client = client_of(harbour.tom.person)
    assert harbour.circle.limits in page(client, at("my_place", harbour))
    assert harbour.circle.limits not in page(client, at("my_place", harbour))
    assert harbour.circle.limits in page(client_of(harbour.tom.person), at("my_place", harbour))


def test_leaving_is_said_before_and_stays_possible_to_not_do(harbour: Group, hillside: Group) -> None:
    client = client_of(harbour.tom.person)
    before = page(client, at("leave", harbour))
    assert "you see nothing of this circle" in before
    assert before.count('<button class="button">Leave the circle') == before.count('<a class="button"') == 1
    assert client.post(at("leave", harbour), sent())["Location"] == reverse("home:today")
    assert "You have left the circle" in page(client, reverse("home:today"))
    assert client.get(at("members", harbour)).status_code == 404
    actions.leave(by=hillside.kit, now=timezone.now())
    assert "You are the last one here" in page(client_of(hillside.bo.person), at("leave", hillside))


def test_what_is_agreed_can_be_read_and_changed_by_proposals_alone(harbour: Group, now: datetime) -> None:
    for text in ("Anyone may pass.", "Phones stay quiet."):
        actions.use_power(
            power=Power.ADOPT,
            circle=harbour.circle,
            by=harbour.tom,
            now=now,
            decided_by="b" * 12,
            kind=Adopts.AGREEMENT,
            text=text,
        )
    client = client_of(harbour.dee.person)
    agreed = page(client, at("agreement", harbour))
    for text in ("Anyone may pass.", "Phones stay quiet.", harbour.circle.limits, "At least half of us take part."):
        assert text in agreed
    in_danger = page(client, reverse("care:danger", args=[harbour.circle.public_id]))
    harm = page(client, reverse("mending:harm", args=[harbour.circle.public_id]))
    without_names = page(client, reverse("unnamed:here", args=[harbour.circle.public_id]))
    own_pages = {
        **dict.fromkeys((*WHEN_IN_DANGER, Adopts.OUTSIDE), in_danger),
        Adopts.HARM_PEOPLE: harm,
        Adopts.UNNAMED: without_names,
    }
    for kind in Adopts:
        proposed_from = own_pages.get(kind, agreed)
        for each in (agreed, in_danger, harm, without_names):
            assert (f"?adopts={kind.value}" in each) == (each is proposed_from)
    earlier = page(client, at("earlier", harbour, Adopts.AGREEMENT))
    assert earlier.index("Version 2, since 24 November") < earlier.index("Version 1, since 24 November")
    assert client.get(at("earlier", harbour, "nonsense")).status_code == 404


def test_what_is_decided_about_writing_without_names_stands_on_its_page_and_can_be_let_go(
    harbour: Group, now: datetime
) -> None:
    text = "We may write ideas without our names."
    adopt(harbour, kind=Adopts.UNNAMED, text=text, now=now)
    client = client_of(harbour.dee.person)
    here = page(client, reverse("unnamed:here", args=[harbour.circle.public_id]))
    line = AdoptedLine.objects.get(version__kind=Adopts.UNNAMED)
    look_again = reverse("decisions:look_again", args=[harbour.circle.public_id, line.decision_id])
    for shown in (text, f"?adopts=unnamed&amp;replaces={line.public_id}", look_again, "nothing new is asked"):
        assert shown in here
    assert at("earlier", harbour, Adopts.UNNAMED) in here
    adopt(harbour, kind=Adopts.UNNAMED, text="", replaces=line.public_id, now=now)
    here = page(client, reverse("unnamed:here", args=[harbour.circle.public_id]))
    assert text not in here
    assert "?adopts=unnamed" in here
    assert text in page(client, at("earlier", harbour, Adopts.UNNAMED))


def test_what_was_done_is_there_for_all_and_says_who_can_do_what(harbour: Group) -> None:
    actions.invite(by=harbour.asha, now=timezone.now())
    done = page(client_of(harbour.marcus.person), at("ledger", harbour))
    assert "Asha made an invitation, " in done
    assert f'href="{at("powers", harbour)}"' in done
    assert "Each of us can take an invitation back." in page(client_of(harbour.marcus.person), at("powers", harbour))
    page(client_of(harbour.marcus.person), at("ledger", harbour) + "?before=%00")


@pytest.mark.parametrize("name", [*PAGES, "earlier"])
def test_nobody_but_members_gets_a_page_of_a_circle(harbour: Group, hillside: Group, name: str) -> None:
    address = at(name, harbour, *(["goal"] if name == "earlier" else []))
    assert "<main" in page(client_of(harbour.tom.person), address)
    removed = client_of(harbour.dee.person)
    page(removed, address)
    actions.leave(by=harbour.dee, now=timezone.now())
    for client in (removed, client_of(hillside.bo.person)):
        for answer in (client.get(address), client.post(address, sent(my_name="Mallory"))):
            assert answer.status_code in {404, 405}
            assert not [each for each in ("Harbour", "Tom", harbour.circle.limits) if each in answer.content.decode()]
    stranger = client_of(None).get(address)
    assert stranger["Location"].startswith(reverse("people:sign_in"))
    assert not Invitation.objects.exists()
    assert len(present_members(harbour.circle)) == 7


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [3, 300])
def test_pages_ask_the_database_as_often_for_few_as_for_many(now: datetime, name: str, size: int) -> None:
    group = make_group(name="A circle", now=now, people=("Tom", "Dee"))
    for each in range(size):
        add_member(group, f"Somebody {each}", now=now)
    for each in range(size):
        actions.invite(by=group.members[f"Somebody {each}"], now=timezone.now())
    client = client_of(group.tom.person)
    page(client, at(name, group))
    with CaptureQueriesContext(connection) as queries:
        page(client, at(name, group))
    assert len(queries) <= 9
