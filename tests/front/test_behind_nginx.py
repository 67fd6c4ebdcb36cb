"""The shipped example for nginx, started as it is: HTTP/2, streams at once, and nothing of anybody in a log."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import LIGHT
from tests.journeys.joining import REAL
from tests.servers import Server, free_port

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parent.parent.parent / "deploy" / "nginx.conf"
HOST = "circle.example.org"
# More than the six connections that a browser opens to one site with HTTP/1.1.
TABS = 8
SPOKEN = "performance.getEntriesByType('navigation')[0].nextHopProtocol"
HOLDER = """
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/start.log;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def make_certificate(folder: Path) -> None:
    """A certificate that nobody but this test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    written = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "privkey.pem").write_bytes(written)


@contextmanager
def nginx(folder: Path, *, port: int, house: int) -> Iterator[None]:
    """Run the example, with this test's own ports and folders in it and nothing else changed."""
    example = EXAMPLE.read_text()
    for ours, theirs in (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("    listen [::]:80;\n", ""),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("    listen [::]:443 ssl http2;\n", ""),
        (f"/etc/letsencrypt/live/{HOST}", str(folder)),
        ("/var/log/nginx", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{house}"),
    ):
        assert ours in example
        example = example.replace(ours, theirs)
    (folder / "site.conf").write_text(example)
    (folder / "nginx.conf").write_text(HOLDER.format(folder=folder, user=folder.owner()))
    make_certificate(folder)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    running = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True)
    try:
        while not answers(port):
            assert running.poll() is None, running.communicate()[1]
        yield
    finally:
        running.terminate()
        running.communicate(timeout=20)


def answers(port: int) -> bool:
    """Whether somebody listens there by now."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser for which the example's host is this machine."""
    told = [f"--host-resolver-rules=MAP {HOST} 127.0.0.1", "--ignore-certificate-errors", "--no-sandbox"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=LIGHT, args=told)
        yield opened
        opened.close()


def join(page: Page, link: str, name: str) -> str:
    """Join by the link, and give the circle's address."""
    page.goto(link)
    page.get_by_role("textbox").first.fill(name)
    with page.expect_navigation():
        page.locator("form[action*='/join/'] button").first.click()
    found = re.match(rf"https://{HOST}:\d+/c/\w+/", page.url)
    assert found is not None, page.inner_text("body")
    return found[0]


def test_eight_open_pages_hear_of_a_change_over_one_http2_connection(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    outside = f"https://{HOST}:{port}"
    in_the_open = {
        "HANDINHAND_HOSTS": HOST,
        "HANDINHAND_ADDRESS": outside,
        "HANDINHAND_RESPONSIBLE_NAME": "Harbour Voices",
        "HANDINHAND_RESPONSIBLE_CONTACT": "post@circle.example.org",
        "HANDINHAND_RESPONSIBLE_COUNTRY": "United Kingdom",
    }
    proxy = tmp_path / "proxy"
    proxy.mkdir()
    with Server(tmp_path / "data", env=in_the_open) as server, nginx(proxy, port=port, house=server.port):
        link = re.search(rf"{outside}/join/\S+", server.command("load-meeting", str(REAL)).stdout)
        assert link is not None
        tom = browser.new_context()
        circle = join(tom.new_page(), link[0], "Tom")
        tabs = [tom.new_page() for _ in range(TABS)]
        for tab in tabs:
            tab.goto(circle)
            assert tab.evaluate(SPOKEN) == "h2"
        join(browser.new_context().new_page(), link[0], "Dee Quay")
        for tab in tabs:
            expect(tab.locator("body")).to_contain_text("Dee Quay", timeout=20_000)
        logged = "".join(server.said) + "".join(each.read_text() for each in proxy.glob("*.log"))
    secrets = ["Dee Quay", "Tom", circle.rsplit("/", 2)[-2], link[0].rsplit("/", 2)[-2], "GET /"]
    assert [each for each in secrets if each in logged] == []
