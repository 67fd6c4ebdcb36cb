"""Many roles, many who hold one, and draws with many names and words."""

from datetime import timedelta
from typing import Any

from handinhand.roles.choices import Kind, Stage
from handinhand.roles.models import AddedWord, InDraw, LentRole, Loan, RoleDraw


def fill_roles(filling: Any) -> None:
    """Many roles of the circle's own, each held; many draws of before of one; many names in the one that is drawn."""
    now, until = filling.now, (filling.now + timedelta(days=90)).date()
    filling.rows(LentRole, lambda each: {"kind": Kind.OWN, "name": f"Role {each}", "by": filling.asha})
    own = list(LentRole.objects.filter(circle=filling.circle, kind=Kind.OWN).order_by("-pk")[: filling.many])
    filling.rows(
        Loan,
        lambda each: {
            "role": own[each],
            "seat": "one",
            "member": filling.members[each],
            "until": until,
            "began_at": now,
        },
    )
    times = {"opened_at": now - timedelta(days=3), "closes_at": now, "closed_at": now, "until": until}
    welcome = LentRole.objects.get(circle=filling.circle, kind=Kind.WELCOME)
    over = {"role": welcome, "seats": [], "seed": "s", "fingerprint": "f", "stage": Stage.NOBODY, **times}
    filling.rows(RoleDraw, lambda _each: over)
    drawn = RoleDraw.objects.get(circle=filling.circle, stage=Stage.DRAWN)
    InDraw.objects.bulk_create(
        InDraw(draw=drawn, member=each, who=each.public_id, held=0, fits=each.standing) for each in filling.members
    )
    AddedWord.objects.bulk_create(AddedWord(draw=drawn, fingerprint=each.public_id) for each in filling.members)
