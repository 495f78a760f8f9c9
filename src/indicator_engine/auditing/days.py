"""Days, months and years as reports write them: 2022年12月30日, 2022年12月底前, 2022-12-30."""

import re
from calendar import monthrange
from datetime import date
from unicodedata import normalize

from attrs import frozen

DAY = re.compile(
    r"(?:于|在|截至|截止)?(?P<year>20\d\d)(?:年|[-./])(?:(?P<month>\d{1,2})(?:月|[-./](?=\d))?"
    r"(?:(?P<day>\d{1,2})日?)?)?(?:底|末)?(?:之前|以前|前)?(?:完成)?"
)


@frozen
class Period:
    """A day, month or year: its first and last day."""

    first: date
    last: date


def period(text: str) -> Period | None:
    """Return the days that a text names, or ``None`` where it names none.

    >>> period("2022年12月底前").last, period("2022-06-10").first, period("12月底之前完成")
    (datetime.date(2022, 12, 31), datetime.date(2022, 6, 10), None)
    """
    match = DAY.fullmatch(re.sub(r"\s+", "", normalize("NFKC", text)))
    if match is None:
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return Period(first, last)
