"""What is left of a page that somebody hid: on the screen, behind Back, in the browser, and with the next site."""

from collections.abc import Iterable, Mapping

from playwright.sync_api import Page

STEPS_BACK = 5
# What a browser keeps for a site, and which a script of the site can see.
KEPT = """async () => {
  const found = [];
  const say = (where, names) => { for (const name of names) found.push(`${where} keeps “${name}”.`); };
  say('The local storage', Object.keys(localStorage));
  say('The storage of this window', Object.keys(sessionStorage));
  if (window.caches) say('The cache of scripts', await caches.keys());
  if (indexedDB.databases) say('A database', (await indexedDB.databases()).map(each => each.name));
  const workers = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
  say('A worker', workers.map(each => each.scope));
  return found;
}"""


def storage_problems(page: Page, *, cookies: Iterable[str] = ()) -> list[str]:
    """What the browser keeps of the site whose page is open; `cookies` are names that are to be gone."""
    found: list[str] = page.evaluate(KEPT)
    there = {each["name"] for each in page.context.cookies()}
    return found + [f"The cookie “{name}” is still there." for name in cookies if name in there]


def screen_problems(page: Page, words: Iterable[str]) -> list[str]:
    """What of some words is on the screen at this moment."""
    text = page.locator("body").inner_text()
    return [f"“{each}” is on the screen." for each in words if each in text]


def back_problems(page: Page, words: Iterable[str]) -> list[str]:
    """What comes back by Back, as often as there is a page to go back to."""
    sought = list(words)
    for step in range(1, STEPS_BACK + 1):
        page.go_back(wait_until="load")
        if page.url == "about:blank":
            break
        text = page.locator("body").inner_text()
        found = [f"“{each}” comes back by Back, pressed {step} times." for each in sought if each in text]
        if found:
            return found
    return []


def referer_problems(headers: Iterable[Mapping[str, str]], words: Iterable[str] = ()) -> list[str]:
    """What the next site was told: of where somebody came from, or anything else that is theirs."""
    sought = list(words)
    problems = []
    for each in headers:
        if each.get("referer"):
            problems.append(f"The next site was told “{each['referer']}”.")
        problems += [f"The next site was told “{text}”." for text in sought if text in " ".join(each.values())]
    return problems
