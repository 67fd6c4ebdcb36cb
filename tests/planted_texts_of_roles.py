"""The phrases that are planted in roles, and who may ever read them."""

ROLE_OF_OURS = "Looking after the anchor"
ROLE_TAKES = "You oil the chain and count the links."

SEEN_OF_ROLES = dict.fromkeys((ROLE_OF_OURS, ROLE_TAKES), frozenset({"Dee", "Tom", "Asha", "Marcus"}))
