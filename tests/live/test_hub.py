import asyncio

import pytest

from handinhand.live.hub import Full, Hub


def in_a_loop(work):
    return asyncio.run(work())


def test_only_those_who_listen_are_told_and_only_what_is_new():
    async def work():
        hub = Hub()
        tom = hub.join(person_id="tom", versions={"harbour": 4})
        bo = hub.join(person_id="bo", versions={"hillside": 4})

        hub.publish("harbour", 4)
        hub.publish("harbour", 6)
        hub.publish("harbour", 5)

        assert hub.take_news(tom) == {"harbour": 6}
        assert hub.take_news(tom) == {}
        assert hub.take_news(bo) == {}

    in_a_loop(work)


def test_a_thread_wakes_a_stream():
    async def work():
        hub = Hub()
        tom = hub.join(person_id="tom", versions={"harbour": 0})

        await asyncio.to_thread(hub.publish, "harbour", 1)
        async with asyncio.timeout(5):
            await tom.bell.wait()

        assert hub.take_news(tom) == {"harbour": 1}

    in_a_loop(work)


def test_one_person_and_one_process_have_so_many_streams_and_no_more():
    async def work():
        hub = Hub(most=3, most_each=2)
        first = hub.join(person_id="tom", versions={"harbour": 0})
        hub.join(person_id="tom", versions={"harbour": 0})
        with pytest.raises(Full):
            hub.join(person_id="tom", versions={"harbour": 0})
        hub.join(person_id="dee", versions={"harbour": 0})
        with pytest.raises(Full):
            hub.join(person_id="asha", versions={"harbour": 0})

        hub.leave(first)
        hub.leave(first)

        hub.join(person_id="asha", versions={"harbour": 0})
        assert len(hub) == 3

    in_a_loop(work)


def test_nothing_stays_behind_when_everybody_left():
    async def work():
        hub = Hub()
        everyone = [hub.join(person_id=f"p{i}", versions={"harbour": 0, f"p{i}": 0}) for i in range(5)]
        for each in everyone:
            hub.leave(each)

        assert hub.channels() == []
        assert len(hub) == 0
        hub.publish("harbour", 1)
        assert all(each.news == {} for each in everyone)

    in_a_loop(work)


def test_a_loop_that_stopped_is_no_trouble():
    hub = Hub()

    async def work():
        return hub.join(person_id="tom", versions={"harbour": 0})

    tom = asyncio.run(work())
    hub.publish("harbour", 1)

    assert tom.ended
