"""Every way from a row to one person, in one word: the person's own doing, or it asks something of them.

What asks something of a person by name goes through one door, and its row holds the ticket that the door makes
(`people.Ask`). A foreign key to a person or a member that is not in this table stops the build.

Own doing is what a person said, did, has, or was let into; what a room does with those who are in it (turns, small
groups, a word to whoever holds it); and what tells somebody that their own place is spoken of.
"""

OWN, ASKS, TICKET = "own", "asks", "the ticket itself"

TABLE = {
    "people.Ask.of": TICKET,
    "circles.Hello.to": ASKS,
    "decisions.Given.to": ASKS,
    "meetings.Friend.friend": ASKS,
    "calendars.Calendar.person": OWN,
    "care.CheckIn.person": OWN,
    "circles.Hello.by": OWN,
    "circles.Hold.agreed_by": OWN,
    "circles.Hold.asked_by": OWN,
    "circles.Hold.member": OWN,
    "circles.Invitation.by": OWN,
    "circles.Member.person": OWN,
    "circles.Reading.by": OWN,
    "days.CircleDay.set_by": OWN,
    "days.OwnDays.person": OWN,
    "decisions.Offer.by": OWN,
    "decisions.Position.member": OWN,
    "decisions.Proposal.by": OWN,
    "decisions.Reaction.member": OWN,
    "decisions.Touched.member": OWN,
    "ledger.Entry.by": OWN,
    "meetings.Ahead.member": OWN,
    "meetings.Answer.member": OWN,
    "meetings.Attendance.member": OWN,
    "meetings.Back.member": OWN,
    "meetings.BreakAsked.member": OWN,
    "meetings.BreakAsked.told": OWN,
    "meetings.DoneFor.whose": OWN,
    "meetings.Friend.whose": OWN,
    "meetings.Hand.member": OWN,
    "meetings.InGroup.member": OWN,
    "meetings.Meeting.holder": OWN,
    "meetings.Meeting.planned_by": OWN,
    "meetings.Notes.keeper": OWN,
    "meetings.OfferAnswer.member": OWN,
    "meetings.OnPhone.member": OWN,
    "meetings.Pace.by": OWN,
    "meetings.PlanChange.by": OWN,
    "meetings.PlanOffer.by": OWN,
    "meetings.Seat.member": OWN,
    "meetings.Series.made_by": OWN,
    "people.Address.person": OWN,
    "people.Comfort.person": OWN,
    "people.Commitment.person": OWN,
    "people.Energy.person": OWN,
    "people.Passkey.person": OWN,
    "people.Rest.person": OWN,
    "people.SentOnce.person": OWN,
    "people.SignInCard.person": OWN,
    "people.WeekOff.person": OWN,
    "promises.AskedAgain.by": OWN,
    "promises.Promise.answered_by": OWN,
    "promises.Promise.by": OWN,
    "returning.Asked.asker": OWN,
    "returning.Asked.member": OWN,
    "returning.Asked.of": OWN,
    "returning.Known.by": OWN,
    "returning.Wish.member": OWN,
    "returning.Wish.opener": OWN,
    "times.Asking.asked_by": OWN,
    "times.Reply.member": OWN,
    "words.Cover.by": OWN,
    "words.CoverYes.person": OWN,
    "words.NotSeeing.about": OWN,
    "words.NotSeeing.by": OWN,
    "words.Scope.of": OWN,
    "words.ScopeMember.person": OWN,
    "words.Words.author": OWN,
}

# These ask by name, and do not hold a ticket yet. The list only ever grows shorter.
TO_BE_WIRED = {"circles.Hello.to", "decisions.Given.to", "meetings.Friend.friend"}
