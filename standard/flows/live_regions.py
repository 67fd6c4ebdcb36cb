"""What a page speaks by itself while it is read out: once for each thing, politely, and never all of it again."""

from collections.abc import Sequence
from typing import TypedDict

from playwright.sync_api import Page

# Nobody listens longer than this to what they did not ask for.
MOST_WORDS = 30
# Every change in a part that speaks is written down; several in the same moment are one, as for whoever listens.
LISTEN = """() => {
  if (window.spoken) return;
  const speaks = '[role=status],[role=alert],[role=log],[aria-live=polite],[aria-live=assertive],output';
  window.spoken = [];
  const speak = region => {
    const words = region.textContent.replace(/\\s+/g, ' ').trim();
    const loud = region.matches('[role=alert],[aria-live=assertive]');
    if (region.isConnected && words && region.checkVisibility()) window.spoken.push({ words, loud });
  };
  const within = node => node.nodeType === 1 ? node : node.parentElement;
  const listen = () => new MutationObserver(changes => {
    const touched = new Set();
    changes.forEach(change => {
      const region = within(change.target) && within(change.target).closest(speaks);
      if (region) touched.add(region);
      [...change.addedNodes].filter(node => node.nodeType === 1)
        .flatMap(node => [node, ...node.querySelectorAll(speaks)]).filter(each => each.matches(speaks))
        .forEach(each => touched.add(each));
    });
    touched.forEach(speak);
  }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['hidden'] });
  const begin = () => {
    document.querySelectorAll(speaks).forEach(speak);
    listen();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin); else listen();
}"""


class Spoken(TypedDict):
    """What was spoken, and whether it broke in on something else."""

    words: str
    loud: bool


def listen(page: Page) -> None:
    """Listen to a page from now on."""
    page.evaluate(LISTEN)


def listen_from_the_beginning(page: Page) -> None:
    """Listen to every page that is opened from now on, from its first word."""
    page.add_init_script(f"({LISTEN})()")


def heard(page: Page) -> list[Spoken]:
    """What was spoken since somebody listens, or since they asked last."""
    found: list[Spoken] = page.evaluate("() => window.spoken.splice(0)")
    return found


def spoken_problems(spoken: Sequence[Spoken], told: Sequence[str], *, earlier: Sequence[str] = ()) -> list[str]:
    """What is wrong with what was spoken, where each of some things was to be told once and nothing else."""
    problems = [f"“{each['words']:.60}” broke in on what was being read." for each in spoken if each["loud"]]
    for words in told:
        times = sum(words in each["words"] for each in spoken)
        if times != 1:
            problems.append(f"“{words}” was spoken {times} times, not once.")
    for each in spoken:
        if any(words in each["words"] for words in earlier) or len(each["words"].split()) > MOST_WORDS:
            problems.append(f"“{each['words']:.60}” reads out again what was there before.")
        elif not any(words in each["words"] for words in told):
            problems.append(f"“{each['words']:.60}” was spoken, and nobody needed it.")
    return problems


def loading_problems(spoken: Sequence[Spoken]) -> list[str]:
    """What is wrong with what was spoken while a page was opened: anything twice, or breaking in."""
    words = [each["words"] for each in spoken]
    problems = [f"“{each['words']:.60}” broke in on what was being read." for each in spoken if each["loud"]]
    return problems + [f"“{each:.60}” was spoken twice." for each in dict.fromkeys(words) if words.count(each) > 1]
