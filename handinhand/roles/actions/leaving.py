"""What becomes of roles when somebody leaves."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.roles.actions.drawing import draw_what_is_due
from handinhand.roles.actions.kept import hold_all_of
from handinhand.roles.actions.lending import hold_picked_up, let_back
from handinhand.roles.models import AddedWord, Loan, Willing


@transaction.atomic
def hold_no_more(*, member: Member, now: datetime) -> None:
    """Somebody leaves: what they hold is open again, what they said of roles goes, and no word is theirs any more.

    Where names have closed it is drawn first: leaving changes no draw that was due.
    """
    draw_what_is_due(roles=hold_all_of(member), by=member, now=now)
    theirs = Loan.objects.filter(member=member, ended_at__isnull=True)
    loans = list(theirs.select_related("role", "meeting", "circle", "member"))
    hold_picked_up(*loans)
    for loan in loans:
        let_back(loan, now=now)
    AddedWord.objects.filter(member=member).update(member=None)
    Willing.objects.filter(member=member).delete()
