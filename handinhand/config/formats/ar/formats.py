"""Days and times in Arabic, without a comma, because a sentence goes on after them."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "P"
