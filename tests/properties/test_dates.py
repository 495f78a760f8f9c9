"""Law: the calendar of the language is that of :mod:`datetime`, from 0001-01-01 to 9999-12-31."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from indicator_engine import FormulaError, evaluate
from indicator_engine.language.functions import dates
from indicator_engine.language.functions.dates import LAST_DAY, Calendar
from indicator_engine.language.protocol import Value
from indicator_engine.number_systems.exact import Exact

CYCLE = 146_097  # days after which the calendar repeats itself: 400 years
EVERY_MONTH = range(12, 12 * 10_000)  # counted from January of year 0


class Whole(Exact):
    """Exact whole numbers as plain integers: quick enough for every day there is."""

    def number(self, value: Fraction) -> Value:
        return int(value)

    def add(self, left: Value, right: Value) -> Value:
        return left + right

    def subtract(self, left: Value, right: Value) -> Value:
        return left - right

    def multiply(self, left: Value, right: Value) -> Value:
        return left * right

    def divide(self, left: Value, right: Value) -> Value:
        """Floor at once: the calendar does nothing else with a quotient."""
        return left // right

    def floor(self, value: Value) -> Value:
        return value


WHOLE = Whole()
CALENDAR = Calendar(WHOLE)


def month_index(day: date) -> int:
    """Return a day's month, counted from March of year 0 as the calendar does."""
    return day.year * 12 + day.month - 3


def test_every_day_of_a_cycle_lies_in_its_month() -> None:
    for ordinal in range(1, CYCLE + 1):
        assert CALENDAR.month_of(ordinal) == month_index(date.fromordinal(ordinal))


def test_every_month_begins_on_its_day() -> None:
    """Of the years 1 to 9999."""
    for month in EVERY_MONTH:
        first = date(month // 12, month % 12 + 1, 1)
        assert CALENDAR.days_before(month_index(first)) == first.toordinal() - 1


def test_the_ends_of_the_months_of_every_century_lie_in_them() -> None:
    """Of the years around its turn; the days between are those of a cycle."""
    for month in (month for month in EVERY_MONTH if month // 12 % 100 in (0, 1, 99)):
        first = date(month // 12, month % 12 + 1, 1)
        last = first.toordinal() + monthrange(first.year, first.month)[1] - 1
        assert CALENDAR.month_of(first.toordinal()) == CALENDAR.month_of(last) == month_index(first)


def test_every_date_of_a_leap_year_and_a_common_one_is_a_date() -> None:
    """And what is none is refused."""
    for year in (1, 1900, 2000, 9999):
        for month in range(14):
            for day in (0, 1, 28, 29, 30, 31, 32):
                assert date_of(year, month, day) == calendar_date(year, month, day)


def date_of(year: int, month: int, day: int) -> object:
    """Return the date, or the code it is refused with."""
    return outcome("date(year, month, day)", {"year": year, "month": month, "day": day})


def calendar_date(year: int, month: int, day: int) -> object:
    """Return the date that :mod:`datetime` makes of it, or the code."""
    try:
        return date(year, month, day)
    except ValueError:
        return "date-not-in-calendar"


def outcome(formula: str, names: Mapping[str, object]) -> object:
    """Return what a formula gives, or the code it is refused with."""
    try:
        return evaluate(formula, names)
    except FormulaError as error:
        return error.diagnostics[0].code


DAYS = st.dates() | st.builds(
    lambda year, month: date(year, month, monthrange(year, month)[1]),
    st.integers(1, 9999),
    st.integers(1, 12),
)


def shifted(day: date, months: int) -> date | None:
    """Return the same day of another month, or its last day; ``None`` beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@given(day=DAYS)
def test_a_date_is_itself(day: date) -> None:
    assert evaluate("date(y, m, d)", {"y": day.year, "m": day.month, "d": day.day}) == day
    assert dates.date(WHOLE, day.year, day.month, day.day) == day.toordinal()


@given(start=DAYS, end=DAYS)
def test_days_are_counted(start: date, end: date) -> None:
    assert evaluate("days(start, end)", {"start": start, "end": end}) == (end - start).days


@given(start=DAYS, count=st.integers(-30, 30) | st.integers(-120_000, 120_000))
def test_months_are_added(start: date, count: int) -> None:
    found = outcome("add_months(start, count)", {"start": start, "count": count})
    assert found == (shifted(start, count) or "date-out-of-range")


@given(start=DAYS, end=DAYS)
@example(start=date(2024, 1, 31), end=date(2024, 2, 29))
@example(start=date(2024, 2, 29), end=date(2025, 2, 28))
@example(start=date(9999, 11, 30), end=date(9999, 12, 31))
@example(start=date(1, 1, 31), end=date(1, 1, 1))
def test_complete_months_are_counted(start: date, end: date) -> None:
    """The most months that, added to the earlier day, do not go beyond the later one."""
    found = evaluate("months(start, end)", {"start": start, "end": end})
    assert isinstance(found, Fraction)
    assert (found <= 0) if end < start else (found >= 0)
    early, late = sorted((start, end))
    reached, following = shifted(early, abs(int(found))), shifted(early, abs(int(found)) + 1)
    assert reached is not None
    assert reached <= late
    assert following is None or late < following


def test_the_last_day_is_the_last() -> None:
    assert date.max.toordinal() == LAST_DAY
