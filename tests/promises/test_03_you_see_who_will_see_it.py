"""Before anybody writes, the page says who will see it, truly; and it can be changed and taken back later."""

import re

import pytest
from django.db.models import Q
from django.test import Client

from handinhand.circles.models import AdoptedLine
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Paper
from handinhand.people.doors import PERSON, ROUND
from handinhand.words.models import ScopeMember, Words
from tests.cast import Group
from tests.meetings import rooms as stage
from tests.promises.reading import Form, Node, Page
from tests.promises.scene import House, Seen, named, plain, send, signed_in, undone, walk

pytestmark = pytest.mark.both
KINDS = (PartKind.ARRIVING, PartKind.ROUND, PartKind.IDEAS, PartKind.DECISION)
IN_THE_MEETING, IN_THE_CIRCLE, ELSEWHERE = "Marcus", "Nia", "Bo"


def test_beside_every_box_for_words_stands_who_will_see_them(everything: list[Seen]) -> None:
    silent = {
        (named(form.action).view_name if form.action else seen.address, box.name)
        for seen in everything
        for form in seen.page.forms
        for box in form.words_boxes
        if not any(form.who_sees(box))
    }
    assert not silent
    boxes = {box.name for seen in everything for form in seen.page.forms for box in form.words_boxes}
    assert {"body", "text", "concern", "how", "my_name", "organisation", "purpose", "title", "email"} <= boxes


def open_positions(house: House) -> None:
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)


# What is read to the letter first, a number that is kept once its code came back, what is read once it opens, and a
# phrase, which is looked up: nothing is kept of them here.
KEPT_LATER = {"home:contact_way", "people:number", "unnamed:box", "unnamed:phrase"}
# What is written there is read in a circle that begins with it.
IN_A_CIRCLE_OF_ITS_OWN = {"circles:start"}


def writings(house: House, kind: PartKind) -> list[Form]:
    """The forms for words that Dee meets in a part, once for each circle of people who will see them."""
    house.go(kind)
    pages = list(walk(house.browser("Dee"), most=2).values()) if kind == KINDS[0] else []
    pages.append(Page(house.browser("Dee").get(house.room()).content.decode()))
    if kind == PartKind.DECISION:
        with undone():
            open_positions(house)
            pages.append(Page(house.browser("Dee").get(house.room()).content.decode()))
    found: dict[tuple[object, ...], Form] = {}
    for form in [form for page in pages for form in page.forms if form.words_boxes]:
        if named(form.action).view_name in KEPT_LATER | IN_A_CIRCLE_OF_ITS_OWN:
            continue
        said = [tuple(sorted(who_it_says(form.who_sees(box)))) for box in form.words_boxes]
        found.setdefault((named(form.action).view_name, *said), form)
    # A concern that is kept beside its proposal decides it, and then nobody can ask about it any more.
    return sorted(found.values(), key=lambda form: named(form.action).view_name == "decisions:keep")


def who_it_says(sentences: list[str]) -> set[str]:
    """Of three people, those who will see it at once, as the sentences beside a box say."""
    said = " ".join(sentences)
    if re.match(r"Only you|Nobody here|Whoever you choose (above|below)", said):
        return set()
    if "this meeting" in said or "that meeting" in said:
        return {IN_THE_MEETING}
    assert re.search(r"this circle|your circle|the circle|in it", said), said
    return {IN_THE_MEETING, IN_THE_CIRCLE}


def names_in(sentences: list[str]) -> set[str] | None:
    """The names that a sentence lists, if it does."""
    found = re.search(r"with your name: (.+?)\.", " ".join(sentences))
    return set(re.split(r", | and ", found[1])) if found else None


def what_to_write(form: Form, number: int) -> dict[str, str]:
    """Words for every box, and a sensible choice for everything else."""
    usual = {"date": "2026-12-03", "time": "14:00", "number": "10"}
    # Times that are offered are each another one, and what ends does so after it begins.
    apart = {"date": "2026-12-{}", "time": "{}:00"}
    usual |= {box.name: apart[box.kind].format(10 + place) for place, box in enumerate(form.boxes) if box.kind in apart}
    values = {box.name: usual.get(box.name) or usual.get(box.kind) for box in form.boxes}
    sent = {box.name: values[box.name] or (box.choices[0] if box.choices else "") for box in form.boxes}
    sent |= {box.name: f"Seen by {number}-{place}-" for place, box in enumerate(form.words_boxes)}
    sent |= {"kind": "concern"} if "concern" in sent else {"kind": "talk"} if "touches_on" in sent else {}
    sent |= {"standing": "for_organisation"} if "organisation" in sent else {}
    sent |= {"time_zone": "Europe/London"} if "time_zone" in sent else {}
    sent |= {box.name: box.choices[1] for box in form.boxes if box.name == "first" and box.choices}
    sent |= {"longest": "90"} if "longest" in sent else {}
    sent |= {"link": f"https://meet.example.org/{number}"} if "link" in sent else {}
    sent |= {"email": f"seen{number}@example.org"} if "email" in sent else {}
    # What people answer in their own words has nothing to choose from.
    sent |= {"choices": ""} if {"how", "choices"} <= sent.keys() else {}
    # What somebody would be asked is read first, and then sent once more.
    sent |= {"read": "yes"} if "way_back" in sent else {}
    buttons = [each.attrs for each in form.buttons if each.attrs.get("name")]
    return form.filled(**sent, **({buttons[0]["name"]: buttons[0]["value"]} if buttons else {}))


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_sentence_says_is_what_happens(house: House, hillside: Group, kind: PartKind) -> None:
    browsers = {name: house.browser(name) for name in (IN_THE_MEETING, IN_THE_CIRCLE)}
    browsers[ELSEWHERE] = signed_in(hillside.bo)
    written = writings(house, kind)
    if kind == PartKind.DECISION:
        open_positions(house)
    where = [each for each, page in walk(browsers[IN_THE_MEETING], most=1).items() if " data-follow" in page.html]
    claims = []
    for number, form in enumerate(written, 7101):
        sent = what_to_write(form, number)
        answer = house.browser("Dee").post(form.action, sent)
        assert answer.status_code == 302, (form.action, Page(answer.content.decode()).main.text)
        where.append(answer["Location"])
        filled = [box for box in form.words_boxes if sent[box.name]]
        claims += [(named(form.action).view_name, form.who_sees(box), sent[box.name]) for box in filled]
    pages = {name: "".join(browser.get(each).content.decode() for each in where) for name, browser in browsers.items()}
    for door, sentences, text in claims:
        assert {name for name, page in pages.items() if text in page} == who_it_says(sentences), (door, sentences)
        check_names(house, names_in(sentences), text)
    assert {door for door, _sentences, _text in claims} >= EXPECTED[kind]


EXPECTED = {
    PartKind.ARRIVING: {"meetings:say", "meetings:how_i_am", "decisions:propose", "promises:make", "words:own"},
    PartKind.ROUND: {"meetings:say"},
    PartKind.IDEAS: {"meetings:say"},
    PartKind.DECISION: {"meetings:propose", "decisions:position", "decisions:ask"},
}


def check_names(house: House, names: set[str] | None, text: str) -> None:
    """The people whom a sentence names are those who are in the scope of the words, besides who wrote them."""
    words = next((each for each in Words.objects.all() if each.body == text), None)
    if names is None or words is None or hasattr(words, "ahead"):
        return
    inside = set(ScopeMember.objects.filter(scope=words.scope_id).values_list("person", flat=True))
    people = {name for name, member in house.group.members.items() if member.person_id in inside}
    assert people - {"Dee"} == names


def test_how_i_am_goes_to_the_meeting_only_when_i_choose_so(house: House) -> None:
    house.go(PartKind.ARRIVING)
    for who, reaches in (("me", False), ("meeting", True)):
        send(house.browser("Dee"), f"{house.room()}how-i-am/", how=f"Shared with {who}", who=who)
        assert (f"Shared with {who}" in house.browser("Marcus").get(house.room()).content.decode()) is reaches
        assert f"Shared with {who}" not in house.browser("Nia").get(house.room()).content.decode()
        assert f"Shared with {who}" in house.browser("Dee").get("/me/how-i-am/").content.decode()


def near(page: Page, text: str) -> Node | None:
    """The smallest part of a page with this text."""
    parts = [each for each in page.main.all("li", "section", "div") if text in each.text]
    return min(parts, key=lambda each: len(each.text), default=None)


def test_whoever_sees_their_own_words_can_change_them_from_there(house: House) -> None:
    dee = house.browser("Dee")
    pages = walk(dee)
    for kind in stage.KINDS:
        house.go(kind)
        part = stage.fresh(house.now_on).current
        send(dee, f"{house.room()}say/{part.public_id}/", body=f"Dee in {kind}.", do="keep")
        pages[f"room {kind}"] = Page(dee.get(house.room()).content.decode())
    circles_own = {line.text for line in AdoptedLine.objects.all()}
    stuck, found = [], set()
    for words in Words.objects.filter(author=house.member("Dee").person):
        change = f"/words/{words.public_id}/"
        paper = Paper.objects.filter(Q(words=words) | Q(gist=words)).first()
        if paper is not None:
            # A paper has a door of its own, which keeps what it was before.
            where = next(each for each in pages if each.endswith(f"/papers/{paper.public_id}/"))
            assert f"{where}change/" in pages[where].links
            continue
        for address, page in pages.items():
            part = near(page, words.body) if words.body not in circles_own else None
            if part is None or any(each.attrs.get("name") == "body" for each in part.all("textarea")):
                continue
            found.add(words.body)
            links = [each.attrs.get("href", "").partition("?room=")[0] for each in part.all("a")]
            there = [link for hop in links if hop in pages for link in pages[hop].links]
            if not any(link.startswith(change) for link in [*links, *there]):
                stuck.append((address, words.body))
    assert not stuck
    assert len(found) >= 8


def test_what_is_taken_back_is_gone_for_others_and_comes_back_as_it_was(house: House) -> None:
    dee, marcus = house.browser("Dee"), house.browser("Marcus")
    pages = {address: plain(page.html) for address, page in walk(marcus).items()}
    tried = 0
    for words in Words.objects.filter(author=house.member("Dee").person):
        shown = [address for address, html in pages.items() if words.body in html]
        own = dee.get(f"/words/{words.public_id}/").content.decode()
        if not shown or "Take them back" not in own or "What people have read, they have read." not in own:
            assert not shown or words.body in {line.text for line in AdoptedLine.objects.all()}
            continue
        if words.body in {line.text for line in AdoptedLine.objects.all()}:
            continue
        tried += 1
        send(dee, f"/words/{words.public_id}/take-back/")
        assert not [address for address in shown if words.body in marcus.get(address).content.decode()]
        send(dee, f"/words/{words.public_id}/put-back/")
        assert [plain(marcus.get(address).content.decode()) for address in shown] == [pages[each] for each in shown]
    assert tried >= 5


def test_nobody_else_can_change_or_take_back(house: House, hillside: Group) -> None:
    for words in Words.objects.filter(author=house.member("Dee").person):
        for browser in (house.browser("Tom"), house.browser("Nia"), signed_in(hillside.bo)):
            assert browser.get(f"/words/{words.public_id}/").status_code == 404
            for act in ("", "take-back/", "put-back/"):
                assert send(browser, f"/words/{words.public_id}/{act}", body="Not mine").status_code == 404
        state, body = words.state, words.body
        words.refresh_from_db()
        assert (words.state, words.body) == (state, body)


def test_how_far_words_go_beyond_a_meeting_can_be_changed_again_and_again(house: House) -> None:
    summary = f"/c/{house.group.circle.public_id}/meetings/{house.been.public_id}/summary/"
    dee, nia = house.browser("Dee"), house.browser("Nia")
    for press, reaches in (
        ("The circle can read it", True),
        ("Keep it in the meeting", False),
        ("The circle can read it", True),
        ("Keep it in the meeting", False),
    ):
        forms = Page(dee.get(summary).content.decode()).forms
        further = [form for form in forms if named(form.action).view_name == "meetings:let_further"]
        form = next(each for each in further if each.buttons[0].text == press)
        dee.post(form.action, form.filled())
        assert ("Dee says hello." in nia.get(summary).content.decode()) is reaches


def test_before_the_first_box_of_a_visit_stands_what_cannot_stay_private(house: House, everything: list[Seen]) -> None:
    limits = house.group.circle.limits
    tom, tried = house.member("Tom"), 0
    for address, page in walk(house.browser("Tom"), most=1).items():
        door = named(address).view_name
        if not address.startswith("/c/") or not any(form.words_boxes for form in page.forms):
            continue
        visit = Client()
        session = visit.session
        session[PERSON], session[ROUND] = tom.person.pk, tom.person.sign_in_round
        session.save()
        html = visit.get(address).content.decode()
        first_box = re.search(r'<textarea|<input type="text"', html)
        assert 0 < html.find('id="limits"') < first_box.start(), door
        assert limits in Page(html).text, door
        tried += 1
    assert tried >= 7
