"""A count of people reaches a page through small_numbers, or stands in one table with its reason."""

from pathlib import Path

import pytest

from tests.counting_people import Found, all_found, in_module, in_page, in_sentences
from tests.counts_of_people import DECLARED

HOUSE = Path(__file__).parent.parent / "handinhand"
DOOR = "from handinhand.fairness.small_numbers import how_many, shown\n"


def test_every_count_of_people_goes_through_small_numbers_or_says_why_not() -> None:
    new = sorted(all_found(HOUSE) - DECLARED)
    assert not new, f"Does it go through how_many or shown? Else say why not in tests/counts_of_people.py: {new}"


def test_what_is_declared_is_still_there() -> None:
    assert not sorted(DECLARED - all_found(HOUSE))


@pytest.mark.parametrize(
    "code",
    [
        "def page(circle):\n    return Page(number=Member.objects.filter(circle=circle).count())",
        "def page():\n    found = Member.objects.all()\n    rows = list(found)\n    return Page(len(rows))",
        "def page(rows: list[Member]):\n    return {'number': len(rows)}",
        "def page(asked):\n    return sum(each.suits for each in asked.replies.all())",
        "def page(circle):\n    return circle.members.aggregate(all=Count('pk'))",
        "def page(circle):\n    return circle.members.aggregate(mean=Avg('how'))",
        "def page(scope):\n    return ScopeMember.objects.values('scope').annotate(number=Count('pk'))",
        "def page(groups_of_people):\n    return list(map(len, groups_of_people))",
        "def page(asked):\n    kinds = Counter(each.kind for each in asked.answers.all())\n    return kinds",
        "class Page:\n    def page(self):\n        return len(self.those_who_came)",
        "def page(part):\n    if part:\n        for one in part.seats.all():\n            return [one.count()]",
        "number = Position.objects.filter(kind='agree').count()",
        DOOR + "def page(people, yeses):\n    return how_many(people), len(yeses)",
    ],
)
def test_a_count_of_people_is_found(code: str) -> None:
    assert set(in_module(code, "views.py")) == {Found("views.py", "page" if "def page" in code else "the module")}


@pytest.mark.parametrize(
    "code",
    [
        DOOR + "def page(circle):\n    return Page(number=how_many(present_members(circle)))",
        DOOR + "def page(answers):\n    return shown(answers, CHOICES, is_scale=True).groups",
        "def page(meeting):\n    return Page(minutes=sum(part.minutes for part in meeting.parts.all()))",
        "def page(text):\n    return len(text)",
        "def page(circle):\n    return [each.name for each in circle.members.all()]",
        "def page(meeting, member):\n    return why_not(member, meeting.papers.count())",
    ],
)
def test_what_goes_through_or_counts_nobody_passes(code: str) -> None:
    assert not list(in_module(code, "views.py"))


def test_a_door_of_the_same_name_from_elsewhere_is_none() -> None:
    code = "from elsewhere import how_many\ndef page(yeses):\n    return how_many(len(yeses))"
    assert list(in_module(code, "views.py"))


@pytest.mark.parametrize(
    "page",
    [
        "{{ circle.members|length }}",
        "{{ asked.replies.count }}",
        "{% for each in seen.readers %}{{ forloop.counter }}{% endfor %}",
        "{% blocktranslate count number=yeses|length %}a{% plural %}b{% endblocktranslate %}",
        "{% blocktranslate trimmed count\n here=here %}a{% plural %}b{% endblocktranslate %}",
    ],
)
def test_a_count_of_people_is_found_in_a_page(page: str) -> None:
    assert list(in_page(page, "a.html"))


@pytest.mark.parametrize(
    "page",
    [
        "{{ plan.parts|length }}",
        "{% for each in readers %}{{ each.name }}{% endfor %}{% for part in parts %}{{ forloop.counter }}{% endfor %}",
        "{% for each in readers %}{% for part in parts %}{{ forloop.counter }}{% endfor %}{% endfor %}",
    ],
)
def test_a_page_that_counts_nobody_passes(page: str) -> None:
    assert not list(in_page(page, "a.html"))


def test_a_sentence_that_says_a_number_of_people_is_found() -> None:
    for said in ('_("%(number)s of us said yes.")', "{{ here }} people are here.", 'f"{count} more people"'):
        assert list(in_sentences(said, "a.py")), said
    for said in ('_("%(minutes)s minutes")', "{{ name }} is one of the people here.", '"Five people or more"'):
        assert not list(in_sentences(said, "a.py")), said
