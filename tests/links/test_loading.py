"""A circle of its own that a file tells of: linked, with what it told, once, and with nobody in it."""

import copy
import json
from datetime import datetime
from pathlib import Path

import pytest

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.ledger.models import Entry
from handinhand.links.actions import cut_link
from handinhand.links.models import Link, Update
from handinhand.links.queries import heard_by
from handinhand.meetings.actions.load import load
from handinhand.meetings.reading import LoadedFile, NotReadable, read_file
from handinhand.words.queries import circle_scope
from tests.cast import Group, add_member

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REAL = json.loads((Path(__file__).parent.parent / "meetings" / "real_meetings.json").read_text())


def read(folder: Path, data: object) -> LoadedFile:
    (folder / "file.json").write_text(json.dumps(data))
    return read_file(folder / "file.json")


def with_space(**changes: object) -> dict[str, object]:
    data = copy.deepcopy(REAL)
    data["spaces"] = [{**data["spaces"][0], **changes}]
    return data


def test_the_forum_is_a_circle_of_its_own_whose_update_the_other_reads(tmp_path: Path, now: datetime) -> None:
    (result, *_rest) = load(loaded=read(tmp_path, REAL), now=now)
    (space,) = result.spaces
    assert (space.circle.name, space.is_new) == ("Black Led Forum", True)
    assert "people from ethnically minoritised communities" in space.circle.purpose
    assert "nearly every month since October 2022" in space.circle.purpose
    assert Link.objects.get().goes_on
    (heard,) = heard_by(result.circle)
    for line in [*REAL["spaces"][0]["update"]["learned"], REAL["spaces"][0]["update"]["next"]]:
        assert line in heard.text
    assert not heard_by(space.circle).exists()
    assert not Member.objects.exists()
    # Nobody used a power.
    assert not Entry.objects.exists()
    assert space.token
    assert space.token != result.token


def test_loaded_twice_it_is_there_once_and_what_was_cut_stays_cut(tmp_path: Path, now: datetime) -> None:
    load(loaded=read(tmp_path, REAL), now=now)
    (again, *_rest) = load(loaded=read(tmp_path, REAL), now=now)
    assert not again.spaces[0].is_new
    assert (Circle.objects.count(), Link.objects.count(), Update.objects.count()) == (2, 1, 1)
    # Of a later file, what is new is told beside it.
    later = with_space(update={"title": "A second update", "learned": []})
    (third, *_rest) = load(loaded=read(tmp_path, later), now=now)
    assert third.spaces[0].is_new
    assert (Link.objects.count(), Update.objects.count()) == (1, 2)
    group = Group(again.circle, circle_scope(again.circle))
    cut_link(link=Link.objects.get(), by=add_member(group, "Tom", now=now), now=now)
    load(loaded=read(tmp_path, with_space(update={"title": "A third"})), now=now)
    assert (Link.objects.count(), Update.objects.count()) == (1, 2)
    assert not heard_by(again.circle).exists()


@pytest.mark.parametrize(
    ("spaces", "sentence"),
    [
        ("Forum", "In the file, 'spaces' is \"Forum\": write a list, as […]."),
        ([5], 'In the file, space 1 is 5: write {"name"'),
        ([{}], "'name' is missing: write it."),
        ([{"name": ""}], "'name' is empty: write a few words."),
        ([{"name": "Forum", "update": "Hello"}], "'update' is \"Hello\": write {"),
        ([{"name": "Forum", "update": {"learned": []}}], "'title' is missing: write it."),
        ([{"name": "Forum", "update": {"title": "News", "learned": "much"}}], "'learned' is \"much\": write a list"),
        ([{"name": "Forum", "meets": 12}], "'meets' is 12: write words between quotation marks."),
        ([{"name": "Forum"}, {"name": "Forum"}], "'name' is a name that stands in the file already"),
        ([{"name": "Partnership Collaborative"}], "'name' is a name that stands in the file already"),
        ([{"name": "F" * 300}], "'name' is 300 letters long: write at most 200."),
        ([{"name": f"Forum {number}"} for number in range(21)], "'spaces' is a list of 21: write at most 20."),
    ],
)
def test_a_bad_space_is_one_plain_sentence(tmp_path: Path, spaces: object, sentence: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read(tmp_path, {**REAL, "spaces": spaces})
    assert sentence in str(refused.value)
    assert not Circle.objects.exists()
