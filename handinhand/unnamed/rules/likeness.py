"""When two questions look the same to those who answer them, whatever letters they are made of.

Letters that look alike are taken for one, after the way of UTS #39 (https://www.unicode.org/reports/tr39/) with a short
list of our own. It takes too many for the same rather than too few: then a table is not shown, and nobody is found.
"""

import unicodedata

from handinhand.ground.own_text import digest_of

# Greek capitals that look like other Latin letters than their small ones do.
CAPITALS = str.maketrans("ΗΜΝΥ", "HMNY")  # noqa: RUF001 - ambiguous is what they are
CYRILLIC = str.maketrans("авекмнорстухѕіјӏԁԛԝһьзбгп", "abekmhopctyxsljldqwhb36rn")
GREEK = str.maketrans("αβγεζηικμνορστυχω", "abyeznlkuvopotuxw")
LATIN = str.maketrans("01ijıłøđħɑɡ", "olllllodhag")  # noqa: RUF001 - as above
# Letters by their kind that show as nothing.
BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"))
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
UNSEEN = {"Mn", "Me", "Cf", "Cc"}


def likeness_of(question: str) -> str:
    """A hash of how a question looks: without spaces, signs, accents, capitals and what nobody can see."""
    whole = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", question)).translate(BLANK)
    seen = "".join(each for each in whole if unicodedata.category(each) not in UNSEEN)
    plain = seen.translate(CAPITALS).casefold()
    for alike in (CYRILLIC, GREEK, LATIN):
        plain = plain.translate(alike)
    plain = "".join(filter(str.isalnum, plain))
    for pair, one in PAIRS:
        plain = plain.replace(pair, one)
    return digest_of(plain)
