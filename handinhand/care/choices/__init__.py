"""What can be chosen in care."""

from handinhand.care.choices.afterwards import Said
from handinhand.care.choices.feeling import Weather
from handinhand.care.choices.helping import About, Sees

__all__ = ["About", "Said", "Sees", "Weather"]
