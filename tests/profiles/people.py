"""What tests of pages about members say and look at."""

from io import BytesIO

from PIL import Image

from handinhand.circles.models import Member
from handinhand.profiles import actions
from handinhand.profiles.choices import GiftKind, Heading, Sees
from handinhand.profiles.models import Gift, Line
from handinhand.profiles.queries.gifts import waiting_gifts
from handinhand.profiles.queries.pages import page_of
from tests.cast import Group


def fresh(member: Member) -> Member:
    """A member as they are now."""
    return Member.objects.select_related("circle", "person").get(pk=member.pk)


def write(by: Member, body: str, sees: str = Sees.CIRCLE, heading: str = Heading.MATTERS, *, now: object) -> Line:
    """One line on somebody's page."""
    return actions.write_line(by=fresh(by), heading=heading, body=body, sees=sees, now=now)


def choose(by: Member, line: Line, *others: Member, now: object) -> None:
    """Show one line to some people."""
    ids = [each.public_id for each in others]
    actions.choose_people(by=fresh(by), words_id=line.words.public_id, member_ids=ids, now=now)


def write_for(by: Member, body: str, *others: Member, now: object, heading: str = Heading.MATTERS) -> Line:
    """One line on somebody's page, for people they choose."""
    line = write(by, body, Sees.CHOSEN, heading, now=now)
    choose(by, line, *others, now=now)
    return line


def read_by(viewer: Member, owner: Member) -> set[str]:
    """Everything that somebody reads on another's page."""
    page = page_of(viewer=fresh(viewer), member=fresh(owner))
    return {line.words.body for section in page.sections for line in section.lines}


def readers(group: Group, owner: Member, text: str) -> set[str]:
    """The names of those who read a line on somebody's page."""
    here = [name for name, each in group.members.items() if fresh(each).left_at is None]
    return {name for name in here if text in read_by(group.members[name], owner)}


def give(by: Member, to: Member, body: str, *, now: object, kind: GiftKind = GiftKind.STRENGTH) -> Gift:
    """What somebody writes to another."""
    return actions.give(by=fresh(by), to_id=to.public_id, kind=kind, body=body, now=now)


def waits_for(member: Member) -> list[str]:
    """What waits for somebody."""
    return [each.words.body for each in waiting_gifts(viewer=fresh(member))]


def have_a_page(member: Member, other: Member, *, now: object) -> dict[str, str]:
    """A line, a photograph, and words to and from another; ids as addresses call them."""
    member, other = fresh(member), fresh(other)
    line = write(member, "Tea before talking.", now=now)
    write_for(member, "A walk on a hard day.", other, heading=Heading.HARD_DAY, now=now)
    sent = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(sent, "PNG")
    actions.put_photograph(by=member, sent=sent.getvalue(), sees=Sees.ME, now=now)
    give(member, other, "You listened.", now=now)
    gift = give(other, member, "You waited for me.", now=now)
    ids = {"line_id": line.public_id, "words_id": line.words.public_id, "gift_id": gift.public_id}
    return {"heading": "matters", **ids}
