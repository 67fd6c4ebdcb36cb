"""Which boxes ask about the person who fills them in, by their names; every name of a box is in one of these lists."""

from typing import Final

# Asks nothing of anybody else's: what is looked up is kept nowhere.
LOOKED_UP: Final = ("code", "looked_for", "head", "phrase", "before")

# "skip": it says why it is asked, and that it can be skipped. "why": without it there is nothing to send, or it has a
# default that tells nothing; so it says why.
ABOUT_A_PERSON: Final = {
    "my_name": "why",
    "pronouns": "skip",
    "say_name": "skip",
    "organisation": "skip",
    "standing": "why",
    "shape": "skip",
    "colour": "skip",
    "email": "why",
    "number": "why",
    "hours": "skip",
    "way_minutes": "skip",
    "looks": "skip",
    "let_back": "skip",
    "opener": "skip",
    "picture": "why",
}
WHY: Final = r"\b(so that|because|instead of|for your shape|for when|stand for you)\b"
# What one is told to do or may do; "it cannot be left empty" says something else.
SKIP: Final = (
    r"\b(you (can|may) (also |always )?(skip|leave) (it|this|them|these)"
    r"|(can|may) be (skipped|left (empty|out|as it is))"
    r"|(need not|do not (have|need) to) (answer|write|say|fill)|need none)\b"
    r"|(?:^|[.!?:;] )(skip|leave) (it|this)\b"
)

# What is written, asked, planned, chosen or agreed; who somebody is, is not asked in these.
ABOUT_SOMETHING_ELSE: Final = frozenset(
    """
    about after agree answer beside body by_when called came choice choices clock concern contacts counted day days
    detail end evenings every fetcher file first for_organisations for_themselves friend from_hour gave gist
    happened happens heavy hello hiding how how_many instead_of is_named key kind kinds known knows language last
    letters light likes limits link longest look_again_on look_on many may_be_left may_say member minutes motion
    name named names need not_asked note notice_days opening opening_question opens_on outside part people place
    preparation purpose question reasons resting result screens seats second share shows since size source start
    stays takes text time_zone title to to_hour told topics touches_on travel until way way_back what which who whom
    whose why word words
    """.split()  # noqa: SIM905 - a hundred lines would hide what is in them
)
