"""A small page that keeps every rule, and for each checker a change that breaks its rule once, or just keeps it."""

from dataclasses import dataclass

PAGE = """<!doctype html>
<html lang="en" dir="ltr" data-comfort="light usual usual">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>A page</title><link rel="icon" href="data:,">
<style>
:root{--ink:#222;--paper:#fff}
html{background:var(--paper);color:var(--ink)}
[data-comfort~=dusk]{--paper:#111;--ink:#eee;color-scheme:dark}
[data-comfort~=large]{font-size:137.5%}
body{margin:0;font:1.1rem/1.6 sans-serif;overflow-wrap:break-word}
header,main,footer{padding:1rem;max-width:36rem;margin:auto}
a{color:inherit}
.tap{display:inline-flex;align-items:center;min-height:3rem;min-width:3rem}
.button{display:inline-flex;align-items:center;min-height:3rem;min-width:3rem;padding:.4rem 1rem;font:inherit}
.button{background:var(--paper);color:var(--ink);border:2px solid var(--ink)}
.row{display:flex;flex-wrap:wrap;gap:1rem}
.choice{display:flex;align-items:center;min-height:3rem}
label,legend{display:block}
textarea,input{width:100%;box-sizing:border-box;font:inherit;min-height:3rem}
textarea,input,select{background:var(--paper);color:var(--ink);border:2px solid var(--ink)}
input[type=radio]{width:1.5rem;min-height:1.5rem}
:focus-visible{outline:3px solid #06c;outline-offset:2px}
</style></head>
<body>
<header><a class="tap" href="/hide/" data-hide>Hide this page</a></header>
<main id="main">
<h1>What shall we do?</h1>
<p>Here we talk about the garden. All of us can say something.</p>
<form method="post" action="/say/">
<div class="field"><label for="words">Your words</label><textarea id="words" name="text" rows="2"></textarea>
<p class="seen-by">All of us in this circle can read it.</p></div>
<div class="field"><label for="pronouns">My pronouns</label>
<p class="help">We ask so that others speak of you as you like. You can skip this.</p>
<input id="pronouns" name="pronouns" type="text"><p class="seen-by">All of us can see it.</p></div>
<p data-next>Next you see what the others say.</p>
<div class="row"><button class="button">Yes</button> <button class="button">Not today</button></div>
</form>
</main>
<footer><a class="tap" href="/help/">Help, and somebody to turn to</a>
<a class="tap" href="/about-hiding/">About hiding this page</a></footer>
</body></html>
"""


@dataclass(frozen=True)
class Sample:
    """A change to the page that breaks one rule, and one like it that does not."""

    checker: str
    instead_of: str
    breaks: str
    keeps: str
    # A second place that has to change along: what stands there, where it breaks, where it keeps.
    also: tuple[str, str, str] = ("", "", "")


def broken(sample: Sample) -> str:
    """The page that breaks its rule."""
    return _changed(_changed(PAGE, sample.instead_of, sample.breaks), sample.also[0], sample.also[1])


def kept(sample: Sample) -> str:
    """The page that just keeps it."""
    return _changed(_changed(PAGE, sample.instead_of, sample.keeps), sample.also[0], sample.also[2])


def _changed(page: str, before: str, after: str) -> str:
    assert not before or page.count(before) == 1, before
    return page.replace(before, after) if before else page


HIDING = '<a class="tap" href="/hide/" data-hide>Hide this page</a>'
HIDE = f"<header>{HIDING}</header>"
MARK = '<a class="tap" href="/">Today</a>'
HELP = '<a class="tap" href="/help/">Help, and somebody to turn to</a>'
ABOUT = '<a class="tap" href="/about-hiding/">About hiding this page</a>'
SAID = "<p>Here we talk about the garden. All of us can say something.</p>"
SEEN_BY = '<p class="seen-by">All of us in this circle can read it.</p>'
BUTTONS = '<button class="button">Yes</button> <button class="button">Not today</button>'
FAR = '<button class="button">Yes</button><p style="width:100%;height:{}"></p><button class="button">Not today</button>'
LATER = '<button class="button">Yes</button> <a class="tap button" style="font-size:{}" href="/">Maybe later</a>'
LARGE = '<button class="button" style="{}">Yes</button> <button class="button">Not today</button>'
SAY_NO = '<button class="button">Yes</button> <button class="button" style="font-size:{}">{}</button>'
YES_ONLY = '<button class="button">Yes</button>'
NO_ELSEWHERE = """</form><p style="height:{}"></p>
<form method="post" action="/no/"><div class="row"><button class="button">Not today</button></div></form>"""
WHY_NOT = """</div><div class="field"><label for="why">If you say no: why?</label>
<textarea id="why" name="reasons" {}></textarea><p class="seen-by">All of us can read it.</p></div>"""
GREEN = '<button class="button" style="background:{}">Yes</button> <button class="button">Not today</button>'
RADIO = f"""<label class="choice"><input type="radio" name="a" value="a" {{}}> Both</label>{BUTTONS}"""
SOON = """<script>document.querySelector('#words').addEventListener('input', (event) => {{
setTimeout(() => event.target.form.{}(), 300) }})</script></main>"""
# What the page does by itself when somebody types.
TYPED = "<script>document.querySelector('#words').addEventListener('{}', () => {})</script></main>"
MENU = """<style>#more{{display:none}}.menu:{} #more{{display:block}}</style>
<div class="menu"><a class="tap" href="/more/">More</a><p id="more">Here is more of it.</p></div></main>"""
TIGHT = """<p style="line-height:{}">We like to sit in the garden when the sun is out.
There we talk about the day and the week.</p>"""
WHY = "We ask so that others speak of you as you like. You can skip this."
NEXT = "<p data-next>Next you see what the others say.</p>"
WORDS = '<textarea id="words" name="text" rows="2">'
LIMITS = '<section id="limits"><p>If a child is in danger, we tell somebody.</p></section>'
NOTE = """<div class="noted"><p>Touches on: waiting.</p>
<details><summary class="tap">Read it</summary><p>We wait.</p></details>
<p class="links">{}</p></div>"""
ONE_WAY = '<a class="tap" href="#main">Not now</a>'
TWO_WAYS = f'{ONE_WAY} <a class="tap" href="#main">Go on</a>'
MOVES = """<style>@keyframes a{{to{{opacity:.9}}}}
@media(prefers-reduced-motion:no-preference){{h1{{animation:a {} 1s}}}}</style>"""
H1 = "<h1>What shall we do?</h1>"
PRONOUNS = '<input id="pronouns" name="pronouns" type="text">'
WHOLE = '<html lang="en" dir="ltr" data-comfort="light usual usual">'
TITLE = "<title>A page</title>"
FOCUS = ":focus-visible{outline:3px solid #06c;outline-offset:2px}"
MEND = """<div data-problems><h2>Something here needs another look</h2><p>{}</p>
<ul><li><a class="tap" href="#words">Your words</a>: please write something.</li></ul></div>"""
SMALL_LINK = '<p><a style="display:inline-flex;min-height:{}" href="/more/">More about it</a></p>'
LINE = """<p style="font-size:{}">We like to sit in the garden when the sun is out.
There we talk about the day and the week.</p>"""
GREY = """<p style="color:{};background:#fff">It is about noon.</p>"""
COVER = '<div style="position:fixed;inset:auto 0 0 0;height:{};background:var(--paper)"></div>'

SAMPLES = [
    Sample("hide_comes_first", HIDE, f"<header>{MARK} {HIDING}</header>", f"<header>{HIDING} {MARK}</header>"),
    Sample("hide_comes_first", HIDE, HIDE.replace("/hide/", "/help/"), HIDE.replace(">Hide", "> Hide")),
    Sample("hiding_is_explained", ABOUT, "", f"{ABOUT} {MARK}"),
    Sample(
        "somebody_to_turn_to",
        HELP,
        '<a class="tap" href="/help/">Help</a>',
        '<a class="tap" href="/help/">Somebody who helps</a>',
    ),
    Sample("limits_before_a_box", SAID, SAID, f"{LIMITS}{SAID}", also=(NEXT, f"{NEXT}{LIMITS}", NEXT)),
    Sample(
        "storage_is_listed", SAID, f"{SAID}<script>localStorage.seen = 1</script>", f"{SAID}<script>let a = 1</script>"
    ),
    Sample("who_sees_beside_each_box", SEEN_BY, "", SEEN_BY),
    Sample(
        "why_and_skip",
        WHY,
        "We ask so that others speak of you as you like.",
        "So that we know. You can leave this empty.",
    ),
    Sample("why_and_skip", WHY, "You can skip this.", WHY),
    Sample("what_comes_next", NEXT, "", NEXT),
    Sample("what_comes_next", BUTTONS + "</div>", f"{BUTTONS}</div>", f"{BUTTONS}</div>", also=(NEXT, "", NEXT)),
    Sample("no_blame", SAID, "<p>You must say something.</p>", "<p>You can say something.</p>"),
    Sample("mending_is_calm", H1, H1 + MEND.format("Please look."), H1 + MEND.format("Nothing you wrote is lost.")),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        '<button class="button">Yes</button> <button class="button" style="font-size:.9rem">Not today</button>',
        '<button class="button">Yes, with all of you</button> <button class="button">No</button>',
    ),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        FAR.format("9rem"),
        FAR.format("2rem"),
    ),
    Sample("no_is_like_yes", BUTTONS, LATER.format(".7rem"), LATER.format("inherit")),
    Sample("no_is_like_yes", BUTTONS, GREEN.format("var(--ink);color:var(--paper)"), GREEN.format("var(--paper)")),
    Sample("no_is_like_yes", BUTTONS, LARGE.format("width:16rem"), LARGE.format("width:7rem")),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        LARGE.format("height:7rem"),
        LARGE.format("height:3.5rem"),
        also=(".row{", ".row{align-items:start;", ".row{align-items:start;"),
    ),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        SAY_NO.format(".9rem", "Not right now"),
        SAY_NO.format("inherit", "Not right now"),
    ),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        SAY_NO.format(".9rem", "I prefer not to"),
        SAY_NO.format("inherit", "I prefer not to"),
    ),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        f'{YES_ONLY}</div><div><p>Or <a href="/">not today</a> if you like.</p>',
        f'{YES_ONLY}</div><div><p>Or <a href="/">go back</a> if you like.</p>',
    ),
    Sample(
        "no_is_like_yes",
        BUTTONS,
        YES_ONLY,
        YES_ONLY,
        also=("</form>", NO_ELSEWHERE.format("20rem"), NO_ELSEWHERE.format("1rem")),
    ),
    Sample("no_is_like_yes", f"{SEEN_BY}</div>", SEEN_BY + WHY_NOT.format("required"), SEEN_BY + WHY_NOT.format("")),
    Sample("who_sees_beside_each_box", SEEN_BY, '<p class="seen-by">Write here.</p>', SEEN_BY),
    Sample("nothing_changes_by_itself", BUTTONS, RADIO.format('onclick="this.form.submit()"'), RADIO.format("")),
    Sample("nothing_changes_by_itself", "</main>", SOON.format("requestSubmit"), SOON.format("checkValidity")),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        TYPED.format("input", "document.querySelector('#pronouns').focus()"),
        TYPED.format("input", "document.querySelector('#words').focus()"),
    ),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        TYPED.format("change", "{ location = '/good' }"),
        TYPED.format("submit", "{ location = '/good' }"),
    ),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        TYPED.format("change", "open('/good')"),
        TYPED.format("dblclick", "open('/good')"),
    ),
    Sample("nothing_changes_by_itself", "</main>", MENU.format("focus-within"), MENU.format("hover")),
    Sample(
        "storage_is_listed",
        "</main>",
        TYPED.format("input", "localStorage.setItem('draft', 'a')"),
        TYPED.format("input", "localStorage.getItem('draft')"),
    ),
    Sample("no_dialogues", SAID, f"{SAID}<script>open('/good')</script>", f"{SAID}<script>let open = '/good'</script>"),
    Sample("no_state_of_a_person", SAID, "<p>Dee: online</p>", "<p>Dee: by phone</p>"),
    Sample("no_blame", SAID, "<div>It failed.</div>", "<div>It did not work.</div>"),
    Sample(
        "order_is_as_read", ".row{display:flex;", ".row{display:flex;flex-direction:row-reverse;", ".row{display:flex;"
    ),
    Sample("order_is_as_read", SAID, f'{SAID}<div onclick="1">More</div>', f"{SAID}<div>More</div>"),
    Sample("lines_are_easy", SAID, TIGHT.format("1.25"), TIGHT.format("1.5")),
    Sample("topic_notes_leave_a_choice", SAID, NOTE.format(ONE_WAY), NOTE.format(TWO_WAYS)),
    Sample("no_clock_runs", SAID, "<p>You have 5 minutes left.</p>", "<p>It takes about 5 minutes.</p>"),
    Sample(
        "nothing_changes_by_itself",
        WORDS,
        WORDS.replace("rows", 'onchange="this.form.requestSubmit()" rows'),
        WORDS.replace("rows", 'autocomplete="off" rows'),
    ),
    Sample("no_state_of_a_person", SAID, "<p>Dee is typing.</p>", "<p>Dee can type.</p>"),
    Sample("no_badges", SAID, "<p>You earned it.</p>", "<p>You wrote it.</p>"),
    Sample("one_main_thing", SAID, f"{SAID}<h1>And more</h1>", f"{SAID}<h2>And more</h2>"),
    Sample("targets_are_large", SAID, SAID + SMALL_LINK.format("2.4rem"), SAID + SMALL_LINK.format("3rem")),
    Sample("focus_is_seen", FOCUS, ":focus-visible{outline:0}", f"{FOCUS} a:focus-visible{{outline-color:#093}}"),
    Sample("focus_is_seen", "</body>", COVER.format("60%") + "</body>", COVER.format("0") + "</body>"),
    Sample(
        "order_is_as_read",
        ".row{display:flex;",
        ".row{display:flex;flex-direction:column-reverse;",
        ".row{display:flex;flex-direction:row;",
    ),
    Sample("lines_are_easy", SAID, LINE.format(".7rem"), LINE.format("1.1rem")),
    Sample("fits", SAID, '<p style="width:1200px">We talk.</p>', '<p style="width:100%">We talk.</p>'),
    Sample(
        "help_is_in_its_place",
        f"{HELP}\n{ABOUT}",
        f"{ABOUT} {HELP}",
        f"{HELP} {MARK} {ABOUT}",
    ),
    Sample("language_follows", WHOLE, WHOLE.replace('"en"', '"fr"'), WHOLE.replace('"en"', '"en-gb"')),
    Sample("titles_are_neutral", TITLE, "<title>Our prison group</title>", "<title>Our page</title>"),
    Sample(
        "nothing_from_elsewhere",
        SAID,
        f'{SAID}<img alt="" src="http://localhost:9/a.png">',
        f'{SAID}<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ),
    Sample(
        "cookies_are_listed",
        SAID,
        f"{SAID}<script>document.cookie = 'follows=1'</script>",
        f"{SAID}<script>document.cookie = 'comfort=1'</script>",
    ),
    Sample(
        "no_dialogues", SAID, f"{SAID}<script>alert('Look here')</script>", f"{SAID}<script>let look = 'here'</script>"
    ),
    Sample(
        "no_barriers",
        SAID,
        SAID + GREY.format("#767676"),
        SAID + GREY.format("#444"),
    ),
    Sample(
        "reads_plainly",
        SAID,
        f"<p>{'We go on and on and on, and then ' * 6}stop.</p>",
        f"<p>{'We go on and on. ' * 6}</p>",
    ),
]
