"""The phrases that are planted in what a circle is asked to agree to, and who may ever read them."""

ASKED_OF_US = "Forty pounds for the rope and the lantern."
SHOWN_OUTSIDE = "Our letter about the ferry goes to the harbour board."
WORK_TAKEN_ON = "We look over the leaflet of the night shelter."

SEEN_OF_POWERS = dict.fromkeys((ASKED_OF_US, SHOWN_OUTSIDE, WORK_TAKEN_ON), frozenset({"Dee", "Tom", "Asha", "Marcus"}))
