"""Plants asks, offers and answers in the world of the visitor table."""

from datetime import timedelta

from handinhand.work import actions as work
from handinhand.work.choices import Kind, Said
from handinhand.work.models import AskOrOffer
from tests import planted_texts as texts


def plant_asks(world) -> None:
    """Dee asks the circle, offers something to Tom alone, and ended one; Asha asks, and Nia offered before she left."""
    harbour, now = world.harbour, world.now - timedelta(days=1)

    def make(who: str, text: str, kind: Kind = Kind.ASK, **more) -> AskOrOffer:
        given = {"to": None, **more}
        return work.ask_or_offer(by=harbour.members[who], kind=kind, text=text, now=now, **given)

    of_dee = make("Dee", texts.ASK)
    of_tom = work.answer(ask=of_dee, by=harbour.tom, text=texts.ANSWER_TO_ASK, now=now)
    work.say(ask=of_dee, answer=of_tom, by=harbour.dee, said=Said.YES, text=texts.REPLY_TO_ANSWER, now=now)
    of_sam = work.answer(ask=of_dee, by=harbour.sam, text=texts.ANSWER_OF_SAM, now=now)
    to_tom = make("Dee", texts.OFFER_TO_TOM, Kind.OFFER, to=[harbour.tom])
    ended = make("Dee", texts.ASK_THAT_ENDED)
    work.end(ask=ended, by=harbour.dee, now=now)
    of_asha = make("Asha", texts.ASK_OF_ASHA)
    work.answer(ask=of_asha, by=harbour.dee, text=texts.ANSWER_OF_DEE, now=now)
    of_nia = make("Nia", texts.ASK_OF_NIA)
    world.name(ask_of_dee=of_dee, answer_of_sam=of_sam, offer_to_tom=to_tom, ask_that_ended=ended)
    world.name(ask_of_asha=of_asha, ask_of_nia=of_nia)
