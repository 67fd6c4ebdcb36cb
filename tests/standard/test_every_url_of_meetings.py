"""Every page of circles, their meetings and decisions keeps every rule that a machine can check."""

import pytest

from tests.standard.every_url import EveryPage


@pytest.mark.browser
class TestEveryPage(EveryPage):
    others = False
    at_least = 150
