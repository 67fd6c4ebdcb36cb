"""What is planted of care: what helps Dee, for whom, and that Tom is to ask her how she is, today."""

from datetime import timedelta

from handinhand.care import actions
from handinhand.care.choices.helping import Sees, during
from handinhand.care.models import ForTomorrow
from handinhand.circles.models import Member
from handinhand.meetings.models import Meeting
from tests import planted_texts


def plant(world) -> None:
    """Lines of Dee's for herself, for Tom, for those of a meeting that goes on, and for the circle; and one ask."""
    dee, tom = (
        Member.objects.select_related("circle", "person").get(pk=member.pk)
        for member in (world.harbour.dee, world.harbour.tom)
    )
    talking = Meeting.objects.select_related("scope").get(public_id=world.ids["talking"])
    at_hand = during(talking.scope.public_id)
    for name, body, sees in (
        ("help_for_me", planted_texts.HELP_FOR_ME, Sees.ME.value),
        ("help_for_tom", planted_texts.HELP_FOR_TOM, Sees.CHOSEN.value),
        ("help_at_hand", planted_texts.HELP_AT_HAND, at_hand),
        ("help_of_dee", planted_texts.HELP_OF_DEE, Sees.CIRCLE.value),
    ):
        line = actions.write_help(by=dee, about="helps", body=body, sees=sees, people=[tom.public_id], now=world.now)
        world.ids[name] = line.public_id
    yesterday = world.now - timedelta(days=1)
    kept: ForTomorrow = actions.ask_for_tomorrow(
        by=dee, scope_id=talking.scope.public_id, to=tom.public_id, body=planted_texts.TO_ASK_DEE, now=yesterday
    )
    world.ids |= {"to_ask": kept.public_id, "talking_scope": talking.scope.public_id}
    world.ids["everyone"] = world.harbour.scope.public_id
