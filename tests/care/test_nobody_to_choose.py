"""Whom it was for is there no more when it is sent: the page says so, and what was typed still stands there."""

import pytest
from django.utils import timezone

from handinhand.care.models import PassedOn, QuietPlan
from handinhand.circles.actions import leave
from handinhand.circles.choices import Adopts
from handinhand.words.models import Words
from tests.adopting import adopt
from tests.browsing import client_of, send, text_of
from tests.care.passing_on import name_somebody
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TYPED = "The gulls were loud.\nI counted <every> boat & every lamp."
SHOWN = "The gulls were loud.\nI counted &lt;every&gt; boat &amp; every lamp."
STILL_HERE = "It was not kept, and it went to nobody, because nobody is there now whom you could choose."


def test_nobody_outside_is_named_any_more(harbour: Group, now):
    to, where = name_somebody(harbour, now), f"/c/{harbour.circle.public_id}/danger/child/"
    dee = client_of(harbour.dee)
    assert "<textarea" in text_of(dee.get(where))
    adopt(harbour, kind=Adopts.OUTSIDE, text="", replaces=to, now=now)
    answer = send(dee, where, to=to, knows="adds", is_named="no", text=TYPED)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Our circle has named nobody outside yet" in page
    assert STILL_HERE in page
    assert page.count(SHOWN) == 1
    assert not PassedOn.objects.exists()
    assert STILL_HERE not in text_of(dee.get(where))


def test_nobody_else_is_in_the_circle_any_more(harbour: Group):
    where = f"/c/{harbour.circle.public_id}/if-i-go-quiet/"
    dee = client_of(harbour.dee)
    for each in harbour.members.values():
        if each.pk != harbour.dee.pk:
            leave(by=each, now=timezone.now())
    typed = {"first": harbour.asha.public_id, "way": "meet", "resting": "waits", "counted": "days", "how_many": "5"}
    answer = send(dee, where, words=TYPED, **typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Nobody else is here yet whom you could choose." in page
    assert STILL_HERE in page
    assert page.count(SHOWN) == 1
    assert not QuietPlan.objects.exists()
    assert not Words.objects.filter(author=harbour.dee.person).exists()
    assert STILL_HERE not in text_of(dee.get(where))
