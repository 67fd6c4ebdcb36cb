"""Eight invented people on one server: three in browsers at once, five at very old phones."""

from collections.abc import Iterable

from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker, KeyboardWalker
from tests.journeys.camera import Camera
from tests.journeys.http_walker import HttpWalker
from tests.servers import Server

NEUTRAL = "http://weather.example/"
Walker = BrowserWalker | HttpWalker
AT_OLD_PHONES = ("Marcus", "Sam", "Nia", "Ravi", "Kit")


class Eight:
    """Who walks, by name; what they said that the house took; and a camera."""

    def __init__(self, server: Server, browser: Browser, camera: Camera) -> None:
        self.server = server
        self.camera = camera
        self.tom = BrowserWalker(browser, server.url, width=360)
        self.dee = BrowserWalker(browser, server.url, scripts=False, width=320)
        self.asha = KeyboardWalker(browser, server.url, width=1100, height=800)
        phones = {name: HttpWalker(server.url) for name in AT_OLD_PHONES}
        self.marcus, self.sam, self.nia, self.ravi, self.kit = phones.values()
        self.people: dict[str, Walker] = {"Tom": self.tom, "Dee": self.dee, "Asha": self.asha, **phones}
        self.said: list[str] = []
        self.cards: dict[str, str] = {}
        self.circle = self.meeting = ""
        for walker in (self.tom, self.dee, self.asha):
            walker.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="It will rain.", status=200))

    def __enter__(self) -> "Eight":
        return self

    def __exit__(self, *problem: object) -> None:
        for walker in (self.tom, self.dee, self.asha):
            walker.context.close()

    @property
    def following(self) -> list[BrowserWalker]:
        """Those whose pages follow by themselves."""
        return [self.tom, self.asha]

    def but(self, *names: str) -> dict[str, Walker]:
        """Everybody but some."""
        return {name: walker for name, walker in self.people.items() if name not in names}

    def only(self, *names: str) -> dict[str, Walker]:
        """Some of them."""
        return {name: self.people[name] for name in names}

    def room(self) -> str:
        """Where the meeting's room is."""
        return f"{self.meeting}room/"

    def look(self, name: str, walker: BrowserWalker | None = None) -> None:
        """Take pictures of a page: Tom's, if nobody else is named."""
        self.camera.look(walker or self.tom, name)


def all_see(people: dict[str, Walker], *words: str) -> None:
    """Expect words on everybody's page: by itself where it follows, else after asking what is new."""
    for walker in people.values():
        walker.again()
        for each in words:
            walker.sees(each)


def none_sees(people: dict[str, Walker], *words: str) -> None:
    """Expect words on nobody's page; asked after something newer has been seen there."""
    for walker in people.values():
        walker.again()
        for each in words:
            walker.does_not_see(each)


def stay(walkers: Iterable[BrowserWalker]) -> None:
    """Mark pages that have to follow without being loaded anew."""
    for walker in walkers:
        walker.mark()


def stayed(walkers: Iterable[BrowserWalker]) -> None:
    """Expect that marked pages were not loaded anew."""
    for walker in walkers:
        assert walker.is_the_same_page(), f"{walker.page.url} was loaded anew"
