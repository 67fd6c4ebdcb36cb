"""Six people without scripts find a time, plan it, let it come again, call the rest off, and have it in a calendar."""

import re
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.eight import Walker
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.journeys.signs import CALLED_OFF, NOTHING_LOST, SEE_THE_PLAN, YOUR_DAY
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]

CIRCLE, TITLE = "The Boathouse Circle", "What the boathouse needs"
NAMES = ("Hana", "Bo", "Ines", "Omar", "Lea", "Pim")


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Six:
    """Hana and Bo, who look at every page at 320 px without scripts, and four more."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server, self.camera = server, Camera(FOLDER / "times")
        self.circle = self.asking = self.meeting = ""
        self.hana, self.bo = (BrowserWalker(browser, server.url, scripts=False, width=320) for _each in range(2))
        self.others = {name: HttpWalker(server.url) for name in NAMES[2:]}
        self.days = [datetime.now(UTC).date() + timedelta(days=10 + each) for each in range(3)]

    def look(self, name: str, walker: BrowserWalker | None = None) -> None:
        self.camera.look(walker or self.hana, name)


def test_a_time_is_found_comes_again_is_called_off_and_stands_in_a_calendar(server, chromium):
    six = Six(server, chromium)
    six_people_come(six)
    bo_keeps_a_day_to_himself(six)
    the_circle_keeps_a_day(six)
    hana_asks(six)
    everybody_answers(six)
    hana_sees_what_suits_best_and_plans_it(six)
    it_comes_again(six)
    bo_has_it_in_a_calendar(six)
    the_rest_is_called_off(six)


def six_people_come(six: Six) -> None:
    hana = six.hana
    hana.open("/")
    hana.go("/start/")
    hana.write("/start/", my_name="Hana", name=CIRCLE, purpose="To mend it.", limits="We call for help, and say so.")
    hana.do("/start/")
    six.circle = hana.path.removesuffix("welcome/")
    hana.open(f"{six.circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    people: dict[str, Walker] = {"Bo": six.bo, **six.others}
    for name, walker in people.items():
        walker.open("/join/")
        walker.write("/join/", code=code[0])
        walker.do("/join/")
        walker.write("/join/", my_name=name)
        walker.do("/join/")


def bo_keeps_a_day_to_himself(six: Six) -> None:
    """On the very weekday that is found later."""
    bo = six.bo
    bo.open("/me/")
    bo.go("/me/days/")
    six.look("my-days-empty", bo)
    bo.write("/me/days/", which=str(six.days[1].weekday()), start="17:00", end="09:00", note="The choir sings.")
    bo.do("/me/days/")
    bo.sees(NOTHING_LOST)
    assert bo.written("/me/days/", "note") == "The choir sings."
    bo.write("/me/days/", start="", end="")
    bo.do("/me/days/")
    bo.sees("The choir sings.")
    bo.write("/told/", told="planning")
    bo.do("/told/")
    six.look("my-days", bo)


def the_circle_keeps_a_day(six: Six) -> None:
    hana = six.hana
    hana.open(f"{six.circle}days/")
    hana.write("/days/", which=str(six.days[2].weekday()), note="The hall is shut.")
    hana.do("/days/")
    hana.sees("The hall is shut.")
    six.look("days-of-the-circle")


def hana_asks(six: Six) -> None:
    hana = six.hana
    hana.open(f"{six.circle}meetings/")
    hana.go("/times/")
    six.look("times")
    hana.go("/times/new/")
    hana.write("/new/", title=TITLE, day_1=six.days[0].isoformat(), clock_1="14:00", day_2=six.days[1].isoformat())
    hana.do("/new/")
    hana.sees(NOTHING_LOST)
    six.look("times-ask")
    hana.write("/new/", clock_2="14:00", day_3=six.days[2].isoformat(), clock_3="18:30")
    hana.do("/new/")
    six.asking = hana.path
    hana.sees(TITLE)
    six.look("times-asked")


def offered(walker: Walker) -> list[str]:
    """The names of the boxes, a time each, in order."""
    html = walker.page.content() if isinstance(walker, BrowserWalker) else walker.page.html
    return list(dict.fromkeys(re.findall(r'<input type="radio" name="(\w{12})"', html)))


def everybody_answers(six: Six) -> None:
    """Bo reads by himself that one falls on his day; nobody else does."""
    bo = six.bo
    bo.open("/")
    six.look("times-today", bo)
    bo.go(six.asking)
    bo.sees(YOUR_DAY)
    six.look("times-answer", bo)
    times = offered(bo)
    bo.write(six.asking, **dict(zip(times, ("cannot", "rather_not", "cannot"), strict=True)))
    bo.do(six.asking)
    for walker, suits in zip(six.others.values(), (("can", "can", "cannot"),) * 3, strict=False):
        walker.open(six.asking)
        walker.does_not_see(YOUR_DAY)
        # Each time has the same three choices, so they are told apart by the time and not by their words.
        walker.boxes.update(zip(times, suits, strict=True))
        walker.do(six.asking)
    hana = six.hana
    hana.open(f"{six.asking}close/")
    six.look("times-close")
    hana.do("/close/")
    hana.sees("Not enough of us have answered yet")
    hana.write(six.asking, **dict(zip(times, ("can", "can", "can"), strict=True)))
    hana.do(six.asking)
    pim = six.others["Pim"]
    pim.open(six.asking)
    pim.do("/skip/")
    pim.does_not_see(TITLE)


def hana_sees_what_suits_best_and_plans_it(six: Six) -> None:
    hana = six.hana
    hana.open(f"{six.asking}close/")
    hana.do("/close/")
    hana.sees("This suits most of those who answered.")
    hana.sees(f"{six.days[1].day}")
    six.look("times-found")
    for name in NAMES[2:]:
        hana.does_not_see(name)
    hana.do("/plan/")
    six.meeting = hana.path
    hana.sees(TITLE)
    hana.open(f"{six.meeting}invite/")
    six.look("invite")
    hana.do("/invite/")
    six.bo.open("/")
    six.bo.sees(YOUR_DAY)
    six.look("today-on-my-day", six.bo)


def it_comes_again(six: Six) -> None:
    hana = six.hana
    hana.open(six.meeting)
    hana.go("/again/")
    six.look("again")
    hana.write("/again/", every="week", many="3")
    hana.do("/again/")
    hana.sees("Are these the right days?")
    hana.do("/again/")
    hana.sees("3 more meetings are planned.")
    six.look("meetings")
    six.bo.open("/")
    assert six.bo.text.count(SEE_THE_PLAN) == 1


def bo_has_it_in_a_calendar(six: Six) -> None:
    bo = six.bo
    bo.open(f"{six.meeting}calendar/")
    six.look("calendar-one", bo)
    bo.open("/me/calendar/")
    bo.do("/address/")
    six.look("calendar", bo)
    assert len(entries(six)) == 4


def entries(six: Six) -> list[icalendar.Event]:
    """What Bo's calendar reads, without any cookie."""
    address = re.search(r"/calendar/\w+\.ics", six.bo.text)
    assert address is not None
    with urllib.request.urlopen(six.server.url + address[0], timeout=20) as answer:
        assert answer.headers["Set-Cookie"] is None
        found = icalendar.Calendar.from_ical(answer.read()).walk("VEVENT")
    assert {str(each["SUMMARY"]) for each in found} == {"A meeting"}
    return found


def the_rest_is_called_off(six: Six) -> None:
    bo = six.bo
    bo.open(six.meeting)
    bo.do("/answer/", answer="coming")
    hana = six.hana
    hana.open(f"{six.meeting}call-off/")
    six.look("call-off")
    hana.write("/call-off/", which="and_later")
    hana.do("/call-off/")
    hana.sees(CALLED_OFF)
    six.look("called-off")
    bo.open("/")
    bo.sees(CALLED_OFF)
    six.look("called-off-today", bo)
    bo.open("/me/calendar/")
    assert [str(each["STATUS"]) for each in entries(six)] == ["CANCELLED"] * 4
    assert not [each for each in six.server.said if "Traceback" in each]
