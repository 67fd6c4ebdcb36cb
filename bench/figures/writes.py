"""What an accepted change costs the server: a turn, words and a position, beside a bare form that keeps one row."""

from collections.abc import Callable
from itertools import cycle

from django.urls import reverse

from bench.client import Client
from bench.measuring import Figure, Work, in_turn
from bench.scene import room_address, send, sign_in
from bench.stage import Stage
from handinhand.meetings.choices import PartKind

AT_MOST = 4
TIMES = 12


def measure(stage: Stage) -> list[Figure]:
    """Processor time of each write, in turn with the floor."""
    clients = {member.public_id: sign_in(stage.server.port, member.person) for member in stage.scene.twelve}
    figures = []
    # Each brings the meeting to the part it needs, so they come one after the other.
    for name, begin in (("A turn taken", turns), ("Words shared", words), ("A position taken", positions)):
        floor, ours = in_turn([Work(stage.floor_pid, stage.send_floor), begin(stage, clients)], times=TIMES, blocks=20)
        figures.append(Figure(name, ours, "ms", AT_MOST, floor))
    for client in clients.values():
        client.close()
    return figures


def turns(stage: Stage, clients: dict[str, Client]) -> Work:
    """Everybody in the round finishes their turn, each from their own phone."""
    scene = stage.scene
    address = room_address(scene.twelve[0], scene.meeting, "meetings:act", "end-turn")
    waiting: list[str] = []

    def prepare(_times: int) -> None:
        waiting[:] = scene.begin_round_again()

    def once() -> None:
        who = waiting.pop(0)
        send(clients[who], address, whose=who)

    return Work(stage.pid, once, prepare)


def words(stage: Stage, clients: dict[str, Client]) -> Work:
    """Members share words in a talk, one after the other."""
    scene = stage.scene
    talk = scene.go_on_to(PartKind.TALK)
    address = room_address(scene.twelve[0], scene.meeting, "meetings:say", talk.public_id)
    body = "A smile at the door, a chair by the window, and nobody asks me my story."
    return Work(stage.pid, _by_everybody(clients, lambda client: send(client, address, body=body, do="share")))


def positions(stage: Stage, clients: dict[str, Client]) -> Work:
    """Members say where they stand, and change it."""
    proposal = stage.scene.open_proposal()
    address = reverse("decisions:position", args=[proposal.circle.public_id, proposal.public_id])
    kinds = cycle(["agree", "live_with", "stand_aside", "agree", "live_with"])
    return Work(
        stage.pid,
        _by_everybody(
            clients, lambda client: send(client, address, kind=next(kinds), room=stage.scene.meeting.public_id)
        ),
    )


def _by_everybody(clients: dict[str, Client], act: Callable[[Client], None]) -> Callable[[], None]:
    turn = cycle(clients.values())
    return lambda: act(next(turn))
