"""A small page of our own with a stream, so that the script is tried without the house around it."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qs

import handinhand.ui

SCRIPTS = Path(handinhand.ui.__file__).parent / "static" / "ui"
CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><script src="/hide.js" async></script>
<script src="/follow.js" defer></script></head>
<body data-ticket="{ticket}"{still}><a href="/hide" data-hide>Hide this page</a>
<main><p id="news" role="status"></p>{message}
<button data-hold hidden id="hold">Hold this page still</button>
<div id="turn" data-follow data-say="{turn} has the turn"><p>{turn} has the turn</p>{turn_form}</div>
<div id="list" data-follow><ul>{items}</ul><details id="more"><summary>More</summary><p>more</p></details></div>
<div id="said" data-follow data-say-new="Something new was said." data-new-in="{part}"><ul>{lines}</ul></div>
<div id="writing" data-follow><p id="count">{count} so far</p>
<form method="post" action="/" data-stay>{problems}<input type="hidden" name="key" value="{key}">
<input type="hidden" name="csrfmiddlewaretoken" value="{key}">
<label>Words <textarea name="words" id="words">{kept}</textarea></label><button id="share">Share</button></form></div>
{long}</main>
<p data-moved-on hidden>This page has moved on.</p><p data-not-sent hidden>That did not go out.</p></body></html>"""
TURN_FORM = """<form method="post" action="/turn" data-stay><input type="hidden" name="key" value="{key}">
<button id="pass" name="whose" value="tom">Pass</button></form>"""


class House:
    """What the page shows, what was sent to it, and how it answers."""

    def __init__(self):
        self.turn = "Tom"
        self.items = ["one"]
        self.part = "first"
        self.lines = ["tom1"]
        self.sent = []
        self.keys = set()
        self.fetched = 0
        self.opened = 0
        self.answer_with = 200
        self.signed_in = True
        self.still = ""
        self.drop = False
        self.slow = 0.0
        self.message = ""
        self.serial = 0
        self.streams = set()
        self.loop = None

    def change(self, **news):
        """Change what the page shows and tell its streams, from the test's thread."""
        for name, value in news.items():
            setattr(self, name, value)
        for bell in list(self.streams):
            self.loop.call_soon_threadsafe(bell.put_nowait, "changed")

    def cut(self):
        """Cut every stream off."""
        for bell in list(self.streams):
            self.loop.call_soon_threadsafe(bell.put_nowait, None)

    def page(self, *, problems="", kept=""):
        self.serial += 1
        message, self.message = self.message, ""
        key = f"key{self.serial}"
        return PAGE.format(
            ticket=f"t{self.serial}",
            still=self.still,
            message=f'<p role="status">{message}</p>' if message else "",
            turn=self.turn,
            turn_form=TURN_FORM.format(key=key),
            items="".join(f"<li>{each}</li>" for each in self.items),
            part=self.part,
            lines="".join(f'<li id="w-{each}">{each}</li>' for each in self.lines),
            count=len(self.items),
            key=key,
            problems=problems,
            kept=kept,
            long="<br>" * 200,
        )

    async def __call__(self, scope, receive, send):
        self.loop = asyncio.get_running_loop()
        if scope["path"] == "/live/":
            await self.stream(receive, send)
            return
        if scope["path"] in {"/hide.js", "/follow.js"}:
            await answer(send, 200, (SCRIPTS / scope["path"][1:]).read_text(), kind="text/javascript")
            return
        if scope["method"] == "POST":
            body = b""
            while True:
                message = await receive()
                body += message["body"]
                if not message["more_body"]:
                    break
            await asyncio.sleep(self.slow)
            await self.take(scope, parse_qs(body.decode()), send)
            return
        self.fetched += 1
        if not self.signed_in and scope["path"] != "/sign-in":
            await answer(send, 302, "", where="/sign-in")
        elif scope["path"] in {"/sign-in", "/neutral", "/other"}:
            extra = '<a href="/hide" data-hide>Hide</a>' if scope["path"] == "/other" else ""
            await answer(
                send, 200, f"<title>{scope['path']}</title>{extra}<main><h1>This is {scope['path']}</h1></main>"
            )
        elif scope["path"] == "/hide":
            await answer(send, 302, "", where="/neutral")
        else:
            await answer(send, self.answer_with, self.page())

    async def take(self, scope, fields, send):
        """Take what was sent; the same key takes effect once."""
        if self.drop:
            self.drop = False
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
            return
        words = fields.get("words", [""])[0]
        self.sent.append((scope["path"], {k: v[0] for k, v in fields.items()}))
        if not self.signed_in:
            await answer(send, 302, "", where="/sign-in")
        elif words == "too long":
            await answer(send, 200, self.page(problems='<div data-problems id="problems">Too long</div>', kept=words))
        elif words == "too late":
            kept = f'<main><div data-problems id="problems">Too late</div><p id="kept">{words}</p>'
            await answer(send, 422, self.page().replace("<main>", kept))
        elif words == "elsewhere":
            await answer(send, 302, "", where="/other")
        else:
            if fields["key"][0] not in self.keys:
                self.keys.add(fields["key"][0])
                self.items.append(words)
                self.message = "It is shared."
            await answer(send, 302, "", where="/")

    async def stream(self, receive, send):
        self.opened += 1
        bell = asyncio.Queue()
        self.streams.add(bell)
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b": here\n\n", "more_body": True})
        gone = asyncio.create_task(until_gone(receive))
        gone.add_done_callback(lambda _: bell.put_nowait(None))
        while await bell.get():
            await send({"type": "http.response.body", "body": b"event: changed\ndata: 1\n\n", "more_body": True})
        self.streams.discard(bell)
        gone.cancel()
        await send({"type": "http.response.body", "body": b""})


async def until_gone(receive):
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(send, status, text, *, kind="text/html", where=""):
    headers = [
        (b"content-type", kind.encode()),
        (b"content-security-policy", CSP.encode()),
        (b"cache-control", b"no-store"),
    ]
    if where:
        headers.append((b"location", where.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
