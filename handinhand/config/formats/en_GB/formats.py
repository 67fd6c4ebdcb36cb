"""Days and times in English, with months in full: "3 December 2026", "3 December", "2 p.m."."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "P"
