from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.afterwards import (
    a_promise_is_answered,
    close,
    each_author_is_asked,
    look_around,
    nobody_went_elsewhere,
    promise,
)
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.deciding import decide, settle, tom_hides_and_comes_back, write_ideas
from tests.journeys.eight import NEUTRAL, Eight
from tests.journeys.in_the_room import begin_and_arrive, rest, step_out, talk
from tests.journeys.joining import join_all
from tests.journeys.planning import plan_and_invite
from tests.journeys.the_round import go_round, nothing_is_missing, power_cut
from tests.servers import Server

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path, env={"HANDINHAND_NEUTRAL_SITE": NEUTRAL}) as server:
        yield server


def walk(server: Server, browser: Browser, camera: Camera, in_the_round: Callable[[Eight], None] | None) -> None:
    with Eight(server, browser, camera) as eight:
        join_all(eight)
        plan_and_invite(eight)
        begin_and_arrive(eight)
        talk(eight)
        rest(eight)
        step_out(eight)
        go_round(eight, in_the_round)
        write_ideas(eight)
        tom_hides_and_comes_back(eight)
        decide(eight)
        settle(eight)
        promise(eight)
        close(eight)
        nothing_is_missing(eight)
        each_author_is_asked(eight)
        a_promise_is_answered(eight)
        look_around(eight)
        nobody_went_elsewhere(eight)


def test_eight_people_go_through_a_whole_meeting_and_see_what_came_of_it(server, chromium):
    walk(server, chromium, Camera(FOLDER / "a-whole-meeting"), None)


@pytest.mark.soak
def test_the_same_with_the_server_killed_and_started_again_in_the_round(server, chromium):
    walk(server, chromium, Camera(), power_cut)
