"""More samples: of what has the focus, what can be seen at all, and what says otherwise than it seems."""

from tests.standard.samples import BUTTONS, FOCUS, HIDE, HIDING, SAID, Sample

LINKS = "".join(f'<p><a class="tap" href="/more/{each}/">More of it, {each}</a></p>' for each in range(20))
AT_THE_TOP = f'<header style="position:sticky;top:0;height:40vh;background:var(--paper)">{HIDING}</header>'
RING = ":focus-visible{{outline:3px solid {};outline-offset:{}}}"
NOT_COME_TO = '<button type="button" class="button" tabindex="-1"{}>More</button>'

MORE_SAMPLES = [
    Sample("focus_is_seen", FOCUS, RING.format("transparent", "2px"), RING.format("#0006", "2px")),
    Sample("focus_is_seen", FOCUS, RING.format("var(--paper)", "2px"), RING.format("var(--ink)", "2px")),
    Sample(
        "focus_is_seen",
        SAID,
        SAID + LINKS,
        SAID + LINKS,
        also=(HIDE, AT_THE_TOP, f"<style>html{{scroll-padding-top:calc(40vh + 2rem)}}</style>{AT_THE_TOP}"),
    ),
    Sample("order_is_as_read", SAID, SAID + NOT_COME_TO.format(""), SAID + NOT_COME_TO.format(" disabled")),
    Sample(
        "order_is_as_read",
        BUTTONS,
        BUTTONS + NOT_COME_TO.format(""),
        f'{BUTTONS}<div role="toolbar" aria-label="More ways">'
        f'<button type="button" class="button">All</button> {NOT_COME_TO.format("")}</div>',
    ),
]
