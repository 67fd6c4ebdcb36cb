"""No page of the visitor table shows another's words that touch on a topic in my list, but in a fold that is closed."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from handinhand.care.actions.topics import add_topics
from handinhand.care.models import TopicNote
from handinhand.care.queries.topics import is_folded
from handinhand.care.rules.topics import can_have_a_note
from handinhand.meetings.models import Paper, Part, PartQuestion
from handinhand.words.actions import topic
from handinhand.words.models import Words
from tests.answers import MEMBER, NOT_HERE, OUTSIDE, Row
from tests.browsers import House, make_house
from tests.promises.reading import Node, Page
from tests.visitors import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.both]

WATCHED = (MEMBER, OUTSIDE, "Tom", "Dee")
TOPIC = "driftwood"
# Looking there brings in somebody else, or sends away.
ENDS_THE_VISIT = {"people:hide", "people:demonstration"}


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker) -> Iterator[House]:
    """The planted circle, in which everything touches on one topic, and everybody has that in their list."""
    with django_db_blocker.unblock(), transaction.atomic():
        house = make_house()
        touch_on_it(house)
        yield house
        transaction.set_rollback(True)


def touch_on_it(house: House) -> None:
    """Whatever can have a topic has this one."""
    circle = house.world.harbour.circle
    named = topic(circle=circle, name=TOPIC)
    written = Words.objects.filter(circle=circle, author__isnull=False, topic_note__isnull=True).select_related("scope")
    for words in written:
        if can_have_a_note(words) and is_folded(words) and not hasattr(words, "paper"):
            TopicNote.objects.create(circle=circle, words=words, names=TOPIC).topics.set([named])
    for model in (Part, PartQuestion, Paper):
        for each in model.objects.filter(circle=circle):
            each.topics.set([named])
            if model is not Paper:
                each.detail = f"It is about {each.public_id}."
                each.save(update_fields=["detail"])
    for visitor in WATCHED:
        add_topics(by=house.world.person(visitor), names=[TOPIC])


def in_the_open(node: Node) -> Iterator[str]:
    """What stands on a page without anybody having opened a fold; what is typed in a box is somebody's own."""
    for each in node.inside:
        if isinstance(each, str):
            yield each
        elif "on-paper" in each.attrs.get("class", ""):
            continue
        elif each.tag == "details" and each.attrs.get("id", "").startswith(("fold-", "gist", "before-")) and "open" not in each.attrs:
            continue
        elif each.tag not in {"script", "style", "svg"}:
            yield from in_the_open(each)


def texts_of_others(house: House, visitor: str) -> dict[str, str]:
    """What others wrote that touches on it."""
    me = house.world.person(visitor)
    noted = Words.objects.visible_to(me).filter(topic_note__isnull=False, circle=house.world.harbour.circle)
    words = noted.exclude(author=me)
    papers = Paper.objects.filter(circle=house.world.harbour.circle).select_related("words")
    parts = Part.objects.filter(circle=house.world.harbour.circle)
    questions = PartQuestion.objects.filter(circle=house.world.harbour.circle)
    return {
        **{each.body: f"words {each.public_id}" for each in words},
        **{each.words.body: "a paper" for each in papers if each.words.author_id != me.pk and each.words.body != each.title},
        **{each.detail: "a part" for each in parts if each.detail},
        **{each.detail: "a question" for each in questions if each.detail},
    }


def pages(visitor: str) -> list[Row]:
    looking = [each for each in TABLE if each.get is not None and each.name not in ENDS_THE_VISIT]
    return [each for each in looking if dict(each.get.each()).get(visitor, NOT_HERE).status == 200]


@pytest.mark.parametrize("visitor", WATCHED)
def test_it(house: House, visitor: str) -> None:
    texts, found = texts_of_others(house, visitor), {}
    for row in pages(visitor):
        with house.undone():
            page = Page(house.browser(visitor).get(house.address(row)).content.decode())
        text = " ".join("".join(f" {each} " for each in in_the_open(page.root)).split())
        seen = [(each, what) for each, what in texts.items() if " ".join(each.split()) in text]
        if seen:
            found[str(row)] = seen
    assert not found, "\n".join(f"{row}: {seen}" for row, seen in found.items())
