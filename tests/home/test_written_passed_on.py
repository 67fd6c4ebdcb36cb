"""What I passed on to somebody outside, among all I wrote: who has it by now, said exactly, and mine to delete."""

import pytest
from django.test import override_settings
from django.utils import timezone

from handinhand.care.models import PassedOn
from handinhand.circles.actions import leave
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.passing_on import MIRIAM, SAID, name_somebody, pass_on
from tests.care.test_danger import WITH_MAIL
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = "/me/written/"
MYSELF = f"Only you can see this here. You said that you pass it on yourself, to: {MIRIAM}."
BY_LETTER = (
    f"Only you can see this here. You asked us to send it by e-mail to: {MIRIAM}. They may have read it already."
)


@pytest.mark.parametrize("by_letter", [False, True])
def test_it_says_who_has_it_and_leads_to_where_it_is_deleted(harbour: Group, now, by_letter):
    with override_settings(**WITH_MAIL):
        kept = pass_on(harbour.dee, name_somebody(harbour, now), timezone.now(), by_letter=by_letter)
    dee, says = client_of(harbour.dee), BY_LETTER if by_letter else MYSELF
    everything = text_of(dee.get(ALL))
    card = everything[everything.index(SAID) :][:1500]
    assert says in card
    assert "whoever you wrote it for" not in everything
    assert "Passed on to somebody outside" in everything
    assert says in text_of(dee.get(f"/words/{kept.words.public_id}/"))
    gone = f"/c/{harbour.circle.public_id}/danger/mine/{kept.public_id}/"
    assert f'href="{gone}"' in card
    send(dee, gone)
    assert not Words.objects.filter(pk=kept.words_id).exists()
    assert SAID not in text_of(dee.get(ALL))


def test_it_is_still_said_after_it_was_taken_back_or_let_go(harbour: Group, now):
    with override_settings(**WITH_MAIL):
        kept = pass_on(harbour.dee, name_somebody(harbour, now), timezone.now(), by_letter=True)
    dee = client_of(harbour.dee)
    send(dee, f"/words/{kept.words.public_id}/take-back/", back=ALL)
    assert BY_LETTER in text_of(dee.get(ALL))
    leave(by=harbour.dee, now=timezone.now())
    assert PassedOn.objects.exists()
    assert SAID not in text_of(dee.get(ALL))


def test_other_words_say_what_they_said_before(harbour: Group, now):
    pass_on(harbour.dee, name_somebody(harbour, now), timezone.now())
    send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/how-i-am/", how="Tired.", picture="", who="me")
    everything = text_of(client_of(harbour.dee).get(ALL))
    assert "Only you can see this." in everything[everything.index("Tired.") :][:700]
