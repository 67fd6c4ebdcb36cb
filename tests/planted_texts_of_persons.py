"""The phrases that are planted about who turns to whom, and in a circle's own lines, and who may ever read them."""

LOOKS_OF_DEE = "When the lamps along the quay are lit."
TURNED_TO_DEE = "The foghorn keeps me awake."
TURNED_TO_DEE_BY_JO = "A long week on the ferry."
OUTSIDE = "Maren at the seamen's mission, mornings."
OUTSIDE_BEFORE = "Whoever answers at the seamen's mission."
CONTACTS = "The day centre at the lock, nine to three."

SEEN_OF_PERSONS = {
    **dict.fromkeys((LOOKS_OF_DEE, TURNED_TO_DEE), frozenset({"Dee", "Tom"})),
    TURNED_TO_DEE_BY_JO: frozenset({"Dee"}),
    **dict.fromkeys((OUTSIDE, OUTSIDE_BEFORE, CONTACTS), frozenset({"Dee", "Tom", "Asha", "Marcus"})),
}
