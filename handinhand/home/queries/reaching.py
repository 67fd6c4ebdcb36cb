"""Whether messages reach somebody, for their own Today: folded into a read that is made there anyway."""

from datetime import datetime

from django.db.models import Case, CharField, Exists, F, Q, Value, When

from handinhand.home.choices import Reaching
from handinhand.home.models import MessageWish
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, SafeWay


def reaching(*, person: int, safe_since: datetime, asked_since: datetime) -> Case:
    """What there is to say to somebody of the messages to them: one thing at most, what matters first.

    What was said to be safe before `safe_since` rests; before `asked_since` it is time to ask again.
    """
    by_mail = MessageWish.objects.filter(address__person=person, is_on=True)
    by_text = MessageWish.objects.filter(number__person=person, is_on=True)
    said = SafeWay.objects.filter(person=person, said_at__gt=safe_since, may_be_left=True)
    mail_rests = Exists(by_mail) & ~Exists(said.filter(way=ContactWay.EMAIL))
    text_rests = Exists(by_text) & ~Exists(said.filter(way=ContactWay.TEXT))
    refused = Address.objects.filter(person=person, refused_at__gte=F("confirmed_at"))
    # Without messages, too, somebody may have a plan by this way, or a letter may have been for them.
    said_at_all = SafeWay.objects.filter(person=person, way=ContactWay.EMAIL)
    asked = SafeWay.objects.filter(person=person, said_at__gt=safe_since, said_at__lte=asked_since)
    return Case(
        When(
            Exists(refused) & (Exists(by_mail) | Exists(said_at_all)),
            then=Value(Reaching.MAIL_COMES_BACK.value),
        ),
        When(
            Exists(by_text.filter(number__refused_at__gte=F("number__confirmed_at"))),
            then=Value(Reaching.TEXTS_COME_BACK.value),
        ),
        When(Q(mail_rests) | Q(text_rests), then=Value(Reaching.REST.value)),
        When(Exists(asked), then=Value(Reaching.STILL_SAFE.value)),
        default=Value(Reaching.WELL.value),
        output_field=CharField(),
    )
