"""A prepared read gives what its queryset gives, with whatever values, in every thread."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import DateField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared, PreparedTuples
from handinhand.ground.several import OneOf, several

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
NOW = datetime(2026, 3, 4, 10, 30, 15, 123456, tzinfo=UTC)


def _circles(zone: str, since: datetime, least: int) -> QuerySet[Circle]:
    begun = Person.objects.filter(began_at=OuterRef("began_at"))
    found = Circle.objects.filter(time_zone=zone, began_at__gte=since, pk__gte=least).annotate(shared=Exists(begun))
    return found.order_by("pk")


def make(name: str, zone: str = "Europe/London", began_at: datetime = NOW) -> Circle:
    return Circle.objects.create(name=name, purpose="", limits="-", time_zone=zone, began_at=began_at)


def test_it_gives_what_the_queryset_gives() -> None:
    prepared = Prepared(_circles)
    first, later = make("Harbour"), make("Lantern", began_at=NOW + timedelta(seconds=1))
    make("Elsewhere", zone="Asia/Tokyo")
    Person.objects.create(began_at=NOW)
    for zone in ("Europe/London", "Asia/Tokyo", "Nowhere"):
        for since in (NOW, NOW + timedelta(microseconds=1), NOW + timedelta(days=1)):
            for least in (0, later.pk):
                plain = list(_circles(zone, since, least))
                rows = prepared.rows(zone=zone, since=since, least=least)
                assert rows == plain
                assert [row.name for row in rows] == [each.name for each in plain]
                assert [row.shared for row in rows] == [each.shared for each in plain]  # type: ignore[attr-defined]
    kept = prepared.first(zone="Europe/London", since=NOW, least=0)
    assert kept is not None
    assert (kept.pk, kept.name, kept.began_at, kept.shared) == (first.pk, "Harbour", NOW, True)  # type: ignore[attr-defined]


def test_what_is_related_comes_with_it() -> None:
    @Prepared
    def visits(number: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=number).select_related("comfort")

    person = Person.objects.create(began_at=NOW)
    found = visits.first(number=person.pk)
    with CaptureQueriesContext(connection) as asked:
        assert getattr(found, "comfort", None) is None
    assert not asked.captured_queries


def test_values_of_two_tables_come_as_tuples() -> None:
    def begun(since: datetime):
        circles = Circle.objects.filter(began_at__gte=since).values_list("public_id", "began_at")
        return circles.union(Person.objects.filter(began_at__gte=since).values_list("public_id", "began_at"), all=True)

    prepared = PreparedTuples(begun)
    make("Harbour", began_at=NOW - timedelta(days=1))
    circle, person = make("Lantern"), Person.objects.create(began_at=NOW + timedelta(days=1))
    for _twice in range(2):
        assert sorted(prepared.rows(since=NOW)) == sorted(begun(NOW))
        assert set(prepared.rows(since=NOW)) == {(circle.public_id, NOW), (person.public_id, NOW + timedelta(days=1))}
    assert prepared.rows(since=NOW + timedelta(hours=1)) == [(person.public_id, NOW + timedelta(days=1))]


def test_text_of_people_is_never_part_of_the_statement() -> None:
    prepared = Prepared(_circles)
    make("Harbour")
    assert prepared.rows(zone="Europe/London' OR '1'='1", since=NOW, least=0) == []
    assert prepared.rows(zone="\ue0000", since=NOW, least=0) == []
    assert prepared.rows(zone="%s", since=NOW, least=0) == []
    assert prepared.rows(zone="Europe/London\0", since=NOW, least=0) == []


def test_the_statement_is_made_once_in_each_thread() -> None:
    made = []

    def counted(least: int) -> QuerySet[Circle]:
        made.append(threading.get_ident())
        return Circle.objects.filter(pk__gte=least)

    prepared = Prepared(counted)
    circle = make("Harbour")
    found: list[object] = []

    def elsewhere() -> None:
        found.extend([prepared.rows(least=0), prepared.rows(least=circle.pk + 1)])
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [[circle], []]
    assert prepared.rows(least=0) == [circle]
    assert prepared.rows(least=circle.pk + 1) == []
    assert len(made) == len(set(made)) == 2


def test_a_value_that_is_not_used_as_it_is_is_noticed_at_once() -> None:
    @Prepared
    def reckoned(least: int) -> QuerySet[Circle]:
        return Circle.objects.filter(pk__gte=least + 1)

    with pytest.raises(ValueError, match="does not use least as it is"):
        reckoned.rows(least=1)


def test_as_many_row_numbers_as_there_are_go_in_as_one_value() -> None:
    @Prepared
    def some(numbers: str) -> QuerySet[Circle]:
        return Circle.objects.filter(pk__in=OneOf(numbers)).order_by("pk")

    circles = [make(f"Harbour {number}") for number in range(4)]
    for wanted in (circles[1:], circles[:1], []):
        assert some.rows(numbers=several(each.pk for each in wanted)) == wanted


def test_a_day_is_a_value_as_well() -> None:
    @Prepared
    def begun_after(day: date) -> QuerySet[Circle]:
        return Circle.objects.annotate(day=Cast("began_at", DateField())).filter(day__gt=day)

    circle = make("Harbour")
    assert begun_after.rows(day=NOW.date() - timedelta(days=1)) == [circle]
    assert begun_after.rows(day=NOW.date()) == []
