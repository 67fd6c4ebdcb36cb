"""How long twelve people who write at once for a minute wait until their words are accepted, with every page open."""

import random
import threading
import time

from bench.client import Client
from bench.figures.streams import Listening, ticket_of
from bench.measuring import Figure, percentile
from bench.scene import room_address, send, sign_in
from bench.stage import Stage
from handinhand.circles.models import Member
from handinhand.meetings.choices import PartKind

AT_MOST_MS = 250
LASTS = 60.0
# Somebody quick on a phone sends a sentence about this often.
PAUSES = (1.0, 3.0)


def measure(stage: Stage) -> list[Figure]:
    """Everybody writes a sentence every two seconds or so, and their page fetches itself whenever something changed."""
    scene = stage.scene
    scene.go_on_to(PartKind.IDEAS)
    talk = scene.go_on_to(PartKind.TALK)
    address = room_address(scene.twelve[0], scene.meeting)
    say = room_address(scene.twelve[0], scene.meeting, "meetings:say", talk.public_id)
    ends = time.perf_counter() + LASTS
    phones = [Phone(stage.server.port, member, address=address, say=say, ends=ends) for member in scene.twelve]
    for phone in phones:
        phone.begin()
    for phone in phones:
        phone.end()
    waits = [wait for phone in phones for wait in phone.waits]
    return [
        Figure("Twelve write at once for a minute, longest wait", round(max(waits)), "ms", AT_MOST_MS),
        Figure("Twelve write at once for a minute, 95th percentile", round(percentile(waits, 0.95)), "ms"),
        Figure("Twelve write at once for a minute, accepted", len(waits), "words"),
    ]


class Phone:
    """Somebody who writes, with a page that follows the meeting as our script does: one fetch at a time."""

    def __init__(self, port: int, member: Member, *, address: str, say: str, ends: float) -> None:
        self.name, self.address, self.say, self.ends = member.name, address, say, ends
        self.writer, self.reader = sign_in(port, member.person), sign_in(port, member.person)
        self.stream = Listening(port, ticket_of(self.reader, address))
        self.waits: list[float] = []
        self.threads = [threading.Thread(target=self.write), threading.Thread(target=self.follow)]

    def write(self) -> None:
        """Send a sentence, wait until it is accepted, and think."""
        chance = random.Random(self.name)
        number = 0
        while time.perf_counter() < self.ends:
            time.sleep(chance.uniform(*PAUSES))
            number += 1
            sent = time.perf_counter()
            send(self.writer, self.say, body=f"{self.name} says this, {number}", do="share")
            self.waits.append((time.perf_counter() - sent) * 1000)

    def follow(self) -> None:
        """Fetch the page whenever something changed since it was fetched."""
        seen = 0
        while time.perf_counter() < self.ends:
            with self.stream.more:
                self.stream.more.wait_for(lambda seen=seen: len(self.stream.heard) > seen, timeout=1)
                seen = len(self.stream.heard)
            fetched(self.reader, self.address)

    def begin(self) -> None:
        for each in self.threads:
            each.start()

    def end(self) -> None:
        for each in self.threads:
            each.join()
        for line in (self.stream, self.writer, self.reader):
            line.close()


def fetched(client: Client, address: str) -> None:
    """Fetch a page as an open page does."""
    status, _, _ = client.ask("GET", address, **{"X-Follow": "1"})
    assert status == 200
