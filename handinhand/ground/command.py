"""What every command for a keeper has in common: plain help, and one sentence on how to call it."""

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from handinhand.ground.not_done import NotDone


class KeepersCommand(BaseCommand):
    """A command of the house; `called` is how somebody types it, without the `handinhand` before it."""

    called = ""
    # Each command looks by itself at what it needs, and says so in its own words.
    requires_system_checks = []
    suppressed_base_arguments = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
    }

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, usage=f"handinhand {self.called}", **kwargs)
        parser.error = self.say_usage  # type: ignore[method-assign]
        return parser

    def say_usage(self, message: str) -> NoReturn:
        """Say how the command is called, instead of argparse's own words about `message`."""
        raise NotDone(f"Write it like this: handinhand {self.called}")
