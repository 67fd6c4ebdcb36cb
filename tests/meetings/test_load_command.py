import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from handinhand.circles.models import Invitation
from handinhand.ground.keeping import ensure_key
from handinhand.ground.keys import new_line
from handinhand.ground.models import Circle
from handinhand.meetings.models import Meeting
from handinhand.meetings.reading import NotReadable
from tests.ground.house import House

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parent / "real_meetings.json"
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
    link = settings.PUBLIC_ADDRESS + reverse("circles:join", args=[Invitation.objects.get().token])
    assert said.startswith("A new circle: “Partnership Collaborative”.\n")
    assert "“Partnership Collaborative, spring 2023” was held on Tuesday 21 March 2023." in said
    assert "  25 minutes (proposed): Draw how you see the programme\n" in said
    assert "  15 minutes: Break (proposed)\n" in said
    assert said.count("Its pace is kind: there is a break at least every 45 minutes.") == 2
    assert "Left for later work: 'about' of the file, 'spaces' of the file, 'city' of the circle." in said
    assert said.endswith(f"To join the circle: {link}\n")


def test_the_second_time_it_says_that_nothing_was_changed():
    first, second = run(REAL), run(REAL)
    assert "This was loaded before, into the circle “Partnership Collaborative”. Nothing was changed." in second
    assert "was held on" not in second
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
    (tmp_path / "key").write_text(new_line())
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
