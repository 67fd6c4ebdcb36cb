"""Whom somebody chose to turn to, and that they turned to them: known to these two alone."""

from django.db import models
from django.db.models import Q

from handinhand.care.choices.persons import Answer, Looks, Place, Said
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.people.models import Ask
from handinhand.words.models import Scope, Words


class SupportPerson(Row):
    """Somebody's own person, or their second: a member of a circle they share, who was asked and says yes first.

    `asks_until` is when an ask without an answer is over. Once they said yes the two have a scope. `looks` and
    `looks_words` (when they usually look) and `is_away` are what that member said. Who has left, or whose access is
    held, is read from the circle: nobody has to tell it. A no that was put away is kept in no place for some weeks.
    """

    erasure = Erasure(Kept.SUPPORT, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=10, choices=Place, blank=True)
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    asks_until = models.DateTimeField()
    said = models.CharField(max_length=20, choices=Said, default=Said.ASKED)
    scope = models.OneToOneField(Scope, null=True, on_delete=models.CASCADE, related_name="+")
    looks = models.CharField(max_length=20, choices=Looks, blank=True)
    looks_words = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="looks_of")
    is_away = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["circle", "member", "said"], name="support_circle_member_said")]
        constraints = [
            models.UniqueConstraint(fields=["of", "place"], condition=~Q(place=""), name="one_person_in_a_place"),
            models.UniqueConstraint(fields=["of", "member"], name="two_places_two_people"),
            models.CheckConstraint(condition=Q(place="") | Q(place__in=Place.values), name="support_place_known"),
            models.CheckConstraint(condition=~Q(place="") | Q(said="not_this_time"), name="only_a_no_is_put_away"),
            models.CheckConstraint(condition=Q(said__in=Said.values), name="support_said_known"),
            models.CheckConstraint(condition=Q(looks="") | Q(looks__in=Looks.values), name="support_looks_known"),
            models.CheckConstraint(condition=~Q(said="yes") | Q(scope__isnull=False), name="a_yes_has_a_scope"),
        ]

    def __str__(self) -> str:
        return self.public_id


class TurnedTo(Row):
    """That somebody turned to their person, with words or without, and what was answered: for these two alone.

    There is one at a time, so two within a second are one. Taken back, nothing is left of it.
    """

    erasure = Erasure(Kept.SUPPORT, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    support = models.OneToOneField(SupportPerson, on_delete=models.CASCADE, related_name="turned")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="turned_with")
    turned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_words = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="turned_answer")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "turned_at"], name="turnedto_circle_at")]
        constraints = [
            models.CheckConstraint(condition=Q(answer="") | Q(answer__in=Answer.values), name="support_answer_known"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(opened_at__isnull=False), name="answered_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
