"""Somebody begins here, makes themselves comfortable, and signs out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from handinhand.ground.models import Person
from handinhand.notices.actions import clear_given_up
from handinhand.people.actions.asking import clear_asks
from handinhand.people.actions.energy import clear_energy
from handinhand.people.actions.reaching import note_refused
from handinhand.people.actions.tries import clear_tries
from handinhand.people.actions.unsent import clear_unsent, let_all_go
from handinhand.people.choices import Hiding
from handinhand.people.models import Comfort, SentOnce, SignInLetter
from handinhand.people.visits import SessionStore

LETTERS_KEPT = timedelta(days=1)
SENT_KEPT = timedelta(days=14)


@transaction.atomic
def begin_person(*, now: datetime) -> Person:
    """Somebody new, of whom nothing is known."""
    return Person.objects.create(began_at=now)


@transaction.atomic
def choose_comfort(
    *, by: Person, light: str, letters: str, motion: str, language: str, hiding: str = Hiding.GONE
) -> Comfort:
    """How pages look for somebody, and what hiding one leaves, from now on and on every device."""
    chosen = {"light": light, "letters": letters, "motion": motion, "language": language, "hiding": hiding}
    if hiding == Hiding.GONE:
        let_all_go(by=by)
    return Comfort.objects.update_or_create(person=by, defaults=chosen)[0]


@transaction.atomic
def sign_out_everywhere(*, by: Person) -> None:
    """End every visit somebody has, on all devices."""
    Person.objects.filter(pk=by.pk).update(sign_in_round=F("sign_in_round") + 1)
    forget_browsers(by=by)


@transaction.atomic
def forget_browsers(*, by: Person) -> None:
    """From now on no form sent again signs anybody in as this person."""
    SentOnce.objects.filter(person=by).update(person=None)


@transaction.atomic
def clear_old(*, now: datetime) -> None:
    """Remove visits, letters, sent forms and counted tries whose time is over."""
    SessionStore.clear_expired()
    note_refused(now=now)
    clear_given_up(now=now)
    clear_tries(now=now)
    clear_unsent(now=now)
    SignInLetter.objects.filter(ends_at__lt=now - LETTERS_KEPT).delete()
    SentOnce.objects.filter(at__lt=now - SENT_KEPT).delete()
    clear_asks(now=now)
    clear_energy(now=now)
