"""Small drawings, all of one line weight, always beside words. Drawn for this project."""

from django.utils.safestring import mark_safe

LINES = {
    "sun": '<circle cx="12" cy="12" r="4"/>'
    '<path d="M12 3v2M12 19v2M3 12h2M19 12h2M6 6l1 1M17 17l1 1M18 6l-1 1M7 17l-1 1"/>',
    "circle": '<circle cx="9" cy="12" r="6"/><circle cx="15" cy="12" r="6"/>',
    "talk": '<path d="M4 6h16v11H9l-5 4z"/>',
    "tick": '<path d="M5 12l5 5L20 7"/>',
    "me": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "plan": '<path d="M5 6h14M5 12h14M5 18h9"/>',
    "agreed": '<path d="M8 12l3 3 6-7"/><circle cx="12" cy="12" r="9"/>',
    "heart": '<path d="M12 20s-8-5-8-11a4.500 4.500 0 0 1 8-2.500A4.500 4.500 0 0 1 20 9c0 6-8 11-8 11z"/>',
    "eye": '<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z"/><circle cx="12" cy="12" r="3"/>',
    "cup": '<path d="M5 9h11v5a5 5 0 0 1-11 0zM16 10h2a2 2 0 0 1 0 5h-2"/>',
    "wave": '<path d="M3 17c4-8 6-8 9 0s5 8 9 0"/>',
    "leaf": '<path d="M5 19c0-8 5-13 14-14 0 9-5 14-14 14zM5 19l7-7"/>',
    "water": '<path d="M3 9c3-3 5-3 9 0s6 3 9 0M3 15c3-3 5-3 9 0s6 3 9 0"/>',
    "hill": '<path d="M3 19L9 8l4 6 3-4 5 9z"/>',
    "sprout": '<path d="M12 21V9M12 9c0-4 3-6 7-6 0 4-3 6-7 6zM12 13c0-3-2-5-6-5 0 3 2 5 6 5z"/>',
    "star": '<path d="M12 3l2.500 6 6.500.5-5 4.200 1.600 6.300-5.600-3.500L6.400 20 8 13.700 3 9.500 9.500 9z"/>',
    "moon": '<path d="M19 14.500A8 8 0 0 1 9.500 5a8 8 0 1 0 9.500 9.500z"/>',
    # Weather, for how somebody is. Each is told from the others by its lines alone.
    "cloud": '<path d="M7 18a4 4 0 0 1 0-8 5 5 0 0 1 9.500-1A4.500 4.500 0 0 1 17 18z"/>',
    "rain": '<path d="M7 14a4 4 0 0 1 0-8 5 5 0 0 1 9.500-1A4.500 4.500 0 0 1 17 14zM8 17v4M12 17v4M16 17v4"/>',
    "fog": '<path d="M4 7h12M8 11h12M3 15h14M7 19h13"/>',
    "wind": '<path d="M3 9h11a3 3 0 1 0-3-3M3 13h15a3 3 0 1 1-3 3M3 17h7a2 2 0 1 1-2 2"/>',
    "thunder": '<path d="M7 13a4 4 0 0 1 0-8 5 5 0 0 1 9.500-1A4.500 4.500 0 0 1 17 13M13 10l-4 6h5l-3 6"/>',
    "snow": '<path d="M12 3v18M4 7.500l16 9M4 16.500l16-9M9 4l3 3 3-3M9 20l3-3 3 3"/>',
    "night": '<path d="M16 14.500A7 7 0 0 1 7.500 6 7 7 0 1 0 16 14.500zM17 4v4M15 6h4M20 10v2M19 11h2"/>',
    "dawn": '<path d="M2 18h20M6 18a6 6 0 0 1 12 0M12 4v4M4 10l2 2M20 10l-2 2M6 21h12"/>',
    "page": '<path d="M6 3h9l4 4v14H6zM9 12h7M9 16h7"/>',
}
# Drawings of writing and speaking: they look the way that the page is read.
TURNING = {"talk", "plan", "page"}
MARK = (
    '<svg width="38" height="26" viewBox="0 0 38 26" aria-hidden="true"><circle cx="13" cy="13" r="11" fill="#17524a"'
    ' opacity=".9"/><circle cx="25" cy="13" r="11" fill="#d98b5f" opacity=".75"/></svg>'
)


def draw(name: str) -> str:
    """One drawing as SVG, hidden from screen readers because words stand beside it."""
    turns = ' class="turns"' if name in TURNING else ""
    return (
        f'<svg{turns} width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        f' aria-hidden="true">{LINES[name]}</svg>'
    )


DRAWN = {name: draw(name) for name in LINES}
SAFE_DRAWINGS = {name: mark_safe(svg) for name, svg in DRAWN.items()}  # noqa: S308 - our own drawings, no input
