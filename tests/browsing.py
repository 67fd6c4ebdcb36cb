"""Going through pages as somebody, without a browser."""

import secrets

from django.http import HttpResponse
from django.test import Client

from handinhand.circles.models import Member
from handinhand.people.doors import PERSON, ROUND


def client_of(member: Member) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    session = client.session
    session[PERSON], session[ROUND] = member.person.pk, member.person.sign_in_round
    session.save()
    return client


def send(client: Client, address: str, *, key: str = "", **sent: object) -> HttpResponse:
    """Send a form, with a key as every form has one."""
    return client.post(address, {"key": key or secrets.token_urlsafe(12), **sent})


def text_of(answer: HttpResponse) -> str:
    """What a page says."""
    return answer.content.decode()
