"""Choices of care: what a line about help is, the pictures of how somebody is, and what was answered to an ask."""

from handinhand.care.choices.afterwards import Said
from handinhand.care.choices.feeling import Weather
from handinhand.care.choices.helping import About, Sees

__all__ = ["About", "Said", "Sees", "Weather"]
