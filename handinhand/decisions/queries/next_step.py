"""What happens next with a proposal, always said in plain words, and why one rests."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.secret import SecretSeen
from handinhand.decisions.rules import is_reworded


def why_it_rests(proposal: Proposal, *, taken_back: bool, overtaken: bool) -> str:
    """Why nothing is done about a proposal for now; empty where something can be."""
    if proposal.state == ProposalState.ADOPTED:
        return ""
    if taken_back and proposal.words.is_covered:
        return _("Something in this proposal is covered, so it rests.")
    if taken_back:
        return _("The person who proposed this took their words back, so it rests. They can put them back.")
    if overtaken:
        return _("The line that this would change is no longer there, so it rests. You can propose it anew.")
    if is_reworded(proposal):
        return _("The words were changed after this was opened. A meeting can open it again, with the new words.")
    return ""


def next_step(proposal: Proposal, *, rests: str, stands: bool, secret: SecretSeen | None) -> str:
    """What happens next, always said."""
    if proposal.state == ProposalState.ADOPTED:
        decided = _("This is decided. It stays here for everybody to read.")
        if proposal.look_again_at is None:
            return decided
        again = _("We look at it again on %(day)s.") % {"day": _day(proposal, proposal.look_again_at)}
        return f"{decided} {again}"
    if rests:
        return rests
    without_names = _without_names(proposal, secret) if secret is not None else ""
    sooner = _in_time(proposal, is_secret=secret is not None) or without_names
    if sooner:
        return sooner
    if stands and proposal.state == ProposalState.WAITS:
        return _(
            "It waits until whoever has a concern says that it is answered, or keeps it beside the decision. "
            "A meeting can also take it up again."
        )
    return {
        ProposalState.QUESTIONS.value: _(
            "First everybody can ask what they would like to understand. Nobody says where they stand yet."
        ),
        ProposalState.REACTIONS.value: _(
            "Now everybody can say shortly what they think of it. Nobody says where they stand yet."
        ),
        ProposalState.PROPOSED.value: _("A meeting takes this up. Then everybody says where they stand."),
        ProposalState.OPEN.value: _(
            "Whoever holds the meeting closes positions. Until then you can change yours, and only you see it."
        ),
        ProposalState.WAITS.value: _(
            "A meeting can take it up again. Everybody's position stays as it is, and can be changed then."
        ),
    }[proposal.state]


def _in_time(proposal: Proposal, *, is_secret: bool) -> str:
    """What it waits for: somebody to hear of it, or a day; empty when it waits for neither."""
    if proposal.still_to_hear:
        return _("This touches somebody who has not heard of it yet. Positions open when they have read it.")
    if proposal.state == ProposalState.OPEN and proposal.closes_at is not None and is_secret:
        return _(
            "Until %(day)s everybody can say without their name where they stand. It opens then, if five or more have."
            " Before that nobody sees who has."
        ) % {"day": _day(proposal, proposal.closes_at)}
    if proposal.state == ProposalState.OPEN and proposal.closes_at is not None:
        return _(
            "You can say in writing where you stand until %(day)s. If we meet before, it stands there too. Until it"
            " closes you can change it, and only you see it."
        ) % {"day": _day(proposal, proposal.closes_at)}
    if proposal.waits_until is not None and proposal.state in {ProposalState.PROPOSED, ProposalState.WAITS}:
        day = _day(proposal, proposal.waits_until)
        return _("It waits until %(day)s. A meeting can take it up before, too.") % {"day": day}
    return ""


def _day(proposal: Proposal, moment: datetime) -> str:
    """A day to come, where the circle is."""
    return date_format(moment.astimezone(ZoneInfo(proposal.circle.time_zone)), "DATE_FORMAT")


def _without_names(proposal: Proposal, secret: SecretSeen) -> str:
    """The same where positions are taken without names; empty where nothing is different then."""
    if proposal.state == ProposalState.PROPOSED and secret.were_few:
        return _(
            "Fewer than five of us took part, so nothing was opened. It can be taken up again, with names or without."
        )
    if proposal.state == ProposalState.OPEN:
        return _(
            "Whoever holds the meeting closes positions. They open together, if five or more have said where they"
            " stand. Before that nobody sees who has."
        )
    if proposal.state == ProposalState.WAITS and secret.waits_for_concern:
        return _(
            "It waits until whoever wrote a concern takes it back with their phrase. Then each of us can see the result"
            " anew. It can also be taken up again, with names or without."
        )
    if proposal.state == ProposalState.WAITS and secret.result is not None and secret.result.adopted:
        return _("Each of us can see the result anew, further down on this page.")
    if proposal.state == ProposalState.WAITS:
        return _("It can be taken up again, with names or without. Then everybody says anew where they stand.")
    return ""
