"""`handinhand demo`: the people of the demonstration, and a sign-in link for each."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from handinhand.home.actions import ensure_demonstration
from handinhand.people.queries import demonstration_link


class Command(BaseCommand):
    """Says who can be tried in the demonstration, for people or, with --json, for programs."""

    help = "Make the demonstration if it is not there yet, and print a sign-in link for each of its people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print it for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [
            {"name": each.name, "standing": each.standing, "sign_in": demonstration_link(each.person)}
            for each in ensure_demonstration(now=timezone.now())
        ]
        url = f"http://127.0.0.1:{settings.PORT}"
        if options["json"]:
            self.stdout.write(json.dumps({"url": url, "people": people}))
            return
        self.stdout.write(f"{url}\n")
        for person in people:
            self.stdout.write(f"{person['name']}: {person['sign_in']}\n")
