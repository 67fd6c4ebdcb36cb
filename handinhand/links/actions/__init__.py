"""The only writers of links: linking and cutting, telling and taking back, and what a file tells."""

from handinhand.circles.actions import Asking, Effect, EndsWithCircle
from handinhand.circles.choices import Power
from handinhand.links.actions.knowing import (
    ask_to_be_known,
    be_known_no_more,
    find_link,
    known_effect,
    known_no_more_effect,
    what_being_known_does,
)
from handinhand.links.actions.linking import (
    LinkNotNow,
    accept_link,
    cut_effect,
    cut_link,
    end_links,
    find_wish,
    hold_links,
    link_effect,
    offer_link,
    what_linking_does,
)
from handinhand.links.actions.loading import LoadedLink, load_linked
from handinhand.links.actions.telling import (
    ask_to_tell,
    hold_live_links,
    take_back_effect,
    take_back_update,
    tell_effect,
    what_telling_does,
)

EFFECTS: dict[Power, Effect] = {
    Power.LINK: link_effect,
    Power.CUT_LINK: cut_effect,
    Power.BE_KNOWN: known_effect,
    Power.BE_KNOWN_NO_MORE: known_no_more_effect,
    Power.TELL_LINKED: tell_effect,
    Power.TAKE_BACK_UPDATE: take_back_effect,
}
ASKINGS: dict[Power, Asking] = {
    Power.LINK: Asking(find=find_wish, named="wish", says=what_linking_does),
    Power.BE_KNOWN: Asking(find=find_link, named="link", says=what_being_known_does),
    Power.TELL_LINKED: Asking(find=hold_live_links, named="live", says=what_telling_does),
}
ENDS = EndsWithCircle(hold=hold_links, end=end_links)

__all__ = [
    "ASKINGS",
    "EFFECTS",
    "ENDS",
    "LinkNotNow",
    "LoadedLink",
    "accept_link",
    "ask_to_be_known",
    "ask_to_tell",
    "be_known_no_more",
    "cut_link",
    "load_linked",
    "offer_link",
    "take_back_update",
]
