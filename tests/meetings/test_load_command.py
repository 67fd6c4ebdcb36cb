import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from handinhand.circles.models import Invitation, Member
from handinhand.ground.keeping import ensure_key
from handinhand.ground.models import Circle, Person
from handinhand.ground.not_done import NotDone
from handinhand.links.models import Link, Update
from handinhand.meetings.models import Meeting
from handinhand.meetings.reading import NotReadable
from tests.ground.house import House

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parent / "real_meetings.json"
ONE = {"date": "2023-03-21", "title": "Café", "parts": [{"kind": "talk", "title": "News", "heard": ["Good news"]}]}
COMMAND = [sys.executable, "-c", "from handinhand.config.commands import main; main()"]


@pytest.fixture(autouse=True)
def begun(db) -> None:
    """The database of the tests knows its key, as one does that was served once."""
    ensure_key(create=True)


def run(path: object) -> str:
    out = io.StringIO()
    call_command("load_meeting", str(path), stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_loaded_and_how_to_join():
    said = run(REAL)
    link = settings.PUBLIC_ADDRESS + reverse("circles:join", args=[Invitation.objects.earliest("pk").token])
    assert said.startswith("A new circle: “Partnership Collaborative”.\n")
    assert "“Partnership Collaborative, spring 2023” was held on Tuesday 21 March 2023." in said
    assert "  25 minutes (proposed): Draw how you see the programme\n" in said
    assert "  15 minutes: Break (proposed)\n" in said
    assert said.count("Its pace is kind: there is a break at least every 45 minutes.") == 2
    assert "Left for later work: 'about' of the file, 'city' of the circle." in said
    assert "A circle of its own, linked with it: “Black Led Forum”. What it told is there to read." in said
    assert "To join “Black Led Forum”: " in said
    assert said.endswith(f"To join the circle: {link}\n")


def test_a_way_in_is_shown_again_only_while_nobody_is_in_the_circle(now):
    """The link of the first time still opens for a week; whoever is in by now decides who else hears of it."""
    assert "To join the circle: " in run(REAL)
    assert "To join the circle: " in run(REAL)
    circle = Invitation.objects.earliest("pk").circle
    Member.objects.create(circle=circle, person=Person.objects.create(began_at=now), name="Una", joined_at=now)
    again = run(REAL)
    assert "There are people in this circle. To join, ask one of them for an invitation." in again
    assert "To join the circle: " not in again


def test_the_second_time_it_says_that_nothing_was_changed():
    first, second = run(REAL), run(REAL)
    assert "This was loaded before, into the circle “Partnership Collaborative”. Nothing was changed." in second
    assert "was held on" not in second
    assert "The circle “Black Led Forum” was loaded before." in second
    assert (Circle.objects.count(), Link.objects.count(), Update.objects.count()) == (2, 1, 1)
    assert second.splitlines()[-1] == first.splitlines()[-1]


def test_a_plan_ahead_and_what_its_pace_is_like(tmp_path):
    path = tmp_path / "meeting.json"
    parts = [{"kind": "talk", "title": "News", "minutes": 50}]
    path.write_text(json.dumps({"date": "2190-03-01", "title": "Far ahead", "parts": parts}))
    said = run(path)
    assert "“Far ahead” is planned for Monday 1 March 2190. Everyone in the circle is invited." in said
    assert "  50 minutes: News\n" in said
    assert "“News” takes 50 minutes without a break. More than 45 is too long for many." in said
    assert "The plan does not end with leaving." in said


def test_a_meeting_that_was_changed_in_the_file_is_kept_beside_the_first_and_said(tmp_path):
    path = tmp_path / "meetings.json"
    meetings = [
        {"date": "2023-03-21", "title": "Spring", "parts": [{"kind": "talk", "title": "News"}]},
        {"date": "2023-06-21", "title": "Summer", "parts": []},
    ]
    path.write_text(json.dumps({"circle": {"name": "Harbour"}, "meetings": meetings}))
    assert "another meeting of this name" not in run(path)
    meetings[0]["parts"][0]["title"] = "All the news"
    path.write_text(json.dumps({"circle": {"name": "Harbour"}, "meetings": meetings}))
    said = run(path)
    assert "The circle “Harbour” is here already. What is new was added to it." in said
    assert said.count("The circle has another meeting of this name on that day. Both are kept.") == 1
    assert (Circle.objects.count(), Meeting.objects.count()) == (1, 3)


def test_a_keeper_adds_nothing_to_a_circle_in_which_somebody_is_or_was(tmp_path, now):
    path = tmp_path / "meetings.json"
    meetings = [{"date": "2190-03-01", "title": name, "parts": [{"kind": "talk", "title": name}]} for name in "AB"]
    path.write_text(json.dumps({"circle": {"name": "Quay"}, "meetings": meetings[:1]}))
    run(path)
    [first] = Meeting.objects.select_related("circle")
    person = Person.objects.create(began_at=now)
    Member.objects.create(circle=first.circle, person=person, name="Una", joined_at=now, left_at=now)
    assert "Nothing was changed." in run(path)
    path.write_text(json.dumps({"circle": {"name": "Quay"}, "meetings": meetings}))
    with pytest.raises(NotDone, match="People are in this circle already"):
        run(path)
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("way", ["reversed keys", "other spaces", "other escapes", "in a circle of its title"])
def test_the_same_meeting_written_in_another_way_changes_nothing(tmp_path, way):
    (tmp_path / "one.json").write_text(json.dumps(ONE, ensure_ascii=False))
    first = run(tmp_path / "one.json")
    other = {
        "reversed keys": json.dumps(dict(reversed(ONE.items()))),
        "other spaces": json.dumps(ONE, indent="\t").replace("\n", "\r\n"),
        "other escapes": json.dumps(ONE, ensure_ascii=True),
        "in a circle of its title": json.dumps({"circle": {"name": ONE["title"]}, "meetings": [ONE]}),
    }[way]
    (tmp_path / "other.json").write_bytes(b"\xef\xbb\xbf" + other.encode())
    said = run(tmp_path / "other.json")
    assert said.startswith("This was loaded before, into the circle “Café”. Nothing was changed.\n")
    assert said.splitlines()[-1] == first.splitlines()[-1]
    assert (Circle.objects.count(), Meeting.objects.count()) == (1, 1)


def test_a_bad_file_is_one_sentence_and_leaves_nothing(tmp_path):
    path = tmp_path / "meeting.json"
    path.write_text(json.dumps({"date": "2023-02-31", "title": "Spring", "parts": []}))
    with pytest.raises(NotReadable) as refused:
        run(path)
    assert str(refused.value) == "In the file, 'date' is \"2023-02-31\": write a day that exists, such as 2023-03-21."
    assert not Circle.objects.exists()
    assert not Meeting.objects.exists()


class Server:
    """A data folder of its own, and the real command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HANDINHAND_", "DJANGO_"))}
        self.environment = {**kept, "DATA": str(folder), "PORT": "8123", "PYTHONPATH": str(settings.PACKAGE.parent)}

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *words],
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str) -> tuple[int, str, str]:
        process = self.start(*words)
        out, problem = process.communicate(timeout=120)
        return process.returncode, out, problem


@pytest.fixture
def server(tmp_path) -> Server:
    return Server(tmp_path)


def test_the_real_command_refuses_bad_files_in_one_sentence(server):
    deep = server.folder / "deep.json"
    deep.write_text("[" * 100_000)
    large = server.folder / "large.json"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    expected = {
        str(deep): "goes too deep at line 1: there, more than 50 brackets are open at once.\n",
        str(large): "is too large: 5 million bytes are the most for meetings.\n",
        str(server.folder): "is a folder: name a file in it.\n",
    }
    for path, sentence in expected.items():
        status, out, problem = server.run("load-meeting", path)
        assert (status, out) == (2, "")
        assert problem == f"{path} {sentence}"


def test_the_real_command_says_how_it_is_called(server):
    for words in ([], ["one", "two"], ["--what", "one"]):
        status, out, problem = server.run("load-meeting", *words)
        assert (status, out) == (2, "")
        assert problem == "Write it like this: handinhand load-meeting FILE\n"


def test_a_server_that_never_ran_says_so(server):
    status, out, problem = server.run("load-meeting", str(REAL))
    assert (status, out) == (2, "")
    assert problem == ("There is nothing here yet. Start Hand in Hand once with `handinhand serve`, then try again.\n")


def words_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "handinhand.sqlite3")) as database:
        return database.execute("SELECT COUNT(*) FROM words_words").fetchone()[0]


def test_killed_in_the_middle_it_leaves_nothing(server):
    """A large file: what is not loaded whole is not there at all, and the next try finds everything free."""
    house = House(server.folder, on_postgresql=False)
    house.python("")
    part = {"kind": "talk", "title": "News", "heard": [f"Word {number}" for number in range(50)]}
    large = server.folder / "large.json"
    large.write_text(json.dumps({"date": "2023-03-21", "title": "Large", "parts": [part] * 40}))
    begun = time.monotonic()
    assert server.run("load-meeting", str(large))[0] == 0
    whole = time.monotonic() - begun
    large.write_text(json.dumps({"date": "2023-03-22", "title": "Larger", "parts": [part] * 40}))
    left = set()
    for share in (0.5, 0.65, 0.8):
        loading = server.start("load-meeting", str(large))
        with suppress(subprocess.TimeoutExpired):
            loading.communicate(timeout=share * whole)
        loading.kill()
        loading.communicate()
        left.add((loading.returncode, words_in(server.folder)))
    assert (-signal.SIGKILL, 2000) in left, "It was never killed in the middle."
    assert left <= {(-signal.SIGKILL, 2000), (-signal.SIGKILL, 4000), (0, 4000)}
    assert server.run("load-meeting", str(large))[0] == 0
    assert words_in(server.folder) == 4000


def test_two_real_processes_load_the_real_file_once(server):
    House(server.folder, on_postgresql=False).python("")
    processes = [server.start("load-meeting", str(REAL)) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    starts = sorted(out.split(":")[0].split(",")[0] for out, _ in said)
    assert starts == ["A new circle", "This was loaded before"]
    links = {out.splitlines()[-1] for out, _ in said}
    assert len(links) == 1
    assert links.pop().startswith("To join the circle: http://127.0.0.1:8123/")
