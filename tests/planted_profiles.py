"""What stands on Dee's page in the planted world, for whom, and what Tom wrote to her."""

from io import BytesIO

from PIL import Image

from handinhand.circles.models import Member
from handinhand.profiles import actions
from handinhand.profiles.choices import GiftKind, Heading, Sees
from tests import planted_texts


def plant(world) -> None:
    """A line for the circle, one for Tom, one for Dee alone, a photograph for the circle, and words that wait."""
    dee, tom = (
        Member.objects.select_related("circle", "person").get(pk=member.pk)
        for member in (world.harbour.dee, world.harbour.tom)
    )
    for body, heading, sees in (
        (planted_texts.LINE_OF_DEE, Heading.MATTERS, Sees.CIRCLE),
        (planted_texts.LINE_FOR_TOM, Heading.GOOD_AT, Sees.CHOSEN),
        (planted_texts.LINE_FOR_ME, Heading.HARD_DAY, Sees.ME),
        (planted_texts.LINE_FOR_COMPANY, Heading.WORK_WITH, Sees.COMPANY),
    ):
        line = actions.write_line(by=dee, heading=heading, body=body, sees=sees, now=world.now)
        world.ids[f"line_{sees.value}"] = line.public_id
        world.ids[f"words_{sees.value}"] = line.words.public_id
        if sees == Sees.CHOSEN:
            words_id = line.words.public_id
            actions.choose_people(by=dee, words_id=words_id, member_ids=[tom.public_id], now=world.now)
    world.ids["line_of_dee"] = world.ids["line_circle"]
    sent = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(sent, "PNG")
    actions.put_photograph(by=dee, sent=sent.getvalue(), sees=Sees.CIRCLE, now=world.now)
    gift = actions.give(
        by=tom, to_id=dee.public_id, kind=GiftKind.STRENGTH, body=planted_texts.SEEN_IN_DEE, now=world.now
    )
    world.ids["gift_to_dee"] = gift.public_id
