"""What is planted of links: the Harbour and the Quarry Circle are linked, and each told the other something."""

from handinhand.links.models import HeardUpdate
from tests import planted_texts_of_links as texts
from tests.cast import make_group
from tests.links.linked import link, offer, tell


def plant_links(world) -> None:
    """The Quarry Circle is linked with a third one too, which likes to be known of, and which has a code that waits."""
    harbour, now = world.harbour, world.now
    quarry = make_group(name="Quarry Circle", now=now, people=("Una",))
    larch = make_group(name="Larch Circle", now=now, people=("Ott",))
    linked, further = link(harbour, quarry, now), link(quarry, larch, now, known=(False, True))
    told = tell(harbour, texts.TOLD_THEM, [linked], now)
    heard = tell(quarry, texts.TOLD_US, [linked], now, answers=told)
    far = tell(quarry, texts.TOLD_LARCH, [further], now)
    ours, theirs = offer(harbour, now), offer(larch, now)
    world.name(link=linked, we_told=told, they_told=heard, our_offer=ours, far_link=further)
    world.name(heard_row=HeardUpdate.objects.get(address__update=heard))
    world.name(far_heard=HeardUpdate.objects.get(address__update=far))
    world.ids |= {"heard_kind": "heardupdate-text"}
    world.ids |= {"our_code": ours.code, "their_code": theirs.code}
