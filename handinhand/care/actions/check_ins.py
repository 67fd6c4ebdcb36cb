"""The only writers of check-ins."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from handinhand.care.models import CheckIn
from handinhand.ground.models import Circle, Person
from handinhand.words.actions import remove as remove_words
from handinhand.words.actions import write
from handinhand.words.choices import State
from handinhand.words.models import Scope
from handinhand.words.queries import is_in


class NotAmongThem(Http404):
    """Somebody wanted to say how they are to people they are not among."""


@transaction.atomic
def check_in(*, circle: Circle, scope: Scope, by: Person, body: str, now: datetime) -> CheckIn:
    """Keep how somebody is, for the people of `scope`; their own scope keeps it for them alone."""
    if scope.circle_id != circle.pk or not is_in(scope.pk, by):
        raise NotAmongThem
    words = write(circle=circle, scope=scope, by=by, body=body, state=State.SHARED, now=now)
    return CheckIn.objects.create(circle=circle, person=by, words=words, at=now)


@transaction.atomic
def remove(*, check_in: CheckIn, by: Person) -> None:
    """Remove a check-in for good; raises NotYours for anybody but whose it is."""
    remove_words(words=check_in.words, by=by)
