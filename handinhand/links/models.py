"""Links between two circles, and what a circle told the circles it is linked with. Nobody is named in them."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.moments import goes_on, is_over
from handinhand.ground.own_text import FromElsewhere, OwnText, ToldElsewhere
from handinhand.ground.sealed import Lookup, SealedText


class Link(Row):
    """A link: `circle` said yes first and was given a code, and `other` says yes to that code; none is above the other.

    While it has no `other` it is a yes that waits. `circle_is_known` and `other_is_known` say whether that side lets
    the further links of the other one know that it exists. `ended_by` is the side that cut it, or took its yes back.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    code = SealedText()
    code_lookup = Lookup(of="code", unique=True)
    circle_is_known = models.BooleanField(default=False)
    other_is_known = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    linked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    loaded_from = SealedText(null=True)
    loaded_lookup = Lookup(of="loaded_from")

    class Meta:
        indexes = [models.Index(fields=["circle", "linked_at"], name="link_circle_linked")]
        constraints = [
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(circle=F("other")), name="linked_with_another"),
            models.CheckConstraint(
                condition=Q(other__isnull=True, linked_at__isnull=True)
                | Q(other__isnull=False, linked_at__isnull=False),
                name="linked_by_both",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("offered_at")), name="link_code_ends_later"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="links_are_ended_by_one_side",
            ),
            models.UniqueConstraint(
                Least("circle", "other"),
                Greatest("circle", "other"),
                condition=Q(linked_at__isnull=False, ended_at__isnull=True),
                name="two_circles_are_linked_once",
            ),
            models.UniqueConstraint(fields=["loaded_lookup"], condition=~Q(loaded_lookup=""), name="link_loaded_once"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def is_offered(self, now: datetime) -> bool:
        """Whether another circle can still say yes to it."""
        return self.linked_at is None and self.ended_at is None and now < self.ends_at

    @property
    def goes_on(self) -> bool:
        """Whether two circles are linked by it now."""
        return self.linked_at is not None and self.ended_at is None

    def lets_know_of(self, circle: Circle) -> bool:
        """Whether this side of it lets the further links of the other one know that it exists."""
        return self.circle_is_known if circle.pk == self.circle_id else self.other_is_known

    def reaches(self, circle: Circle) -> Circle | None:
        """The circle on the other side, if there is one yet."""
        return self.other if circle.pk == self.circle_id else self.circle


class Update(Row, ToldElsewhere):
    """What a circle decided to tell, in the words it agreed to: the circle's own text, of nobody in it."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    text = OwnText()
    text_covered_until = models.DateTimeField(null=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    loaded_from = SealedText(null=True)
    loaded_lookup = Lookup(of="loaded_from")

    class Meta:
        indexes = [models.Index(fields=["circle", "told_at"], name="update_circle_told")]
        constraints = [
            models.UniqueConstraint(
                fields=["loaded_lookup"], condition=~Q(loaded_lookup=""), name="update_loaded_once"
            ),
            models.CheckConstraint(condition=~Q(answers=F("id")), name="answers_another_update"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def read_in(self) -> list[Circle]:
        """The circles that read it now, over links that go on."""
        heard = HeardUpdate.objects.filter(HeardUpdate.reached(), address__update=self).select_related("circle")
        return [each.circle for each in heard]


class Address(models.Model):
    """That an update was told over a link: the circle on its other side reads it, while the link goes on."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="addresses")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "link"], name="told_once_over_a_link")]

    def __str__(self) -> str:
        return f"{self.update_id} {self.link_id}"


class HeardUpdate(Row, FromElsewhere):
    """An update as it stands in the circle that reads it, which can cover it for itself: nobody else learns of that.

    What the circle that told it does to it counts as well: taken back, covered, or the link cut, it is not there.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    address = models.OneToOneField(Address, on_delete=models.CASCADE, related_name="heard")
    text = OwnText()
    text_covered_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id

    @classmethod
    def reached(cls) -> Q:
        """Told over a link that goes on now, and not taken back: there is no more that a circle reads of others."""
        link = Q(address__link__linked_at__isnull=False, address__link__ended_at__isnull=True)
        return link & Q(address__update__taken_back_at__isnull=True)

    @classmethod
    def standing(cls) -> Q:
        """What a circle reads of others, but what its tellers covered."""
        return cls.reached() & is_over("address__update__text_covered_until")

    @property
    def is_covered_there(self) -> bool:
        """Whether the circle that told it covered it."""
        return goes_on(self.address.update.text_covered_until)

    @property
    def says(self) -> str:
        """What its readers read: a cover of either circle lies over it."""
        return str(self.address.update.text if self.is_covered_there else self.text)
