"""A cup of tea that two people have, without chance in who they are."""

from datetime import datetime, timedelta

from handinhand.circles.models import Member
from handinhand.people.actions import ask
from handinhand.people.choices import AskKind
from handinhand.tea.choices import Opening, Way, Why
from handinhand.tea.models import Draw, Drawn, Group
from handinhand.tea.rules import cost_of, today_in


def draw_together(*members: Member, now: datetime) -> list[Drawn]:
    """These are drawn together today, for a week."""
    circle, today = members[0].circle, today_in(members[0].circle, now)
    draw, _new = Draw.objects.get_or_create(circle=circle, day=today, defaults={"until": today + timedelta(weeks=1)})
    group = Group.objects.create(draw=draw, why=Why.NOT_YET, question=0)
    given = {"kind": AskKind.TEA, "ref": group.public_id, "when": None, "circle": circle, "now": now}
    given |= {"where": f"/c/{circle.public_id}/tea/", "ends_at": now + timedelta(weeks=1)}
    return [
        Drawn.objects.create(
            group=group,
            member=member,
            ask=ask(of=member.person, cost=cost_of(way), **given),
            way=way,
            opening=Opening.YES,
        )
        for member, way in zip(members, [Way.WALKING, Way.PHONE, Way.ANY], strict=False)
    ]
