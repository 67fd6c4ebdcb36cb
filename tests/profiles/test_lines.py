"""Lines of one's own page: each is read by those it is shown to, and by nobody else, whatever happened before."""

import re

import pytest
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.actions import members as belonging
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.home.queries import today
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.profiles import actions
from handinhand.profiles.actions import LineStays
from handinhand.profiles.choices import Heading, Sees, same_as
from handinhand.profiles.models import Line
from handinhand.profiles.queries.pages import page_as_seen_by
from handinhand.profiles.rules import LINE_LIMIT, LINES_EACH
from handinhand.words import actions as words
from handinhand.words.models import Scope
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.profiles.people import choose, fresh, read_by, readers, write, write_for

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "I like to know the plan the day before."
ALL = {"Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi"}


def write_chosen(group: Group, body: str, *names: str) -> Line:
    """A line of Dee's for those of these names."""
    return write_for(group.dee, body, *(group.members[name] for name in names), now=timezone.now())


def address(group: Group, rest: str = "my-page/") -> str:
    return f"/c/{group.circle.public_id}/{rest}"


def show(group: Group, line: Line, sees: str, *people: Member) -> None:
    """Show a line of Dee's to so many, and to these people where they are chosen."""
    actions.show_line_to(by=fresh(group.dee), line_id=line.public_id, sees=sees, now=timezone.now())
    if sees == Sees.CHOSEN:
        choose(group.dee, line, *people, now=timezone.now())


@pytest.mark.parametrize(
    ("sees", "who"), [(Sees.ME, {"Dee"}), (Sees.CHOSEN, {"Dee", "Asha", "Tom"}), (Sees.CIRCLE, ALL)]
)
def test_a_line_is_read_by_those_it_is_shown_to(harbour: Group, hillside: Group, sees: Sees, who: set[str]):
    line = write(harbour.dee, TEXT, now=timezone.now())
    show(harbour, line, sees, harbour.asha, harbour.tom)
    assert readers(harbour, harbour.dee, TEXT) == who
    assert TEXT not in read_by(hillside.bo, harbour.dee)
    show(harbour, line, Sees.CIRCLE)
    show(harbour, line, sees, harbour.asha, harbour.tom)
    assert readers(harbour, harbour.dee, TEXT) == who
    words.take_back(words=Line.objects.get(pk=line.pk).words, by=harbour.dee.person)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
    assert not Entry.objects.exists()


def test_each_line_has_its_own_people_and_choosing_again_closes_that_line_alone(harbour: Group):
    write_chosen(harbour, "For Asha.", "Asha")
    line = write_chosen(harbour, "For the two.", "Asha", "Tom")
    write(harbour.dee, "For all of us.", Sees.CIRCLE, now=timezone.now())
    write(harbour.dee, "For me.", Sees.ME, Heading.HARD_DAY, now=timezone.now())
    assert read_by(harbour.asha, harbour.dee) == {"For Asha.", "For the two.", "For all of us."}
    assert read_by(harbour.tom, harbour.dee) == {"For the two.", "For all of us."}
    choose(harbour.dee, line, harbour.sam, now=timezone.now())
    assert read_by(harbour.asha, harbour.dee) == {"For Asha.", "For all of us."}
    assert read_by(harbour.sam, harbour.dee) == {"For the two.", "For all of us."}
    assert read_by(harbour.dee, harbour.dee) == {"For Asha.", "For the two.", "For all of us.", "For me."}


def test_the_same_people_are_taken_again_in_one_tap_and_go_their_own_way_from_then_on(harbour: Group):
    first = write_chosen(harbour, "For the two.", "Asha", "Tom")
    dee, where = client_of(harbour.dee), address(harbour, "my-page/write/learn/")
    same = same_as(first.words.public_id)
    page = text_of(dee.get(where))
    assert f'value="{same}"' in page
    assert "Only you and the same people as for “What matters to me”: Tom and Asha." in unset(page)
    send(dee, where, text=TEXT, who=same)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha", "Tom"}
    choose(harbour.dee, first, harbour.sam, now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha", "Tom"}
    assert read_by(harbour.sam, harbour.dee) == {"For the two."}


def test_a_list_is_offered_once_and_never_the_one_it_is(harbour: Group):
    first, again = (write_chosen(harbour, f"For the two, {each}.", "Asha", "Tom") for each in range(2))
    write_chosen(harbour, "For nobody yet.")
    dee = client_of(harbour.dee)
    offered = re.compile(r'value="same-(\w+)"')
    page = text_of(dee.get(address(harbour, "my-page/write/learn/")))
    assert offered.findall(page) == [again.words.public_id]
    page = text_of(dee.get(address(harbour, f"my-page/lines/{first.public_id}/")))
    assert offered.findall(page) == []


def test_nobody_takes_the_people_of_somebody_elses_line_or_of_one_that_is_gone(harbour: Group):
    of_tom = write(harbour.tom, "For Sam.", Sees.CHOSEN, now=timezone.now())
    choose(harbour.tom, of_tom, harbour.sam, now=timezone.now())
    for words_id in (of_tom.words.public_id, "q" * 12, "", "\x00"):
        line = write(harbour.dee, TEXT, same_as(words_id), now=timezone.now())
        assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
        line.words.delete()
    answer = send(
        client_of(harbour.dee),
        address(harbour, "my-page/write/learn/"),
        text=TEXT,
        who=same_as(of_tom.words.public_id),
    )
    assert "Please choose one of these." in text_of(answer)
    with pytest.raises(NotHere):
        choose(harbour.dee, of_tom, harbour.dee, now=timezone.now())


def test_a_list_that_is_no_longer_needed_is_forgotten(harbour: Group):
    line = write_chosen(harbour, TEXT, "Asha")
    lists = Scope.objects.filter(kind="chosen")
    assert lists.count() == 1
    actions.show_line_to(by=fresh(harbour.dee), line_id=line.public_id, sees=Sees.CIRCLE, now=timezone.now())
    assert not lists.exists()
    assert readers(harbour, harbour.dee, TEXT) == ALL


def unset(page: str) -> str:
    """A page without the signs that set names apart."""
    return re.sub("</?bdi>|[\u2068\u2069]", "", page)


def test_whoever_chooses_people_is_led_to_the_list_and_until_then_nobody_reads_it(harbour: Group):
    dee = client_of(harbour.dee)
    page = send(dee, address(harbour, "my-page/write/matters/"), text=TEXT, who="chosen")
    words_id = Line.objects.get().words.public_id
    assert page["Location"] == address(harbour, f"my-page/people/{words_id}/")
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
    assert "Only you can see this, until you choose people for it." in text_of(dee.get(address(harbour)))
    send(dee, page["Location"], people=harbour.asha.public_id)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha"}


def test_nobody_else_is_chosen_by_a_made_up_or_a_foreign_name(harbour: Group, hillside: Group):
    ids = [hillside.bo.public_id, "q" * 12, harbour.asha.public_id]
    words_id = write(harbour.dee, TEXT, Sees.CHOSEN, now=timezone.now()).words.public_id
    actions.choose_people(by=fresh(harbour.dee), words_id=words_id, member_ids=ids, now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha"}
    assert TEXT not in read_by(hillside.bo, harbour.dee)


def test_whoever_leaves_reads_nothing_more_and_is_not_chosen_when_they_come_back(harbour: Group):
    write_chosen(harbour, TEXT, "Nia")
    belonging.be_out(circle=harbour.circle, by=harbour.nia, now=timezone.now())
    assert client_of(harbour.nia).get(address(harbour, f"members/{harbour.dee.public_id}/page/")).status_code == 404
    belonging.be_in(
        circle=harbour.circle,
        by=harbour.nia.person,
        now=timezone.now(),
        name="Nia",
        shape="wave",
        colour="leaf",
        standing="for_myself",
        organisation=None,
    )
    assert TEXT not in read_by(harbour.nia, harbour.dee)


def test_whose_access_is_held_reads_nothing_even_if_they_are_chosen_meanwhile(harbour: Group):
    now = timezone.now()
    hold = circles.ask_hold(member=harbour.sam, by=harbour.jo, now=now)
    circles.agree_to_hold(hold=hold, by=harbour.ravi, now=now)
    write_chosen(harbour, TEXT, "Sam", "Asha")
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha"}
    words.pause_sight(circle=harbour.circle, person=harbour.sam.person, until=None)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha", "Sam"}


def test_a_page_is_closed_to_whom_it_is_about_after_leaving_until_they_open_it(harbour: Group):
    write_chosen(harbour, TEXT, "Asha")
    belonging.be_out(circle=harbour.circle, by=harbour.dee, now=timezone.now())
    page = client_of(harbour.asha).get(address(harbour, f"members/{harbour.dee.public_id}/page/"))
    assert page.status_code == 404
    assert TEXT not in text_of(page)
    place = {"name": "Dee", "shape": "wave", "colour": "leaf", "standing": "for_myself", "organisation": None}
    belonging.be_in(circle=harbour.circle, by=harbour.dee.person, now=timezone.now(), **place)
    mine = client_of(harbour.dee)
    assert TEXT not in text_of(mine.get(address(harbour)))
    assert "Some of your page is closed" in text_of(mine.get(address(harbour)))
    send(mine, address(harbour, "my-page/again/"))
    again = text_of(mine.get(address(harbour)))
    assert TEXT in again
    assert "Some of your page is closed" not in again


def test_looking_as_somebody_shows_what_they_see_and_nothing_of_what_they_chose(harbour: Group):
    write_chosen(harbour, "For those I chose.", "Asha")
    write(harbour.dee, "For all of us.", now=timezone.now())
    write(harbour.dee, "For me.", Sees.ME, now=timezone.now())
    dee = client_of(harbour.dee)
    as_asha, as_tom = (address(harbour, f"my-page/seen-as/{each.public_id}/") for each in (harbour.asha, harbour.tom))
    assert "For those I chose." in text_of(dee.get(as_asha))
    before = text_of(dee.get(as_tom))
    assert "For all of us." in before
    assert "For those I chose." not in before
    assert "For me." not in text_of(dee.get(as_asha)) + before
    belonging.choose_sight_of(by=fresh(harbour.tom), other=harbour.dee, see=False)
    assert read_by(harbour.tom, harbour.dee) == set()
    assert plain(text_of(dee.get(as_tom))) == plain(before)
    page = page_as_seen_by(owner=fresh(harbour.dee), other=fresh(harbour.tom))
    assert [line.words.body for section in page.sections for line in section.lines] == ["For all of us."]


def plain(page: str) -> str:
    """A page without the proof that each form carries."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-ticket="[^"]*"', "", page)


def test_looking_as_myself_or_as_somebody_elsewhere_is_no_page(harbour: Group, hillside: Group):
    dee = client_of(harbour.dee)
    for other in (harbour.dee, hillside.bo):
        answer = dee.get(address(harbour, f"my-page/seen-as/{other.public_id}/"))
        assert answer.status_code == 404
        assert "There is no page here for you" in text_of(answer)


@pytest.mark.parametrize("body", ["", "   ", "\u2800\u2800", "x" * (LINE_LIMIT + 1), "x" * 100_000])
def test_a_line_that_cannot_be_is_refused_in_a_plain_sentence_and_is_still_there(harbour: Group, body: str):
    with pytest.raises(LineStays):
        write(harbour.dee, body, now=timezone.now())
    answer = send(client_of(harbour.dee), address(harbour, "my-page/write/matters/"), text=body, who="circle")
    assert answer.status_code == 422
    assert "Something here needs another look" in text_of(answer)
    assert body.strip() in text_of(answer)
    assert not Line.objects.exists()


def test_a_line_in_any_script_is_kept_and_shown_in_its_own_direction(harbour: Group):
    text = "أحب الشاي بالنعناع"
    send(client_of(harbour.dee), address(harbour, "my-page/write/matters/"), text=text, who="circle")
    page = text_of(client_of(harbour.tom).get(address(harbour, f"members/{harbour.dee.public_id}/page/")))
    assert f'dir="auto">{text}</p>' in page


def test_a_line_has_a_heading_of_ones_own_and_a_full_heading_says_so(harbour: Group):
    for heading in (Heading.SEEN, "nonsense", ""):
        with pytest.raises(LineStays):
            write(harbour.dee, TEXT, heading=heading, now=timezone.now())
    for number in range(LINES_EACH):
        write(harbour.dee, f"Line {number}.", now=timezone.now())
    with pytest.raises(LineStays, match="no more room"):
        write(harbour.dee, TEXT, now=timezone.now())


def test_a_double_tap_writes_one_line_and_somebody_who_just_left_writes_none(harbour: Group):
    dee = client_of(harbour.dee)
    for _twice in range(2):
        send(dee, address(harbour, "my-page/write/matters/"), key="the-same-key-1", text=TEXT, who="circle")
    assert Line.objects.count() == 1
    member = fresh(harbour.dee)
    belonging.be_out(circle=harbour.circle, by=harbour.dee, now=timezone.now())
    with pytest.raises(NotHere):
        actions.write_line(by=member, heading=Heading.MATTERS, body="Late.", sees=Sees.CIRCLE, now=timezone.now())
    assert Line.objects.count() == 1


def test_what_helps_on_a_hard_day_is_for_me_alone_until_i_choose(harbour: Group):
    dee = client_of(harbour.dee)
    hard = text_of(dee.get(address(harbour, "my-page/write/hard_day/")))
    usual = text_of(dee.get(address(harbour, "my-page/write/matters/")))
    checked = re.compile(r'value="(\w+)" checked')
    assert checked.findall(hard) == ["me"]
    assert checked.findall(usual) == ["circle"]
    assert "for you alone, unless you choose otherwise" in hard


def test_beside_each_line_stand_the_names_of_those_who_see_it(harbour: Group):
    line = write_chosen(harbour, TEXT, "Asha", "Tom")
    write_chosen(harbour, "For Sam.", "Sam")
    dee = client_of(harbour.dee)
    page = unset(text_of(dee.get(address(harbour))))
    assert "Only you and those you chose can see this: Tom and Asha." in page
    assert "Only you and those you chose can see this: Sam." in page
    assert "Only you and those you chose can see this: Tom and Asha." in unset(
        text_of(dee.get(address(harbour, f"my-page/lines/{line.public_id}/")))
    )


def test_being_chosen_shows_nowhere_and_tells_nobodys_today(harbour: Group):
    line = write(harbour.dee, TEXT, Sees.ME, now=timezone.now())
    asha = client_of(harbour.asha)
    pages = ["/", address(harbour), address(harbour, "members/"), f"/c/{harbour.circle.public_id}/"]
    before = [plain(text_of(asha.get(each))) for each in pages]
    heard = today.heard(harbour.asha.person, now=timezone.now()).channels
    versions = dict(Channel.objects.values_list("key", "version"))
    choose(harbour.dee, line, harbour.asha, now=timezone.now())
    assert [plain(text_of(asha.get(each))) for each in pages] == before
    assert TEXT in read_by(harbour.asha, harbour.dee)
    assert today.heard(harbour.asha.person, now=timezone.now()).channels == heard
    now = dict(Channel.objects.values_list("key", "version"))
    assert [now.get(key) for key in heard] == [versions.get(key) for key in heard]
