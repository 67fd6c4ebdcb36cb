"""What the first visit to a page carries over the air, compressed, and whether anything comes from another host."""

import gzip
import re

from django.urls import reverse

from bench.measuring import Figure
from bench.scene import room_address, sign_in
from bench.stage import Stage

PAGE_LIMIT, SCRIPT_LIMIT = 14_000, 25_000
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script src="([^"]+)"( defer| async)?')
ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//(?!127\.0\.0\.1)[^"]*"')


def measure(stage: Stage) -> list[Figure]:
    """The page with the style in it, and with the rest of the style; the scripts; hosts other than ours."""
    scene = stage.scene
    client = sign_in(stage.server.port, scene.first.person)
    paths = {
        "Today": reverse("home:today"),
        "a circle": reverse("home:circle", args=[scene.first.circle.public_id]),
        "a plan": room_address(scene.first, scene.plan, "meetings:plan"),
        "a room": room_address(scene.first, scene.room_of_eight),
    }
    figures, scripts, elsewhere = [], set(), 0
    for name, path in paths.items():
        status, body, headers = client.get(path)
        assert (status, headers.get("content-encoding")) == (200, "gzip"), (status, path)
        html = gzip.decompress(body).decode()
        style = sum(len(client.get(address)[1]) for address in STYLE.findall(html))
        figures.append(Figure(f"First visit to {name}: page with its style", len(body), "B", PAGE_LIMIT))
        figures.append(Figure(f"First visit to {name}: and all other style", len(body) + style, "B"))
        scripts |= set(SCRIPT.findall(html))
        elsewhere += len(ELSEWHERE.findall(html))
    assert all(deferred for _, deferred in scripts)
    size = sum(len(client.get(address)[1]) for address, _ in scripts)
    figures.append(Figure("Scripts of all these pages, deferred", size, "B", SCRIPT_LIMIT))
    figures.append(Figure("Requests to other hosts", elsewhere, "", 0))
    client.close()
    return figures
