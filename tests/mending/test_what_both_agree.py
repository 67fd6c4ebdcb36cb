"""What both agree stands as both read it: nobody alone rewrites it, and new words take nothing away before a yes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from handinhand.mending import actions
from handinhand.mending.models import Agreement, InTheWay, LookAgain
from handinhand.mending.rules import NotNow
from handinhand.words import actions as words
from handinhand.words.rules import ChangedElsewhere
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.mending.test_mending import at, everything, fresh, said, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
DAY = timedelta(days=1)


def put(group: Group, row: InTheWay, by: str, text: str, days: int = 20) -> None:
    look_on, member = (timezone.now() + days * DAY).date(), group.members[by]
    actions.propose_agreed(row=row, by=member, text=text, look_on=look_on, now=timezone.now())


def page_of(group: Group, name: str, row: InTheWay) -> str:
    return text_of(client_of(group.members[name]).get(at(group, row.public_id)))


def test_nobody_alone_rewrites_what_both_said_yes_to(harbour: Group) -> None:
    row = everything(harbour)
    agreed = Agreement.objects.select_related("words__circle").get(in_the_way=row).words
    page = send(client_of(harbour.asha), f"/words/{agreed.public_id}/", body="The door stays shut.")
    assert page.status_code == 422
    with pytest.raises(ChangedElsewhere):
        words.change(words=fresh(agreed), by=harbour.asha.person, body="The door stays shut.")
    for name in ("Dee", "Asha"):
        seen = page_of(harbour, name, row)
        assert "The door stays open." in seen
        assert "The door stays shut." not in seen


def test_nor_what_the_other_is_reading(harbour: Group) -> None:
    row = said(harbour)
    put(harbour, row, "Asha", "The door stays open.")
    agreed = Agreement.objects.select_related("words").get().words
    with pytest.raises(ChangedElsewhere):
        words.change(words=agreed, by=harbour.asha.person, body="The door stays shut.")


def test_new_words_of_one_take_nothing_away_before_the_other_says_yes(harbour: Group) -> None:
    row = everything(harbour)
    looks = set(LookAgain.objects.values_list("ask", flat=True))
    put(harbour, row, "Dee", "The door stays half open.", days=30)
    seen = page_of(harbour, "Asha", row)
    assert seen.index("The door stays open.") < seen.index("You both said yes.") < seen.index("half open.")
    assert set(LookAgain.objects.values_list("ask", flat=True)) == looks
    assert LookAgain.objects.filter(ask__closed_at=None).count() == 2
    actions.agree(row=row, by=harbour.asha, words_id=waiting(row), now=timezone.now())
    seen = page_of(harbour, "Dee", row)
    assert seen.index("half open.") < seen.index("What you agreed before") < seen.index("The door stays open.")
    assert {each.ask.asked_at.date() for each in LookAgain.objects.select_related("ask")} == {
        (timezone.now() + 30 * DAY).date()
    }


def test_what_the_other_put_to_me_stays_when_i_put_something_to_them(harbour: Group) -> None:
    row = said(harbour)
    put(harbour, row, "Asha", "The door stays open.")
    first = waiting(row)
    put(harbour, row, "Dee", "The window stays open.")
    for name in ("Dee", "Asha"):
        assert "The door stays open." in page_of(harbour, name, row)
        assert "The window stays open." in page_of(harbour, name, row)
    actions.agree(row=row, by=harbour.dee, words_id=first, now=timezone.now())
    assert Agreement.objects.get(agreed_at__isnull=False).words.public_id == first


def test_what_was_agreed_and_is_taken_back_says_so(harbour: Group) -> None:
    row = everything(harbour)
    words.take_back(words=Agreement.objects.get(in_the_way=row).words, by=harbour.asha.person)
    seen = page_of(harbour, "Dee", row)
    assert "The door stays open." not in seen
    assert "These words were taken back, or are covered." in seen


def test_they_write_only_where_both_like_it(harbour: Group) -> None:
    row = said(harbour, likes=["tea", "writing"])
    with pytest.raises(NotNow, match="once you both like that"):
        actions.write_to(row=row, by=harbour.dee, text="And another thing.", now=timezone.now())
    assert 'id="write"' not in page_of(harbour, "Asha", row)
    send(client_of(harbour.dee), at(harbour, row.public_id, "write"), text="And another thing.")
    assert not row.said.exists()
    actions.choose_ways(row=row, by=harbour.asha, likes=["tea"], now=timezone.now())
    assert "When and where could you have your cup of tea?" in page_of(harbour, "Dee", row)
    actions.choose_ways(row=row, by=harbour.asha, likes=["writing"], now=timezone.now())
    assert "Write to each other, at your own pace" in page_of(harbour, "Dee", row)


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_what_two_agreed_in_an_older_version_goes_on(harbour: Group) -> None:
    row = everything(harbour)
    agreed = Agreement.objects.get(in_the_way=row)
    kept = (agreed.words_id, agreed.agreed_at, agreed.look_on)
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate([("mending", "0001_first")])
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE mending_intheway SET agreed_id = %s, agreed_at = %s, look_on = %s WHERE id = %s",
                [*kept, row.pk],
            )
    finally:
        MigrationExecutor(connection).migrate(newest)
    agreed = Agreement.objects.get(in_the_way=row)
    assert (agreed.words_id, agreed.agreed_at, agreed.look_on) == kept
    assert "The door stays open." in page_of(harbour, "Dee", row)
