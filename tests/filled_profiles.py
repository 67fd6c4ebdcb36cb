"""Many lines on Asha's and Dee's pages, and much that was written to Asha and by her."""

from typing import Any

from handinhand.profiles.choices import GiftKind, Heading
from handinhand.profiles.models import Gift, Line
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import own_scope


def fill_profiles(filling: Any) -> None:
    """Many of everything that a page about a member shows."""
    asha, dee = filling.asha, filling.world.harbour.dee
    own = own_scope(filling.circle, asha.person)
    for member, scope in ((asha, own), (asha, filling.scope), (dee, filling.scope)):
        words = filling.write(scope, by=member)
        filling.rows(
            Line, lambda each, of=(member, words): {"member": of[0], "heading": Heading.MATTERS, "words": of[1][each]}
        )
    for words in filling.write(own, by=asha):
        scope = Scope.objects.create(circle=filling.circle, kind=ScopeKind.CHOSEN)
        for person in (asha.person, dee.person):
            ScopeMember.objects.create(circle=filling.circle, scope=scope, person=person)
        Words.objects.filter(pk=words.pk).update(scope=scope)
        Line.objects.create(circle=filling.circle, member=asha, heading=Heading.LEARN, words=words)
    for to, by in ((asha, None), (None, asha)):
        scope = Scope.objects.create(circle=filling.circle, kind=ScopeKind.GIFT)
        for person in {asha.person, *(each.person for each in filling.members)}:
            ScopeMember.objects.create(circle=filling.circle, scope=scope, person=person)
        words = filling.write(scope, by=by)
        filling.rows(
            Gift,
            lambda each, of=(to, by, words): {
                "to": of[0] or filling.members[each],
                "by": of[1] or filling.members[each],
                "kind": GiftKind.THANKS,
                "words": of[2][each],
            },
        )
