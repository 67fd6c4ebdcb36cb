"""A passkey can be called by another name: by its person alone, and it brings them back as before."""

import pytest

from handinhand.people import actions
from handinhand.people.models import Passkey
from tests.people.visitors import new_person, send, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tom():
    return new_person()


@pytest.fixture
def keep(now):
    def kept(person, name):
        made = Passkey.objects.create(person=person, name=name, public_half="half", lookup=name, counter=7, made_at=now)
        return made.public_id

    return kept


def names_of(person):
    return sorted(each.name for each in Passkey.objects.filter(person=person))


def test_a_new_name_is_kept_and_nothing_else_changes(tom, keep):
    phone, tablet = keep(tom, "Phone"), keep(tom, "Tablet")
    page = signed_in(tom)
    assert 'value="Phone"' in page.get(f"/me/passkeys/{phone}/name/").content.decode()
    before = Passkey.objects.filter(public_id=phone).values("lookup", "counter", "made_at").get()
    for _twice in range(2):
        answer = send(page, f"/me/passkeys/{phone}/name/", name="Blue phone")
        assert answer.url == "/me/passkeys/"
        assert names_of(tom) == ["Blue phone", "Tablet"]
    assert Passkey.objects.filter(public_id=phone).values("lookup", "counter", "made_at").get() == before
    assert Passkey.objects.get(public_id=phone).public_half == "half"
    shown = page.get("/me/passkeys/").content.decode()
    assert "The name is kept." in shown
    assert f"/me/passkeys/{tablet}/name/" in shown
    assert "<bdi>Blue phone</bdi>" in page.get("/me/").content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Please write something here."),
        ("   ", "Please write something here."),
        ("\u2800", "There is nothing to read in here yet."),
        ("a" * 61, "This is 1 letter too long. There is room for 60."),
        ("Phone\u202e", "There is a hidden sign in here"),
        ("Tablet", "Another passkey of yours has this name."),
        (" tAbLeT ", "Another passkey of yours has this name."),
    ],
)
def test_a_name_that_does_not_fit_is_said_and_stays_in_the_box(tom, keep, name, sentence):
    phone, _tablet = keep(tom, "Phone"), keep(tom, "Tablet")
    answer = send(signed_in(tom), f"/me/passkeys/{phone}/name/", name=name)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert names_of(tom) == ["Phone", "Tablet"]
    if name.strip():
        assert f'value="{name}"' in shown


def test_its_own_name_in_other_letters_is_fine(tom, keep):
    phone = keep(tom, "phone")
    assert send(signed_in(tom), f"/me/passkeys/{phone}/name/", name="Phone").status_code == 302
    assert names_of(tom) == ["Phone"]


def test_another_person_neither_renames_it_nor_learns_its_name(tom, keep):
    phone = keep(tom, "Phone")
    asha = new_person()
    keep(asha, "Mine")
    page = signed_in(asha)
    for answer in (page.get(f"/me/passkeys/{phone}/name/"), send(page, f"/me/passkeys/{phone}/name/", name="Taken")):
        assert answer.status_code == 404
        assert "Phone" not in answer.content.decode()
    with pytest.raises(actions.PasskeyGone):
        actions.rename_passkey(by=asha, public_id=phone, name="Taken")
    assert names_of(tom) == ["Phone"]
    # The same name as somebody else's is nobody's business.
    mine = Passkey.objects.get(person=asha).public_id
    assert send(page, f"/me/passkeys/{mine}/name/", name="Phone").status_code == 302


def test_one_that_was_taken_away_meanwhile_is_said(tom, keep, monkeypatch):
    phone = keep(tom, "Phone")
    page = signed_in(tom)
    rename = actions.rename_passkey

    def taken_away_just_before(**given):
        actions.remove_passkey(by=tom, public_id=phone)
        rename(**given)

    monkeypatch.setattr(actions, "rename_passkey", taken_away_just_before)
    assert send(page, f"/me/passkeys/{phone}/name/", name="Blue phone").url == "/me/passkeys/"
    assert "This passkey was taken away meanwhile" in page.get("/me/passkeys/").content.decode()
    assert names_of(tom) == []
