"""A small client with cookies that keeps its line open, as a browser does."""

import http.client
import re
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Client:
    """One browser without a screen."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.cookies = dict(cookies or {})

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        """One request: its status, body and headers."""
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Accept-Encoding"] = "gzip"
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A server hangs up on a line that nobody used for a while; a browser then opens another.
            self.line.close()
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, value = cookie.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, content, {name.lower(): value for name, value in answer.getheaders()}

    def get(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        """Fetch a page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form, and do not follow where it leads: its status and where that is."""
        body = urlencode(fields).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _, headers = self.ask("POST", path, body, **kind)
        return status, urlsplit(headers.get("location", "")).path

    def close(self) -> None:
        """Hang up."""
        self.line.close()
