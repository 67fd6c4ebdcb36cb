"""The phrases that are planted in a circle's own questions to talk about, and who may ever read them."""

ASKED_BETWEEN = "Whose lantern did we not see?"
ASKED_BEFORE = "Which rope was left lying?"

SEEN_OF_BETWEEN = dict.fromkeys((ASKED_BETWEEN, ASKED_BEFORE), frozenset({"Dee", "Tom", "Asha", "Marcus"}))
