"""Who can see words now, in a sentence: with names where few can.

What people are called is each circle's own, and circles stand above words: whoever knows hands it over.
"""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from handinhand.ground.models import Person
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words

# By the row number of a scope: the names of the others in it as one text, empty for nobody. Where many are, nothing.
Names = Mapping[int, str]
NamesOf = Callable[[Person, Iterable[int]], Names]
# Who sees words that went on by a way of their own, which no scope knows of; empty for all others.
SaysOf = Callable[[Words], str]
_handed_over: list[NamesOf] = []
# What others read only when its time comes says so: a sentence, or nothing for any other words. The names go with it.
ReadLater = Callable[[Words, str], str]
_read_later: list[ReadLater] = []
_says_of: list[SaysOf] = []

# Whether a gift was kept, let go or never reached anybody is not told to whoever wrote it, so nobody is named there.
UNNAMED = (ScopeKind.ME, ScopeKind.GIFT)
WHO = {
    ScopeKind.ME: _("Only you can see this."),
    ScopeKind.MEETING: _("The people of that meeting can see this, with your name. They may have read it already."),
    ScopeKind.GROUP: _("The people of your small group can see this, with your name. They may have read it already."),
    ScopeKind.CHOSEN: _("The people you chose can see this, with your name. They may have read it already."),
    ScopeKind.PAIR: _("Only you and one other person can see this. They may have read it already."),
    ScopeKind.COMPANY: _(
        "Those who will be at a meeting with you can see this, with your name. They may have read it already."
    ),
    ScopeKind.GIFT: _(
        "You and whoever you wrote it for can see this. They may have read it already. If they keep it, that copy is"
        " theirs."
    ),
    ScopeKind.CIRCLE: _("Everyone in your circle can see this, with your name. They may have read it already."),
}
FEW = {
    ScopeKind.MEETING: _("The people of that meeting can see this, with your name: %(names)s."),
    ScopeKind.GROUP: _("Only you and the people of your small group can see this: %(names)s."),
    ScopeKind.CHOSEN: _("Only you and those you chose can see this: %(names)s."),
    ScopeKind.PAIR: _("Only you and one other person can see this: %(names)s."),
    ScopeKind.COMPANY: _("Only you and those who will be at a meeting with you can see this: %(names)s."),
    ScopeKind.CIRCLE: _("Everyone in your circle can see this, with your name: %(names)s."),
}
THEY_MAY_HAVE_READ = _("They may have read it already.")
NOBODY_ELSE = _("Nobody else is there now, so only you can see this.")


def hand_over_names(names_of: NamesOf) -> None:
    """Take over how the people of scopes are called; `config` hands it over, once."""
    _handed_over[:] = [names_of]


def hand_over_read_later(read_later: ReadLater) -> None:
    """Take over what says of words who reads them later; `config` hands it over, once."""
    _read_later[:] = [read_later]


def hand_over_own_ways(*says_of: SaysOf) -> None:
    """Take over what higher parts know of words that went on by a way of their own; `config` hands it over, once."""
    _says_of[:] = says_of


def names_for(*, viewer: Person, words: Iterable[Words]) -> Names:
    """The names of those who see these words of the viewer's own, where they are few; as many reads for many words."""
    shared = {each.scope_id for each in words if _is_named(each)}
    return _handed_over[0](viewer, shared) if _handed_over else {}


def who_sees(words: Words, names: Names) -> str:
    """Who can see somebody's own words now."""
    went = (says(words) for says in _says_of) if words.scope.kind in UNNAMED else iter([])
    return next(filter(None, went), "") or _who_is_in_it(words, names)


def _who_is_in_it(words: Words, names: Names) -> str:
    if words.state == State.DRAFT:
        return _later(words, "") or str(_("Only you can see this so far."))
    if words.state == State.TAKEN_BACK:
        return str(_("You took this back. Only you can see it now."))
    if words.is_covered:
        return str(_("This is covered. Only you can see it."))
    kind = ScopeKind(words.scope.kind)
    if kind in UNNAMED or words.scope_id not in names:
        return str(WHO[kind])
    if not names[words.scope_id]:
        return str(NOBODY_ELSE)
    later = _later(words, names[words.scope_id]) if kind == ScopeKind.PAIR else ""
    return later or f"{FEW[kind] % {'names': names[words.scope_id]}} {THEY_MAY_HAVE_READ}"


def _later(words: Words, names: str) -> str:
    return next(filter(None, (says(words, names) for says in _read_later)), "")


def _is_named(words: Words) -> bool:
    return words.state == State.SHARED and not words.is_covered and words.scope.kind not in UNNAMED
