"""How soon an accepted change is on the screens of three real browsers."""

from playwright.sync_api import Page, sync_playwright

from bench.measuring import Figure, percentile
from bench.scene import room_address, send, sign_in
from bench.stage import Stage
from handinhand.meetings.choices import PartKind
from tests.chromium import LIGHT

AT_MOST_MS = 250
CHANGES = 40
# Notes the moment at which each expected text came into the page.
WATCH = """() => {
  window.came = {};
  new MutationObserver(() => {
    for (const found of document.body.textContent.matchAll(/screen change \\d+/g))
      if (!(found[0] in window.came)) window.came[found[0]] = performance.timeOrigin + performance.now();
  }).observe(document.body, {childList: true, subtree: true});
}"""
NOW = "() => performance.timeOrigin + performance.now()"


def measure(stage: Stage) -> list[Figure]:
    """From the moment a change is sent until it stands in each page."""
    scene = stage.scene
    talk = scene.go_on_to(PartKind.TALK)
    room = stage.server.url + room_address(scene.twelve[0], scene.meeting)
    say = room_address(scene.twelve[0], scene.meeting, "meetings:say", talk.public_id)
    speaker = sign_in(stage.server.port, scene.twelve[0].person)
    visits = [sign_in(stage.server.port, member.person).cookies for member in scene.twelve[1:4]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        pages = []
        for cookies in visits:
            context = browser.new_context()
            context.add_cookies([{"name": k, "value": v, "url": stage.server.url} for k, v in cookies.items()])
            page = context.new_page()
            page.goto(room)
            page.evaluate(WATCH)
            pages.append(page)
        reached = []
        for number in range(CHANGES):
            text = f"screen change {number}"
            sent = pages[0].evaluate(NOW)
            send(speaker, say, body=text, do="share")
            reached += [came(page, text) - sent for page in pages]
        browser.close()
    speaker.close()
    return [
        Figure("A change is on three screens, 95th percentile", round(percentile(reached, 0.95)), "ms", AT_MOST_MS),
        Figure("A change is on three screens, slowest", round(max(reached)), "ms"),
    ]


def came(page: Page, text: str) -> float:
    """When a text came into a page."""
    page.get_by_text(text, exact=True).first.wait_for(timeout=5000)
    return float(page.evaluate("text => window.came[text]", text))
