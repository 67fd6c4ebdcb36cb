"""A small server of its own for pages that are not as pages should be, and for sample pages."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEAD = "<!doctype html><html lang=en><head><title>A page</title></head><body><main><h1>A page</h1>"
ODD = {
    "/dialogue": f"{HEAD}<script>alert('Look here')</script></main></body></html>",
    "/busy": f"{HEAD}<script>setTimeout(() => {{ for (;;); }}, 50)</script></main></body></html>",
    "/reload": f"{HEAD}<script>location.reload()</script></main></body></html>",
    "/blank": HEAD.partition("<body>")[0] + "<body> </body></html>",
    "/good": f"{HEAD}</main></body></html>",
}


class Odd(ThreadingHTTPServer):
    """Pages by their path; whoever waits for ever is let go when the server closes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.pages = dict(ODD)
        # What is answered at an address as at another one.
        self.as_at: dict[str, str] = {}
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    server: Odd

    def do_GET(self) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            path = self.path.partition("?")[0]
            path = self.server.as_at.get(path, path)
            getattr(self, "do" + path.replace("/", "_").replace("-", "_"), self._page)()

    def _page(self) -> None:
        page = self.server.pages.get(self.path, "").encode()
        self._begin("text/html; charset=utf-8" if page else "text/plain", 200 if page else 404)
        self.wfile.write(page)

    def _begin(self, kind: str, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()

    def do_never(self) -> None:
        self.server.closing.wait()

    def do_for_ever(self) -> None:
        self._begin("text/html")
        while not self.server.closing.wait(0.05):
            self.wfile.write(b"<p>And more.</p>")
            self.wfile.flush()

    def do_ring(self) -> None:
        self._begin("text/html", 302, Location=f"{self.path.partition('?')[0]}?{len(self.path)}")

    def do_on(self) -> None:
        self._begin("text/html", 302, Location="/good")

    def do_broken(self) -> None:
        self._begin("text/html", 500)
        self.wfile.write(ODD["/good"].encode())

    def do_huge(self) -> None:
        self._begin("text/html")
        for _each in range(50):
            self.wfile.write(b"<p>And more of it, on and on.</p>\n" * 30_000)

    def do_no_page(self) -> None:
        self._begin("text/html", 204)

    def do_empty(self) -> None:
        self._begin("text/html")

    def do_round(self) -> None:
        self._begin("text/html")
        self.wfile.write(ODD["/good"].replace("<title>", "<meta http-equiv=refresh content=0><title>").encode())

    def do_later_on(self) -> None:
        self._begin("text/html", Refresh="600;url=/good")
        self.wfile.write(ODD["/good"].encode())

    def do_plain(self) -> None:
        self._begin("text/plain")
        self.wfile.write(b"Only words.")

    def do_file(self) -> None:
        self._begin("application/octet-stream", Content_Disposition="attachment; filename=a.bin")
        self.wfile.write(b"01")

    def log_message(self, *said: object) -> None:
        """Nobody reads it."""


@contextlib.contextmanager
def odd_server() -> Iterator[Odd]:
    server = Odd()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()
