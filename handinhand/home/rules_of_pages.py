"""The rules of our standard for trauma-informed pages, as everybody can read them, by the six principles.

The principles are those of the working definition of trauma-informed practice (OHID 2022). `standard/` has the checks.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Principle:
    """One of the six, and the rules that follow from it, each by its id."""

    name: str | Promise
    rules: dict[str, str | Promise]


SIX = (
    Principle(
        _("Safety"),
        {
            "S1": _("“Hide this page” is the first thing on every page of yours. Back does not bring the page back."),
            "S2": _("We say what hiding can do, and what it cannot, before you need it."),
            "S3": _("The name of a page and its little picture tell nobody what this place is about."),
            "S4": _("Nobody writes to you or calls you before you said that it is safe."),
            "S5": _("No box makes you tell what happened to you."),
            "S6": _("Every page leads to help. What cannot stay private is said before you write."),
            "S7": _("Nothing comes from another website. A page lists all that stays in your browser."),
            "S8": _("Nothing flashes, moves or plays by itself."),
            "S9": _("On a shared device nothing stays when you are done."),
        },
    ),
    Principle(
        _("Trust"),
        {
            "T1": _("Beside each box for words stands who will see them."),
            "T2": _("When we ask about you, we say why, and that you can skip it."),
            "T3": _("Each step says what comes next."),
            "T4": _("The same thing has the same name everywhere."),
            "T5": _("What was promised can be seen until it is answered."),
            "T6": _("A change to a meeting or a rule is told, with what was there before."),
            "T7": _("When something needs another look, we say what to do. Nothing is lost, and nobody is blamed."),
            "T8": _("A page says what whoever keeps the server could see."),
        },
    ),
    Principle(
        _("Choice"),
        {
            "C1": _("All we need is a name that you choose."),
            "C2": _("“No” and “Pass” are as large and as near as “Yes”."),
            "C3": _("What you wrote you can change, show to others, or take back."),
            "C4": _("You can speak, type, send it ahead or let a friend write. It all counts the same."),
            "C5": _("What words touch on is said first, with a choice: read it, not now, or the gist."),
            "C6": _("No time runs out. Coming in again loses nothing."),
            "C7": _("Messages are off until you switch them on. They come in your own hours."),
            "C8": _("Nothing happens just because you came to a box or wrote in it."),
            "C9": _("What matters can be undone, or we ask once more first."),
        },
    ),
    Principle(
        _("Working together"),
        {
            "B1": _("Nobody has power over others alone, for ever, or where the circle cannot see it."),
            "B2": _("A decision says who has to take part. It keeps the words of those who saw it differently."),
            "B3": _("Nobody is shown how often you did something, or how you are just now."),
            "B4": _("Notes never tie what somebody lived through to them without their yes."),
            "B5": _("All of us can see what somebody who plans can do, and when they did it."),
        },
    ),
    Principle(
        _("Strength"),
        {
            "E1": _("Our sentences are short and plain."),
            "E2": _("Each page is about one thing, and says it first."),
            "E3": _("What you gave once is not asked again. Coming in needs no puzzle and no good memory."),
            "E4": _("It works by the keyboard alone and with a screen reader. What you tap is large."),
            "E5": _("It works without scripts, on a small or slow phone, and with very large letters."),
            "E6": _("Papers can be had large, plain and on paper, and can be read aloud."),
            "E7": _("Help is in the same place on every page."),
            "E8": _("No medals and no marks. When something went well, people say so."),
        },
    ),
    Principle(
        _("Every culture"),
        {
            "K1": _("A name is one free box, for any name in any script."),
            "K2": _("What somebody believes, or where they come from, is asked only if the circle decided that."),
            "K3": _("Those who need a space of their own can have one. They decide what leaves it."),
            "K4": _("Pages can be had in another language, also from right to left."),
            "K5": _("Days of rest, of faith and of caring are known before a meeting is set, if you wish that."),
            "K6": _("You need no picture, no colour and no figure of speech to understand a page."),
        },
    ),
)
