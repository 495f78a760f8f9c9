"""Dates: days counted from 0001-01-01, so that every number system reckons with them.

A date is the number of its day in the proleptic Gregorian calendar, 1 for 0001-01-01, as
:meth:`datetime.date.toordinal` counts. Year, month and day are worked out by whole divisions.

Source: the years are counted from March, so that the leap day ends one; 146,097 days make 400
years, 1,461 make 4, and 153 days make the five months from March to July, and again from August.
"""

from fractions import Fraction

from indicator_engine.language.functions.function import Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value

FIRST_OF_MARCH = 306  # days before 0001-03-01 counted from 0001-01-01, less those of year 0
LAST_DAY = 3_652_059  # 9999-12-31


class Calendar:
    """Whole-number reckoning in one number system."""

    def __init__(self, system: NumberSystem) -> None:
        self.system = system

    def number(self, value: int) -> Value:
        """Return a literal."""
        return self.system.number(Fraction(value))

    def scaled(self, value: Value, factor: int, plus: int = 0) -> Value:
        """Return ``value * factor + plus``."""
        return self.system.add(self.system.multiply(value, self.number(factor)), self.number(plus))

    def quotient(self, value: Value, divisor: int) -> Value:
        """Return how often a whole number goes into another."""
        return self.system.floor(self.system.divide(value, self.number(divisor)))

    def remainder(self, value: Value, divisor: int) -> Value:
        """Return what is left of that division."""
        whole = self.system.multiply(self.quotient(value, divisor), self.number(divisor))
        return self.system.subtract(value, whole)

    def days_before(self, months: Value) -> Value:
        """Return the day number before the first of a month, counted from March of year 0."""
        system = self.system
        years, month = self.quotient(months, 12), self.remainder(months, 12)
        leap_days = system.subtract(
            system.add(self.quotient(years, 4), self.quotient(years, 400)),
            self.quotient(years, 100),
        )
        of_year = self.quotient(self.scaled(month, 153, 2), 5)
        return system.add(system.add(self.scaled(years, 365, -FIRST_OF_MARCH), leap_days), of_year)

    def month_of(self, day: Value) -> Value:
        """Return the month a day lies in, counted from March of year 0."""
        system = self.system
        day = system.add(day, self.number(FIRST_OF_MARCH - 1))
        era, of_era = self.quotient(day, 146_097), self.remainder(day, 146_097)
        year = self.quotient(
            system.subtract(
                system.add(of_era, self.quotient(of_era, 36_524)),
                system.add(self.quotient(of_era, 1_460), self.quotient(of_era, 146_096)),
            ),
            365,
        )
        before = system.subtract(
            system.add(self.scaled(year, 365), self.quotient(year, 4)), self.quotient(year, 100)
        )
        month = self.quotient(self.scaled(system.subtract(of_era, before), 5, 2), 153)
        years = system.add(self.scaled(era, 400), year)
        return system.add(self.scaled(years, 12), month)

    def later(self, day: Value, count: Value) -> Value:
        """Return the same day so many whole months later, or the last day of a shorter month."""
        month = self.month_of(day)
        of_month = self.system.subtract(day, self.days_before(month))
        target = self.system.add(month, count)
        start = self.days_before(target)
        following = self.days_before(self.system.add(target, self.number(1)))
        last = self.system.subtract(following, start)
        return self.system.add(start, self.system.minimum([of_month, last]))

    def is_day(self, day: Value) -> Value:
        """Return whether a day number lies in the years 1 to 9999."""
        system = self.system
        return system.choose(
            system.less(self.number(0), day),
            lambda: system.less(day, self.number(LAST_DAY + 1)),
            lambda: system.truth(False),
        )

    def known(self, day: Value) -> Value:
        """Return the day, undefined outside the years 1 to 9999."""
        system = self.system
        return system.choose(
            self.is_day(day), lambda: day, lambda: system.undefined("date-out-of-range")
        )


def date(system: NumberSystem, year: Value, month: Value, day: Value) -> Value:
    """Return the day number of a calendar date."""
    calendar = Calendar(system)
    months = system.add(calendar.scaled(year, 12), system.subtract(month, calendar.number(3)))

    def found() -> Value:
        start = calendar.days_before(months)
        following = calendar.days_before(system.add(months, calendar.number(1)))
        last = system.subtract(following, start)
        return system.choose(
            _is_whole_between(system, day, calendar.number(1), last),
            lambda: calendar.known(system.add(start, day)),
            lambda: system.undefined("date-not-in-calendar"),
        )

    in_year = _is_whole_between(system, month, calendar.number(1), calendar.number(12))
    in_era = _is_whole_between(system, year, calendar.number(1), calendar.number(9999))
    return system.choose(
        in_year,
        lambda: system.choose(in_era, found, lambda: system.undefined("date-not-in-calendar")),
        lambda: system.undefined("date-not-in-calendar"),
    )


def months(system: NumberSystem, start: Value, end: Value) -> Value:
    """Return how many complete months lie between two dates; negative where the end is first."""
    return system.choose(
        system.less(end, start),
        lambda: system.negate(_complete_months(system, end, start)),
        lambda: _complete_months(system, start, end),
    )


def _complete_months(system: NumberSystem, start: Value, end: Value) -> Value:
    """Return the months; the day that is compared lies in the month of the end, so it is a day."""
    calendar = Calendar(system)
    between = system.subtract(calendar.month_of(end), calendar.month_of(start))
    return system.choose(
        system.less(end, calendar.later(start, between)),
        lambda: system.subtract(between, calendar.number(1)),
        lambda: between,
    )


def add_months(system: NumberSystem, day: Value, count: Value) -> Value:
    """Return the same day so many months later, or the last day of a shorter month."""
    calendar = Calendar(system)
    return system.choose(
        system.equal(system.floor(count), count),
        lambda: calendar.known(calendar.later(day, count)),
        lambda: system.undefined("months-not-whole"),
    )


def _is_whole_between(system: NumberSystem, value: Value, low: Value, high: Value) -> Value:
    no = system.truth(False)
    return system.choose(
        system.equal(system.floor(value), value),
        lambda: system.choose(
            system.less(value, low),
            lambda: no,
            lambda: system.invert(system.less(high, value)),
        ),
        lambda: no,
    )


START, END = Parameter("start", "date"), Parameter("end", "date")

FUNCTIONS = (
    Function(
        name="date",
        parameters=(Parameter("year"), Parameter("month"), Parameter("day")),
        zh="日期：年、月、日。",
        en="The date of a year, month and day.",
        body=date,
        examples=(("date(2022, 12, 30)", "date(2022, 12, 30)"),),
        result="date",
    ),
    Function(
        name="days",
        parameters=(START, END),
        zh="从 start 到 end 的天数；end 在前时为负。",
        en="The days from `start` to `end`; negative where `end` comes first.",
        body=lambda system, start, end: system.subtract(end, start),
        examples=(
            ("days(date(2022, 4, 27), date(2022, 6, 10))", "44"),
            ("days(date(2024, 3, 1), date(2024, 2, 28))", "-2"),
        ),
    ),
    Function(
        name="months",
        parameters=(START, END),
        zh="从 start 到 end 的整月数（不满一个月不算）；end 在前时为负。",
        en="The complete months from `start` to `end`; negative where `end` comes first.",
        body=months,
        examples=(
            ("months(date(2022, 1, 31), date(2022, 2, 28))", "1"),
            ("months(date(2022, 1, 15), date(2022, 3, 14))", "1"),
        ),
    ),
    Function(
        name="add_months",
        parameters=(START, Parameter("months")),
        zh="start 之后 months 个月的同一天；当月没有这一天时取月末。",
        en="The same day `months` months later, or the last day of a shorter month.",
        body=add_months,
        examples=(("add_months(date(2022, 1, 31), 1)", "date(2022, 2, 28)"),),
        result="date",
    ),
)
