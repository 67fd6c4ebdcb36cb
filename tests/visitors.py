"""The visitor table: what a stranger, a member of another circle, a member, and somebody removed a moment ago get.

Every address has a row at least. A row says what happens there when somebody looks (`get`) and when somebody sends its
form (`post`): the status, and where it sends them on to, or what stands on the page; and which tables it changes. The
member is Asha: she plans no meeting, holds none, and was in all of them; Marcus, who was in none, is tried beside her
everywhere. Where something is Tom's (he plans and holds) or Dee's (she wrote it), the row says what they get, too.

An address names rows of `tests/planted.py`; "{circle}" in a text is the id of the row that is called so there.
"""

from tests import planted
from tests.answers import (
    NOT_HERE,
    SIGN_IN_FIRST,
    WORDS,
    WROTE,
    Answers,
    everybody,
    for_members,
    from_members,
    from_only,
    from_signed_in,
    mend,
    on,
    only,
    page,
    row,
    signed_in,
)
from tests.planted_topics import ENDS_FETCHING, STEPS_OUT
from tests.visitors_of_agreeing import DECIDING_ROWS, WELCOMING_ROWS
from tests.visitors_of_asks import ASK_ROWS, PRACTICE_ROWS
from tests.visitors_of_beside import BESIDE_ROWS
from tests.visitors_of_between import BETWEEN_ROWS
from tests.visitors_of_care import CARE_ROWS
from tests.visitors_of_covers import PLAN_COVER_ROWS
from tests.visitors_of_danger import DANGER_ROWS
from tests.visitors_of_energy import ENERGY_ROWS
from tests.visitors_of_hiding import HIDING_ROWS
from tests.visitors_of_home import HOME_ROWS
from tests.visitors_of_links import LINK_ROWS
from tests.visitors_of_meetings import MEETING_ROWS
from tests.visitors_of_papers import PAPER_ROWS
from tests.visitors_of_persons import PERSON_ROWS
from tests.visitors_of_powers import POWER_ROWS
from tests.visitors_of_profiles import PROFILE_ROWS
from tests.visitors_of_returning import RETURNING_ROWS
from tests.visitors_of_roles import ROLE_ROWS
from tests.visitors_of_rooms import BY_ANOTHER_HAND_ROWS
from tests.visitors_of_safe_contact import PLAN_RESTS, SAFE_CONTACT_ROWS
from tests.visitors_of_safety import SAFETY_ROWS
from tests.visitors_of_secret import SECRET_ROWS
from tests.visitors_of_tea import TEA_ROWS
from tests.visitors_of_times import TIMES_ROWS
from tests.visitors_of_together import TOGETHER_ROWS
from tests.visitors_of_topics import TOPIC_ROWS
from tests.visitors_of_unnamed import UNNAMED_ROWS
from tests.visitors_of_way import ENDS_WAY, WAY_ROWS
from tests.visitors_of_what_was_done import DONE_ROWS
from tests.visitors_of_written import WRITTEN_ROWS

CLOSED = page("This invitation opens nothing now", status=404)
HOME = "/c/{circle}/"
# What goes or is told whenever somebody leaves a circle.
LEAVING = ("Member", "ScopeMember", "Entry", "Channel", "Commitment")
DECISIONS = "/c/{circle}/decisions/"
PROMISES = "/c/{circle}/promises/"
PLACE = {"my_name": "Yuki", "shape": "star", "colour": "plum"}
NEW_CIRCLE = {"name": "Quay Circle", "purpose": "To talk.", "time_zone": "Europe/London", "limits": "We tell."}
BEGAN = ("Circle", "DecisionRule", "Member", "Scope", "ScopeMember", "Entry", "Channel")
LEAVING = ("Member", "ScopeMember", "Entry", "Channel", "Commitment")
JOINED = ("Member", "Scope", "ScopeMember", "Entry", "Channel")

PEOPLE_ROWS = [
    row("people:sign_in", get=everybody(on("/"), stranger=page("Choose what you have with you."))),
    row(
        "people:sign_in_letter",
        get=everybody(page("We send a link and a short code.")),
        post=everybody(on("/sign-in/code/", "SignInLetter", "Letter")),
        send={"email": planted.EMAIL},
    ),
    row("people:sign_in_letter", post=everybody(on("/sign-in/code/")), send={"email": "nobody@example.org"}),
    row("people:letter_again", post=everybody(on("/"), stranger=SIGN_IN_FIRST)),
    row(
        "people:sign_in_code",
        get=everybody(on("/"), stranger=SIGN_IN_FIRST),
        post=everybody(on("/"), stranger=SIGN_IN_FIRST),
        send={"code": "123456"},
    ),
    row(
        "people:sign_in_card",
        get=everybody(page("Type the code on your sign-in card.")),
        post=everybody(on("/")),
        send={"code": "{card}"},
    ),
    row(
        "people:sign_in_card",
        post=everybody(mend("We know no card with this code.")),
        send={"code": "0000 0000 0000 0000"},
    ),
    row(
        "people:sign_in_passkey",
        get=everybody(on("/"), stranger=page("so it can have no passkeys")),
        post=everybody(on("/"), stranger=page("so it can have no passkeys")),
    ),
    row(
        "people:sign_in_passkey",
        post=everybody(on("/"), stranger=page("so it can have no passkeys")),
        send={"answer": "[]"},
    ),
    row(
        "people:passkeys",
        get=signed_in(page("My passkeys"), Dee=page("My passkeys", planted.PASSKEY)),
        post=from_signed_in(page("so it can have no passkeys")),
        send={"name": "My phone"},
    ),
    row(
        "people:rename_passkey",
        "passkey",
        get=signed_in(NOT_HERE, Dee=page("Rename this passkey", planted.PASSKEY)),
        post=from_signed_in(NOT_HERE, Dee=on("/me/passkeys/", "Passkey")),
        send={"name": "The phone with the blue cover"},
    ),
    row("people:rename_passkey", "passkey", post=from_signed_in(NOT_HERE, Dee=mend("Please write something here."))),
    row(
        "people:remove_passkey",
        "passkey",
        get=signed_in(NOT_HERE, Dee=page("Take this passkey away?", planted.PASSKEY)),
        post=from_signed_in(NOT_HERE, Dee=on("/me/passkeys/", "Passkey")),
    ),
    row("people:scanned", "scanned_card", get=everybody(on("/sign-in/card/"))),
    row("people:scanned", "no_link", get=everybody(on("/sign-in/card/"))),
    row(
        "people:come_in",
        "letter_link",
        get=everybody(page("Press the button, and you are in")),
        post=everybody(on("/", "SignInLetter")),
    ),
    row(
        "people:come_in",
        "no_link",
        get=everybody(page("This link does not work any more")),
        post=everybody(page("This link does not work any more")),
    ),
    row("people:demonstration", "demonstration", get=everybody(on("/"))),
    row("people:demonstration", "demonstration_of_dee", get=everybody(NOT_HERE)),
    row("people:me", get=signed_in(page("You have no way to come back yet"), Dee=page(planted.EMAIL))),
    row(
        "people:comfort",
        get=everybody(page("Light, letters, language")),
        post=everybody(on("/me/comfort/", "Comfort"), stranger=on("/me/comfort/")),
        send={"light": "dusk", "letters": "large", "motion": "calm", "language": "ar"},
    ),
    row(
        "people:address",
        get=signed_in(page("You can leave this out.")),
        post=from_signed_in(on("/me/address/code/", "Letter")),
        send={"email": "new@example.org"},
    ),
    row(
        "people:address_code",
        get=signed_in(on("/me/address/")),
        post=from_signed_in(on("/me/address/")),
        send={"code": "123456"},
    ),
    row(
        "people:remove_address",
        get=signed_in(page("Take my address away?")),
        post=from_signed_in(on("/me/"), Dee=on("/me/", "Address", "SignInLetter", "MessageWish", "SafeWay")),
    ),
    row(
        "people:card",
        get=signed_in(page("Make a card"), Dee=page("You have a card already.")),
        post=from_signed_in(on("/me/card/", "SignInCard")),
    ),
    row("people:card_kept", post=from_signed_in(on("/me/"))),
    row(
        "people:sign_out",
        get=signed_in(page("Sign out on this device")),
        post=from_signed_in(on("/signed-out/", "Channel")),
    ),
    row("people:sign_out_everywhere", post=from_signed_in(on("/signed-out/", "Person", "Channel"))),
    row(
        "people:done",
        post=everybody(on("/signed-out/", "Channel"), stranger=on("/signed-out/")),
    ),
    row("people:signed_out", get=everybody(page("You are signed out"))),
    row(
        "people:hide",
        get=everybody(on("{neutral}", "Channel", status=303), stranger=on("{neutral}", status=303)),
        post=everybody(on("{neutral}", "Channel", status=303), stranger=on("{neutral}", status=303)),
    ),
    row("people:about_hiding", get=everybody(page("What it cannot do"))),
    row("people:what_is_kept", get=everybody(page("What is kept"))),
]

CIRCLE_ROWS = [
    row(
        "circles:start",
        get=everybody(page("Two short steps are on this page")),
        post=everybody(on("/c/*/welcome/", *BEGAN), stranger=on("/c/*/welcome/", *BEGAN, "Person", "Comfort")),
        send={"my_name": "Yuki", **NEW_CIRCLE},
    ),
    row(
        "circles:join_code",
        get=everybody(page("Type the code somebody gave you.")),
        post=everybody(on("/join/{token}/")),
        send={"code": "{code}"},
    ),
    row("circles:join_code", post=everybody(CLOSED), send={"code": "qqq-qqq-qqq"}),
    row(
        "circles:join",
        "token",
        get=Answers(
            stranger=page("8 people are here.", planted.PURPOSE, planted.GOAL, planted.AGREED, planted.READING),
            elsewhere=page("8 people are here.", planted.LIMITS),
            member=on(HOME),
            gone=page("8 people are here.", "You see their names when you have joined."),
        ),
        post=Answers(
            stranger=on("/c/{circle}/welcome/", *JOINED, "Person", "Comfort"),
            elsewhere=on("/c/{circle}/welcome/", *JOINED),
            member=on(HOME),
            gone=on("/c/{circle}/welcome/", "Member", "ScopeMember", "Entry", "Channel"),
        ),
        send=PLACE,
        reveals=(planted.PURPOSE, planted.GOAL, planted.AGREED, planted.LIMITS, planted.READING),
    ),
    row("circles:join", "no_token", get=everybody(CLOSED), post=everybody(CLOSED), send=PLACE),
    row(
        "circles:welcome",
        "circle",
        get=for_members(page("You are in, Asha"), Marcus=page("You are in, Marcus")),
    ),
    row("circles:members", "circle", get=for_members(page(planted.A_NAME, planted.AN_ORGANISATION))),
    row(
        "circles:my_place",
        "circle",
        get=for_members(page("My place here", planted.LIMITS)),
        post=from_members(on("/c/{circle}/my-place/", "Member", "Channel")),
        send=PLACE,
    ),
    row("circles:my_place", "circle", post=from_members(mend("goes by this name already")), send={"my_name": "Dee"}),
    row(
        "circles:invite",
        "circle",
        get=for_members(page("/join/{token}/", "Tom made it."), Tom=page("/join/{token}/", "You made it.")),
        post=from_members(on("/c/{circle}/invite/#*", "Invitation", "Entry")),
    ),
    row(
        "circles:invitation",
        "circle",
        "invitation",
        get=for_members(page("An invitation, to scan or print", "/join/{token}/")),
    ),
    row(
        "circles:withdraw",
        "circle",
        "invitation",
        post=from_members(on("/c/{circle}/invite/", "Invitation", "Entry")),
    ),
    row(
        "circles:leave",
        "circle",
        get=for_members(page("Leaving this circle")),
        post=from_members(
            on("/", *LEAVING),
            Tom=on(
                "/",
                *LEAVING,
                *PLAN_RESTS,
                "Words",
                "Meeting",
                "Notes",
                "Hello",
                "Ask",
                *ENDS_FETCHING,
                *ENDS_WAY,
                "Willing",
                "Loan",
            ),
            Dee=on("/", *LEAVING, *PLAN_RESTS, "Friend", "Hello", "Ask", *STEPS_OUT, *ENDS_WAY, "Willing"),
            Asha=on("/", *LEAVING, "Friend", "Ask", "QuietAsker"),
            Marcus=on("/", *LEAVING, "Ask", "QuietAsker", "QuietPlan", "InTheWay", "Company"),
        ),
    ),
    row("circles:limits", "circle", get=for_members(page(planted.LIMITS))),
    row("circles:agreement", "circle", get=for_members(page(planted.GOAL, planted.AGREED))),
    row(
        "circles:earlier",
        "circle",
        "agreement",
        get=for_members(page(planted.AGREED, planted.AGREED_BEFORE)),
    ),
    row("circles:earlier", "circle", "nonsense", get=for_members(NOT_HERE)),
]

CARE_AND_WORDS_ROWS = [
    row("care:mine", get=signed_in(page("Nothing here yet."), Asha=page(planted.HOW_ASHA_IS))),
    row(
        "care:delete",
        "how_asha",
        get=only(Asha=page(planted.HOW_ASHA_IS)),
        post=from_only(Asha=on("/me/how-i-am/", "CheckIn", *WROTE)),
    ),
    row("care:delete", "how_dee", get=only(Dee=page(planted.HOW_I_AM_ALONE)), post=from_only()),
    row("care:delete", "how_nia", get=only(), post=from_only()),
    row(
        "words:own",
        "own_said_words",
        get=only(Asha=page(planted.SAID_BY_ASHA)),
        post=from_only(Asha=on("/", *WROTE)),
        send={"body": WORDS},
    ),
    row("words:own", "kept_words", get=only(Dee=page(planted.KEPT)), post=from_only(), send={"body": WORDS}),
    row("words:own", "concern_words", get=only(Dee=page(planted.CONCERN)), post=from_only(), send={"body": WORDS}),
    row("words:own", "said_by_nia_words", get=only(), post=from_only(), send={"body": WORDS}),
    row("words:own", "kept_by_nia_words", get=only(), post=from_only(), send={"body": WORDS}),
    row("words:take_back", "own_said_words", post=from_only(Asha=on("/", *WROTE))),
    row("words:take_back", "said_words", post=from_only(Dee=on("/", *WROTE))),
    row("words:take_back", "said_by_nia_words", post=from_only()),
    row("words:put_back", "taken_back_words", post=from_only(Dee=on("/", *WROTE))),
    row("words:put_back", "own_said_words", post=from_only(Asha=on("/"))),
]

DECISION_ROWS = [
    row(
        "decisions:list",
        "circle",
        get=for_members(
            page(planted.PROPOSED, planted.OPENED, planted.PROPOSED_IN_MEETING, planted.DECIDED_IN_MEETING),
            Marcus=page(planted.PROPOSED, planted.OPENED, planted.WAITS, planted.DECIDED_IN_MEETING),
        ),
    ),
    row(
        "decisions:propose",
        "circle",
        get=for_members(page("Instead of", planted.AGREED_BEFORE)),
        query="?adopts=agreement&replaces={line}",
    ),
    row(
        "decisions:propose",
        "circle",
        post=from_members(on(DECISIONS + "*/", "Proposal", *WROTE)),
        send={"text": WORDS},
    ),
    row("decisions:proposal", "circle", "proposed", get=for_members(page(planted.PROPOSED, planted.ASKED))),
    row(
        "decisions:proposal",
        "circle",
        "opened",
        get=for_members(page(planted.OPENED, "Where do you stand?"), Dee=page(planted.OPENED, planted.CONCERN)),
    ),
    row(
        "decisions:proposal",
        "circle",
        "waits",
        get=for_members(page(planted.WAITS, planted.CONCERN_OF_DEE, planted.CONCERN_OF_ASHA)),
    ),
    row(
        "decisions:proposal",
        "circle",
        "proposed_in_meeting",
        get=for_members(page(planted.PROPOSED_IN_MEETING), Marcus=NOT_HERE),
    ),
    row(
        "decisions:proposal",
        "circle",
        "decided",
        get=for_members(
            page(planted.DECIDED_IN_MEETING, planted.CONCERN_IN_MEETING, "Where everybody stands"),
            Marcus=page(planted.DECIDED_IN_MEETING, "This is decided."),
        ),
    ),
    row(
        "decisions:proposal",
        "circle",
        "proposed_and_taken_back",
        get=for_members(page("took their words back"), Dee=page(planted.PROPOSED_AND_TAKEN_BACK)),
    ),
    row(
        "decisions:ask",
        "circle",
        "proposed",
        post=from_members(on(DECISIONS + "{proposed}/", "Question", *WROTE)),
        send={"text": WORDS},
    ),
    row(
        "decisions:ask",
        "circle",
        "proposed_in_meeting",
        post=from_members(on(DECISIONS + "{proposed_in_meeting}/", "Question", *WROTE), Marcus=NOT_HERE),
        send={"text": WORDS},
    ),
    row(
        "decisions:ask",
        "circle",
        "decided",
        post=from_members(
            mend("This was decided already"), Marcus=mend("This is for the people whom it was proposed to.")
        ),
        send={"text": WORDS},
    ),
    row(
        "decisions:position",
        "circle",
        "opened",
        post=from_members(
            on(DECISIONS + "{opened}/", "Position"), Dee=on(DECISIONS + "{opened}/", "Position", "Words")
        ),
        send={"kind": "agree"},
    ),
    row(
        "decisions:position",
        "circle",
        "proposed_in_meeting",
        post=from_members(mend("Positions are closed for now."), Marcus=NOT_HERE),
        send={"kind": "agree"},
    ),
    row(
        "decisions:answered",
        "circle",
        "waits",
        "concern_of_asha",
        post=from_only(Asha=on(DECISIONS + "{waits}/", "Position", "Channel")),
    ),
    row(
        "decisions:answered",
        "circle",
        "waits",
        "concern_of_dee",
        post=from_only(Dee=on(DECISIONS + "{waits}/", "Position", "Channel")),
    ),
    row(
        "decisions:keep",
        "circle",
        "waits",
        "concern_of_asha",
        post=from_only(Asha=on(DECISIONS + "{waits}/", "Position", "Question", *WROTE)),
        send={"text": WORDS},
    ),
]

PROMISE_ROWS = [
    row(
        "promises:list",
        "circle",
        get=for_members(
            page(planted.PROMISED, planted.PROMISED_BY_NIA, planted.PROMISED_IN_MEETING, planted.ANSWER),
            Marcus=page(planted.PROMISED, planted.PROMISED_BY_NIA, planted.ANSWER),
        ),
    ),
    row(
        "promises:list",
        "circle",
        get=for_members(page("in this meeting can see this"), Marcus=NOT_HERE),
        query="?among={among}",
    ),
    row("promises:make", "circle", post=from_members(on(PROMISES, "Promise", *WROTE)), send={"text": WORDS}),
    row(
        "promises:make",
        "circle",
        post=from_members(on(PROMISES, "Promise", *WROTE), Marcus=NOT_HERE),
        send={"text": WORDS, "among": "{among}"},
    ),
    row("promises:promise", "circle", "promised", get=for_members(page(planted.PROMISED))),
    row("promises:promise", "circle", "answered", get=for_members(page(planted.ANSWERED, planted.ANSWER))),
    row(
        "promises:promise",
        "circle",
        "promised_in_meeting",
        get=for_members(page(planted.PROMISED_IN_MEETING), Marcus=NOT_HERE),
    ),
    row(
        "promises:promise",
        "circle",
        "promised_and_taken_back",
        get=for_members(page("The words were taken back"), Dee=page(planted.PROMISED_AND_TAKEN_BACK)),
    ),
    row(
        "promises:answer",
        "circle",
        "promised_by_asha",
        post=from_members(
            on(PROMISES + "{promised_by_asha}/", "Promise", "Commitment", "Channel"),
            Marcus=mend("Whoever promised this says what came of it."),
        ),
        send={"kind": "done", "text": WORDS},
    ),
    row(
        "promises:answer",
        "circle",
        "promised_in_meeting",
        post=from_members(mend("Whoever promised this says what came of it."), Marcus=NOT_HERE),
        send={"kind": "done", "text": WORDS},
    ),
    row(
        "promises:take_on",
        "circle",
        "promised_by_nia",
        post=from_members(on(PROMISES + "{promised_by_nia}/", "Promise", "Channel")),
    ),
    row(
        "promises:take_on",
        "circle",
        "promised_in_meeting",
        post=from_members(mend("Somebody has taken this on already."), Marcus=NOT_HERE),
    ),
    row("promises:list", "circle", get=for_members(page(planted.PROPOSED_FROM)), query="?from={led_to_words}"),
    row(
        "promises:ask_again",
        "circle",
        "owed",
        post=from_members(on(PROMISES + "{owed}/", "AskedAgain", "Ask", "Channel"), Marcus=on(PROMISES + "{owed}/")),
    ),
    row(
        "promises:ask_again",
        "circle",
        "promised_in_meeting",
        post=from_members(on(PROMISES + "{promised_in_meeting}/"), Marcus=NOT_HERE),
    ),
    row(
        "promises:let_go",
        "circle",
        "owed",
        post=from_members(on(PROMISES + "{owed}/"), Dee=on(PROMISES + "{owed}/", "Promise", "Commitment", "Channel")),
    ),
    row(
        "promises:let_go",
        "circle",
        "promised_in_meeting",
        post=from_members(on(PROMISES + "{promised_in_meeting}/"), Marcus=NOT_HERE),
    ),
    row(
        "promises:need_again",
        "circle",
        "not_needed",
        post=from_members(on(PROMISES + "{not_needed}/", "Promise", "Channel"), Marcus=on(PROMISES + "{not_needed}/")),
    ),
]

# Not in Django's list of addresses: the front answers these two by itself. A stream is let in by the ticket of a page;
# 204 has no body by what HTTP says, and tells a browser to stop asking.
FRONT_ROWS = [
    row("/up", get=everybody(page("up"))),
    row(
        "/live/",
        get=Answers(
            stranger=page("", status=204),
            elsewhere=page(": here"),
            member=page(": here"),
            gone=page("", status=204),
        ),
    ),
]

TABLE = [
    *HOME_ROWS,
    *PEOPLE_ROWS,
    *CIRCLE_ROWS,
    *RETURNING_ROWS,
    *WELCOMING_ROWS,
    *DONE_ROWS,
    *CARE_AND_WORDS_ROWS,
    *DECISION_ROWS,
    *DECIDING_ROWS,
    *PROMISE_ROWS,
    *MEETING_ROWS,
    *SAFETY_ROWS,
    *TEA_ROWS,
    *ROLE_ROWS,
    *SAFE_CONTACT_ROWS,
    *BESIDE_ROWS,
    *DANGER_ROWS,
    *TIMES_ROWS,
    *PAPER_ROWS,
    *PLAN_COVER_ROWS,
    *PROFILE_ROWS,
    *BY_ANOTHER_HAND_ROWS,
    *TOGETHER_ROWS,
    *WRITTEN_ROWS,
    *HIDING_ROWS,
    *ASK_ROWS,
    *PRACTICE_ROWS,
    *ENERGY_ROWS,
    *TOPIC_ROWS,
    *PERSON_ROWS,
    *BETWEEN_ROWS,
    *POWER_ROWS,
    *LINK_ROWS,
    *WAY_ROWS,
    *UNNAMED_ROWS,
    *SECRET_ROWS,
    *CARE_ROWS,
]
