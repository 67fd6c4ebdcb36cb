"""The phrases that are planted in what linked circles tell each other, and who may ever read them."""

TOLD_THEM = "The harbour bell rings twice from now on."
TOLD_US = "Forty young larches stand on the north slope."
TOLD_LARCH = "The quarry ponies come home in May."

HARBOUR = frozenset({"Dee", "Tom", "Asha", "Marcus"})
SEEN_OF_LINKS = {TOLD_THEM: HARBOUR, TOLD_US: HARBOUR, TOLD_LARCH: frozenset()}
