"""How far each channel has come."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept


class Channel(models.Model):
    """An opaque key and a number that grows with every change heard on it."""

    # A person's own channel goes by their random mark, which stands for nobody once they are gone.
    erasure = Erasure(Kept.NOTHING, Erased.STAYS)

    key = models.CharField(max_length=40, unique=True)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
