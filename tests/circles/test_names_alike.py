"""Names that nobody can see, and names that somebody could take for another's."""

import pytest
from django.test import Client

from handinhand.circles.actions import invite
from handinhand.circles.models import Invitation, Member
from handinhand.circles.names import same_name
from tests.browsing import client_of, send, text_of

pytestmark = pytest.mark.django_db
LATIN_AND_CYRILLIC = "\u0422\u043em"
ALIKE = {
    "Tom": [
        "tom",
        " Tom ",
        "T\u200bom",
        "To\u034fm",
        "Tom\ufe0f",
        "Tom\u3164",
        "\uff34om",
        LATIN_AND_CYRILLIC,
        "T0m".replace("0", "\u03bf"),
    ],
    "Ian": ["lan", "1an", "|an", "\u0406an"],
    "Jo O": ["Jo\u2800O", "Jo 0", "\u0408o O"],
    "José": ["Jose\u0301", "JOSÉ"],
    "Ольга": ["ольга", "Oльга"],
}
APART = [
    ("Tom", "Tim"),
    ("Ian", "Lan"),
    ("José", "Jose"),
    ("Sam", "Sám"),
    ("Ann", "Anna"),
    ("小林", "小森"),
    ("Оля", "Юля"),
]
UNSEEN = ["\u3164", "\u115f\u1160", "\u2800", "\uffa0 \u3164", "\u200b\u2060", "\u034f", "\ufe0f"]


@pytest.mark.parametrize(("name", "other"), [(name, other) for name, others in ALIKE.items() for other in others])
def test_they_read_the_same(name, other):
    assert same_name(name, other)
    assert same_name(other, name)


@pytest.mark.parametrize(("name", "other"), APART)
def test_they_are_told_apart(name, other):
    assert not same_name(name, other)


def test_nobody_joins_as_somebody_who_is_here(harbour, now):
    Invitation.objects.filter(pk=invite(by=harbour.asha, now=now).pk).update(ends_at=now.replace(year=now.year + 20))
    link = f"/join/{Invitation.objects.get().token}/"
    for name in (LATIN_AND_CYRILLIC, "Tom\u3164", "D\u0435e", "\u202edee"):
        answer = send(Client(), link, my_name=name)
        assert answer.status_code == 422
        assert "Nothing you wrote is lost." in text_of(answer)
    assert Member.objects.count() == len(harbour.members)
    assert send(Client(), link, my_name="Том Котов").status_code == 302


@pytest.mark.parametrize("text", UNSEEN)
def test_a_name_or_a_title_can_be_seen(harbour, text):
    tom = client_of(harbour.tom)
    answer = send(tom, f"/c/{harbour.circle.public_id}/my-place/", my_name=text)
    assert "There is nothing to read in here yet." in text_of(answer)
    new = f"/c/{harbour.circle.public_id}/meetings/new/"
    answer = send(tom, new, title=text, day="2026-12-03", clock="14:30")
    assert "There is nothing to read in here yet." in text_of(answer)
    assert Member.objects.get(pk=harbour.tom.pk).name == "Tom"


def test_a_title_does_not_turn_the_words_around_it(harbour):
    new = f"/c/{harbour.circle.public_id}/meetings/new/"
    answer = send(client_of(harbour.tom), new, title="\u202eTea first", day="2026-12-03", clock="14:30")
    assert "hidden sign" in text_of(answer)
