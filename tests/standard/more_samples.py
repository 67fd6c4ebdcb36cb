"""More samples: of what has the focus, what can be seen at all, and what says otherwise than it seems."""

from tests.standard.samples import (
    ABOUT,
    BUTTONS,
    FOCUS,
    HELP,
    HIDE,
    HIDING,
    PRONOUNS,
    SAID,
    SEEN_BY,
    TITLE,
    WHY,
    Sample,
)

LINKS = "".join(f'<p><a class="tap" href="/more/{each}/">More of it, {each}</a></p>' for each in range(20))
AT_THE_TOP = f'<header style="position:sticky;top:0;height:40vh;background:var(--paper)">{HIDING}</header>'
RING = ":focus-visible{{outline:3px solid {};outline-offset:{}}}"
NOT_COME_TO = '<button type="button" class="button" tabindex="-1"{}>More</button>'
UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap"
INK = """<p style="background:#fff;color:{}">We sit in the sun.</p>"""
SKIP = "You can skip this."
HELP_TEXT = f'<p class="help">{WHY}</p>'
COLUMN = "body{{display:flex;flex-direction:column}}header,main,footer{{width:100%;box-sizing:border-box}}{}"
FOOT = f"<footer>{HELP}\n{ABOUT}</footer>"
IN_A_GROUP = """<div role="toolbar" aria-label="More ways"><button type="button" class="button">All</button>
<button type="button" class="button" tabindex="-1" style="padding:0;min-height:{}">More</button></div>"""
TWO = """<div style="display:flex"><a class="tap" style="width:9rem" href="/a/">All of them</a>
<a class="tap" style="position:relative;margin-left:{}" href="/b/">More</a></div>"""
BAR = '<p style="line-height:2.5rem"><a href="/a/">All of them</a>{}<a href="/b/">More of them</a></p>'
LONG = "We like to sit in the garden when the sun is out. There we talk about the day and the week."
LABEL = '<label for="words">Your words</label>'
PICTURE = '<img alt="{}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
SEND = '<input type="submit" class="button" value="{}" style="width:auto">'
ONE_OF = """<div class="field"><label for="which">Which day</label>
<select id="which" name="which" style="font:inherit;min-height:3rem"><option>Today</option><option>{}</option></select>
</div><p data-next>"""

MORE_SAMPLES = [
    Sample("no_barriers", SAID, SAID + INK.format("#fff"), SAID + INK.format("#333")),
    Sample(
        "no_barriers",
        SAID,
        SAID + INK.format("#333;background:linear-gradient(#333,#fff)"),
        SAID + INK.format("#333;background:#eee"),
    ),
    Sample("no_blame", TITLE, "<title>Error</title>", "<title>Not here</title>"),
    Sample("no_blame", SAID, SAID + PICTURE.format("It failed"), SAID + PICTURE.format("A tree")),
    Sample("no_blame", BUTTONS, SEND.format("It failed"), SEND.format("Send it")),
    Sample("no_blame", "<p data-next>", ONE_OF.format("Invalid"), ONE_OF.format("Another day")),
    Sample("help_is_in_its_place", FOCUS, FOCUS + COLUMN.format("main{order:1}"), FOCUS + COLUMN.format("")),
    Sample(
        "help_is_in_its_place",
        FOOT,
        FOOT.replace("<a", '<a style="display:none"', 1),
        FOOT,
        also=(HIDE, HIDE.replace("</header>", f" {HELP}</header>"), HIDE.replace("</header>", f" {HELP}</header>")),
    ),
    Sample(
        "help_is_in_its_place",
        FOCUS,
        FOCUS + "footer{display:flex;flex-direction:column-reverse}",
        FOCUS + "footer{display:flex;flex-direction:column}",
    ),
    Sample("targets_are_large", SAID, SAID + IN_A_GROUP.format("2rem"), SAID + IN_A_GROUP.format("3rem")),
    Sample("targets_are_large", SAID, SAID + TWO.format("-6rem"), SAID + TWO.format("0")),
    Sample("targets_are_large", SAID, SAID + BAR.format(" | "), SAID + BAR.format(" can be had, and so can ")),
    Sample(
        "lines_are_easy",
        SAID,
        f'{SAID}<div style="font-size:.6rem">{LONG}</div>',
        f"{SAID}<div>{LONG}</div>",
    ),
    Sample(
        "lines_are_easy",
        LABEL,
        LABEL.replace("Your words", LONG).replace("<label", '<label style="font-size:.6rem"'),
        LABEL.replace("Your words", LONG),
    ),
    Sample("hide_comes_first", HIDING, HIDING.replace("<a", '<a style="opacity:0"'), HIDING),
    Sample("hide_comes_first", HIDING, HIDING.replace("<a", '<a style="clip-path:inset(50%)"'), HIDING),
    Sample("hiding_is_explained", ABOUT, ABOUT.replace("<a", '<a style="clip-path:inset(50%)"'), ABOUT),
    Sample(
        "who_sees_beside_each_box",
        SEEN_BY,
        SEEN_BY.replace("<p", '<p style="opacity:0"'),
        SEEN_BY.replace("<p", '<p style="opacity:1"'),
    ),
    Sample("who_sees_beside_each_box", SEEN_BY, SEEN_BY.replace("<p", f'<p style="{UNSEEN}"'), SEEN_BY),
    Sample(
        "who_sees_beside_each_box",
        SEEN_BY,
        '<p class="seen-by">Write what you like here.</p>',
        '<p class="seen-by">Only Kim gets it.</p>',
    ),
    Sample("why_and_skip", HELP_TEXT, HELP_TEXT.replace("<p", "<p hidden"), HELP_TEXT),
    Sample("why_and_skip", SKIP, "It cannot be left empty.", "You do not have to answer."),
    Sample("why_and_skip", SKIP, "Please do not leave it empty.", "It can be left empty."),
    Sample("why_and_skip", SKIP, "Please write here, and leave nothing out.", "Leave it if you like."),
    Sample(
        "why_and_skip",
        PRONOUNS,
        PRONOUNS.replace("<input", "<input required"),
        PRONOUNS.replace("<input", '<input required value="she"'),
    ),
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
