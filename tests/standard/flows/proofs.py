"""For every rule of a flow a small page that breaks it once, with what is said of it, and one that just keeps it."""

TOP = (
    '<title>A page</title><style>:focus-visible{outline:3px solid navy}</style><body><a href="/hide">Hide this page</a>'
)
BUTTONS = (
    "<main><h1>Tea</h1><p><button>One</button></p><p><button id=two>Two</button></p>"
    "<p><button>Three</button></p></main>"
)
SENT_ROUND = (
    "<script>two.onkeydown = event => { if (event.key === 'Tab' && !event.shiftKey) {"
    "event.preventDefault(); document.querySelector('a').focus(); } }</script>"
)
STAYS_AT_THE_TOP = (
    "i{position:sticky;display:block;top:0;height:6rem;background:teal}"
    "p{margin:20rem 0 0}p:last-child{margin:33rem 0 1rem}"
)
BY_KEYBOARD = TOP + BUTTONS + "<input type=radio name=a><input type=radio name=a><input type=date>"

# Without a ring, under something, out of the window; out of order on the page or on the screen; held; not first.
KEYBOARD = {
    "no ring": (
        f"{TOP}<style>#two:focus{{outline:none}}</style>{BUTTONS}",
        "“Two” has no ring around it.",
    ),
    "a ring nobody sees": (
        f"{TOP}<style>#two:focus{{outline-color:transparent}}</style>{BUTTONS}",
        "“Two” has no ring around it.",
    ),
    "a ring of the colour of its ground": (
        f"{TOP}<style>p{{background:#fff}}#two:focus{{outline-color:#fff}}</style>{BUTTONS}",
        "“Two” has no ring around it.",
    ),
    "covered": (
        f"{TOP}<style>p{{position:relative}}i{{position:absolute;inset:0;background:teal}}</style>"
        + BUTTONS.replace("Two</button>", "Two</button><i></i>"),
        "“Two” has something lying over it.",
    ),
    "out of the window": (
        f"{TOP}<style>#two{{position:fixed;top:-5rem}}</style>{BUTTONS}",
        "“Two” is not within the window.",
    ),
    "out of order in the page": (
        TOP.replace("<a ", "<a tabindex=1 ") + BUTTONS.replace("<button>Three", "<button tabindex=1>Three"),
        "From “Three” the focus goes back to “One”.",
    ),
    "out of order on the screen": (
        f"{TOP}<style>main{{display:flex;flex-flow:column}}p:last-child{{order:-1}}#two{{margin-top:1rem}}</style>{BUTTONS}",
        "From “Two” the focus jumps up to “Three”.",
    ),
    "held": (
        f"{TOP}{BUTTONS}<script>two.onkeydown = event => event.key === 'Tab' && event.preventDefault()</script>",
        "The key Tab does not lead on from “Two”.",
    ),
    "held on the way back": (
        f"{TOP}{BUTTONS}<script>two.onkeydown = event => {{ if (event.shiftKey) event.preventDefault() }}</script>",
        "The key Shift+Tab does not lead on from “Two”.",
    ),
    "covered on the way back": (
        f"{TOP}<style>{STAYS_AT_THE_TOP}</style><i></i>{BUTTONS}",
        "“Two” has something lying over it.",
    ),
    "sent round": (
        TOP + BUTTONS + SENT_ROUND,
        "The key Tab leads on from “Two” past “Three”.",
    ),
    "something else first": (
        TOP.replace("<a ", "<button>Menu</button><a ") + BUTTONS,
        "The first stop is “Menu”, not “Hide this page”.",
    ),
    "moves on by focus": (
        f"{TOP}{BUTTONS}<script>two.onfocus = () => {{ location.hash = 'two' }}</script>",
        "Moving the focus opened another page.",
    ),
}

TOLD = (
    "<title>A page</title><main><h1>Tea</h1><h2>When</h2><h3>Where</h3>"
    "<ul><li><a href=#a>At four</a><li>At five<li>At six</ul>"
    "<button id=b>Send it</button><label>Your words <textarea></textarea></label>"
    "<label><input type=checkbox> Yes</label>"
    "<details><summary>More</summary>It is warm.</details><button disabled>Later</button></main>"
    "<nav aria-label=Main></nav>"
)
TREE = {
    "two mains": (f"{TOLD}<main>And</main>", "There are 2 main parts, not one."),
    "no main": (TOLD.replace("main>", "div>"), "There are 0 main parts, not one."),
    "two ways with one name": (f"{TOLD}<nav aria-label=Main></nav>", "Two ways round the page have the same name."),
    "two first headings": (
        TOLD.replace("h2>", "h1>").replace("h3>", "h2>"),
        "There are 2 headings of the first step, not one.",
    ),
    "no first heading": (TOLD.replace("h1>", "p>"), "There are 0 headings of the first step, not one."),
    "a step left out": (TOLD.replace("h2>", "p>"), "The heading “Where” goes from step 1 to step 3."),
    "an empty heading": (TOLD.replace("<h3>Where", "<h3>"), "A heading has no words."),
    "a box without a name": (TOLD.replace("Your words ", ""), "A textbox has no name."),
    "a button without a name": (TOLD.replace("Send it", "<svg width=9 height=9></svg>"), "A button has no name."),
    "a picture without words": (
        f"{TOLD.replace('</main>', '')}<img src=a.png width=9 height=9></main>",
        "A image has no name.",
    ),
    "another name than is seen": (
        TOLD.replace("id=b", "aria-label=Submit"),
        "“Send it” is seen, and “Submit” is told.",
    ),
    "a list that is none": (TOLD.replace("<ul>", "<ul role=none>"), "A list of 3 lines is not told as a list."),
    "a fold that does not tell": (
        TOLD.replace("<summary>", "<summary aria-hidden=true>"),
        "“More” does not tell whether it is open.",
    ),
    "a menu that does not tell": (
        TOLD.replace("id=b", "aria-controls=c"),
        "“Send it” does not tell whether it is open.",
    ),
    "a choice that does not tell": (
        TOLD.replace("<button id=b>", "<div role=checkbox tabindex=0>").replace("it</button>", "it</div>"),
        "“Send it” does not tell whether it is chosen.",
    ),
    "a box that cannot be ticked": (
        TOLD.replace("type=checkbox", "type=checkbox checked role=button"),
        "“Yes” does not tell whether it is chosen.",
    ),
    "a button that cannot be used": (
        TOLD.replace(
            "<button disabled>Later",
            "<fieldset disabled><legend>Q</legend><input type=button value=Later role=none></fieldset><button>Now",
        ),
        "“Later” does not tell that it cannot be used now.",
    ),
    "colour alone": (
        TOLD.replace("<li>At five", "<li style='background:gold'>At five"),
        "“At five” differs from the lines beside it by its colour alone.",
    ),
}
TOLD_RIGHTLY = {
    "a plain page": TOLD,
    "a name with more than is seen": TOLD.replace("id=b", "aria-label='Send it now'"),
    "a menu that tells": TOLD.replace("id=b", "aria-controls=c aria-expanded=false"),
    "an open fold": TOLD.replace("<details>", "<details open>"),
    "a choice that tells": TOLD.replace("<button id=b>", "<div role=checkbox aria-checked=true tabindex=0>").replace(
        "it</button>", "it</div>"
    ),
    "more than colour": TOLD.replace("<li>At five", "<li style='background:gold'><strong>At five</strong>"),
    "a picture for the eye alone": f"{TOLD.replace('</main>', '')}<img src=a.png alt=''></main>",
}

SPEAKS = (
    "<title>A</title><main><p id=news role=status></p><ul id=said aria-live=off><li>Tom wrote this before</ul></main>"
)
SAY_TWICE = (
    "const say = () => { news.textContent = 'Dee wrote something.' }; say();"
    "new Promise(done => setTimeout(() => { say(); done() }))"
)
SPOKEN = {
    "kept": ("news.textContent = 'Dee wrote something.'", []),
    "kept, with the list changed": ("said.innerHTML += '<li>more'; news.textContent = 'Dee wrote something.'", []),
    "not at all": ("said.innerHTML += '<li>more'", ["“Dee wrote” was spoken 0 times, not once."]),
    "twice": (
        SAY_TWICE,
        ["“Dee wrote” was spoken 2 times, not once."],
    ),
    "breaking in": (
        "news.setAttribute('role', 'alert'); news.textContent = 'Dee wrote something.'",
        ["“Dee wrote something.” broke in on what was being read."],
    ),
    "all of it again": (
        "news.textContent = 'Tom wrote this before. Dee wrote something.'",
        ["“Tom wrote this before. Dee wrote something.” reads out again what was there before."],
    ),
    "at length": (
        f"news.textContent = 'Dee wrote:{' and so on' * 20}'",
        [f"“{('Dee wrote:' + ' and so on' * 20)[:60]}” reads out again what was there before."],
    ),
    "what nobody needs": (
        "news.textContent = 'Dee wrote something.'; news.insertAdjacentHTML('afterend', '<p role=status>Saved.</p>')",
        ["“Saved.” was spoken, and nobody needed it."],
    ),
}
LOADED = {
    "kept": ("<p role=status>It is shared.</p><p role=status></p>", []),
    "twice": (
        "<p role=status>It is shared.</p><p role=status>It is shared.</p>",
        ["“It is shared.” was spoken twice."],
    ),
    "once more by a script": (
        "<p role=status id=a>It is shared.</p><script>onload = () => { a.textContent = 'It is shared.' }</script>",
        ["“It is shared.” was spoken twice."],
    ),
    "breaking in": ("<p role=alert>Look here.</p>", ["“Look here.” broke in on what was being read."]),
}

OF_USE = (
    "<!doctype html><title>A</title><style>main{display:block}</style><main><h1>Tea</h1><button>Send it</button></main>"
)
LATER = (
    "const part = document.querySelector('{}'), words = part.outerHTML; part.remove();"
    "setTimeout(() => document.querySelector('main').insertAdjacentHTML('beforeend', words), 2600)"
)
LATE = {"the heading": LATER.format("h1"), "the first control": LATER.format("button")}

HIDES = (
    "<meta name=referrer content=no-referrer><title>A</title><h1>Harbour</h1>"
    '<a href="https://neutral.example/weather">Hide this page</a><script>'
    "document.querySelector('a').onclick = event => { event.preventDefault(); document.body.textContent = '';"
    "location.replace(event.target.href) }</script>"
)
HIDING = {
    "referer": HIDES.replace("no-referrer>", "unsafe-url>"),
    "comes back": HIDES.replace("location.replace(event.target.href)", "location.href = event.target.href"),
    "in the address": HIDES.replace("neutral.example/weather", "neutral.example/weather?from=Harbour"),
    "local": HIDES.replace("document.body.text", "localStorage.circle = 1; document.body.text"),
    "of the window": HIDES.replace("document.body.text", "sessionStorage.circle = 1; document.body.text"),
    "a database": HIDES.replace("</script>", ";indexedDB.open('circle')</script>"),
    "a cookie": HIDES.replace("document.body.text", "document.cookie = 'visit=1; path=/'; document.body.text"),
}
LEFT = {
    "referer": "The next site was told “http://here.example/”.",
    "comes back": "“Harbour” comes back by Back, pressed 1 times.",
    "in the address": "The next site was told “Harbour”.",
    "local": "The local storage keeps “circle”.",
    "of the window": "The storage of this window keeps “circle”.",
    "a database": "A database keeps “circle”.",
    "a cookie": "The cookie “visit” is still there.",
}
