"""A paper is changed on its own page alone, which keeps what it was: no other way to its words changes them."""

import ast
from datetime import datetime
from pathlib import Path

import pytest

from handinhand.meetings.actions import papers
from handinhand.meetings.models import Paper, PaperBefore
from handinhand.words.actions import change, take_back
from handinhand.words.models import Words
from handinhand.words.queries import kept_in
from handinhand.words.rules import ChangedElsewhere, NotYours
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import invited
from tests.meetings.test_papers import OTHER, TEXT, WRITTEN, address, attach

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REWRITTEN = "Nothing was ever said here."
HOUSE = Path(__file__).parent.parent.parent / "handinhand"


@pytest.fixture
def paper(harbour: Group, now: datetime) -> Paper:
    """Dee's paper for everybody, which was changed once."""
    made = attach(invited(harbour, now=now), harbour.dee, now)
    papers.change_paper(paper=made, by=harbour.dee, part=None, written=OTHER, now=now)
    return Paper.objects.get()


def all_words() -> dict[str, Words]:
    """Every text of the paper: as it is, as it was, and the gists of both."""
    paper, before = Paper.objects.get(), PaperBefore.objects.get()
    found = {"now": paper.words, "gist": paper.gist, "before": before.words, "gist before": before.gist}
    return {name: words for name, words in found.items() if words is not None}


def as_they_are() -> dict[str, str]:
    return {name: words.body for name, words in all_words().items()}


def test_no_text_of_a_paper_is_changed_as_words(harbour: Group, paper: Paper) -> None:
    before = as_they_are()
    assert set(before) == {"now", "gist", "before", "gist before"}
    for words in all_words().values():
        with pytest.raises(ChangedElsewhere):
            change(words=words, by=harbour.dee.person, body=REWRITTEN)
        with pytest.raises((ChangedElsewhere, NotYours)):
            change(words=words, by=harbour.tom.person, body=REWRITTEN)
    assert as_they_are() == before


def test_nor_through_the_address_of_the_words_which_leads_to_the_paper(harbour: Group, paper: Paper) -> None:
    dee, before = client_of(harbour.dee), as_they_are()
    its_page = address(paper.meeting, paper.public_id)
    for words in all_words().values():
        path = f"/words/{words.public_id}/"
        page = text_of(dee.get(path))
        assert its_page in page
        assert 'name="body"' not in page
        answer = send(dee, path, body=REWRITTEN)
        assert answer.status_code == 422
        assert REWRITTEN in text_of(answer)
        assert "So it is changed there." in text_of(answer)
        assert its_page in text_of(answer)
        assert send(client_of(harbour.tom), path, body=REWRITTEN).status_code == 404
    assert as_they_are() == before
    assert send(dee, f"{its_page}change/", **_form(REWRITTEN))["Location"] == its_page
    assert PaperBefore.objects.count() == 2
    assert REWRITTEN in text_of(dee.get(its_page))
    assert TEXT.splitlines()[0] in text_of(dee.get(its_page))


def test_other_words_are_changed_as_ever(harbour: Group, paper: Paper, now: datetime) -> None:
    said = Words.objects.create(
        circle=harbour.circle,
        scope=harbour.scope,
        author=harbour.dee.person,
        body="A lamp.",
        state="shared",
        written_at=now,
        shared_at=now,
    )
    assert kept_in(said) is None
    assert send(client_of(harbour.dee), f"/words/{said.public_id}/", body="Two lamps.").status_code == 302
    assert Words.objects.get(pk=said.pk).body == "Two lamps."


def test_whatever_keeps_what_it_was_is_the_only_one_that_writes_it_anew() -> None:
    callers = {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "change_and_keep"
    }
    assert callers == {"words/actions/writing.py", "meetings/actions/papers.py"}


def test_a_text_is_taken_back_by_its_writer_as_ever(harbour: Group, paper: Paper) -> None:
    with pytest.raises(NotYours):
        take_back(words=paper.words, by=harbour.tom.person)
    take_back(words=paper.words, by=harbour.dee.person)
    assert text_of(client_of(harbour.tom).get(address(paper.meeting, paper.public_id))).count(OTHER.body) == 0


def _form(body: str) -> dict[str, str]:
    return {
        "title": WRITTEN.title,
        "source": WRITTEN.source,
        "gist": WRITTEN.gist,
        "body": body,
        "touches_on": "",
        "part": "all",
        "language": "",
    }
