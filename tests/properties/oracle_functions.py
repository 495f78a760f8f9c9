"""The functions and tables of the language said a second time, in plain Python."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, prod
from typing import Any

WIDE, FIFTY = Context(prec=400), Context(prec=50)
FULL, NONE = Fraction(1), Fraction(0)

Value = Any
Json = Any


class Refused(Exception):  # noqa: N818 - a verdict, no error
    """The record has no result."""


def divided(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise Refused
    return left / right


def number(raw: Value) -> Fraction:
    """Return a number as JSON has it, ``"90%"`` among them."""
    if isinstance(raw, str) and raw.endswith("%"):
        return Fraction(raw[:-1]) / 100
    return Fraction(raw)


def lies_within(value: Fraction, bounds: str) -> bool:
    """Tell whether a number lies in a range such as ``[0%, 10)``."""
    low, high = (each.strip() for each in bounds[1:-1].split(","))
    above = low == "-inf" or value > number(low) or (bounds[0] == "[" and value == number(low))
    below = high == "inf" or value < number(high) or (bounds[-1] == "]" and value == number(high))
    return above and below


def looked_up(table: Value, x: Value) -> Fraction:
    if "cases" in table:
        found = [value for case, value in table["cases"].items() if case == x]
    elif "bands" in table:
        found = [row["value"] for row in table["bands"] if lies_within(x, row["range"])]
    else:
        points = [(number(a), number(b)) for a, b in table["anchors"]]
        within = points[0][0] <= x <= points[-1][0]
        found = [on_line(x, points)] if within else []
    if not found:
        raise Refused
    return number(found[0])


def on_line(x: Fraction, points: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the height of a broken line, flat beyond its ends."""
    if any(a >= b for (a, _), (b, _) in pairwise(points)):
        raise Refused
    if x <= points[0][0]:
        return points[0][1]
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return points[-1][1]


def rounded(value: Fraction, places: int, mode: str = "half_up") -> Fraction:
    units = abs(value) * Fraction(10) ** places
    steps = {
        "half_up": floor(units + Fraction(1, 2)),
        "half_even": round(units),
        "down": floor(units),
        "up": ceil(units),
    }[mode]
    return Fraction(steps if value >= 0 else -steps) / Fraction(10) ** places


def root(value: Fraction, degree: int) -> Fraction:
    if value < 0:
        raise Refused
    exact = Fraction(whole_root(value.numerator, degree), whole_root(value.denominator, degree))
    if exact**degree == value:
        return exact
    quotient = WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(FIFTY.plus(WIDE.power(quotient, WIDE.divide(Decimal(1), Decimal(degree)))))


def whole_root(value: int, degree: int) -> int:
    """Return the whole number nearest to a root."""
    digits = Context(prec=len(str(value)) + 10)
    power = digits.power(Decimal(value), digits.divide(Decimal(1), Decimal(degree)))
    return int(power.to_integral_value()) if value else 0


def transcendental(function: Callable[[Context, Decimal], Decimal], value: Fraction) -> Fraction:
    quotient = WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(FIFTY.plus(function(WIDE, quotient)))


def listed(values: Sequence[Any]) -> Sequence[Fraction]:
    """Return the entries of one list, or several numbers."""
    return values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)


def some(values: Sequence[Any], least: int = 1) -> Sequence[Fraction]:
    found = listed(values)
    if len(found) < least:
        raise Refused
    return found


def mean(*values: Value) -> Fraction:
    return sum(some(values), NONE) / len(some(values))


def geomean(*values: Value) -> Fraction:
    if min(some(values)) < 0:
        raise Refused
    return root(prod(some(values), start=FULL), len(some(values)))


def trimmed_mean(*values: Value) -> Fraction:
    kept = sorted(some(values, least=3))[1:-1]
    return sum(kept, NONE) / len(kept)


def weighted_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    if len(values) != len(weights):
        raise Refused
    products = (value * weight for value, weight in zip(values, weights, strict=True))
    return divided(sum(products, NONE), sum(weights, NONE))


def clamp(x: Fraction, low: Fraction, high: Fraction) -> Fraction:
    if high < low:
        raise Refused
    return low if x < low else min(x, high)


def reached(actual: Fraction, target: Fraction) -> Fraction:
    if target <= 0:
        raise Refused
    return clamp(actual / target, NONE, FULL)


def within(actual: Fraction, limit: Fraction) -> Fraction:
    if actual <= limit:
        return FULL
    return limit / actual if limit > 0 else NONE


def steps(x: Fraction, step: Fraction, count: Callable[[Fraction], int]) -> Fraction:
    if step <= 0:
        raise Refused
    return Fraction(count(x / step)) if x > 0 else NONE


def logarithm(x: Fraction) -> Fraction:
    if x <= 0:
        raise Refused
    return transcendental(Context.ln, x)


def day(year: Fraction, month: Fraction, number: Fraction) -> date:
    if any(each.denominator != 1 for each in (year, month, number)):
        raise Refused
    try:
        return date(int(year), int(month), int(number))
    except (ValueError, OverflowError):
        raise Refused from None


def add_months(start: date, count: Fraction) -> date:
    if count.denominator != 1:
        raise Refused
    year, month = divmod(start.year * 12 + start.month - 1 + int(count), 12)
    if not 1 <= year <= 9999:
        raise Refused
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months(start: date, end: date) -> Fraction:
    if end < start:
        return -months(end, start)
    count = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(count if add_months(start, Fraction(count)) <= end else count - 1)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "min": lambda *values: min(some(values)),
    "max": lambda *values: max(some(values)),
    "sum": lambda *values: sum(listed(values), NONE),
    "mean": mean,
    "geomean": geomean,
    "trimmed_mean": trimmed_mean,
    "weighted_mean": weighted_mean,
    "count": lambda values: Fraction(len(values)),
    "count_true": lambda *conditions: Fraction(sum(conditions)),
    "abs": abs,
    "clamp": clamp,
    "floor": lambda x: Fraction(floor(x)),
    "ceil": lambda x: Fraction(ceil(x)),
    "round": lambda x, places: rounded(x, int(places)),
    "reached": reached,
    "within": within,
    "whole_steps": lambda x, step: steps(x, step, floor),
    "started_steps": lambda x, step: steps(x, step, ceil),
    "interpolate": lambda x, *ends: on_line(x, list(zip(ends[::2], ends[1::2], strict=True))),
    "sqrt": lambda x: root(x, 2),
    "ln": logarithm,
    "exp": lambda x: transcendental(Context.exp, x),
    "date": day,
    "days": lambda start, end: Fraction((end - start).days),
    "months": months,
    "add_months": add_months,
}
