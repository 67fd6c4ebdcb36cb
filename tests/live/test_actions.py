import threading

import pytest
from django.db import connection, transaction

from handinhand.live.actions import end_streams, tell
from handinhand.live.models import Channel
from handinhand.live.queries import ending_channel, versions_of

pytestmark = [pytest.mark.both]


@pytest.mark.django_db
def test_every_change_raises_the_version():
    tell(channel="harbour")
    tell(channel="harbour")
    tell(channel="hillside")

    assert versions_of(["harbour", "hillside", "nobody"]) == {"harbour": 2, "hillside": 1, "nobody": 0}


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_was_never_told():
    def change_and_break():
        with transaction.atomic():
            tell(channel="harbour")
            raise OSError

    with pytest.raises(OSError, match=r"^$"):
        change_and_break()

    assert not Channel.objects.exists()


@pytest.mark.django_db
def test_ending_streams_tells_the_channel_that_ends_them():
    end_streams(person_id="tom")

    assert versions_of([ending_channel("tom")]) == {"end-tom": 1}


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_a_new_channel_at_once_are_both_counted():
    problems = []

    def tell_ten_times():
        try:
            for _ in range(10):
                tell(channel="harbour")
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell_ten_times) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not problems
    assert versions_of(["harbour"]) == {"harbour": 40}
