"""Three people without scripts: Hana writes her page, Bo reads his share of it and writes to her, and she keeps it."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.servers import Server

pytestmark = [pytest.mark.browser]

FOR_ALL, FOR_BO, FOR_ME = "Tea before talking.", "I can mend nets.", "A walk along the wall."
SAW = "You waited until everybody had spoken."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def a_photograph() -> dict[str, object]:
    into = BytesIO()
    Image.effect_noise((1400, 1800), 90).convert("RGB").save(into, "JPEG", quality=95)
    sent = into.getvalue()
    assert len(sent) > 1_000_000
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": sent}


def test_a_page_is_written_read_given_to_and_printed(server, chromium: Browser):
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = three_come(hana, bo, HttpWalker(server.url))
    camera = Camera(FOLDER / "page")
    hana_chooses_bo_and_writes(hana, circle, camera)
    hana_gives_a_photograph(hana, circle, camera)
    bo_reads_his_share_and_writes_to_her(bo, circle, camera)
    hana_keeps_it(hana, circle, camera)
    it_prints_on_one_page(hana, circle, chromium)
    assert not hana.elsewhere + bo.elsewhere


def three_come(hana: BrowserWalker, bo: BrowserWalker, cy: HttpWalker) -> str:
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="The Net Loft", purpose="To mend it.", limits="We call for help.")
    hana.do("/start/")
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    for name, walker in (("Bo", bo), ("Cy", cy)):
        walker.open("/join/")
        walker.write("/join/", code=code[0])
        walker.do("/join/")
        walker.write("/join/", my_name=name)
        walker.do("/join/")
    return circle


def hana_chooses_bo_and_writes(hana: BrowserWalker, circle: str, camera: Camera) -> None:
    hana.open(circle)
    hana.go("/my-page/")
    camera.look(hana, "empty")
    for heading, text, who in (
        ("matters", FOR_ALL, "circle"),
        ("good_at", FOR_BO, "chosen"),
        ("hard_day", FOR_ME, "me"),
    ):
        hana.go(f"/my-page/write/{heading}/")
        hana.write("/my-page/write/", text=text, who=who)
        if who == "chosen":
            camera.look(hana, "a line")
        hana.do("/my-page/write/")
        if who == "chosen":
            hana.page.get_by_label("Bo", exact=True).check()
            camera.look(hana, "people")
            hana.do("/my-page/people/")
            assert "Only you and those you chose can see this: Bo." in hana.text
        assert text in hana.text


def hana_gives_a_photograph(hana: BrowserWalker, circle: str, camera: Camera) -> None:
    hana.go("/my-page/photograph/")
    hana.write("/my-page/photograph/", who="circle")
    hana.page.locator("input[type=file]").set_input_files(a_photograph())  # type: ignore[arg-type]
    hana.do("/my-page/photograph/")
    assert "Your photograph is on your page." in hana.text
    assert hana.page.locator("img.photograph").evaluate("each => each.naturalWidth") == 320
    hana.go("/my-page/photograph/")
    camera.look(hana, "photograph")


def bo_reads_his_share_and_writes_to_her(bo: BrowserWalker, circle: str, camera: Camera) -> None:
    bo.open(f"{circle}members/")
    bo.go_beside("Hana", "/members/")
    bo.go("/page/")
    assert FOR_ALL in bo.text
    assert FOR_BO in bo.text
    assert FOR_ME not in bo.text
    assert bo.page.locator('img[alt="Hana"]').evaluate("each => each.naturalWidth") == 320
    camera.look(bo, "her page")
    bo.go("/write/")
    bo.write("/write/", text=SAW, kind="strength")
    camera.look(bo, "writing to her")
    bo.do("/write/")
    assert SAW in bo.text
    camera.look(bo, "what bo wrote")


def hana_keeps_it(hana: BrowserWalker, circle: str, camera: Camera) -> None:
    hana.open(f"{circle}my-page/")
    assert SAW in hana.text
    camera.look(hana, "mine")
    hana.go("/my-page/from-others/")
    camera.look(hana, "keeping")
    hana.write("/my-page/from-others/", who="circle")
    hana.do("/my-page/from-others/")
    assert "From Bo" not in hana.text
    assert re.search(rf"What others saw in me {re.escape(SAW)}", hana.text)


def it_prints_on_one_page(hana: BrowserWalker, circle: str, chromium: Browser) -> None:
    hana.open(f"{circle}my-page/paper/?lines=all")
    for text in (FOR_ALL, FOR_BO, FOR_ME, SAW):
        assert text in hana.text
    printed = hana.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12]", printed)
