"""No count of people is shown, or found by subtracting: not who agreed before positions close, not who said no."""

import re

import pytest

from handinhand.decisions.actions import propose, take_position
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Position
from handinhand.meetings.actions import rooms, said
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Answer
from handinhand.times.choices import Suits
from handinhand.times.models import Asking, Reply
from handinhand.times.queries import offered_in
from handinhand.unnamed.models import Answered
from handinhand.unnamed.rules.phrases import new_phrase
from tests.meetings import rooms as stage
from tests.promises.reading import Page
from tests.promises.scene import House, Seen, as_others_see, plain, send, shared_places, undone
from tests.unnamed.boxes import allow

pytestmark = pytest.mark.both
NUMBER = r"(?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten|half|most|all but \w+)"
PEOPLE = r"(?:people|persons?|of us|of you|of them|members|others|have|has|said|agree\w*|passed|voted|came|answered)"
COUNT = re.compile(rf"\b{NUMBER}(?: out)?(?: of \w+)? {PEOPLE}\b", re.IGNORECASE)
# Numbers of people that stand beside all their names, or that are a rule. A new one has to be written here first.
HARMLESS = (
    r"The \w+ people in this (?:circle|meeting) can see this",
    r"(?:\d+ people are|One person is) here\.",
    r"At least (?:half|\w+ in a hundred) of us take part",
    r"At least \w+ of them comes? for themselves",
    r"\d+ (?:person|people) took part\.",
    r"\d+ of them comes? for themselves\.",
    r"A decision counts when enough of us say",
    r"at least five of us and at least half of us have answered",
    r"in a circle where five people or more let it be said",
    r"One person at a time",
    r"(?:unless|until|not)(?: there are not)? two others (?:agree|have agreed|here who could agree)",
    r"There are not two others here|Two others agreed, so the cover stays|two others agreed",
    r"One of us covered words here|One of the two",
    r"[Tt]wo (?:people can do that|people agreed that a cover stays|of us)",
    r"[Tt]wo (?:people )?(?:of us |in the circle |here )?(?:who know|that we know)",
    r"[Ww]hom two of us know",
    r"[Tt]wo people in the circle: face to face",
    r"[Ww]hen two of us say",
    r"one of us tells somebody who can help",
    r"Only the two of you know",
    r"one of us can simply do|One of us alone is enough|One of us stopped it|It can be two people who look after it",
    r"A proposal is something that one of us would like all of us to decide",
    r"One of us asks something|only when five or more of us have answered",
    r"(?:fewer than|if) five (?:or more )?of us (?:have )?answered",
    r"takes a yes of \w+ of us|At least \w+ of them comes? for an organisation|This needs \w+ more (?:person|people)",
    r"There (?:is|are) \w+ of us now, so it takes a yes of all of us",
    r"two or three of you are drawn|three of you are together|most people still to meet",
)


def test_pages_count_nobody(everything: list[Seen]) -> None:
    counted = {}
    for seen in everything:
        text = re.sub("|".join(HARMLESS), "", seen.page.text)
        found = COUNT.search(text)
        if found:
            counted[text[max(0, found.start() - 40) : found.end() + 40]] = seen.address
    assert not counted


def open_positions(house: House) -> None:
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)


def test_before_positions_close_nobody_can_tell_how_many_or_what(house: House) -> None:
    open_positions(house)
    places = shared_places(house)
    before = as_others_see(house, places)
    position = f"/c/{house.group.circle.public_id}/decisions/{house.waits.public_id}/position/"
    for kind in ("agree", "concern", "stand_aside"):
        for name in ("Dee", "Marcus", "Ravi"):
            send(house.browser(name), position, kind=kind, concern="The last bus." if kind == "concern" else "")
    assert Position.objects.filter(proposal=house.waits, kind="stand_aside").count() == 3
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_before_positions_without_names_close_nobody_can_tell_who_said_anything(house: House) -> None:
    allow(house.group, now=house.at)
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id, names="none")
    page = f"/c/{house.group.circle.public_id}/decisions/{house.waits.public_id}/"
    places = [*shared_places(house), page]
    before = as_others_see(house, places)
    for kind in ("agree", "concern", "stand_aside"):
        for name in ("Dee", "Marcus", "Ravi"):
            given = {"kind": kind, "concern": "The last bus." if kind == "concern" else "", "phrase": new_phrase()}
            send(house.browser(name), f"{page}without-my-name/", **given)
    assert Answered.objects.filter(box__positions_on__proposal=house.waits).count() == 3
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_nobody_can_tell_how_many_said_not_this_time(house: House) -> None:
    places = shared_places(house)
    before = as_others_see(house, places)
    address = f"/c/{house.group.circle.public_id}/meetings/{house.ahead.public_id}/answer/"
    for name in ("Ravi", "Jo", "Marcus"):
        send(house.browser(name), address, answer="not_this_time")
    assert Answer.objects.filter(meeting=house.ahead, kind="not_this_time").count() == 3
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_nobody_can_tell_what_anybody_said_of_a_time_nor_whether_they_answered(house: House) -> None:
    asked = Asking.objects.get(closed_at__isnull=True)
    address = f"/c/{house.group.circle.public_id}/times/{asked.public_id}/"
    places = [*shared_places(house), address, f"{address}close/"]
    assert f"/c/{house.group.circle.public_id}/times/" in places
    before = as_others_see(house, places)
    for suits in Suits.values:
        for name in ("Dee", "Marcus", "Jo"):
            send(house.browser(name), address, **{each.public_id: suits for each in offered_in(asked)})
    send(house.browser("Ravi"), f"{address}skip/")
    assert Reply.objects.filter(asking=asked).count() == 5
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_nobody_can_tell_how_many_have_written_an_idea(house: House) -> None:
    house.go(PartKind.IDEAS)
    part = stage.fresh(house.now_on).current
    places = shared_places(house)
    before = as_others_see(house, places)
    for name in ("Dee", "Marcus"):
        send(house.browser(name), f"{house.room()}say/{part.public_id}/", body=f"An idea of {name}.", do="share")
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_whoever_was_not_there_reads_why_without_numbers(house: House) -> None:
    group = house.group
    house.go(PartKind.DECISION)
    meeting = stage.fresh(house.now_on)
    made = propose(circle=group.circle, scope=meeting.scope, by=group.dee, text="We bring lamps.", now=house.at)
    said.take_up(meeting=meeting, part=meeting.current, proposal=made, by=group.tom, now=house.at)
    for name in ("Tom", "Asha", "Marcus"):
        take_position(proposal=made, by=group.members[name], kind=PositionKind.AGREE, now=house.at)
    take_position(proposal=made, by=group.dee, kind=PositionKind.STAND_ASIDE, now=house.at)
    house.do("Tom", "close-decision", proposal=made.public_id)
    rooms.close(meeting=stage.fresh(meeting), by=group.tom, now=house.at)
    address = f"/c/{group.circle.public_id}/decisions/{made.public_id}/"
    there = Page(house.browser("Marcus").get(address).content.decode()).main.text
    assert "4 people took part." in there
    assert "1 person stands aside." in there
    elsewhere = Page(house.browser("Nia").get(address).content.decode()).main.text
    assert "We bring lamps." in elsewhere
    assert "So it is adopted." in elsewhere
    assert "Enough people took part." in elsewhere
    assert not re.search(r"\d", elsewhere)
    assert not [name for name in ("Tom", "Asha", "Marcus", "Stand aside") if name in elsewhere]


def test_a_count_does_not_change_by_what_somebody_keeps_to_themselves(house: House) -> None:
    circle = house.group.circle.public_id
    addresses = [f"/c/{circle}/limits/", f"/c/{circle}/promises/", house.room()]
    seen = {each: plain(house.browser("Tom").get(each).content.decode()) for each in addresses}
    with undone():
        house.do("Dee", "step-out")
        send(house.browser("Dee"), f"{house.room()}how-i-am/", how="Not well.", who="me")
        assert {each: plain(house.browser("Tom").get(each).content.decode()) for each in addresses} == seen
