"""What is planted of what is in the way, which Dee said to Tom, and of stepping away, which Sam asks about Jo."""

from datetime import timedelta

from handinhand.away import actions as away
from handinhand.away.choices import Until
from handinhand.mending import actions as mending
from handinhand.mending.choices import Kind

IN_THE_WAY = "A bell beside the stove, so that I can stop."
AGREED_IN_THE_WAY = "The bell hangs where everyone can reach it."
DEED = "Jo cut the blue rope twice while others were in the boat."

SEEN_OF_WAY = {
    IN_THE_WAY: frozenset({"Dee", "Tom"}),
    AGREED_IN_THE_WAY: frozenset({"Dee", "Tom"}),
    DEED: frozenset({"Dee", "Tom", "Asha", "Marcus"}),
}


def plant_way(world) -> None:
    """Marcus is asked to be beside Dee; Ravi is asked to be beside Jo."""
    harbour, now = world.harbour, world.now
    likes = ["tea", "writing"]
    said = mending.say(
        by=harbour.dee,
        draft=mending.Draft(harbour.tom, Kind.SOMETHING, IN_THE_WAY, likes, False, harbour.marcus),
        now=now,
    )
    look_on = (now + timedelta(days=20)).date()
    mending.choose_ways(row=said, by=harbour.tom, likes=["writing"], now=now)
    mending.propose_agreed(row=said, by=harbour.tom, text=AGREED_IN_THE_WAY, look_on=look_on, now=now)
    draft = away.Draft(DEED, Until.LOOK, (now + timedelta(days=60)).date(), "Ravi.", "Sam meets Jo first.", "")
    asked = away.ask_to_step_away(member=harbour.jo, by=harbour.sam, draft=draft, now=now)
    company = away.choose_company(away=asked, by=harbour.jo, member=harbour.marcus, now=now)
    world.name(in_the_way=said, away_use=asked.use, away_company=company, jo=harbour.jo)
    world.ids["in_forty_days"] = str((now + timedelta(days=40)).date())
    world.ids["agreed_words"] = said.agreements.get().words.public_id


def live_in_the_way(harbour, now) -> None:
    """Dee said something to Tom, and they agreed; she asks Nia to step away, and Ravi asks her to be beside him."""
    draft = mending.Draft(harbour.tom, Kind.SOMETHING, IN_THE_WAY, ["tea"], is_about_somebody=False)
    said = mending.say(by=harbour.dee, draft=draft, now=now)
    look_on = (now + timedelta(days=20)).date()
    mending.propose_agreed(row=said, by=harbour.tom, text=AGREED_IN_THE_WAY, look_on=look_on, now=now)
    mending.agree(row=said, by=harbour.dee, words_id=said.agreements.get().words.public_id, now=now)
    until = (now + timedelta(days=60)).date()
    deeds = away.Draft(DEED, Until.LOOK, until, "Ravi.", "Sam meets Nia first.", "")
    away.ask_to_step_away(member=harbour.nia, by=harbour.dee, draft=deeds, now=now)
    asked = away.ask_to_step_away(member=harbour.ravi, by=harbour.asha, draft=deeds, now=now)
    away.choose_company(away=asked, by=harbour.ravi, member=harbour.dee, now=now)
