"""Every page of people, their care and all that is not a circle's keeps every rule that a machine can check."""

import pytest

from tests.standard.every_url import EveryPage


@pytest.mark.browser
class TestEveryPage(EveryPage):
    others = True
    at_least = 120
    nothing_for = frozenset({"topic_notes_leave_a_choice"})
