"""Targets and actuals as numbers that can be compared."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from indicator_engine.auditing.printed import Printed, read_printed
from indicator_engine.language.ranges import Range

# Units of what is measured, not counted: a whole number of them may have been rounded.
MEASURED = frozenset(
    (
        *(
            "%",
            "元",
            "米",
            "m",
            "公里",
            "km",
            "厘米",
            "cm",
            "吨",
            "t",
            "克",
            "g",
            "升",
            "亩",
            "公顷",
        ),
        *("平方米", "m2", "立方米", "m3", "平方公里", "小时", "分钟", "度", "千瓦时", "瓦时"),
    )
)

CLEARLY_NO_RATIO = Fraction(3, 2)
CLEARLY_MORE = 100  # times the target: 900000 beside 90万元 is told in 元

Comparable = tuple[Printed, Printed, Range]


def comparable(target: str, actual: str, unit: str = "") -> Iterator[Comparable]:
    """Yield a target and an actual in one unit, and what the actual stands for, as far as known.

    A number without a unit is in that of the other: 90 beside ≤90万元 is 90万元, 900000 is 元;
    98 beside 95% is 98 %, and so is 0.98.

    >>> [(str(t.value), str(a.value)) for t, a, _ in comparable("≤90万元", "90")]
    [('900000', '900000')]
    >>> [str(a.value) for _, a, _ in comparable("≥95%", "1")]
    ['1', '1/100']
    """
    goal, done = read_printed(target), read_printed(actual)
    if goal is None or done is None:
        return
    if unit:
        goal, done = _in_unit(goal, unit), _in_unit(done, unit)
    aim = _scaled(goal)
    for reading in _readings(done, goal):
        yield aim, reading, _reach(reading, aim)


def _in_unit(printed: Printed, unit: str) -> Printed:
    """Return a number in the unit of its column, unless it has one of its own."""
    if printed.unit or printed.is_percent:
        return printed
    named = read_printed(f"{printed.text}{unit}")
    return printed if named is None else named


def _scaled(printed: Printed) -> Printed:
    """Return a number in its unit without multiples: 900000元 for 90万元."""
    factor = printed.factor
    return evolve(printed, value=printed.value * factor, step=printed.step * factor, factor=1)


def _readings(done: Printed, goal: Printed) -> Iterator[Printed]:
    """Yield what an actual can mean beside its target; nothing where the units differ."""
    if done.unit == goal.unit:
        yield _scaled(done)
    elif goal.is_percent and not done.unit:
        yield from _as_ratio(done, done.value)
    elif done.is_percent and not goal.unit:
        yield from _as_hundredths(done, goal)
    elif not done.unit and done.factor == 1:
        is_in_basic_unit = goal.factor > 1 and done.value >= CLEARLY_MORE * abs(goal.value)
        yield done if is_in_basic_unit else _scaled(evolve(done, factor=goal.factor))
    elif not (goal.unit and done.unit):
        yield _scaled(done)


def _as_ratio(done: Printed, value: Fraction) -> Iterator[Printed]:
    """Yield a number beside a percentage: 98 is 98 %, 0.98 a ratio, and 1 may be either."""
    hundredth = evolve(done, value=value / 100, step=done.step / 100)
    if value > CLEARLY_NO_RATIO:
        yield hundredth
    else:
        yield from (done, hundredth)


def _as_hundredths(done: Printed, goal: Printed) -> Iterator[Printed]:
    """Yield a percentage beside a number: 98 % is 98 where 95 is the target, 0.98 where 0.95 is."""
    if goal.value <= CLEARLY_NO_RATIO:
        yield done
    if goal.value > CLEARLY_NO_RATIO or goal.step == 1:
        yield evolve(done, value=done.value * 100, step=done.step * 100)


def _reach(done: Printed, goal: Printed) -> Range:
    """Return every number that an actual stands for: a whole number of things is exact."""
    half = Fraction(0) if _is_counted(done, goal) else done.step / 2
    if done.operator == ">=":
        return Range(done.value - half, None, low_open=False)
    if done.operator == "<=":
        return Range(None, done.value + half, high_open=False)
    return Range(done.value - half, done.value + half, low_open=False, high_open=False)


def _is_counted(done: Printed, goal: Printed) -> bool:
    units = {done.unit, goal.unit} - {""}
    whole = done.value.denominator == 1 and goal.value.denominator == 1 and done.step >= 1
    return whole and not units & MEASURED
