"""How soon an accepted change in a room of twelve reaches the other eleven, over raw streams."""

import gzip
import html
import re
import threading
import time

from bench.measuring import Figure, percentile
from bench.scene import room_address, send, sign_in
from bench.stage import Stage
from handinhand.meetings.choices import PartKind
from tests.live.streams import Stream

AT_MOST_MS = 100
CHANGES = 40
TICKET = re.compile(r'data-ticket="([^"]+)"')


def measure(stage: Stage) -> list[Figure]:
    """From the moment a change is sent until each of the eleven has heard of it."""
    scene = stage.scene
    talk = scene.go_on_to(PartKind.TALK)
    address = room_address(scene.twelve[0], scene.meeting)
    speaker, *others = [sign_in(stage.server.port, member.person) for member in scene.twelve]
    listening = [Listening(stage.server.port, ticket_of(other, address)) for other in others]
    reached = []
    for number in range(CHANGES):
        sent = time.perf_counter()
        say = room_address(scene.twelve[0], scene.meeting, "meetings:say", talk.public_id)
        send(speaker, say, body=f"change {number}", do="share")
        reached += [(each.wait_for(number + 1) - sent) * 1000 for each in listening]
    for each in [*listening, speaker, *others]:
        each.close()
    return [
        Figure(
            "A change reaches the other eleven, 95th percentile", round(percentile(reached, 0.95), 1), "ms", AT_MOST_MS
        ),
        Figure("A change reaches the other eleven, slowest", round(max(reached), 1), "ms"),
    ]


def ticket_of(client, path: str) -> str:
    """The ticket in a page."""
    _, body, _ = client.get(path)
    found = TICKET.search(gzip.decompress(body).decode())
    assert found is not None
    return html.unescape(found[1])


class Listening:
    """One stream that notes when each event came."""

    def __init__(self, port: int, ticket: str) -> None:
        self.stream = Stream(port, ticket, patience=10)
        self.heard: list[float] = []
        self.more = threading.Condition()
        assert self.stream.next_line() == ": here"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while self.stream.next_versions() is not None:
                with self.more:
                    self.heard.append(time.perf_counter())
                    self.more.notify()
        except (OSError, ValueError, AttributeError):
            return

    def wait_for(self, count: int) -> float:
        """When the event with this number came."""
        with self.more:
            assert self.more.wait_for(lambda: len(self.heard) >= count, timeout=5)
            return self.heard[count - 1]

    def close(self) -> None:
        """Stop listening."""
        self.stream.close()
