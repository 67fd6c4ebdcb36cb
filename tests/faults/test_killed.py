import http.client
import json
import random
import secrets
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from bench.client import Client
from tests.servers import Server

TIMES = 20
TOKEN = "a" * 32
HOUSE = Path(__file__).parent.parent.parent


def stage(server, what):
    """Ask the stage, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.stage", what],
        env=server.env, cwd=HOUSE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Phone(threading.Thread):
    """Sends words one after the other; what got no answer is sent again with the same key, until it has one."""

    def __init__(self, name, *, server, cookie, path):
        super().__init__(daemon=True)
        self.who = name
        self.server = server
        self.cookie = cookie
        self.path = path
        self.accepted = []
        self.again = 0
        self.stop = threading.Event()
        self.answered = threading.Semaphore(0)
        self.problem = ""

    def run(self):
        while not self.stop.is_set() and not self.problem:
            text = f"{self.who} says {len(self.accepted)}"
            self.send_until_answered(text, secrets.token_urlsafe(12))

    def send_until_answered(self, text, key):
        fields = {"csrfmiddlewaretoken": TOKEN, "key": key, "body": text, "do": "share"}
        while not self.problem:
            client = Client(self.server.port, {"visit": self.cookie, "csrftoken": TOKEN})
            try:
                status, where = client.post(self.path, fields)
            except (OSError, http.client.HTTPException):
                self.again += 1
                self.stop.wait(0.02)
                continue
            finally:
                client.close()
            if status == 302 and where.endswith("/room/"):
                self.accepted.append(text)
                self.answered.release()
            else:
                self.problem = f"{text}: {status} {where}"
                self.answered.release()
            return


def test_killed_twenty_times_in_the_middle_of_a_round_nothing_is_missing_and_nothing_is_there_twice(tmp_path):
    server = Server(tmp_path)
    made = stage(server, "make")
    server.start()
    phones = [
        Phone(name, server=server, cookie=each["visit"], path=made["say"]) for name, each in made["people"].items()
    ]
    for phone in phones:
        phone.start()
    dice = random.Random(2)
    for _ in range(TIMES):
        for _ in range(dice.randrange(1, 4)):
            assert dice.choice(phones).answered.acquire(timeout=30)
        server.kill()
        server.start()
    for phone in phones:
        phone.stop.set()
    for phone in phones:
        phone.join(30)
        assert not phone.is_alive()
    server.stop()

    assert [phone.problem for phone in phones if phone.problem] == []
    kept = stage(server, "count")
    accepted = Counter(text for phone in phones for text in phone.accepted)
    assert kept["whole"] == "ok"
    assert {text: kept["words"].get(text, 0) for text in accepted if kept["words"].get(text) != 1} == {}
    assert len(accepted) == sum(len(phone.accepted) for phone in phones)
    assert kept["words"] == dict(accepted)
    assert kept["version"] >= len(accepted)
    assert sum(phone.again for phone in phones) >= TIMES


@pytest.mark.soak
def test_a_turn_sent_again_after_the_server_was_killed_ends_one_turn(tmp_path):
    server = Server(tmp_path)
    made = stage(server, "make")
    server.start()
    order = list(made["people"].values())
    ended = 0
    for each in [*order, *order]:
        client = Client(server.port, {"visit": each["visit"], "csrftoken": TOKEN})
        fields = {"csrfmiddlewaretoken": TOKEN, "key": secrets.token_urlsafe(12), "whose": each["id"]}
        assert client.post(made["end_turn"], fields)[0] == 302
        client.close()
        server.kill()
        server.start()
        client = Client(server.port, {"visit": each["visit"], "csrftoken": TOKEN})
        assert client.post(made["end_turn"], fields)[0] == 302
        client.close()
        now = stage(server, "count")["turns"]
        assert now - ended in {0, 1}
        ended = now
        if ended >= 3:
            break
    server.stop()

    assert ended == 3
