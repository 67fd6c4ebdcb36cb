"""The only writers of check-ins."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from handinhand.care.choices import Weather
from handinhand.care.models import CheckIn
from handinhand.circles.models import Member
from handinhand.ground.models import Circle, Person
from handinhand.words.actions import own_scope_for, remove_unseen, write
from handinhand.words.actions import remove as remove_words
from handinhand.words.choices import State
from handinhand.words.models import Scope
from handinhand.words.queries import is_in


class NothingSaid(Exception):
    """Somebody said how they are with neither words nor one of our pictures."""


class NotAmongThem(Http404):
    """Somebody wanted to say how they are to people they are not among."""


@transaction.atomic
def check_in(*, circle: Circle, scope: Scope, by: Person, body: str, now: datetime, picture: str = "") -> CheckIn:
    """Keep how somebody is, for the people of `scope`; their own scope keeps it for them alone.

    A picture without words is kept with its word, so that there is something to read wherever words stand.
    """
    if scope.circle_id != circle.pk or not is_in(scope.pk, by):
        raise NotAmongThem
    if (picture and picture not in Weather.values) or not (picture or body):
        raise NothingSaid
    body = body or str(Weather(picture).label)
    words = write(circle=circle, scope=scope, by=by, body=body, state=State.SHARED, now=now)
    return CheckIn.objects.create(circle=circle, person=by, words=words, picture=picture or None, at=now)


@transaction.atomic
def say_in_between(*, by: Member, to: int | None, body: str, picture: str, now: datetime) -> CheckIn:
    """Say how one is at any time: for oneself alone, or to the scope `to`, by row number, that one is among."""
    if to is None:
        scope = own_scope_for(circle=by.circle, person=by.person)
    else:
        scope = Scope.objects.get(pk=to, circle=by.circle_id)
    return check_in(circle=by.circle, scope=scope, by=by.person, body=body, picture=picture, now=now)


@transaction.atomic
def remove(*, check_in: CheckIn, by: Person) -> None:
    """Remove a check-in for good; raises NotYours for anybody but whose it is."""
    remove_words(words=check_in.words, by=by)


@transaction.atomic
def remove_all(*, by: Person) -> None:
    """Remove all that somebody ever said of how they are, for good, also in circles they left and see no more."""
    for each in CheckIn.objects.filter(person=by).select_related("words__scope"):
        remove_unseen(words=each.words, by=by)
