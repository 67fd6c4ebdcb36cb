"""Samples of what a page does by itself: at once, hours later, and where somebody asked for less to move."""

from tests.standard.samples import HIDE, HIDING, MOVES, SAID, TYPED, Sample

DRAWN = '<svg width="50" height="50" aria-hidden="true"><circle cx="10" cy="10" r="9">{}</circle></svg>'
GOES = '<animate attributeName="cx" from="10" to="40" dur="1s" {}/>'
HOLD = '<button type="button" class="button" {}>Hold it still</button>'
FOR_ALL = "<style>@keyframes a{{to{{opacity:.9}}}}{}{{animation:a 1s}}</style>"
FOR_WHO_LIKES_IT = """<style>@keyframes a{{to{{opacity:.9}}}}
@media(prefers-reduced-motion:no-preference){{{}{{animation:a 1s}}}}</style>"""
SLIDES = "<style>.button{{border-width:2px;transition:{} 1s}}.button:focus{{border-width:3px}}</style>"
PICTURE = '<img alt="" width="50" height="50" src="data:image/gif;base64,{}">'
# Black and white, one after the other without an end; and black alone.
FLICKERS = (
    "R0lGODlhAQABAIAAAAAAAP///yH/C05FVFNDQVBFMi4wAwEAAAAh+QQEIwAAACwAAAAAAQABAAACAkQBACH5BAQjAAAALAAAAAABAAEAAAIC"
    "TAEAOw=="
)
STANDS = "R0lGODlhAQABAIAAAAAAAP///yH5BAQKAAAALAAAAAABAAEAAAICRAEAOw=="
PAINTS = """<canvas id="paper" width="50" height="50" aria-hidden="true"></canvas><script>let a = 0;
const pen = document.querySelector('#paper').getContext('2d'), paint = () => {{ pen.clearRect(0, 0, 50, 50);
pen.fillRect(a++ % 50, 0, 9, 50); {} }}; paint()</script>"""
SCRIPT = "<script>{}</script></main>"
HOUR = "setInterval(() => {{ {} }}, 3600000)"
TURNS = "document.querySelector('h1').style.transform = 'rotate(1deg)'"
COUNTS = "document.querySelector('#day').textContent = 'Later on'"
DAY = f'<header>{HIDING}<p id="day">Today</p></header>'
SENDS = "document.forms[0].{}()"
# It counts by itself, without a sign of it, and then leads on.
COUNTED = "let a = 0; setInterval(() => {{ a++; if (a > {}) location = '/good' }}, 1000)"
AFTER_TYPING = TYPED.format("input", "setTimeout(() => document.forms[0].{}(), 60000)")

SAMPLES_OF_TIME = [
    Sample("nothing_moves", SAID, f"{SAID}{MOVES.format('6s')}", f"{SAID}{MOVES.format('1s')}"),
    Sample(
        "nothing_moves",
        SAID,
        SAID + MOVES.format("6s") + HOLD.format(""),
        SAID + MOVES.format("6s") + HOLD.format("data-hold"),
    ),
    Sample("nothing_moves", SAID, SAID + PICTURE.format(FLICKERS), SAID + PICTURE.format(STANDS)),
    Sample(
        "nothing_moves",
        SAID,
        SAID + PAINTS.format("requestAnimationFrame(paint)"),
        SAID + PAINTS.format(""),
    ),
    Sample("nothing_moves", "</main>", SCRIPT.format(HOUR.format(TURNS)), SCRIPT.format(TURNS)),
    Sample("nothing_moves", HIDE, DAY, DAY, also=("</main>", SCRIPT.format(HOUR.format(COUNTS)), "</main>")),
    Sample(
        "nothing_moves",
        "</main>",
        SCRIPT.format(HOUR.format("document.title = 'Come and see'")),
        SCRIPT.format("document.title = 'Our page'"),
    ),
    Sample("calm_is_kept", SAID, SAID + DRAWN.format(GOES.format('repeatCount="2"')), SAID + DRAWN.format("")),
    Sample("calm_is_kept", SAID, SAID + FOR_ALL.format("h1"), SAID + FOR_WHO_LIKES_IT.format("h1")),
    Sample("calm_is_kept", SAID, SAID + FOR_ALL.format("a:focus"), SAID + FOR_WHO_LIKES_IT.format("a:focus")),
    Sample("calm_is_kept", SAID, SAID + SLIDES.format("border-width"), SAID + SLIDES.format("opacity")),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        SCRIPT.format("setTimeout(() => { location = '/good' }, 600000)"),
        SCRIPT.format("setTimeout(() => { const then = '/good' }, 600000)"),
    ),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        SCRIPT.format(f"setTimeout(() => {SENDS.format('submit')}, 2500)"),
        SCRIPT.format(f"setTimeout(() => {SENDS.format('checkValidity')}, 2500)"),
    ),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        SCRIPT.format(COUNTED.format("1200")),
        SCRIPT.format(COUNTED.format("1e9")),
    ),
    Sample(
        "nothing_changes_by_itself",
        "</main>",
        AFTER_TYPING.format("requestSubmit"),
        AFTER_TYPING.format("checkValidity"),
    ),
    Sample(
        "no_dialogues",
        "</main>",
        SCRIPT.format("setTimeout(() => alert('Are you there?'), 600000)"),
        SCRIPT.format("setTimeout(() => 'Are you there?', 600000)"),
    ),
    Sample(
        "storage_is_listed",
        "</main>",
        SCRIPT.format("setTimeout(() => { localStorage.seen = 1 }, 600000)"),
        SCRIPT.format("setTimeout(() => localStorage.seen, 600000)"),
    ),
    Sample("no_clock_runs", SAID, "<p>This page closes in 10 minutes.</p>", "<p>This page stays as it is.</p>"),
    Sample("no_clock_runs", SAID, "<p>You have 10 minutes to write this.</p>", "<p>We meet for 10 minutes.</p>"),
    Sample("no_clock_runs", SAID, "<p>You have ten minutes for it.</p>", "<p>Take the time you like.</p>"),
]
