"""The phrases that are planted, each once, and who may ever read them."""

from tests.planted_of_secret import SEEN_OF_SECRET
from tests.planted_of_unnamed import SEEN_OF_UNNAMED
from tests.planted_of_way import SEEN_OF_WAY
from tests.planted_texts_of_between import SEEN_OF_BETWEEN
from tests.planted_texts_of_links import SEEN_OF_LINKS
from tests.planted_texts_of_persons import SEEN_OF_PERSONS
from tests.planted_texts_of_powers import SEEN_OF_POWERS
from tests.planted_texts_of_roles import SEEN_OF_ROLES

# Tom holds the meetings and is planning one more. Dee wrote most of what is planted. Asha is the member of the table:
# she was in every meeting, and nothing of it is hers alone. Marcus was in none. Nia was in all of them and has left.
HERE = frozenset({"Tom", "Dee", "Asha", "Marcus"})
IN_THE_MEETING = frozenset({"Tom", "Dee", "Asha"})
DEE, TOM, ASHA, BO, NOBODY = frozenset({"Dee"}), frozenset({"Tom"}), frozenset({"Asha"}), frozenset({"Bo"}), frozenset()

A_NAME = "Wilhelmina"
AN_ORGANISATION = "Kestrel Rooms"
PURPOSE = "To mend the stairs of the old pilot house together."
LIMITS = "If a boat is sinking we tell the lifeboat, and we tell you first."
GOAL = "A landing stage with a bench on it."
AGREED = "Anyone may look out of the window."
AGREED_BEFORE = "Anyone may bring a kite."
OWN_TOPIC, HOW_TO_FETCH = "drowned orchards", "Ring the small brass bell twice."
READING = "We begin with a pot of nettle tea."
PRONOUNS = "fae and faer"
TOUCHING = "Whoever has the blue boat keeps the log."
CHANGE = "I would rather it were the green boat."
OFFERED = "Whoever has a boat keeps a log."
GIVING = "Who paints the figurehead."
GIVEN = "Which rope we buy for the winch."
TITLE = "Which lamp for the harbour wall"
PLACE_BEFORE = "The room above the chandlery"
PLACE = "The room behind the bakery"
QUESTION = "Which colour should the lamp be"
TOPIC = "dark evenings"
SAID = "A lantern in every window would do."
SAID_ARRIVING = "I came along the canal."
SAID_BY_ASHA = "I would like a painted door."
SAID_BY_NIA = "Let us ask the ferryman."
KEPT = "I am not sure about the ferryman."
KEPT_BY_NIA = "I keep thinking about the gulls."
TAKEN_BACK = "The old buoy should go."
IDEA = "A rope ladder down to the water."
IDEA_OF_ASHA = "A blackboard by the gate."
LET_FURTHER = "A green umbrella stand for everybody."
NOT_LET_FURTHER = "My sister used to work on the pier."
SENT_AHEAD = "A gull took my sandwich by the steps."
SAID_FOR_DEE = "The handrail is too high for me."
HOW_I_AM_ALONE = "Wide awake since four this morning."
HOW_I_AM_SHARED = "Glad about the sunshine on the quay."
HOW_ASHA_IS = "Slow and steady like the tide."
HOW_NIA_WAS = "Cold feet and a warm scarf."
PLANNED = "Walking the breakwater"
PLANNED_WHY = "To count the loose stones."
PLANNED_PLACE = "Meet by the anchor"
PLANNED_QUESTION = "When did you last skim a stone"
PLANNED_PART = "Counting the bollards"
PLANNED_TOPIC = "slippery steps"
PLANNED_ASKED = "Who carries the chalk"
PAPER = "Eleven lamps were counted, four of them dark."
PAPER_TITLE = "Counting lamps"
PAPER_GIST = "It is darker than anybody thought."
PAPER_SOURCE = "the lamplighters"
PAPER_BEFORE = "Ten lamps were counted, three of them dark."
PAPER_IN_MEETING = "The tide clock, explained."
PAPER_OF_WILHELMINA = "A letter from the lighthouse."
PAPER_TAKEN_BACK = "My uncle's sextant, a memoir."
PAPER_PLANNED = "How loose stones are measured."
PROPOSED = "We buy one brass bell."
ASKED_AND_TAKEN_BACK = "Would the bell rust in the rain"
CONCERN_TAKEN_BACK = "The wall belongs to my cousin."
PROPOSED_AND_TAKEN_BACK = "We sell the old oars."
PROMISED_AND_TAKEN_BACK = "I will climb the mast."
PROPOSED_IN_MEETING = "We whitewash the boathouse."
ASKED = "Would the bell wake the neighbours"
OPENED = "We sweep the slipway every spring."
CONCERN = "The slipway floods at new moon."
WAITS = "We keep the tide table on the wall."
CONCERN_OF_DEE = "The wall is damp in winter."
CONCERN_OF_ASHA = "The wall is hidden by the door."
DECIDED_IN_MEETING = "We name the rowing boat Petrel."
CONCERN_IN_MEETING = "Petrels bring storms, sailors say."
PROMISED = "I will oil the crane."
PROMISED_IN_MEETING = "I will lend my barometer."
PROMISED_BY_ASHA = "I will find a tin of varnish."
PROMISED_BY_NIA = "I will mend the fishing net."
ANSWERED = "I will ask for a wider gangway."
ANSWER = "The gangway is now two metres wide."
NOTE_ON_A_DAY = "The candles are lit before dusk."
CIRCLE_DAY = "The ferry does not run."
ASKED_TIMES = "When to paint the railing"
FOUND_TIMES = "When to sort the ropes"
CALLED_OFF = "Airing the sails"
LED = "A swing on the old crane."
PROPOSED_FROM = "We hang one swing on the crane."
PROMISED_FROM = "I will find a long rope."
NOT_NEEDED = "I will look for a second swing."
OF_HILLSIDE = "We plant a walnut tree."
ANSWER_OF_HELD = "I only asked for the lighthouse key."
COVERED = "The red door opposite the mill."
OWN_COVERED = "We meet where Ruth hides, above the bakery."
IN_A_GROUP = "Between us: the old winch squeaks."
GROUPS_ASK = "What would make the quay kinder"
OFFERED_PART = "Looking at the tide table"
ASK = "A hand with the heavy anchor."
ASK_OF_ASHA = "A lift to the lock gates."
ASK_OF_NIA = "Somebody to hold the ladder."
ASK_THAT_ENDED = "An old brass key."
OFFER_TO_TOM = "Reading the sea charts aloud."
ANSWER_TO_ASK = "Anchors are fine on Fridays."
ANSWER_OF_SAM = "My brother has a trolley."
ANSWER_OF_DEE = "My van has one seat left."
REPLY_TO_ANSWER = "By the north steps, then."
LINE_OF_DEE = "A seat by the porthole, please."
LINE_FOR_TOM = "I can splice a rope in the dark."
LINE_FOR_ME = "Counting masts until it is quiet again."
LINE_FOR_COMPANY = "Ask me twice before I carry the anchor."
SEEN_IN_DEE = "You kept the tiller steady on Tuesday."
OUTSIDE = "Ottoline Marsh, chaplain of the docks, 0300 123 4567"
PASSED_ON = "The ladder by the sluice wobbles under somebody."
EMAIL = "dee@example.org"
NUMBER = "+447700900123"
NAME_IN_LETTERS = "Delphine from the library"
QUIET_WORDS = "Is the kettle still on at yours?"
QUIET_WORDS_TOLD = "Shall we feed the gulls again?"
PASSKEY = "The tablet with the torn cover"
UNSENT = "Half a line about the ferry"
LETTER_LINK = "a-letter-link-of-this-table"
STOP_LINK = "a-link-that-stops-an-ask"

HELP_FOR_ME = "The hum of the fridge, and a blanket."
HELP_FOR_TOM = "Talk to me about ferries."
HELP_AT_HAND = "If I look at the floor I am listening."
HELP_OF_DEE = "A chair beside the door."
TO_ASK_DEE = "Did you get home before the rain?"

SEEN_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys((A_NAME, AN_ORGANISATION, PURPOSE, LIMITS, GOAL, AGREED, AGREED_BEFORE), HERE),
    **dict.fromkeys((READING, PRONOUNS, TOUCHING, CHANGE, OFFERED, GIVING, GIVEN), HERE),
    **dict.fromkeys(
        (ANSWER_OF_HELD, TITLE, PLACE_BEFORE, PLACE, QUESTION, TOPIC, LET_FURTHER, PROPOSED, ASKED, OPENED, WAITS), HERE
    ),
    **dict.fromkeys((CONCERN_OF_DEE, CONCERN_OF_ASHA, DECIDED_IN_MEETING, PROMISED, PROMISED_BY_ASHA), HERE),
    **dict.fromkeys((PROMISED_BY_NIA, ANSWERED, ANSWER, PROPOSED_FROM, PROMISED_FROM, NOT_NEEDED), HERE),
    **dict.fromkeys((SAID, SAID_ARRIVING, SAID_BY_ASHA, SAID_BY_NIA, NOT_LET_FURTHER, HOW_I_AM_SHARED), IN_THE_MEETING),
    **dict.fromkeys((PROPOSED_IN_MEETING, CONCERN_IN_MEETING, PROMISED_IN_MEETING), IN_THE_MEETING),
    SAID_FOR_DEE: IN_THE_MEETING,
    **dict.fromkeys(
        (SENT_AHEAD, KEPT, TAKEN_BACK, IDEA, LED, HOW_I_AM_ALONE, CONCERN, EMAIL, PASSKEY, COVERED, UNSENT), DEE
    ),
    **dict.fromkeys((NUMBER, NAME_IN_LETTERS, QUIET_WORDS), DEE),
    QUIET_WORDS_TOLD: frozenset({"Tom", "Marcus"}),
    **dict.fromkeys((PLANNED, PLANNED_WHY, PLANNED_PLACE, PLANNED_QUESTION), TOM),
    **dict.fromkeys((PLANNED_PART, PLANNED_TOPIC, PLANNED_ASKED), TOM),
    **dict.fromkeys((ASKED_AND_TAKEN_BACK, PROPOSED_AND_TAKEN_BACK, PROMISED_AND_TAKEN_BACK), DEE),
    **dict.fromkeys((CIRCLE_DAY, ASKED_TIMES, FOUND_TIMES, CALLED_OFF), HERE),
    NOTE_ON_A_DAY: DEE,
    **dict.fromkeys((IDEA_OF_ASHA, HOW_ASHA_IS), ASHA),
    **dict.fromkeys((KEPT_BY_NIA, HOW_NIA_WAS, CONCERN_TAKEN_BACK, OWN_COVERED), NOBODY),
    **dict.fromkeys((PAPER, PAPER_TITLE, PAPER_GIST, PAPER_SOURCE, PAPER_BEFORE), HERE),
    PAPER_IN_MEETING: IN_THE_MEETING,
    IN_A_GROUP: frozenset({"Dee", "Tom"}),
    **dict.fromkeys((GROUPS_ASK, OFFERED_PART), IN_THE_MEETING),
    PAPER_OF_WILHELMINA: NOBODY,
    PAPER_TAKEN_BACK: DEE,
    PAPER_PLANNED: TOM,
    OWN_TOPIC: DEE,
    HOW_TO_FETCH: frozenset({"Dee", "Tom"}),
    LINE_OF_DEE: HERE,
    **dict.fromkeys((LINE_FOR_TOM, SEEN_IN_DEE), frozenset({"Dee", "Tom"})),
    LINE_FOR_ME: DEE,
    LINE_FOR_COMPANY: IN_THE_MEETING,
    HELP_FOR_ME: DEE,
    **dict.fromkeys((HELP_FOR_TOM, TO_ASK_DEE), frozenset({"Dee", "Tom"})),
    HELP_AT_HAND: IN_THE_MEETING,
    HELP_OF_DEE: HERE,
    OF_HILLSIDE: BO,
    **dict.fromkeys((ASK, ASK_OF_ASHA), HERE),
    **dict.fromkeys((OFFER_TO_TOM, ANSWER_TO_ASK, REPLY_TO_ANSWER), frozenset({"Dee", "Tom"})),
    **dict.fromkeys((ANSWER_OF_SAM, ASK_THAT_ENDED), DEE),
    ANSWER_OF_DEE: frozenset({"Dee", "Asha"}),
    ASK_OF_NIA: NOBODY,
    **SEEN_OF_PERSONS,
    **SEEN_OF_BETWEEN,
    **SEEN_OF_POWERS,
    **SEEN_OF_ROLES,
    **SEEN_OF_LINKS,
    **SEEN_OF_WAY,
    **SEEN_OF_UNNAMED,
    **SEEN_OF_SECRET,
    OUTSIDE: HERE,
    PASSED_ON: DEE,
}
QUESTION_OF_DEE = "Which window do you look out of?"
