"""One table."""

from django.conf import settings
from django.db import models


class Note(models.Model):
    """One line that somebody kept; found by the index on its owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.text
