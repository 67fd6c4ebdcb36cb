"""No power is held alone, for ever, or out of sight: not by who started a circle, nor by who holds a meeting."""

import ast
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone

import handinhand
from handinhand.circles import actions as circles
from handinhand.circles.actions.powers import EFFECTS
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.rules import RULES
from handinhand.days.models import CircleDay
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Given, Proposal
from handinhand.ground.models import Circle
from handinhand.ledger.models import Entry
from handinhand.links import actions as links
from handinhand.links.models import Link, Update
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting
from handinhand.meetings.views.rooms import ACTS
from handinhand.returning import actions as returning
from handinhand.returning.rules import WAITS
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from tests.cast import Group
from tests.meetings import rooms as stage
from tests.promises.reading import Page
from tests.promises.scene import House, kept, named, send, signed_in, undone, walk

SOURCE = Path(handinhand.__file__).parent
ABOVE = re.compile(
    r"is_staff|is_superuser|has_perm|user_passes_test|permission_required|contrib\.(?:auth|admin)|\bmoderator|\badministrator"
    r"|\bfounder|\bsuper_?user|\bcreated_by|\bowned_by",
    re.IGNORECASE,
)
ABOVE_ON_A_ROW = re.compile(r"staff|admin|super|owner|founder|creator|moderator|rank|level|score|points")


def modules() -> Iterator[Path]:
    """Every module of the house but migrations."""
    return (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def calls() -> Iterator[tuple[str, str]]:
    """Every function that is called by name, and in which module."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield called, str(path.relative_to(SOURCE))


def test_the_house_knows_no_rank() -> None:
    assert not {"django.contrib.admin", "django.contrib.auth"} & set(settings.INSTALLED_APPS)
    said = [str(path) for path in [*modules(), *SOURCE.rglob("*.html")] if ABOVE.search(path.read_text())]
    assert not said
    rows = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("handinhand")
        for field in model._meta.fields
        if ABOVE_ON_A_ROW.search(field.name)
    ]
    assert not rows


def test_a_circle_points_to_nobody_who_would_be_special_in_it() -> None:
    assert not [field.name for field in Circle._meta.fields if field.is_relation]
    to_a_person = {field.name for field in Meeting._meta.fields if field.related_model is Member}
    assert to_a_person == {"planned_by", "holder"}


def test_there_is_one_door_for_what_touches_others() -> None:
    assert set(Power) == set(RULES) == set(EFFECTS)
    effects = {effect.__name__ for effect in EFFECTS.values()}
    past_the_door = [(name, where) for name, where in calls() if name in effects]
    assert not past_the_door
    assert {where for name, where in calls() if name == "record"} == {"circles/actions/powers.py"}
    assert not [path for path in SOURCE.rglob("*.html") if "use_power" in path.read_text()]


def test_nobody_reads_words_by_another_way_than_the_one_rule_of_sight() -> None:
    reads = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\bWords\.objects\.(?!visible_to)", line) and "actions" not in (*path.parts, path.stem)
    ]
    assert not reads


def use_every_power(house: House) -> None:
    """What the scene has not done yet."""
    circle = house.group.circle.public_id
    send(house.browser("Nia"), f"/c/{circle}/invite/")
    send(house.browser("Ravi"), f"/c/{circle}/invite/{house.invitation.public_id}/withdraw/")
    send(house.browser("Jo"), f"/c/{circle}/leave/")
    send(house.browser("Nia"), f"/c/{circle}/meetings/pace/", longest="90", heavy="evictions")
    house.do("Asha", "hold")
    ahead = f"/c/{circle}/meetings/{house.ahead.public_id}/"
    send(house.browser("Sam"), f"{ahead}again/", every="week", many="2", step="plan")
    Meeting.objects.filter(pk=house.ahead.pk).update(starts_at=timezone.now() + timedelta(days=1))
    first = house.ahead.parts.order_by("position")[0]
    send(house.browser("Nia"), f"{ahead}parts/{first.public_id}/move/", way="later")
    send(house.browser("Ravi"), f"{ahead}call-off/", which="only_this")
    send(house.browser("Nia"), f"/c/{circle}/tea/rhythm/", every="week")
    day = CircleDay.objects.get()
    send(house.browser("Sam"), f"/c/{circle}/days/{day.public_id}/take-out/")
    send(house.browser("Dee"), f"/c/{circle}/before-joining/", happens="Tea, and a round.", instead_of="0")
    send(house.browser("Nia"), f"/c/{circle}/meetings/questions/", first="Who had the lamp?", instead_of="0")
    turn_to = {"outside": "The mission, mornings.", "contacts": "The day centre.", "instead_of": "0"}
    send(house.browser("Nia"), f"/c/{circle}/care/lines/", **turn_to)
    decided = Proposal.objects.filter(circle=house.group.circle, state=ProposalState.ADOPTED).earliest("pk")
    send(house.browser("Dee"), f"/c/{circle}/decisions/{decided.public_id}/look-again/", seen="", day="")
    Given.objects.create(
        circle=house.group.circle, proposal=decided, to=house.member("Dee"), accepted_at=decided.adopted_at
    )
    said = {"result": "The early one.", "reasons": "Buses stop at six."}
    send(house.browser("Dee"), f"/c/{circle}/decisions/{decided.public_id}/result/", **said)
    newcomer = Client()
    place = {"my_name": "Robin", "name": "Quay", "purpose": "To try.", "limits": "None.", "time_zone": "Europe/London"}
    send(newcomer, "/start/", **place)
    lend_roles(house)
    cover_words(house)
    hold_access(house)
    step_away(house)
    agree_together(house)
    let_back_in(house)
    # From then on that browser is the room's, and nothing else of a member's is done with it.
    send(house.browser("Asha"), house.room().removesuffix("room/") + "phone/carry/")


def lend_roles(house: House) -> None:
    """A role is invented and let go, another one taken on, and a draw opened and called off."""
    at = f"/c/{house.group.circle.public_id}/roles/"
    own = send(house.browser("Nia"), f"{at}invent/", name="The kettle", seats="one").headers["Location"]
    send(house.browser("Ravi"), f"{own}let-go/")
    until = (timezone.now() + timedelta(days=30)).date()
    send(house.browser("Sam"), f"{at}time/take/", until=until)
    opened = send(house.browser("Dee"), f"{at}welcome/open-draw/", what="until", until=until, days="1")
    send(house.browser("Tom"), f"{opened.headers['Location']}call-off/")


def step_away(house: House) -> None:
    """Ravi is asked to step away; three days pass, and others let him come back sooner."""
    circle, now = house.group.circle.public_id, timezone.now()
    at = f"/c/{circle}/stepping-away/"
    told = {"happened": "A rope was cut.", "kind": "end", "beside": "Nia.", "way_back": "By the door.", "stays": ""}
    until = str((now + timedelta(days=40)).date())
    address = f"{at}ask/{house.member('Ravi').public_id}/"
    use = send(house.browser("Nia"), address, until=until, read="yes", **told).headers["Location"]
    for name in ("Sam", "Asha"):
        send(house.browser(name), f"{use}yes/")
    asked = PowerUse.objects.get(power=Power.ASK_TO_STEP_AWAY)
    circles.carry_out_due(use=asked, now=now + timedelta(days=4))
    again = send(house.browser("Sam"), f"{at}{asked.public_id}/").headers["Location"]
    for name in ("Nia", "Asha"):
        send(house.browser(name), f"{again}yes/")


def agree_together(house: House) -> None:
    """What takes several of us: three things in the name of the circle, a rule, and a circle that closes."""
    circle, now = house.group.circle, timezone.now()
    at = f"/c/{circle.public_id}/what-we-can-do/"
    for power in ("publish_outside", "take_on_work", "spend"):
        use = send(house.browser("Ravi"), f"{at}{power}/", text="A letter about the ferry.").headers["Location"]
        for name in ("Nia", "Asha"):
            send(house.browser(name), f"{use}yes/")
    rule = {"agree": "2", "for_themselves": "1", "for_organisations": "0", "notice_days": "1"}
    send(house.browser("Tom"), f"/c/{circle.public_id}/decisions/rules/take_on_work/", **rule)
    decide_all(house, now)
    use = send(house.browser("Ravi"), f"{at}take_on_work/", text="Another letter.").headers["Location"]
    for name in ("Nia", "Asha"):
        send(house.browser(name), f"{use}yes/")
    send(house.browser("Sam"), f"{use}stop/")
    alone = Circle.objects.latest("pk")
    only = Member.objects.get(circle=alone)
    link_circles(house, only, now)
    closing = circles.ask_power(power=Power.CLOSE_CIRCLE, by=only, now=now)
    circles.carry_out_due(use=closing, now=now + timedelta(days=15))


def link_circles(house: House, other: Member, now: datetime) -> None:
    """Two circles are linked; one tells the other something, takes it back, and cuts the link."""
    at = f"/c/{house.group.circle.public_id}/links/"

    def ask(address: str, **sent: str) -> None:
        use = send(house.browser("Ravi"), at + address, **sent).headers["Location"]
        for name in ("Nia", "Asha"):
            send(house.browser(name), f"{use}yes/")

    ask("ask/", whom="Quay")
    waiting = Link.objects.get()
    links.accept_link(by=other, link=waiting, is_known=False, now=now)
    ask(f"{waiting.public_id}/known/", known="further")
    send(house.browser("Sam"), f"{at}{waiting.public_id}/known/", known="linked")
    ask("updates/tell/", text="The ferry is late.", to=waiting.public_id)
    send(house.browser("Sam"), f"{at}updates/{Update.objects.get().public_id}/take-back/")
    send(house.browser("Sam"), f"{at}{waiting.public_id}/cut/")


def decide_all(house: House, now: datetime) -> None:
    """Everybody who is here agrees to the newest proposal."""
    proposal = Proposal.objects.latest("pk")
    decisions.open_positions(proposal=proposal, by=house.member("Tom"), now=now)
    for member in Member.objects.filter(circle=house.group.circle, left_at=None):
        if not member.is_held:
            decisions.take_position(proposal=proposal, by=member, kind="agree", now=now)
    decisions.close_positions(proposal=proposal, by=house.member("Tom"), now=now)


def hold_access(house: House) -> None:
    """One hold that its two end, and one that the circle keeps and ends again."""
    circle, now = house.group.circle, timezone.now()
    holds = [
        circles.ask_hold(member=house.member(name), by=house.member("Ravi"), now=now) for name in ("Dee", "Marcus")
    ]
    for hold in holds:
        send(house.browser("Sam"), f"/c/{circle.public_id}/holds/{hold.public_id}/agree/")
    send(house.browser("Sam"), f"/c/{circle.public_id}/holds/{holds[0].public_id}/end/")
    for days in ("7", "0"):
        send(house.browser("Tom"), f"/c/{circle.public_id}/decisions/holds/{holds[1].public_id}/", days=days)
        decide_all(house, now)


def cover_words(house: House) -> None:
    """One cover that two others agree to, and one that is taken off again."""
    circle = house.group.circle
    for agree in (True, False):
        words = words_actions.write(
            circle=circle,
            scope=house.group.scope,
            by=house.member("Dee").person,
            body="She moved.",
            state="shared",
            now=timezone.now(),
        )
        address = f"/c/{circle.public_id}/words/{words.public_id}/cover/"
        send(house.browser("Asha"), address)
        if agree:
            send(house.browser("Sam"), f"{address}stays/")
            send(house.browser("Nia"), f"{address}stays/")
        else:
            send(house.browser("Asha"), f"{address}off/")


def let_back_in(house: House) -> None:
    """Two let somebody back in as Marcus, who is here himself."""
    then = house.at + timedelta(hours=1)
    asked = returning.ask(person=None, invitation=house.invitation, name="Marcus", where="", now=then)
    for name in ("Asha", "Sam"):
        returning.say_i_know(by=house.member(name), asked=asked, now=then)
    returning.come_in(by=asked.asker, asked=asked, now=then + WAITS)
    returning.stop(by=house.member("Marcus").person, asked=asked, now=then + WAITS)


@pytest.mark.both
def test_every_use_of_a_power_is_one_line_that_everybody_can_read(house: House) -> None:
    use_every_power(house)
    send(Client(), f"/join/{open_invitation(house)}/", my_name="Robin")
    used = set(Entry.objects.values_list("power", flat=True))
    assert used == set(Power)
    here = {each.power for each in Entry.objects.filter(circle=house.group.circle)}
    for name in ("Dee", "Marcus"):
        text = all_that_was_done(house, name)
        assert not [power for power in here - {"hold_access"} if str(Power(power).label) not in text]
        assert "Ravi and Sam put a hold on Dee for a day" in text
        assert "Nia made an invitation" in text


def all_that_was_done(house: House, name: str) -> str:
    """Every line, from the newest to the oldest page."""
    at = f"/c/{house.group.circle.public_id}/done/"
    text, earlier = "", "?"
    while earlier:
        page = house.browser(name).get(f"{at}{earlier}").content.decode()
        text += Page(page).text
        found = re.search(rf'href="{at}([?][^"]+)">Earlier', page)
        earlier = found.group(1).replace("&amp;", "&") if found else ""
    return text


def open_invitation(house: House) -> str:
    page = Page(house.browser("Dee").get(f"/c/{house.group.circle.public_id}/invite/").content.decode())
    return next(re.search(r"/join/(\w+)/", link)[1] for link in page.links if "/join/" in link)


def offered(client: Client, circle: str) -> set[tuple[str, str]]:
    """All that somebody is offered in a circle: pages and forms."""
    found = set()
    for address, page in walk(client, f"/c/{circle}/", most=2).items():
        door = named(address).view_name
        found.add((door, ""))
        found |= {(door, named(form.action).view_name) for form in page.forms}
    return found


def test_whoever_started_a_circle_can_do_nothing_that_others_cannot(house: House) -> None:
    first, second, third = Client(), Client(), Client()
    place = {"name": "Quay", "purpose": "To try.", "limits": "We tell if somebody is in danger.", "my_name": "Una"}
    send(first, "/start/", **place, time_zone="Europe/London")
    circle = Circle.objects.latest("pk").public_id
    send(first, f"/c/{circle}/invite/")
    link = next(each for each in Page(first.get(f"/c/{circle}/invite/").content.decode()).links if "/join/" in each)
    send(second, link[link.index("/join/") :], my_name="Vic")
    send(third, link[link.index("/join/") :], my_name="Wren", standing="for_organisation", organisation="The council")
    assert Member.objects.filter(circle__public_id=circle).count() == 3
    starter = offered(first, circle)
    assert len(starter) > 25
    assert offered(second, circle) == starter
    assert offered(third, circle) == starter


# Who can press which button of a room. A new one has to be written here first.
ANYBODY = {"begin", "come-in", "step-out", "hold", "raise-hand", "lower-hand"}
WHOSE_TURN_IT_IS = {"end-turn", "pass"}
HOLDER = {"go-to", "close", "open-ideas", "take-up", "talk-first", "close-decision"}
HERE = {"need-break", "be-back", "longer", "change-yes", "change-no", "stay-here"}
HOLDER_OR_ANYBODY_WHEN_NOBODY_HOLDS = {
    "begin-break",
    "no-break",
    "ask-on",
    "stay-longer",
    "go-on",
    "change-do",
    "change-back",
    "back-together",
    "groups-done",
}


def test_every_button_of_a_room_has_its_people() -> None:
    assert ACTS.keys() == ANYBODY | WHOSE_TURN_IT_IS | HOLDER | HERE | HOLDER_OR_ANYBODY_WHEN_NOBODY_HOLDS


def press(house: House, name: str, act: str) -> None:
    """Press one of the holder's buttons as somebody."""
    meeting = stage.fresh(house.now_on)
    following = meeting.parts.filter(position__gt=meeting.current.position).order_by("position").first()
    house.do(
        name,
        act,
        leave=meeting.current.public_id,
        part=following.public_id if act == "go-to" else meeting.current.public_id,
        proposal=house.waits.public_id,
        what="questions",
    )


WHERE = {"go-to": PartKind.TALK, "close": PartKind.TALK, "open-ideas": PartKind.IDEAS}


@pytest.mark.both
@pytest.mark.parametrize("act", sorted(HOLDER))
def test_holding_is_picked_up_by_anybody_and_with_it_goes_all_that_it_brought(house: House, act: str) -> None:
    house.go(WHERE.get(act, PartKind.DECISION))
    if act == "close-decision":
        press(house, "Tom", "take-up")
    for name in ("Asha", "Sam", "Nia"):
        rows = kept()
        press(house, name, act)
        assert kept() == rows
    assert "anybody can pick it up" in house.browser("Asha").get(house.room()).content.decode()
    for name in ("Asha", "Nia"):
        with undone():
            house.do(name, "hold")
            rows = kept()
            press(house, "Tom", act)
            assert kept() == rows
            press(house, name, act)
            assert kept() != rows


def test_nobody_has_anything_in_a_circle_they_are_not_in(house: House, hillside: Group) -> None:
    rows, outside = kept(), signed_in(hillside.bo)
    rows = kept()
    for page in [Page(house.browser("Tom").get(house.room()).content.decode()), *walk(house.browser("Tom")).values()]:
        for form in page.forms:
            if form.action.startswith(("/c/", "/words/")):
                send = outside.get if form.only_looks else outside.post
                assert send(form.action, form.filled()).status_code == 404, form.action
    assert kept() == rows
    assert not Words.objects.visible_to(hillside.bo.person).exists()
