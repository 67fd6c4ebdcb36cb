"""A server that was there before had one list of chosen people for everything: each line keeps exactly those people."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.profiles.choices import Sees
from handinhand.words.actions import pause_sight
from handinhand.words.models import Scope, ScopeMember, Words
from tests.cast import Group
from tests.profiles.people import readers, write, write_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE = [("profiles", "0001_initial")]


def test_nobody_gains_sight_and_nobody_loses_it_when_each_line_gets_its_own_people(harbour: Group):
    now = timezone.now()
    hold = circles.ask_hold(member=harbour.sam, by=harbour.jo, now=now)
    circles.agree_to_hold(hold=hold, by=harbour.ravi, now=now)
    one = write_for(harbour.dee, "One.", harbour.asha, harbour.sam, now=now)
    two = write(harbour.dee, "Two.", Sees.CHOSEN, now=now)
    write(harbour.dee, "For me.", Sees.ME, now=now)
    of_tom = write_for(harbour.tom, "Of Tom.", harbour.jo, now=now)
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        old = MigrationExecutor(connection).migrate(BEFORE).apps
        shared = one.words.scope_id
        Words.objects.filter(pk=two.words_id).update(scope=shared)
        profiles = old.get_model("profiles", "Profile")._base_manager
        profiles.filter(member=harbour.dee.pk).update(chosen=shared)
        profiles.filter(member=harbour.tom.pk).update(chosen=of_tom.words.scope_id)
    finally:
        MigrationExecutor(connection).migrate(newest)
    for text in ("One.", "Two."):
        assert readers(harbour, harbour.dee, text) == {"Dee", "Asha"}
    assert readers(harbour, harbour.dee, "For me.") == {"Dee"}
    assert readers(harbour, harbour.tom, "Of Tom.") == {"Tom", "Jo"}
    own = {Words.objects.get(pk=each.words_id).scope_id for each in (one, two, of_tom)}
    assert len(own) == len({one, two, of_tom})
    assert not Scope.objects.filter(pk=shared).exists()
    assert set(ScopeMember.even_held.filter(scope__in=own).values_list("circle", flat=True)) == {harbour.circle.pk}
    pause_sight(circle=harbour.circle, person=harbour.sam.person, until=None)
    assert readers(harbour, harbour.dee, "Two.") == {"Dee", "Asha", "Sam"}
