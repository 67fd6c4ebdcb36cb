"""Browsers that are signed in, and forms that they send."""

import secrets

from django.test import Client
from django.urls import reverse

from handinhand.ground.models import Person
from handinhand.people.doors import PERSON, ROUND
from tests.cast import Group


def client_of(person: Person | None) -> Client:
    """A browser of somebody, or of a stranger."""
    client = Client()
    if person is not None:
        session = client.session
        session[PERSON], session[ROUND] = person.pk, person.sign_in_round
        session.save()
    return client


def at(name: str, group: Group, *args: str) -> str:
    """The address of a circle's page."""
    return reverse(f"circles:{name}", args=[group.circle.public_id, *args])


def sent(**fields: str) -> dict[str, str]:
    """What a form sends, with a key of its own."""
    return {"key": secrets.token_hex(8), **fields}
