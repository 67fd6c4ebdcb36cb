"""The time zones a circle can choose from: a city for every clock that people live by, few enough for a phone."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

USUAL = "Europe/London"
AREAS = (
    (
        _("Europe"),
        """
        Europe/London Europe/Dublin Europe/Lisbon Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin
        Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Copenhagen Europe/Helsinki Europe/Istanbul
        Europe/Kyiv Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Sofia
        Europe/Stockholm Europe/Vienna Europe/Warsaw Europe/Zurich Atlantic/Reykjavik Atlantic/Azores
        """,
    ),
    (
        _("Africa"),
        """
        Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg
        Africa/Kampala Africa/Khartoum Africa/Kinshasa Africa/Lagos Africa/Nairobi Africa/Tunis Atlantic/Cape_Verde
        """,
    ),
    (
        _("Asia"),
        """
        Asia/Baghdad Asia/Bangkok Asia/Beirut Asia/Colombo Asia/Damascus Asia/Dhaka Asia/Dubai Asia/Hong_Kong
        Asia/Jakarta Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Riyadh
        Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Tashkent Asia/Tehran Asia/Tokyo Asia/Yangon Asia/Yerevan
        """,
    ),
    (
        _("America"),
        """
        America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Caracas America/Chicago
        America/Denver America/Halifax America/Havana America/Jamaica America/Lima America/Los_Angeles
        America/Mexico_City America/New_York America/Phoenix America/Port_of_Spain America/Santiago
        America/Sao_Paulo America/St_Johns America/Toronto America/Vancouver America/Winnipeg
        """,
    ),
    (
        _("Australia and the Pacific"),
        """
        Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Perth Australia/Sydney Pacific/Auckland
        Pacific/Chatham Pacific/Fiji Pacific/Guam Pacific/Honolulu Pacific/Port_Moresby Pacific/Tongatapu
        Indian/Maldives Indian/Mauritius
        """,
    ),
)
ZONES = [(area, [(zone, zone.rsplit("/", 1)[-1].replace("_", " ")) for zone in zones.split()]) for area, zones in AREAS]


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Every time zone there is; looking reads a folder, so it is done once."""
    return frozenset(available_timezones())
