"""Barriers that axe-core finds: every rule of WCAG 2.2, levels A, AA and AAA, and its best practices."""

from functools import cache
from pathlib import Path

from standard.browser import Opened

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = [
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "wcag22aaa",
    "best-practice",
]
# Where axe cannot tell of letters whether they stand out from what lies behind them, nobody is sure to read them.
NOT_SURE = ["bgGradient", "bgImage", "complexTextShadows", "equalRatio", "fgOnShadowColor", "pseudoContent"]
RUN = """async ([tags, notSure]) => {
  const asked = { runOnly: tags, resultTypes: ['violations', 'incomplete'], elementRef: false };
  const { violations, incomplete } = await axe.run(document, { ...asked, rules: { 'target-size': { enabled: true } } });
  const said = (rule, nodes) => nodes.slice(0, 3).map((node) => `${rule.id}: ${node.html.slice(0, 100)}`);
  const isUnsure = (node) => node.any.some((each) => notSure.includes(each.data && each.data.messageKey));
  const unsure = incomplete.filter((rule) => rule.id.startsWith('color-contrast'));
  return [
    ...violations.flatMap((rule) => said(rule, rule.nodes)),
    ...unsure.flatMap((rule) => said(rule, rule.nodes.filter(isUnsure))),
  ];
}"""


@cache
def _axe() -> str:
    return AXE.read_text()


def barriers(opened: Opened) -> list[str]:
    """What axe finds on the page as it stands now; its scripts have to run."""
    if not opened.page.evaluate("typeof axe === 'object'"):
        opened.page.evaluate(_axe())
    window = opened.page.viewport_size or {"width": 1100, "height": 800}
    # What a bar at the edge covers only until somebody scrolls is no barrier: axe sees the page whole.
    height = int(opened.page.evaluate("Math.min(document.documentElement.scrollHeight, 12000)"))
    opened.page.set_viewport_size({"width": window["width"], "height": max(height, window["height"])})
    found: list[str] = opened.page.evaluate(RUN, [TAGS, NOT_SURE])
    opened.page.set_viewport_size(window)
    return found
