"""No page of the visitor table shows another's words that touch on a topic in my list, but in a fold that is closed.

What can have a note is a list (`config/folds.py`): each thing in it is met here, closed, on some page. A page that
shows such words in the open, and a new page that forgets the fold, fails; so does one that says what is to be mended.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from handinhand.config.folds import FOLDED
from handinhand.meetings.models import Paper, Part, PartQuestion
from handinhand.topics.actions import add_topics
from handinhand.topics.models import OwnTopic
from handinhand.words.models import Words
from tests import answers
from tests.answers import MEMBER, NOT_HERE, OUTSIDE, Row
from tests.browsers import House, make_house
from tests.care.test_topics import plain
from tests.promises.reading import UNSEEN, Node, Page
from tests.touching_on_it import IT, let_all_touch_on_it
from tests.visitors import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LOOKING = (MEMBER, OUTSIDE, "Tom", "Dee")
# Looking there brings in somebody else, or sends away.
ENDS_THE_VISIT = {"people:hide", "people:demonstration"}
# What is closed for everybody, or was made to be read in place of the words.
CLOSED = ("fold-", "gist", "before-")
MENDED = 422
# The same pages, come to by ways that show more.
MORE = [
    answers.row("decisions:propose", "circle", get=answers.for_members(answers.page("Propose something")), query=query)
    for query in ("?from={led_to_words}", "?from={said_words}", "?follows={decided}&how=again")
] + [
    answers.row(
        "promises:list", "circle", get=answers.for_members(answers.page("Promises")), query="?from={said_words}"
    ),
    answers.row("circles:use", "circle", "away_use", get=answers.for_members(answers.page("Do we agree to this?"))),
]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker) -> Iterator[House]:
    """The planted circle, in which everything touches on one topic, and everybody has that in their list."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = make_house()
        let_all_touch_on_it(house)
        for visitor in LOOKING:
            add_topics(by=house.world.person(visitor), names=[IT])
        yield house
        transaction.set_rollback(True)


def in_the_open(node: Node) -> Iterator[str]:
    """What stands on a page on a screen before anybody opened a fold, what stands in boxes too."""
    for each in node.inside:
        if isinstance(each, str):
            yield f" {each} "
        elif each.tag not in UNSEEN and not is_closed(each) and each.attrs.get("class") != "on-paper":
            yield from in_the_open(each)


def is_closed(node: Node) -> bool:
    return node.tag == "details" and "open" not in node.attrs and node.attrs.get("id", "").startswith(CLOSED)


def one_line(text: str) -> str:
    return " ".join(text.split())


def texts_of_others(house: House, visitor: str) -> dict[str, str]:
    """What others wrote that touches on it and that this visitor may read, each with what kind of thing it is."""
    me, circle = house.world.person(visitor), house.world.harbour.circle
    readable = Words.objects.visible_to(me).filter(circle=circle).exclude(author=me)
    kinds = {
        getattr(each, field).body: f"{field} of {model._meta.label_lower}"
        for model, field in FOLDED
        for each in model.objects.filter(**{f"{field}__in": readable.filter(topic_note__isnull=False)})
    }
    papers = Paper.objects.filter(words__in=readable).select_related("words")
    kinds |= {each.words.body: "words of meetings.paper" for each in papers if each.words.body != each.title}
    for model, kind in ((Part, "part"), (PartQuestion, "question of a part")):
        kinds |= {each.detail: kind for each in model.objects.filter(circle=circle)}
    return {one_line(text): kind for text, kind in kinds.items()}


def rows(visitor: str) -> list[Row]:
    looking = [each for each in (*TABLE, *MORE) if each.get is not None and each.name not in ENDS_THE_VISIT]
    return [each for each in looking if dict(each.get.each()).get(visitor, NOT_HERE).status == 200]


def to_mend(visitor: str) -> list[Row]:
    """Rows whose form, sent by this visitor, comes back with what is to be mended."""
    sending = [each for each in TABLE if each.post is not None]
    return [each for each in sending if dict(each.post.each()).get(visitor, NOT_HERE).status == MENDED]


def look(house: House, visitor: str, row: Row) -> tuple[str, int]:
    """A page, and how many reads it takes."""
    with house.undone(), CaptureQueriesContext(connection) as asked:
        page = house.browser(visitor).get(house.address(row)).content.decode()
    return plain(page), len(asked)


def send(house: House, visitor: str, row: Row) -> str:
    with house.undone():
        return house.browser(visitor).post(house.address(row), house.form(visitor, row.send)).content.decode()


def seen_in(texts: dict[str, str], html: str) -> tuple[dict[str, str], dict[str, str]]:
    """What of some texts stands on a page, and what of that without anybody having opened a fold."""
    page = Page(html)
    shown = page.text
    met = {text: kind for text, kind in texts.items() if text in shown}
    in_the_way = one_line("".join(in_the_open(page.root))) if met else ""
    return met, {text: kind for text, kind in met.items() if text in in_the_way}


def test_no_page_shows_them_unfolded(house: House) -> None:
    in_folds, unfolded = set(), {}
    for visitor in LOOKING:
        texts = texts_of_others(house, visitor)
        pages = [(row, look(house, visitor, row)[0]) for row in rows(visitor)]
        for row, html in [*pages, *((row, send(house, visitor, row)) for row in to_mend(visitor))]:
            met, in_the_way = seen_in(texts, html)
            in_folds |= set(met.values())
            if in_the_way:
                unfolded[f"{visitor} at {row}"] = in_the_way
    assert not unfolded, "\n".join(f"{where}: {what}" for where, what in unfolded.items())
    assert in_folds == {
        *(f"{field} of {model._meta.label_lower}" for model, field in FOLDED),
        "part",
        "question of a part",
    }


def test_a_list_changes_neither_length_nor_reads_and_only_what_is_open(house: House) -> None:
    texts, opened = texts_of_others(house, MEMBER), 0
    for row in rows(MEMBER):
        if row.name == "home:topics":
            continue
        with_list, price = look(house, MEMBER, row)
        with house.undone():
            OwnTopic.objects.all().delete()
            without, same_price = look(house, MEMBER, row)
        assert len(with_list) == len(without), row
        assert price == same_price, row
        assert re.sub(r"     (?=>)", " open", with_list) == re.sub(r"     (?=>)", " open", without), row
        opened += len(seen_in(texts, without)[1])
    assert opened > 50


def test_the_rooms_phone_shows_nobody_the_list_of_whoever_carries_it(house: House) -> None:
    phones = [each for each in rows("Tom") if each.name.startswith("meetings:phone")]
    assert phones
    for row in phones:
        with_list = look(house, "Tom", row)
        with house.undone():
            OwnTopic.objects.all().delete()
            assert look(house, "Tom", row) == with_list
