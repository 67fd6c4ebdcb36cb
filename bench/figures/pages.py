"""What a page costs the server: Today, a plan and a room, beside a bare signed-in page."""

from django.urls import reverse

from bench.measuring import Figure, Work, in_turn
from bench.scene import room_address, sign_in
from bench.stage import Stage

AT_MOST = 4


def measure(stage: Stage) -> list[Figure]:
    """Processor time of each page, in turn with the floor."""
    scene = stage.scene
    client = sign_in(stage.server.port, scene.first.person)
    twelfth = sign_in(stage.server.port, scene.twelve[-1].person)
    paths = {
        "Today": (client, reverse("home:today")),
        "A plan": (client, room_address(scene.first, scene.plan, "meetings:plan")),
        "A room of eight, in the round": (client, room_address(scene.first, scene.room_of_eight)),
        "A room of twelve": (twelfth, room_address(scene.twelve[-1], scene.meeting)),
    }
    works = [Work(stage.floor_pid, stage.ask_floor)]
    for who, path in paths.values():
        works.append(Work(stage.pid, lambda who=who, path=path: _fetch(who, path)))
    floor, *ours = in_turn(works)
    client.close()
    twelfth.close()
    return [Figure(name, value, "ms", AT_MOST, floor) for name, value in zip(paths, ours, strict=True)]


def _fetch(client, path: str) -> None:
    status, _, _ = client.get(path)
    assert status == 200, path
