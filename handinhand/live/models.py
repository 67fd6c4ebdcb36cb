"""How far each channel has come."""

from django.db import models


class Channel(models.Model):
    """An opaque key and a number that grows with every change heard on it."""

    key = models.CharField(max_length=40, unique=True)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
