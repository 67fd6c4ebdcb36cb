import os

import pytest

from tests.journeys.camera import FOLDER, Camera
from tests.journeys.eight import NEUTRAL, Eight
from tests.journeys.in_the_room import begin_and_arrive, rest, step_out, talk
from tests.journeys.joining import join_all
from tests.journeys.planning import plan_and_invite
from tests.journeys.the_round import go_round, power_cut
from tests.servers import Server

pytestmark = [pytest.mark.browser]


def test_eight_people_go_through_a_whole_meeting(tmp_path, chromium):
    with (
        Server(tmp_path, env={"HANDINHAND_NEUTRAL_SITE": NEUTRAL}) as server,
        Eight(server, chromium, Camera(FOLDER if os.environ.get("PICS") else None)) as eight,
    ):
        join_all(eight)
        plan_and_invite(eight)
        begin_and_arrive(eight)
        talk(eight)
        rest(eight)
        step_out(eight)
        go_round(eight, power_cut)
