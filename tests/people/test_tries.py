from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from handinhand.people.actions import count_try, give_back_try
from handinhand.people.models import Tries

HOUR = timedelta(hours=1)


@pytest.mark.both
@pytest.mark.django_db
def test_as_many_as_the_limit_and_not_one_more(now):
    answers = [count_try(what="a", limit=3, stretch=HOUR, now=now) for _ in range(5)]
    assert answers == [True, True, True, False, False]
    assert count_try(what="b", limit=3, stretch=HOUR, now=now)
    assert count_try(what="a", limit=3, stretch=HOUR, now=now + HOUR)


@pytest.mark.both
@pytest.mark.django_db
def test_no_try_at_all_where_the_limit_is_none(now):
    assert not count_try(what="a", limit=0, stretch=HOUR, now=now)


@pytest.mark.both
@pytest.mark.django_db
def test_a_try_given_back_can_be_made_again(now):
    assert count_try(what="a", limit=1, stretch=HOUR, now=now)
    give_back_try(what="a", stretch=HOUR, now=now)
    give_back_try(what="a", stretch=HOUR, now=now)
    assert count_try(what="a", limit=1, stretch=HOUR, now=now)
    assert not count_try(what="a", limit=1, stretch=HOUR, now=now)


@pytest.mark.both
@pytest.mark.django_db
def test_what_was_tried_is_not_kept_in_clear_and_old_counts_go(now):
    count_try(what="letter to tom@example.org", limit=3, stretch=HOUR, now=now)
    assert not Tries.objects.filter(what__contains="tom").exists()
    before = set(Tries.objects.values_list("pk", flat=True))
    count_try(what="something else", limit=3, stretch=HOUR, now=now + timedelta(days=3))
    assert not Tries.objects.filter(pk__in=before).exists()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_several_at_the_same_moment_share_one_limit(now):
    def try_it(_number: int) -> bool:
        try:
            return count_try(what="shared", limit=7, stretch=HOUR, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        answers = list(pool.map(try_it, range(24)))
    assert answers.count(True) == 7
