"""What the values of all rows say to each of them: exact, and the same in whatever order they come."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.limits import LIMITS

Answer = Callable[[Value], Value]
"""From the argument of a row to the value of the call in that row."""


def summary(function: str, values: Iterable[Value]) -> Answer:
    """Return what a function of the cohort answers to each row.

    Args:
        function: Its name.
        values: Its argument in every row: an exact number (of ``cohort_count`` a truth), an
            absence, or an :class:`~indicator_engine.language.faults.Undefined` where it has no
            value. Only numbers and truths count.

    A row without an argument has no place among the others: what it has instead is answered. What
    is the same for every row is answered to it as to any; where no row has a value it is missing.

    >>> place = summary("rank_high", map(Fraction, [8, 5, 5, 2]))
    >>> [int(place(Fraction(x))) for x in (8, 5, 5, 2)]
    [1, 2, 2, 4]
    """
    there = [each for each in values if not isinstance(each, Absence | Undefined)]
    if function in PLACES:
        return _unless_none(PLACES[function](sorted(there)))
    answer = COMMON[function](there)
    return lambda _: answer


def _unless_none(place: Answer) -> Answer:
    return lambda own: own if isinstance(own, Absence | Undefined) else place(own)


def _rank_high(ascending: Sequence[Fraction]) -> Answer:
    return lambda own: Fraction(1 + len(ascending) - bisect_right(ascending, own))


def _rank_low(ascending: Sequence[Fraction]) -> Answer:
    return lambda own: Fraction(1 + bisect_left(ascending, own))


def _percentile(ascending: Sequence[Fraction]) -> Answer:
    return lambda own: Fraction(bisect_right(ascending, own), len(ascending))


def _min_max(ascending: Sequence[Fraction]) -> Answer:
    if not ascending or ascending[0] == ascending[-1]:
        return lambda _: Undefined("cohort-all-equal")
    low, high = ascending[0], ascending[-1]
    return lambda own: (own - low) / (high - low)


def _count(truths: Sequence[bool]) -> Value:
    return Fraction(sum(truths))


def _least(values: Sequence[Fraction]) -> Value:
    return min(values, default=Absence.MISSING)


def _greatest(values: Sequence[Fraction]) -> Value:
    return max(values, default=Absence.MISSING)


def _mean(values: Sequence[Fraction]) -> Value:
    """Return the mean; whether it outgrows the limits does not depend on the order of the rows."""
    if not values:
        return Absence.MISSING
    scale = 1
    for value in values:
        scale = lcm(scale, value.denominator)
        if scale.bit_length() > LIMITS.group_bits:
            return _too_large(LIMITS.group_bits)
    total = sum(value.numerator * (scale // value.denominator) for value in values)
    mean = Fraction(total, scale * len(values))
    if max(mean.numerator.bit_length(), mean.denominator.bit_length()) > LIMITS.formula_bits:
        return _too_large(LIMITS.formula_bits)
    return mean


def _too_large(bits: int) -> Undefined:
    return Undefined("number-too-large", {"bits": str(bits)})


PLACES: Mapping[str, Callable[[Sequence[Fraction]], Answer]] = {
    "rank_high": _rank_high,
    "rank_low": _rank_low,
    "percentile": _percentile,
    "min_max": _min_max,
}

COMMON: Mapping[str, Callable[[Sequence[Value]], Value]] = {
    "cohort_mean": _mean,
    "cohort_min": _least,
    "cohort_max": _greatest,
    "cohort_count": _count,
}
