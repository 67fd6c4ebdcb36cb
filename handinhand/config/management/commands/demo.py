"""`handinhand demo`: the people of the demonstration, and a sign-in link for each."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from handinhand.circles.models import Member
from handinhand.config import serving
from handinhand.ground.command import KeepersCommand
from handinhand.ground.keeping import check_can_be_used
from handinhand.ground.not_done import NotDone
from handinhand.ground.serving import BeingServed, hold_serving_lock
from handinhand.ground.versions import applied_migrations
from handinhand.home.actions import ensure_demonstration
from handinhand.people.queries import demonstration_link


class Command(KeepersCommand):
    """Says who can be tried in the demonstration, for people or, with --json, for programs."""

    called = "demo [--json]"
    help = "Make the demonstration if it is not there yet, and print a sign-in link for each of its people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print it for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [
            {"name": each.name, "standing": each.standing, "sign_in": demonstration_link(each.person)}
            for each in self.people()
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"url": settings.OWN_ADDRESS, "people": people}))
            return
        self.stdout.write(settings.OWN_ADDRESS)
        for person in people:
            self.stdout.write(f"{person['name']}: {person['sign_in']}")

    def people(self) -> list[Member]:
        """The people of the demonstration; what they need is made where nothing has begun."""
        if not serving.is_for_this_machine_alone():
            raise NotDone(serving.NO_DEMONSTRATION)
        if not applied_migrations():
            try:
                with hold_serving_lock():
                    serving.bring_database_up()
            except BeingServed as starting:
                raise NotDone("Hand in Hand is just starting here. Try again in a moment.") from starting
        with transaction.atomic():
            check_can_be_used()
            return ensure_demonstration(now=timezone.now())
