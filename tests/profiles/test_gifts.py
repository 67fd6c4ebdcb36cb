"""What others saw in me, and thanks: an offer only I can see, and whoever wrote it cannot tell what became of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import members as belonging
from handinhand.home.queries import today
from handinhand.ledger.models import Entry
from handinhand.live.queries import versions_of
from handinhand.profiles import actions
from handinhand.profiles.actions import GiftGone, NotGiven
from handinhand.profiles.choices import GiftKind, Heading, Sees
from handinhand.profiles.models import Gift, Line
from handinhand.profiles.queries.gifts import waiting_gifts
from handinhand.profiles.rules import GIFT_LIMIT
from handinhand.words import actions as words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.profiles.people import fresh, give, read_by, readers, waits_for

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SAW = "In the meeting on Tuesday you waited until everybody had spoken."


def everything_seen_by(group: Group, name: str) -> list[str]:
    """All pages on which somebody could notice anything, and what their Today listens to."""
    client, home = client_of(group.members[name]), f"/c/{group.circle.public_id}/"
    others = [each.public_id for each in group.members.values()]
    pages = ["/", "/me/", home, *(f"{home}{each}" for each in ("my-page/", "my-page/to-others/", "members/", "done/"))]
    pages += [f"{home}find/?looked_for=waited", "/me/what-is-kept/"]
    pages += [f"{home}members/{each}/{page}" for each in others for page in ("", "page/", "write/")]
    pages += [f"/words/{each}/" for each in Gift.objects.values_list("words__public_id", flat=True)]
    shown = [plain(text_of(client.get(each))) for each in pages]
    heard = today.heard(group.members[name].person, now=timezone.now()).channels
    return [*shown, str(sorted(versions_of(heard).items()))]


def plain(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-ticket="[^"]*"', "", page)


def keep(group: Group) -> None:
    gift = waiting_gifts(viewer=fresh(group.dee))[0]
    actions.keep(by=fresh(group.dee), gift_id=gift.public_id, sees=Sees.ME, now=timezone.now())


def let_go(group: Group) -> None:
    actions.let_go(by=fresh(group.dee), gift_id=waiting_gifts(viewer=fresh(group.dee))[0].public_id)


def would_rather_not(group: Group) -> None:
    actions.choose_gifts(by=fresh(group.dee), takes=False)


def not_see(group: Group) -> None:
    belonging.choose_sight_of(by=fresh(group.dee), other=group.tom, see=False)


def leave_it(group: Group) -> None:
    assert waits_for(group.dee) == [SAW]


def test_it_is_seen_by_nobody_but_the_two(harbour: Group, hillside: Group):
    gift = give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    assert waits_for(harbour.dee) == [SAW]
    for name, member in harbour.members.items():
        if name in {"Tom", "Dee"}:
            continue
        assert waits_for(member) == []
        pages = everything_seen_by(harbour, name)
        assert not [page for page in pages if SAW in page]
    for client in (client_of(harbour.asha), client_of(hillside.bo), client_of(harbour.tom)):
        home = f"/c/{harbour.circle.public_id}/my-page/from-others/{gift.public_id}/"
        assert client.get(home).status_code == 404
        send(client, home, who="circle")
        send(client, f"{home}let-go/")
    assert waits_for(harbour.dee) == [SAW]
    assert not Line.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("after", [keep, let_go, leave_it, would_rather_not, not_see])
def test_whoever_wrote_it_cannot_tell_what_became_of_it(harbour: Group, after: Callable[[Group], None]):
    give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    before = everything_seen_by(harbour, "Tom")
    after(harbour)
    assert everything_seen_by(harbour, "Tom") == before


@pytest.mark.parametrize("before", [would_rather_not, not_see])
def test_what_is_not_wanted_never_arrives_and_the_writer_is_answered_the_same(
    harbour: Group, before: Callable[[Group], None]
):
    tom, address = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/members/{harbour.dee.public_id}/write/"
    said = {"kind": "strength", "text": SAW}
    arrives = send(tom, address, **said)
    after_arriving = plain(text_of(tom.get(arrives["Location"])))
    Gift.objects.all().delete()
    before(harbour)
    never = send(tom, address, **said)
    assert (never.status_code, never["Location"]) == (arrives.status_code, arrives["Location"])
    without_name = re.compile(r"/(words|touches-on)/\w{12}/")
    assert without_name.sub("", plain(text_of(tom.get(never["Location"])))) == without_name.sub("", after_arriving)
    assert waits_for(harbour.dee) == []
    actions.choose_gifts(by=fresh(harbour.dee), takes=True)
    belonging.choose_sight_of(by=fresh(harbour.dee), other=harbour.tom, see=True)
    assert waits_for(harbour.dee) == []
    assert SAW not in text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/my-page/"))


def test_what_is_kept_is_ones_own_without_a_name_and_as_far_as_one_shows_it(harbour: Group):
    gift = give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    home = f"/c/{harbour.circle.public_id}/my-page/"
    dee = client_of(harbour.dee)
    mine = text_of(dee.get(home))
    assert SAW in mine
    assert "From Tom" in mine
    send(dee, f"{home}from-others/{gift.public_id}/", who="circle")
    assert readers(harbour, harbour.dee, SAW) == {"Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi"}
    page = text_of(client_of(harbour.asha).get(f"/c/{harbour.circle.public_id}/members/{harbour.dee.public_id}/page/"))
    assert "What others saw in me" in page
    assert "From Tom" not in page
    assert waits_for(harbour.dee) == []
    # Taking back one's own words takes nothing that the other kept.
    words.take_back(words=gift.words, by=harbour.tom.person)
    assert SAW in read_by(harbour.asha, harbour.dee)
    words.take_back(words=Line.objects.get().words, by=harbour.dee.person)
    assert SAW not in read_by(harbour.asha, harbour.dee)


def test_what_is_let_go_is_gone_and_stands_nowhere_for_whom_it_was(harbour: Group):
    give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    let_go(harbour)
    assert SAW not in "".join(everything_seen_by(harbour, "Dee"))
    assert not Line.objects.exists()
    with pytest.raises(GiftGone):
        actions.keep(by=fresh(harbour.dee), gift_id=Gift.objects.get().public_id, sees=Sees.CIRCLE, now=timezone.now())


def test_thanks_stand_apart_and_are_kept_alike(harbour: Group):
    give(harbour.tom, harbour.dee, "Thank you for the tea.", now=timezone.now(), kind=GiftKind.THANKS)
    keep(harbour)
    assert Line.objects.get().heading == Heading.THANKED
    assert read_by(harbour.dee, harbour.dee) == {"Thank you for the tea."}


def test_twice_by_double_tap_is_once_and_keeping_twice_keeps_one(harbour: Group):
    tom, address = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/members/{harbour.dee.public_id}/write/"
    for _twice in range(2):
        send(tom, address, key="twice-by-tapping", kind="strength", text=SAW)
    assert waits_for(harbour.dee) == [SAW]
    gift = Gift.objects.get().public_id
    for _twice in range(2):
        answer = send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/my-page/from-others/{gift}/", who="me")
        assert answer["Location"].endswith("/my-page/")
    assert Line.objects.count() == 1


def test_to_oneself_to_nobody_and_too_much_is_answered_in_a_plain_sentence(harbour: Group, hillside: Group):
    cases = [
        (harbour.tom, SAW, "This is for somebody else."),
        (hillside.bo, SAW, "They have left this circle"),
        (harbour.dee, " ", "Please write something here."),
        (harbour.dee, "x" * (GIFT_LIMIT + 1), "longer than we can pass on"),
    ]
    for to, body, sentence in cases:
        with pytest.raises(NotGiven, match=sentence):
            give(harbour.tom, to, body, now=timezone.now())
    tom, home = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/members/"
    mine = send(tom, f"{home}{harbour.tom.public_id}/write/", kind="strength", text=SAW)
    assert mine.status_code == 422
    assert "This is for somebody else." in text_of(mine)
    assert SAW in text_of(mine)
    assert not Gift.objects.exists()


def test_to_somebody_who_left_a_second_ago_loses_nothing_that_was_written(harbour: Group):
    belonging.be_out(circle=harbour.circle, by=harbour.dee, now=timezone.now())
    address = f"/c/{harbour.circle.public_id}/members/{harbour.dee.public_id}/write/"
    answer = send(client_of(harbour.tom), address, kind="strength", text=SAW)
    assert answer.status_code == 422
    assert "They have left this circle, so your words went nowhere." in text_of(answer)
    assert SAW in text_of(answer)
    assert not Gift.objects.exists()


def test_nobody_can_be_flooded_and_the_sentence_tells_nothing_of_them(harbour: Group):
    now = timezone.now().replace(hour=12)
    for number in range(3):
        give(harbour.tom, harbour.dee, f"{SAW} {number}", now=now)
    with pytest.raises(NotGiven, match="several of these today"):
        give(harbour.tom, harbour.dee, SAW, now=now)
    give(harbour.tom, harbour.asha, SAW, now=now)
    give(harbour.asha, harbour.dee, SAW, now=now)
    assert len(waits_for(harbour.dee)) == 4
    give(harbour.tom, harbour.dee, SAW, now=now + timedelta(days=1))
    would_rather_not(harbour)
    for number in range(2):
        give(harbour.tom, harbour.dee, f"{number}", now=now + timedelta(days=1))
    with pytest.raises(NotGiven, match="several of these today"):
        give(harbour.tom, harbour.dee, SAW, now=now + timedelta(days=1))


def test_what_its_writer_takes_back_or_changes_meanwhile_is_so_for_whom_it_is(harbour: Group):
    gift = give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    words.change(words=gift.words, by=harbour.tom.person, body="You listened.")
    assert waits_for(harbour.dee) == ["You listened."]
    words.take_back(words=gift.words, by=harbour.tom.person)
    assert waits_for(harbour.dee) == []
    answer = send(
        client_of(harbour.dee), f"/c/{harbour.circle.public_id}/my-page/from-others/{gift.public_id}/", who="circle"
    )
    page = text_of(client_of(harbour.dee).get(answer["Location"]))
    assert not Line.objects.exists()
    assert "You listened." not in page


def test_whose_access_is_held_gets_it_after_the_hold(harbour: Group):
    hold_until = timezone.now() + timedelta(hours=20)
    words.pause_sight(circle=harbour.circle, person=harbour.dee.person, until=hold_until)
    give(harbour.tom, harbour.dee, SAW, now=timezone.now())
    assert waits_for(harbour.dee) == []
    words.pause_sight(circle=harbour.circle, person=harbour.dee.person, until=None)
    assert waits_for(harbour.dee) == [SAW]


def test_nothing_counts_how_many_and_two_who_put_their_pages_together_learn_nothing(harbour: Group):
    for name in ("tom", "asha", "sam"):
        give(getattr(harbour, name), harbour.dee, SAW, now=timezone.now())
    together = everything_seen_by(harbour, "Tom") + everything_seen_by(harbour, "Asha")
    before = [re.sub(r"\d+", "", each) for each in together]
    for _each in range(3):
        keep(harbour)
    after = everything_seen_by(harbour, "Tom") + everything_seen_by(harbour, "Asha")
    assert [re.sub(r"\d+", "", each) for each in after] == before
    assert after == together


def test_from_a_meeting_the_words_begin_with_its_day(harbour: Group):
    tom, home = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/"
    chosen = text_of(tom.get(f"{home}my-page/to-others/new/?day=2026-11-24"))
    address = f"{home}members/{harbour.dee.public_id}/write/?day=2026-11-24"
    assert address in chosen
    assert "In the meeting on 24 November" in text_of(tom.get(address))
    for strange in ("2026-99-99", "<script>", "", "0"):
        page = text_of(tom.get(f"{home}members/{harbour.dee.public_id}/write/", {"day": strange}))
        assert "In the meeting on" not in page
        assert "<script>" not in page
