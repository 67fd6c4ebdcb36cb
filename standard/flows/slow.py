"""How long it takes on a slow phone until a page is of use: measured in the browser, on a line made slow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

LATENCY = 400
BYTES_A_SECOND = 400_000 // 8
TIMES_SLOWER = 4
SOON_ENOUGH = 2_500
PATIENCE = 30_000
# Written down by the page itself: when its heading and its first control are there and a frame was drawn after that.
WATCH = """() => {
  const times = window.times = { painted: 0, drawn: 0 };
  const painted = each => { if (each.name === 'first-contentful-paint') times.painted = each.startTime; };
  new PerformanceObserver(list => list.getEntries().forEach(painted)).observe({ type: 'paint', buffered: true });
  const there = () => {
    const heading = document.querySelector('main h1');
    const control = document.querySelector(
      'main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)');
    return heading && heading.textContent.trim() && control && [heading, control].every(each => each.checkVisibility());
  };
  const look = () => requestAnimationFrame(now => {
    if (times.drawn) return;
    if (there()) requestAnimationFrame(() => { times.drawn = performance.now(); }); else look();
  });
  look();
}"""
IS_THERE = """() => window.times && times.painted > 0 && times.drawn > 0
  && performance.getEntriesByType('navigation')[0].responseEnd > 0"""
TIMES = """() => {
  const [way] = performance.getEntriesByType('navigation');
  return { ...window.times, asked: way.requestStart, answered: way.responseStart, bytes: way.transferSize };
}"""


@dataclass(frozen=True)
class Visit:
    """One cold visit, in thousandths of a second; `server` is what the server took of it."""

    useful: float
    server: float
    bytes: int


def make_slow(page: Page) -> None:
    """400 kbit/s each way, 400 ms to an answer, a processor four times slower, and nothing kept from before."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    client.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **line})
    client.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    page.add_init_script(f"({WATCH})()")


def visit(page: Page, address: str) -> Visit:
    """Open a page and wait until it is of use.

    Useful is the moment at which something was painted for the first time, and the heading and the first control of
    the main part were there, could be seen, and had been drawn: whoever came can read what the page is, and begin.
    """
    page.goto(address, wait_until="commit")
    page.wait_for_function(IS_THERE, timeout=PATIENCE)
    times = page.evaluate(TIMES)
    useful = max(times["painted"], times["drawn"])
    return Visit(useful, max(0.0, times["answered"] - times["asked"] - LATENCY), int(times["bytes"]))


def best_of(go: Callable[[], Visit], *, most: int = 3) -> Visit:
    """The least of some cold visits, until one was soon enough: a busy machine is not the page's fault."""
    best = go()
    for _again in range(most - 1):
        if best.useful < SOON_ENOUGH:
            break
        best = min(best, go(), key=lambda each: each.useful)
    return best


def table(visits: Sequence[tuple[str, Visit]]) -> str:
    """The figures, a line for each page."""
    lines = [f"{'page':<24}{'useful (ms)':>12}{'server (ms)':>12}{'bytes':>10}"]
    lines += [f"{name:<24}{each.useful:>12.0f}{each.server:>12.0f}{each.bytes:>10}" for name, each in visits]
    return "\n".join(lines)


def slow_problems(visits: Sequence[tuple[str, Visit]]) -> list[str]:
    """The pages that were not of use soon enough."""
    return [
        f"{name} was of use after {each.useful:.0f} ms, of which the server took {each.server:.0f}."
        for name, each in visits
        if each.useful >= SOON_ENOUGH
    ]
