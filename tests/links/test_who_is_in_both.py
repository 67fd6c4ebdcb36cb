"""Nobody sees who is in both of two linked circles: not one byte of what others see differs."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from handinhand.circles.models import Member, PowerUse
from handinhand.ground.models import Person
from handinhand.ledger.models import Entry
from handinhand.links.models import Update
from handinhand.live.models import Channel
from handinhand.people.models import Comfort
from handinhand.words.models import Scope, ScopeMember
from tests.browsing import client_of, send, text_of
from tests.cast import Group, add_member, make_group
from tests.links.linked import all_agree, first, offer

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
# What a page says anew each time it is made.
ONCE = re.compile(r'(?:name="(?:key|csrfmiddlewaretoken)" value|data-ticket|nonce)="[^"]*"|ticket=[^"&]*')
PAGES = (
    "",
    "members/",
    "members/{member}/",
    "done/",
    "agreeing/",
    "what-we-can-do/",
    "links/",
    "links/updates/",
    "links/updates/tell/",
    "links/ask/",
    "links/code/",
)
FORMS = ("links/code/", "links/ask/", "links/updates/tell/")


def page(answer: HttpResponse) -> tuple[int, str]:
    return answer.status_code, ONCE.sub("", text_of(answer))


def seen(viewer: Member, about: Member, code: str) -> Iterator[tuple[int, str]]:
    """All that one member finds in their circle, and what a code and bad forms are answered with."""
    client: Client = client_of(viewer)
    at = f"/c/{viewer.circle.public_id}/"
    for each in PAGES:
        yield page(client.get(at + each.format(member=about.public_id)))
    for each in FORMS:
        with transaction.atomic():
            yield page(send(client, at + each, code=code, key="k" * 16))
            transaction.set_rollback(True)


def links_them(forum: Group, harbour: Group, now: datetime) -> None:
    """All of it by hands on pages: a code, its yes, an update each way, an answer, and somebody who leaves."""
    waiting = offer(forum, now)
    at = f"/c/{harbour.circle.public_id}/links/"
    nann = harbour.members["Nan"]
    send(client_of(nann), at + f"code/{waiting.code}/", known="linked")
    use = asked_last(harbour)
    all_agree(harbour, use, now)
    for group, who in ((forum, forum.members["Ben"]), (harbour, nann)):
        answers = Update.objects.order_by("pk").last()
        sent = {"text": "We open the gate at nine.", "to": waiting.public_id}
        if answers is not None:
            sent["answers"] = answers.public_id
        send(client_of(who), f"/c/{group.circle.public_id}/links/updates/tell/", **sent)
        all_agree(group, asked_last(group), now)


def asked_last(group: Group) -> PowerUse:
    return PowerUse.objects.filter(circle=group.circle).latest("pk")


def test_not_one_byte_tells_who_is_in_both(harbour: Group, now: datetime) -> None:
    """Nan of one circle is Ann of the other, or somebody else: then everything is looked at once more."""
    now = timezone.now()
    forum = make_group(name="Lantern Forum", now=now, people=("Ben", "Ann", "Cyd"))
    add_member(harbour, "Nan", now=now, person=forum.members["Ann"].person)
    links_them(forum, harbour, now)
    ours, theirs = offer(harbour, now), offer(forum, now)
    viewers = (
        (harbour.tom, harbour.members["Nan"], theirs.code),
        (harbour.tom, harbour.members["Nan"], ours.code),
        (forum.members["Ben"], forum.members["Ann"], ours.code),
    )
    one = [list(seen(*each)) for each in viewers]
    assert any("We open the gate at nine." in text for pages in one for _status, text in pages)
    channels = sorted(Channel.objects.values_list("key", "version"))
    somebody_else = Person.objects.create(began_at=now)
    Comfort.objects.create(person=somebody_else)
    both = forum.members["Ann"].person
    assert Member.objects.filter(person=both).count() == 2
    Member.objects.filter(pk=forum.members["Ann"].pk).update(person=somebody_else)
    ScopeMember.objects.filter(scope__circle=forum.circle, person=both).update(person=somebody_else)
    Scope.objects.filter(circle=forum.circle, of=both).update(of=somebody_else)
    other = [list(seen(*each)) for each in viewers]
    for before, after in zip(one, other, strict=True):
        assert before == after
    assert channels == sorted(Channel.objects.values_list("key", "version"))


def test_a_list_names_nobody_of_the_other_circle(harbour: Group, now: datetime) -> None:
    forum = make_group(name="Lantern Forum", now=now, people=("Ben", "Ann", "Cyd"))
    add_member(harbour, "Nan", now=now, person=forum.members["Ann"].person)
    links_them(forum, harbour, now)
    text = "".join(
        text_of(client_of(first(harbour)).get(f"/c/{harbour.circle.public_id}/{each}"))
        for each in ("done/", "links/", "links/updates/", "agreeing/")
    )
    assert "Lantern Forum" in text
    for name in ("Ann", "Ben", "Cyd"):
        assert not re.search(rf"\b{name}\b", text), name
    # The lines that another circle's deed left here are of nobody.
    assert not Entry.objects.filter(circle=harbour.circle, by=forum.members["Ben"].person).exists()
