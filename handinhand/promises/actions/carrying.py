"""Which words led to which, and how their authors wish to be named there."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.live.actions import tell
from handinhand.promises.choices import CreditKind
from handinhand.promises.models import CarriedOn, Credit
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.rules import check_own


@transaction.atomic
def carry_on(*, source: Words, onward: Words, by: Member, now: datetime) -> bool:
    """Say that `onward` came of `source`; False when `by` cannot read the source any more, and nothing is said then."""
    seen = Words.objects.visible_to(by.person).filter(pk=source.pk, circle=by.circle_id)
    if source.pk == onward.pk or not seen.exclude(state=State.TAKEN_BACK).exists():
        return False
    CarriedOn.objects.get_or_create(source=source, onward=onward, defaults={"circle_id": by.circle_id, "at": now})
    tell(channel=source.scope.public_id)
    return True


@transaction.atomic
def choose_credit(*, words: Words, by: Person, kind: CreditKind) -> None:
    """Say how one is named where one's words were carried on; raises NotYours for anybody but their author."""
    check_own(words, by)
    given = {"circle_id": words.circle_id, "kind": kind}
    Credit.objects.update_or_create(words=words, defaults=given)
    tell(channel=words.scope.public_id)
