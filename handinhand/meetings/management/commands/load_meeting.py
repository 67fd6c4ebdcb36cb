"""`handinhand load-meeting FILE`: loads real meetings, says what it did, and prints a way to join."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.ground.command import KeepersCommand
from handinhand.ground.keeping import check_can_be_used
from handinhand.ground.not_done import NotDone
from handinhand.meetings import times
from handinhand.meetings.actions.load import LoadResult, SpaceResult, changes_what_is_somebodys, load
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.reading import LoadedFile, read_file

MOST_LEFT_SHOWN = 20


class Command(KeepersCommand):
    """Load one meeting, or the meetings of a circle, from a file."""

    called = "load-meeting FILE"
    help = "Load one meeting, or the meetings of a circle, from a JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file with the meetings")

    def handle(self, *args: Any, **options: Any) -> None:
        # A file is looked at before anything else, so that what it lacks is said at once.
        loaded = read_file(options["file"])
        with transaction.atomic():
            check_can_be_used()
            results = load(loaded=loaded, now=timezone.now())
            if changes_what_is_somebodys(results):
                # It is undone with this change.
                raise NotDone(
                    _(
                        "People are in this circle already, so what is new in it is theirs to set. Nothing was changed."
                        " They can plan a meeting, or one like an earlier one, in the circle itself."
                    )
                )
        for line in _lines(loaded, results):
            self.stdout.write(line)


def _lines(loaded: LoadedFile, results: list[LoadResult]) -> list[str]:
    spaces = [_space_line(each) for each in results[0].spaces]
    to_each = _("To join “%(circle)s”: %(link)s")
    ways = [_way_in(to_each, each.token, each.circle.name) for each in results[0].spaces]
    ways.append(_way_in(_("To join the circle: %(link)s"), results[0].token))
    return [*_circle_lines(results), *_meeting_lines(results), *spaces, *_left_lines(loaded), *ways]


def _space_line(space: SpaceResult) -> str:
    name = {"circle": space.circle.name}
    if space.is_new:
        return "\n" + _("A circle of its own, linked with it: “%(circle)s”. What it told is there to read.") % name
    return "\n" + _("The circle “%(circle)s” was loaded before.") % name


def _circle_lines(results: list[LoadResult]) -> list[str]:
    name = {"circle": results[0].circle.name}
    new = sum(result.is_new for result in results)
    if not new and not any(each.is_new for each in results[0].spaces):
        return [_("This was loaded before, into the circle “%(circle)s”. Nothing was changed.") % name]
    if new < len(results):
        return [_("The circle “%(circle)s” is here already. What is new was added to it.") % name]
    return [_("A new circle: “%(circle)s”.") % name]


def _meeting_lines(results: list[LoadResult]) -> list[str]:
    return [line for result in results if result.is_new for line in _lines_of(result)]


def _lines_of(result: LoadResult) -> list[str]:
    meeting = result.meeting
    told = {"title": meeting.title, "day": times.say_day(meeting.starts_at, result.circle.time_zone)}
    if meeting.state == MeetingState.CLOSED:
        lines = ["", _("“%(title)s” was held on %(day)s.") % told]
    else:
        lines = ["", _("“%(title)s” is planned for %(day)s. Everyone in the circle is invited.") % told]
    if result.has_twin:
        lines.append(_("The circle has another meeting of this name on that day. Both are kept."))
    sentences = {
        "": _("%(minutes)s: %(title)s"),
        "minutes": _("%(minutes)s (proposed): %(title)s"),
        "part": _("%(minutes)s: %(title)s (proposed)"),
    }
    for part, proposed in zip(result.plan, result.proposed, strict=True):
        told_of_it = {"minutes": times.say_minutes(part.minutes or 0), "title": part.title}
        lines.append("  " + sentences[proposed] % told_of_it)
    if not result.findings:
        lines.append(_("Its pace is kind: there is a break at least every 45 minutes."))
    for finding in result.findings:
        lines.append(finding.reason.in_words(_, ngettext))
    return lines


def _left_lines(loaded: LoadedFile) -> list[str]:
    if not loaded.left_for_later:
        return []
    shown = ", ".join(loaded.left_for_later[:MOST_LEFT_SHOWN])
    rest = len(loaded.left_for_later) - MOST_LEFT_SHOWN
    lines = ["", _("Left for later work: %(keys)s.") % {"keys": shown}]
    if rest > 0:
        lines.append(ngettext("And %(count)s more.", "And %(count)s more.", rest) % {"count": rest})
    return lines


def _way_in(sentence: str, token: str | None, circle: str = "") -> str:
    if token is None:
        return "\n" + _("There are people in this circle. To join, ask one of them for an invitation.")
    link = settings.PUBLIC_ADDRESS + reverse("circles:join", args=[token])
    return "\n" + sentence % {"circle": circle, "link": link}
