"""Passkeys in a real Chromium whose authenticator is its own (the virtual one of DevTools): used, and attacked."""

import base64
import json

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.chromium import WHOLE
from tests.live.streams import wait_for
from tests.servers import Server

pytestmark = [pytest.mark.browser]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
HELLO = "Hello Tom"
NOBODY = "This passkey brings nobody in here."


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("data"), demo=True)
    # A passkey is made for a name, and a number is none.
    server.env["HANDINHAND_ADDRESS"] = server.url = f"http://localhost:{server.port}"
    with server:
        yield server


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHOLE, args=["--no-sandbox"])
        yield browser
        browser.close()


class Device:
    """A phone with a fingerprint reader."""

    def __init__(self, chromium: Browser, server: Server, *, scripts: bool = True) -> None:
        self.server = server
        self.context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 800})
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.cdp: CDPSession = self.context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def be(self, name: str) -> None:
        people = json.loads(self.server.command("demo", "--json").stdout)["people"]
        link = next(each["sign_in"] for each in people if each["name"] == name)
        self.page.goto(self.server.url + "/demonstration/" + link.split("/demonstration/")[1])

    def add(self, name: str) -> None:
        self.page.goto(f"{self.server.url}/me/passkeys/")
        self.page.get_by_label("A name for this passkey").fill(name)
        self.page.get_by_role("button", name="Add a passkey").click()

    def leave(self) -> None:
        self.context.clear_cookies()

    def come(self, *, shared: bool = False) -> None:
        self.page.goto(f"{self.server.url}/sign-in/")
        self.page.get_by_role("link", name="A passkey on this device").click()
        if shared:
            self.page.get_by_label("This is a shared device").check()
        self.page.get_by_role("button", name="Come in").click()

    def keys(self) -> list[dict]:
        return self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def only(self, key: dict) -> None:
        """Let the device have this passkey alone."""
        for each in self.keys():
            at = {"authenticatorId": self.id, "credentialId": each["credentialId"]}
            self.cdp.send("WebAuthn.removeCredential", at)
        self.cdp.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": key})

    def expect_text(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture
def phone(chromium, server):
    device = Device(chromium, server)
    device.be("Tom")
    device.add("Tom’s phone")
    device.expect_text("From now on you can come back with this passkey.")
    device.leave()
    yield device
    device.context.close()


def test_a_passkey_is_added_named_and_brings_its_person_back_and_is_taken_away(phone):
    (key,) = phone.keys()
    assert key["rpId"] == "localhost"
    assert key["isResidentCredential"]
    assert "Tom" not in base64.b64decode(key["userHandle"]).decode()
    for _twice in range(2):
        phone.come()
        phone.expect_text(HELLO)
        phone.leave()
    phone.come()
    phone.expect_text(HELLO)
    phone.page.goto(f"{phone.server.url}/me/passkeys/")
    phone.page.locator("li", has_text="Tom’s phone").get_by_role("link", name="Rename it").last.click()
    phone.page.get_by_label("A name for this passkey").fill("The blue phone")
    phone.page.get_by_role("button", name="Keep this name").click()
    phone.expect_text("The name is kept.")
    phone.leave()
    phone.come()
    phone.expect_text(HELLO)
    phone.page.goto(f"{phone.server.url}/me/passkeys/")
    phone.page.locator("li", has_text="The blue phone").get_by_role("link", name="Take it away").last.click()
    phone.page.get_by_role("button", name="Take it away").click()
    phone.expect_text("This passkey brings nobody in any more.")
    phone.leave()
    phone.come()
    phone.expect_text(NOBODY)
    phone.page.goto(phone.server.url)
    phone.expect_text("A place for people who shape things together")


def test_nothing_stays_on_a_shared_device(phone):
    phone.come(shared=True)
    phone.expect_text(HELLO)
    assert all(each["expires"] == -1 for each in phone.context.cookies())
    expect(phone.page.get_by_role("button", name="I am done here")).to_be_visible()


def test_what_waits_for_the_script_is_not_there_before_it_even_while_the_style_is_on_its_way(chromium, server):
    early = Device(chromium, server)
    early.page.route("**/*.js", lambda route: route.abort())
    early.page.route("**/*.css", lambda route: route.abort())
    early.page.goto(f"{server.url}/sign-in/passkey/")
    early.expect_text("This browser does not let us ask for a passkey")
    expect(early.page.get_by_text("Come in", exact=True)).to_be_hidden()
    early.context.close()


def sent(phone: Device) -> dict[str, str]:
    """What the browser sends when somebody comes in; it is held back."""
    held = "HTMLFormElement.prototype.submit = function () { window.held = Object.fromEntries(new FormData(this)) }"
    phone.page.add_init_script(held)
    phone.come()
    wait_for(lambda: phone.page.evaluate("Boolean(window.held)"))
    form: dict[str, str] = phone.page.evaluate("window.held")
    return form


def post(phone: Device, form: dict[str, str], **instead: str) -> str:
    answer = phone.context.request.post(
        f"{phone.server.url}/sign-in/passkey/",
        form={**form, **instead},
        headers={"Origin": phone.server.url, "Referer": phone.server.url},
    )
    return answer.text()


def test_what_was_signed_counts_once_and_only_where_it_was_asked(phone, chromium):
    form = sent(phone)
    other = Device(chromium, phone.server)
    other.page.goto(f"{phone.server.url}/sign-in/passkey/")
    theirs = other.page.locator("form[data-passkey] [name=csrfmiddlewaretoken]").input_value()
    assert NOBODY in post(other, form, csrfmiddlewaretoken=theirs, key="another-visit")
    cookies = phone.context.cookies()
    assert HELLO in post(phone, form)
    # The same again, in the very visit in which it was asked, as it was before it was used.
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)
    assert HELLO not in post(phone, form, key="once-more-please")
    other.context.close()


@pytest.mark.parametrize("part", ["origin", "challenge", "type", "signature"])
def test_what_another_site_asked_for_or_somebody_changed_brings_nobody_in(phone, part):
    form = sent(phone)
    answer = json.loads(form["answer"])
    if part == "signature":
        answer["response"]["signature"] = answer["response"]["signature"][:-8] + "AAAAAAAA"
    else:
        said = json.loads(unpacked(answer["response"]["clientDataJSON"]))
        said[part] = {
            "origin": phone.server.url.replace("localhost", "evil.localhost"),
            "challenge": "A" * 43,
            "type": "webauthn.create",
        }[part]
        answer["response"]["clientDataJSON"] = packed(json.dumps(said).encode())
    assert NOBODY in post(phone, form, answer=json.dumps(answer))


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_a_passkey_never_brings_in_somebody_else(phone, chromium):
    asha = Device(chromium, phone.server)
    asha.be("Asha")
    asha.add("Asha’s laptop")
    asha.expect_text("From now on you can come back with this passkey.")
    asha.leave()
    (hers,), (his,) = asha.keys(), phone.keys()
    # A device that says that Asha's passkey is Tom's.
    phone.only({**hers, "userHandle": his["userHandle"]})
    phone.come()
    phone.expect_text(NOBODY)
    # And one that has Tom's passkey under the id of Asha's.
    phone.only({**his, "credentialId": hers["credentialId"]})
    phone.come()
    phone.expect_text(NOBODY)
    asha.come()
    asha.expect_text("Hello Asha")
    asha.context.close()


def test_a_copy_whose_counter_goes_back_brings_nobody_in(phone):
    before = phone.keys()[0]
    for _ in range(2):
        phone.come()
        phone.expect_text(HELLO)
        phone.leave()
    assert phone.keys()[0]["signCount"] > before["signCount"]
    phone.only(before)
    phone.come()
    phone.expect_text(NOBODY)


def test_who_says_no_to_the_device_is_told_that_nothing_happened(phone):
    phone.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": phone.id, "isUserVerified": False})
    phone.come()
    phone.expect_text("Nothing was used, and nothing is lost.")
    expect(phone.page.get_by_role("link", name="I have a sign-in card")).to_be_visible()


def test_the_same_device_is_not_added_twice(phone):
    phone.be("Tom")
    phone.add("Once more")
    phone.expect_text("No passkey was made, and nothing is lost.")
    assert len(phone.keys()) == 1


def test_without_scripts_the_page_says_so_and_the_other_ways_stand_there(chromium, server):
    phone = Device(chromium, server, scripts=False)
    phone.page.goto(f"{server.url}/sign-in/passkey/")
    phone.expect_text("This browser does not let us ask for a passkey")
    expect(phone.page.get_by_role("button", name="Come in")).to_be_hidden()
    expect(phone.page.get_by_role("link", name="I have a sign-in card")).to_be_visible()
    phone.be("Tom")
    phone.page.goto(f"{server.url}/me/passkeys/")
    phone.expect_text("A sign-in card works everywhere.")
    phone.context.close()
