"""Sealed text: it opens in its own place with its own key, or nothing does."""

import base64
from pathlib import Path

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from handinhand.ground.keys import SealBroken, keyring, new_line, parse, write_lines
from handinhand.ground.models import Circle
from handinhand.ground.sealed import SealedBytes, folded
from handinhand.people.models import Address
from handinhand.words.models import Topic, Words
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TEXTS = [
    "",
    " ",
    "Tom",
    "NUL \x00 inside",
    "\x01" * 40,
    "سلام",
    "🌿" * 1000,
    "e\u0301",
    "sealed:AAAA",
    '{"sealed": "AA=="}',
]


def raw(row: object, name: str) -> bytes:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def put_raw(row: object, name: str, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s", [value, row.pk])


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was(harbour: Group, text: str) -> None:
    harbour.circle.purpose = text
    harbour.circle.save()
    assert Circle.objects.get(pk=harbour.circle.pk).purpose == text
    assert len(raw(harbour.circle, "purpose")) == 1 + 4 + 12 + len(text.encode()) + 16


@given(text=st.text())
def test_any_text_comes_back_and_is_not_seen(text: str) -> None:
    ring = parse([new_line()])
    sealed = ring.seal(text.encode(), place=b"here")
    assert ring.unseal(sealed, place=b"here").decode() == text
    assert len(text.encode()) < 4 or text.encode() not in sealed


def test_nothing_stays_nothing(harbour: Group) -> None:
    tom = harbour.tom
    tom.refresh_from_db()
    assert tom.organisation is None
    assert type(tom)._base_manager.filter(organisation__isnull=True).count() == 6


def test_the_same_text_is_never_sealed_the_same(harbour: Group) -> None:
    first = raw(harbour.circle, "purpose")
    harbour.circle.save()
    assert raw(harbour.circle, "purpose") != first


def test_every_changed_bit_is_noticed(harbour: Group) -> None:
    good = raw(harbour.circle, "name")
    for place in range(len(good)):
        for bit in range(8):
            bad = bytearray(good)
            bad[place] ^= 1 << bit
            put = Circle(public_id=harbour.circle.public_id, name=SealedBytes(bad))
            with pytest.raises(SealBroken):
                _ = put.name


def test_every_shortening_is_noticed(harbour: Group) -> None:
    good = raw(harbour.circle, "name")
    for length in range(len(good)):
        with pytest.raises(SealBroken):
            _ = Circle(public_id=harbour.circle.public_id, name=SealedBytes(good[:length])).name


def test_a_value_moved_to_another_row_does_not_open(harbour: Group, hillside: Group) -> None:
    put_raw(hillside.circle, "name", raw(harbour.circle, "name"))
    moved = Circle.objects.get(pk=hillside.circle.pk)
    assert moved.limits
    with pytest.raises(SealBroken):
        _ = moved.name


def test_a_value_moved_to_another_column_does_not_open(harbour: Group) -> None:
    put_raw(harbour.circle, "limits", raw(harbour.circle, "name"))
    with pytest.raises(SealBroken):
        _ = Circle.objects.get(pk=harbour.circle.pk).limits


def test_another_key_is_loud(harbour: Group, key_file: Path) -> None:
    write_lines(key_file, [new_line()])
    with pytest.raises(SealBroken, match="not in the key file"):
        _ = Circle.objects.get(pk=harbour.circle.pk).name


def test_another_key_of_the_same_name_is_loud(harbour: Group, key_file: Path) -> None:
    harbour.circle.save()
    name = key_file.read_text().splitlines()[1].split()[0]
    write_lines(key_file, [f"{name} {base64.b64encode(bytes(32)).decode()}\n"])
    with pytest.raises(SealBroken, match="changed or moved"):
        _ = Circle.objects.get(pk=harbour.circle.pk).name


@pytest.mark.parametrize(
    "value", ["clear", Value("clear"), Concat(Value("cl"), Value("ear")), F("time_zone"), b"clear"]
)
def test_no_update_gets_past_the_seal(harbour: Group, value: object) -> None:
    before = raw(harbour.circle, "name")
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        Circle.objects.filter(pk=harbour.circle.pk).update(name=value)
    assert raw(harbour.circle, "name") == before


def test_bulk_update_does_not_get_past_the_seal(harbour: Group) -> None:
    harbour.circle.name = "clear"
    with pytest.raises(TypeError, match="sealed"), transaction.atomic():
        Circle.objects.bulk_update([harbour.circle], ["name"])


@pytest.mark.parametrize("value", [5, b"bytes", F("time_zone"), Value("x"), {"sealed": "AA=="}])
def test_only_text_can_be_sealed(harbour: Group, value: object) -> None:
    harbour.circle.name = value
    with pytest.raises(TypeError, match="text only"), transaction.atomic():
        harbour.circle.save()
    harbour.circle.refresh_from_db()
    assert harbour.circle.name == "Harbour Circle"


def test_a_marked_text_is_kept_as_it_reads_now(harbour: Group) -> None:
    harbour.circle.name = gettext_lazy("Harbour")
    harbour.circle.save()
    harbour.circle.refresh_from_db()
    assert harbour.circle.name == "Harbour"


@pytest.mark.parametrize(
    "asked",
    [{"name": "Tom"}, {"name__icontains": "t"}, {"name__in": ["Tom"]}, {"name__gt": ""}, {"name": F("purpose")}],
)
def test_sealed_text_cannot_be_searched(asked: dict[str, object]) -> None:
    with pytest.raises(FieldError):
        Circle.objects.filter(**asked).exists()


def test_it_is_opened_when_asked_for_and_not_before(harbour: Group) -> None:
    row = Circle.objects.get(pk=harbour.circle.pk)
    assert isinstance(row.__dict__["name"], SealedBytes)
    assert row.name == "Harbour Circle"
    assert row.__dict__["name"] == "Harbour Circle"
    assert isinstance(row.__dict__["purpose"], SealedBytes)


def test_what_was_not_opened_is_written_back_byte_for_byte(harbour: Group) -> None:
    before = raw(harbour.circle, "name")
    row = Circle.objects.get(pk=harbour.circle.pk)
    row.save()
    assert raw(harbour.circle, "name") == before


def test_a_field_left_out_is_fetched_when_asked_for(harbour: Group, django_assert_num_queries) -> None:
    row = Circle.objects.defer("name").get()
    with django_assert_num_queries(1):
        assert row.name == "Harbour Circle"
    assert Circle.objects.only("id").get().name == "Harbour Circle"


def test_a_field_left_out_and_saved_by_name_is_not_lost(harbour: Group) -> None:
    row = type(harbour.asha)._base_manager.defer("organisation", "name").get(pk=harbour.asha.pk)
    row.save(update_fields=["organisation", "name"])
    harbour.asha.refresh_from_db()
    assert (harbour.asha.name, harbour.asha.organisation) == ("Asha", "Harbour Voices")
    row = type(harbour.asha)._base_manager.defer("organisation").get(pk=harbour.asha.pk)
    row.save()
    harbour.asha.refresh_from_db()
    assert harbour.asha.organisation == "Harbour Voices"


def test_many_rows_at_once_are_sealed_each_in_its_place(harbour: Group) -> None:
    Topic.objects.bulk_create([Topic(circle=harbour.circle, name=f"housing {number}") for number in range(3)])
    assert [topic.name for topic in Topic.objects.order_by("pk")] == [f"housing {number}" for number in range(3)]
    assert len(set(Topic.objects.values_list("name_lookup", flat=True))) == 3


def test_words_read_through_another_table_open_too(harbour: Group) -> None:
    assert {member.circle.name for member in harbour.circle.members.select_related("circle")} == {"Harbour Circle"}


@pytest.mark.parametrize("typed", ["tom@example.org", " Tom@Example.ORG ", "TOM@EXAMPLE.ORG"])
def test_a_sealed_address_is_found_again(harbour: Group, typed: str) -> None:
    kept = Address.objects.create(person=harbour.tom.person, email="Tom@example.org")
    fingerprint = Address._meta.get_field("email_lookup").fingerprint(typed)
    assert Address.objects.get(email_lookup=fingerprint) == kept


def test_a_changed_text_is_found_by_what_it_is_now(harbour: Group) -> None:
    kept = Address.objects.create(person=harbour.tom.person, email="old@example.org")
    kept = Address.objects.get(pk=kept.pk)
    kept.email = "new@example.org"
    kept.save()
    found_by = Address._meta.get_field("email_lookup").fingerprint
    assert Address.objects.filter(email_lookup=found_by("new@example.org")).exists()
    assert not Address.objects.filter(email_lookup=found_by("old@example.org")).exists()


def test_a_fingerprint_says_nothing_without_the_key_nor_across_tables(harbour: Group, key_file: Path) -> None:
    address, topic = Address._meta.get_field("email_lookup"), Topic._meta.get_field("name_lookup")
    first = address.fingerprint("same")
    assert first != topic.fingerprint("same")
    write_lines(key_file, [new_line()])
    assert address.fingerprint("same") != first


def test_saving_what_was_not_opened_leaves_its_fingerprint(harbour: Group) -> None:
    kept = Address.objects.create(person=harbour.tom.person, email="tom@example.org")
    row = Address.objects.get(pk=kept.pk)
    row.save()
    assert isinstance(row.__dict__["email"], SealedBytes)
    assert Address.objects.get(pk=kept.pk).email_lookup == kept.email_lookup


def test_folding_is_for_people_who_type_it_again() -> None:
    assert folded("  Caf\u00e9   Nord ") == folded("CAFE\u0301 nord")
    assert folded("one") != folded("two")


def test_only_a_back_up_can_bring_sealed_bytes(harbour: Group) -> None:
    field = Words._meta.get_field("body")
    assert field.to_python("sealed:AAAA") == "sealed:AAAA"
    with pytest.raises(ValidationError):
        field.to_python({"sealed": "not base64 !"})
    with pytest.raises(ValidationError):
        field.to_python({"other": "AAAA"})


def test_a_back_up_value_is_what_the_database_holds(harbour: Group) -> None:
    row = Circle.objects.get(pk=harbour.circle.pk)
    held = Circle._meta.get_field("name").value_to_string(row)
    assert base64.b64decode(held["sealed"]) == raw(harbour.circle, "name")
    assert isinstance(row.__dict__["name"], SealedBytes)


def test_the_key_is_read_once(harbour: Group) -> None:
    assert keyring() is keyring()
