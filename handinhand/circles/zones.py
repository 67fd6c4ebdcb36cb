"""The time zones a circle can choose from: a city for every clock that people live by, few enough for a phone."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

USUAL = "Europe/London"
AREAS = (
    (
        _("Europe"),
        (
            ("Europe/London", _("London")),
            ("Europe/Dublin", _("Dublin")),
            ("Europe/Lisbon", _("Lisbon")),
            ("Europe/Amsterdam", _("Amsterdam")),
            ("Europe/Athens", _("Athens")),
            ("Europe/Belgrade", _("Belgrade")),
            ("Europe/Berlin", _("Berlin")),
            ("Europe/Brussels", _("Brussels")),
            ("Europe/Bucharest", _("Bucharest")),
            ("Europe/Budapest", _("Budapest")),
            ("Europe/Copenhagen", _("Copenhagen")),
            ("Europe/Helsinki", _("Helsinki")),
            ("Europe/Istanbul", _("Istanbul")),
            ("Europe/Kyiv", _("Kyiv")),
            ("Europe/Madrid", _("Madrid")),
            ("Europe/Moscow", _("Moscow")),
            ("Europe/Oslo", _("Oslo")),
            ("Europe/Paris", _("Paris")),
            ("Europe/Prague", _("Prague")),
            ("Europe/Rome", _("Rome")),
            ("Europe/Sofia", _("Sofia")),
            ("Europe/Stockholm", _("Stockholm")),
            ("Europe/Vienna", _("Vienna")),
            ("Europe/Warsaw", _("Warsaw")),
            ("Europe/Zurich", _("Zurich")),
            ("Atlantic/Reykjavik", _("Reykjavik")),
            ("Atlantic/Azores", _("Azores")),
        ),
    ),
    (
        _("Africa"),
        (
            ("Africa/Accra", _("Accra")),
            ("Africa/Addis_Ababa", _("Addis Ababa")),
            ("Africa/Algiers", _("Algiers")),
            ("Africa/Cairo", _("Cairo")),
            ("Africa/Casablanca", _("Casablanca")),
            ("Africa/Johannesburg", _("Johannesburg")),
            ("Africa/Kampala", _("Kampala")),
            ("Africa/Khartoum", _("Khartoum")),
            ("Africa/Kinshasa", _("Kinshasa")),
            ("Africa/Lagos", _("Lagos")),
            ("Africa/Nairobi", _("Nairobi")),
            ("Africa/Tunis", _("Tunis")),
            ("Atlantic/Cape_Verde", _("Cape Verde")),
        ),
    ),
    (
        _("Asia"),
        (
            ("Asia/Baghdad", _("Baghdad")),
            ("Asia/Bangkok", _("Bangkok")),
            ("Asia/Beirut", _("Beirut")),
            ("Asia/Colombo", _("Colombo")),
            ("Asia/Damascus", _("Damascus")),
            ("Asia/Dhaka", _("Dhaka")),
            ("Asia/Dubai", _("Dubai")),
            ("Asia/Hong_Kong", _("Hong Kong")),
            ("Asia/Jakarta", _("Jakarta")),
            ("Asia/Jerusalem", _("Jerusalem")),
            ("Asia/Kabul", _("Kabul")),
            ("Asia/Karachi", _("Karachi")),
            ("Asia/Kathmandu", _("Kathmandu")),
            ("Asia/Kolkata", _("Kolkata")),
            ("Asia/Manila", _("Manila")),
            ("Asia/Riyadh", _("Riyadh")),
            ("Asia/Seoul", _("Seoul")),
            ("Asia/Shanghai", _("Shanghai")),
            ("Asia/Singapore", _("Singapore")),
            ("Asia/Tashkent", _("Tashkent")),
            ("Asia/Tehran", _("Tehran")),
            ("Asia/Tokyo", _("Tokyo")),
            ("Asia/Yangon", _("Yangon")),
            ("Asia/Yerevan", _("Yerevan")),
        ),
    ),
    (
        _("America"),
        (
            ("America/Anchorage", _("Anchorage")),
            ("America/Argentina/Buenos_Aires", _("Buenos Aires")),
            ("America/Bogota", _("Bogota")),
            ("America/Caracas", _("Caracas")),
            ("America/Chicago", _("Chicago")),
            ("America/Denver", _("Denver")),
            ("America/Halifax", _("Halifax")),
            ("America/Havana", _("Havana")),
            ("America/Jamaica", _("Jamaica")),
            ("America/Lima", _("Lima")),
            ("America/Los_Angeles", _("Los Angeles")),
            ("America/Mexico_City", _("Mexico City")),
            ("America/New_York", _("New York")),
            ("America/Phoenix", _("Phoenix")),
            ("America/Port_of_Spain", _("Port of Spain")),
            ("America/Santiago", _("Santiago")),
            ("America/Sao_Paulo", _("Sao Paulo")),
            ("America/St_Johns", _("St Johns")),
            ("America/Toronto", _("Toronto")),
            ("America/Vancouver", _("Vancouver")),
            ("America/Winnipeg", _("Winnipeg")),
        ),
    ),
    (
        _("Australia and the Pacific"),
        (
            ("Australia/Adelaide", _("Adelaide")),
            ("Australia/Brisbane", _("Brisbane")),
            ("Australia/Darwin", _("Darwin")),
            ("Australia/Perth", _("Perth")),
            ("Australia/Sydney", _("Sydney")),
            ("Pacific/Auckland", _("Auckland")),
            ("Pacific/Chatham", _("Chatham")),
            ("Pacific/Fiji", _("Fiji")),
            ("Pacific/Guam", _("Guam")),
            ("Pacific/Honolulu", _("Honolulu")),
            ("Pacific/Port_Moresby", _("Port Moresby")),
            ("Pacific/Tongatapu", _("Tongatapu")),
            ("Indian/Maldives", _("Maldives")),
            ("Indian/Mauritius", _("Mauritius")),
        ),
    ),
)
ZONES = [(area, list(zones)) for area, zones in AREAS]
CITIES = {zone: city for _area, zones in AREAS for zone, city in zones}


def city_of(zone: str) -> str:
    """A time zone as people say it: Europe/London is London."""
    return str(CITIES.get(zone) or zone.rsplit("/", 1)[-1].replace("_", " "))


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Every time zone there is; looking reads a folder, so it is done once."""
    return frozenset(available_timezones())
