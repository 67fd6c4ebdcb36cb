"""The order of a run whose workers take whole files: the long ones first, so that all workers end together."""

import pytest

# In the order of what they take, from a run with --durations=0; all others take seconds.
LONGEST = (
    "standard/test_every_url_of_meetings.py",
    "standard/test_every_url_of_people.py",
    "standard/test_the_checkers.py",
    "ui/test_right_to_left.py",
    "journeys/test_a_whole_meeting.py",
    "people/test_passkeys_in_a_browser.py",
    "test_visitors.py",
    "promises/test_12_it_works_on_the_phone_you_have.py",
    "standard/flows/test_slow_phone.py",
    "standard/flows/test_main_job_by_keyboard.py",
    "standard/flows/test_signing_in_again_loses_nothing.py",
    "standard/flows/test_hide_this_page.py",
    "standard/flows/test_messages_off.py",
    "standard/flows/test_heard_by_a_screen_reader.py",
    "standard/flows/test_main_job_without_scripts.py",
    "standard/flows/test_the_flow_checkers.py",
    "standard/test_what_does_not_come.py",
    "unnamed/test_attackers.py",
    "test_query_counts.py",
    "promises/test_10_it_is_calm.py",
    "people/test_back_button.py",
    "config/test_commands.py",
    "ground/test_upgrade.py",
    "config/test_every_address.py",
    "people/test_squares.py",
    "front/test_serve.py",
    "words/test_sight_by_any_url.py",
    "care/test_nothing_stands_unfolded.py",
    "promises/test_03_care_in_any_order.py",
    "promises/test_02_nobody_can_tell.py",
    "journeys/test_arriving.py",
    "journeys/test_looking_after.py",
    "journeys/test_together.py",
    "meetings/test_load_command.py",
    "faults/test_killed.py",
    "promises/test_11_no_words_are_lost.py",
    "meetings/test_printed.py",
    "people/test_nothing_stays.py",
    "people/test_clearing.py",
    "ground/test_old_backups.py",
    "live/test_follow.py",
    "front/test_any_request.py",
    "journeys/test_whoever_is_there.py",
)


def sort(items: list[pytest.Item]) -> None:
    """Put long files first; within a file and among the others the order stays."""
    place = {f"tests/{name}": at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda each: place.get(each.nodeid.partition("::")[0], len(LONGEST)))
