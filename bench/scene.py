"""What we measure on: the demonstration, and a circle of twelve in a meeting; made in the server's own database."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils import timezone

from bench.client import Client
from handinhand.circles.models import Member
from handinhand.config import serving
from handinhand.decisions.actions import propose
from handinhand.decisions.models import Proposal
from handinhand.ground.models import Person
from handinhand.home.actions import ensure_demonstration
from handinhand.meetings.actions.rooms import come_in
from handinhand.meetings.actions.said import take_up
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part, Seat
from handinhand.people.doors import PERSON, ROUND
from handinhand.people.visits import SessionStore
from tests.cast import make_group
from tests.meetings.rooms import begin, fresh, go, part

TWELVE = ("Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi", "Kit", "Bo", "Lou", "Max")
TOKEN = "a" * 32


@dataclass
class Scene:
    """The demonstration's first member with a plan and a room; twelve members in a meeting of their own."""

    first: Member
    room_of_eight: Meeting
    plan: Meeting
    twelve: list[Member]
    meeting: Meeting

    def go_on_to(self, kind: PartKind) -> Part:
        """Let the meeting of twelve come to a part."""
        holder = self.twelve[0]
        if fresh(self.meeting).current.kind != kind:  # type: ignore[union-attr]
            go(self.meeting, kind, by=holder, now=timezone.now())
        return part(self.meeting, kind)

    def begin_round_again(self) -> list[str]:
        """Let nobody have had their turn yet; gives the members in the order of their seats."""
        seats = Seat.objects.filter(part=self.go_on_to(PartKind.ROUND))
        seats.update(outcome="")
        return list(seats.order_by("order").values_list("member__public_id", flat=True))

    def open_proposal(self) -> Proposal:
        """Something to take a position on."""
        now, holder = timezone.now(), self.twelve[0]
        proposal = propose(
            circle=holder.circle, scope=self.meeting.scope, by=holder, text="We begin each meeting with tea.", now=now
        )
        decision = self.go_on_to(PartKind.DECISION)
        take_up(meeting=fresh(self.meeting), part=decision, proposal=proposal, by=holder, now=now)
        return proposal


def build() -> Scene:
    """Make everything; the database is brought up first."""
    serving.bring_database_up()
    now = timezone.now()
    people = ensure_demonstration(now=now)
    of_demonstration = Meeting.objects.filter(circle=people[0].circle).select_related("scope", "circle")
    group = make_group(name="Twelve", now=now, people=TWELVE)
    meeting = begin(group, now=now - timedelta(minutes=30))
    for member in group.members.values():
        come_in(meeting=fresh(meeting), by=member, now=now)
    return Scene(
        first=people[0],
        room_of_eight=of_demonstration.get(state=MeetingState.OPEN),
        plan=of_demonstration.get(state=MeetingState.INVITED),
        twelve=list(group.members.values()),
        meeting=fresh(meeting),
    )


def sign_in(port: int, person: Person) -> Client:
    """A client with a visit of this person."""
    visit: SessionBase = SessionStore()
    visit[PERSON], visit[ROUND] = person.pk, person.sign_in_round
    visit.save()
    return Client(port, {"visit": str(visit.session_key), "csrftoken": TOKEN})


def send(client: Client, path: str, **fields: str) -> None:
    """Send a form of ours with a fresh key, and make sure that it was taken."""
    sent = {"csrfmiddlewaretoken": TOKEN, "key": secrets.token_urlsafe(12), **fields}
    status, where = client.post(path, sent)
    assert (status, bool(where)) == (302, True), (status, path)


def room_address(member: Member, meeting: Meeting, name: str = "meetings:room", *more: str) -> str:
    """The address of something in a meeting."""
    return reverse(name, args=[member.circle.public_id, meeting.public_id, *more])
