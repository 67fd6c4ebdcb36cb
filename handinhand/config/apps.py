"""Tells Django about this part: the outermost room."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The part `config`; once all models are there it hands the effects of powers to circles."""

    name = "handinhand.config"

    def ready(self) -> None:
        """Models have to be there before actions can be read, hence the import by name."""
        powers = import_module("handinhand.config.powers")
        import_module("handinhand.circles.actions").hand_over_effects(powers.EFFECTS)
