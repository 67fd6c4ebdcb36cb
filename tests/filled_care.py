"""Many lines of what helps Asha and Dee, many at hand in meetings, and many who ask Asha tomorrow."""

from datetime import timedelta
from typing import Any

from handinhand.care.choices import About
from handinhand.care.models import AtHand, ForTomorrow, HelpLine
from handinhand.fairness.energy import Cost
from handinhand.people.actions import ask
from handinhand.people.choices import AskKind
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember
from handinhand.words.queries import own_scope


def fill_care(filling: Any) -> None:
    """Many of everything that a page of care shows."""
    asha, dee = filling.asha, filling.world.harbour.dee
    own = own_scope(filling.circle, asha.person)
    for member, scope in ((asha, own), (asha, filling.scope), (dee, filling.scope)):
        words = filling.write(scope, by=member)
        filling.rows(
            HelpLine, lambda each, of=(member, words): {"member": of[0], "about": About.HELPS, "words": of[1][each]}
        )
    meetings = filling.rows(Scope, lambda _each: {"kind": ScopeKind.MEETING})
    for_few = filling.rows(Scope, lambda _each: {"kind": ScopeKind.COMPANY})
    filling.rows(ScopeMember, lambda each: {"scope": for_few[each], "person": asha.person})
    filling.rows(AtHand, lambda each: {"member": asha, "among": meetings[each], "scope": for_few[each]})
    words = filling.write(own, by=asha)
    asks = [
        ask(
            of=dee.person,
            kind=AskKind.HOW_THEY_ARE,
            ref=f"ask{each}",
            cost=Cost(),
            when=None,
            where="/help/",
            now=filling.now,
            circle=filling.circle,
            begins_at=filling.now + timedelta(days=1),
        )
        for each in range(filling.many)
    ]
    filling.rows(
        ForTomorrow,
        lambda each: {
            "by": asha,
            "to": dee,
            "among": meetings[each],
            "ask": asks[each],
            "words": words[each],
            "begins_at": filling.now,
        },
    )
