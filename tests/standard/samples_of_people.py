"""Samples of what a page says of people: how they are, what they did, and how often, in whatever words and places."""

from tests.standard.samples import SAID, TITLE, Sample

PICTURE = '<p role="img" aria-label="{}">·</p>'
LINK = '<p><a class="tap" title="{}" href="/dee/">Dee</a></p>'
SIDE_BY_SIDE = "<div><span>Dee</span> <span>{}</span></div>"
LISTED = "<ul><li><bdi>Dee</bdi> <small>{}</small></li></ul>"

SAMPLES_OF_PEOPLE = (
    [
        Sample("no_state_of_a_person", SAID, f"<p>{breaks}</p>", f"<p{shown}>{keeps}</p>")
        for breaks, keeps, shown in (
            ("Dee is resting.", "Dee is resting.", " data-they-show"),
            ("Dee: resting", "Dee: by phone", ""),
            ("Dee is busy.", "Dee is a friend.", ""),
            ("Seen by Dee at noon.", "Seen by all of us.", ""),
            ("Read by Dee on Friday.", "Read it to Dee on Friday.", ""),
            ("Dee has spoken. Kim has not yet.", "Dee has the turn. Kim comes next.", ""),
            ("Kim hasn’t voted.", "Kim has a say.", ""),
            ("Dee: 5 turns, 120 words.", "Dee: 5 Mill Lane.", ""),
            ("Dee was last seen on Friday.", "Dee was there on Friday.", ""),
            ("<b>Dee</b> <em>resting</em>", "<b>Dee</b> <em>a friend</em>", ""),
        )
    ]
    + [
        Sample("no_state_of_a_person", SAID, SAID + place.format(breaks), SAID + place.format(keeps))
        for place, breaks, keeps in (
            (PICTURE, "Dee is online", "Dee in the garden"),
            (LINK, "Dee is typing", "More about Dee"),
            (SIDE_BY_SIDE, "online", "by phone"),
            (LISTED, "Away", "by post"),
        )
    ]
    + [Sample("titles_are_neutral", TITLE, "<title>With ann</title>", "<title>With an apple</title>")]
)
