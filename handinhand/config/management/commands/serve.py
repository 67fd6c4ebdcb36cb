"""`handinhand serve`: gets everything ready that a server needs, and then serves until it is stopped."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import connection
from django.utils import timezone

from handinhand.config import server, serving
from handinhand.config.asgi import house
from handinhand.ground.command import KeepersCommand
from handinhand.home.actions import ensure_demonstration
from handinhand.people.queries import demonstration_link

SHOWN = ("Tom", "Dee", "Asha", "Marcus")


class Command(KeepersCommand):
    """Serve the house on this machine."""

    called = "serve [--demo]"
    help = "Get everything ready and serve. PORT and DATA say where."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="with the invented Harbour Circle to look at")

    def handle(self, *args: Any, **options: Any) -> None:
        for fault in serving.check_ready():
            self.stderr.write(fault)
        with serving.only_one(), server.take_port(settings.BIND, settings.PORT) as port:
            serving.bring_database_up()
            serving.collect_static_files()
            lines = [f"Hand in Hand is ready at {settings.OWN_ADDRESS}"]
            if options["demo"] and serving.is_for_this_machine_alone():
                lines += self.demonstration()
            elif options["demo"]:
                self.stderr.write(serving.NO_DEMONSTRATION)
            connection.close()
            server.run(house(), on=port, ready=lambda: self.say(lines))

    def demonstration(self) -> list[str]:
        """A sign-in link for some people of the demonstration: one who holds the meeting, one who is new, two more."""
        people = {each.name: each for each in ensure_demonstration(now=timezone.now())}
        # Somebody who was tried may have left since; then somebody else is shown.
        first = [*(name for name in SHOWN if name in people), *(name for name in people if name not in SHOWN)]
        return [f"  as {name}: {demonstration_link(people[name].person)}" for name in first[: len(SHOWN)]]

    def say(self, lines: list[str]) -> None:
        """Say it at once, also into a pipe."""
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
