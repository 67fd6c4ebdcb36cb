"""The tag for addresses says what Django's own says, and works out each address once."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse

from handinhand.ui.addresses import address_of

OURS = Engine(builtins=["handinhand.ui.templatetags.addresses"])
DJANGO = Engine()
CIRCLE = "abcdefghjkmnpqrs"


def said(engine: Engine, text: str) -> str:
    return engine.from_string(text).render(Context({"circle": CIRCLE, "name": "home:circle"}))


@pytest.mark.parametrize(
    "text",
    [
        "{% url 'home:today' %}",
        "{% url 'home:circle' circle %}",
        "{% url name circle %}",
        "{% url 'home:circle' circle as there %}[{{ there }}]",
        "{% url 'home:nowhere' as there %}[{{ there }}]",
        "{% url 'home:circle' missing as there %}[{{ there }}]",
    ],
)
def test_an_address_is_the_one_that_django_says(text: str) -> None:
    assert said(OURS, text) == said(DJANGO, text)
    assert "[]" in said(OURS, text) or "/" in said(OURS, text)


def test_an_address_is_worked_out_once() -> None:
    address_of.cache_clear()
    pages = [said(OURS, "{% url 'home:circle' circle %}") for _ in range(3)]
    assert pages == [reverse("home:circle", args=[CIRCLE])] * 3
    assert (address_of.cache_info().misses, address_of.cache_info().hits) == (1, 2)


def test_a_page_that_names_no_place_is_refused() -> None:
    with pytest.raises(NoReverseMatch):
        said(OURS, "{% url 'home:nowhere' %}")


def test_parts_of_an_address_are_given_in_order() -> None:
    with pytest.raises(TemplateSyntaxError):
        said(OURS, "{% url 'home:circle' circle_id=circle %}")
