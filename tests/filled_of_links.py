"""Many circles that are linked with one, and many updates both ways."""

from datetime import timedelta
from typing import Any

from handinhand.ground.models import Circle, new_public_id
from handinhand.links.actions.telling import let_stand
from handinhand.links.models import Link, Update


def fill_links(filling: Any) -> None:
    """Each of many circles is linked, told something, and tells; and as many codes wait."""
    now, circle = filling.now, filling.circle
    given = {"purpose": "To mend.", "limits": "We tell.", "time_zone": "Europe/London", "began_at": now}
    others = [Circle.objects.create(name=f"Circle {number}", **given) for number in range(40)]
    until = {"offered_at": now, "ends_at": now + timedelta(days=3000)}
    linked = {**until, "linked_at": now, "other_is_known": True, "circle_is_known": True}
    links = [
        Link.objects.create(circle=each, other=circle, code=new_public_id(), **linked)
        for number, each in enumerate(others)
    ]
    for number in range(20):
        Link.objects.create(circle=circle, code=new_public_id(), **until)
        far = {"circle": others[number], "other": others[number + 20]}
        Link.objects.create(code=new_public_id(), **far, **linked)
    for number, each in enumerate(links):
        ours = Update.objects.create(circle=circle, text=f"We told {number}.", told_at=now)
        theirs = Update.objects.create(circle=others[number], text=f"They told {number}.", told_at=now, answers=ours)
        let_stand(ours, [each, links[number - 1]])
        let_stand(theirs, [each])
