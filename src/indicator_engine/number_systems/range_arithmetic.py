"""Arithmetic on whole ranges: every result that operands taken from two ranges can have.

Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009,
chapters 2 and 4; here with exact rational ends, each open or closed.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product

from indicator_engine.language.ranges import Range, hull

End = tuple[int, Fraction, bool]
"""An end: -1, 0 or 1 for minus infinity, a number or infinity; the number; whether it is open."""

EVERYTHING = Range()
ZERO = Fraction(0)


def lower(bounds: Range) -> End:
    """Return the lower end."""
    return (-1, ZERO, True) if bounds.low is None else (0, bounds.low, bounds.low_open)


def upper(bounds: Range) -> End:
    """Return the upper end."""
    return (1, ZERO, True) if bounds.high is None else (0, bounds.high, bounds.high_open)


def spanned(low: End, high: End) -> Range:
    """Return the range from one end to another."""
    return Range(
        None if low[0] else low[1],
        None if high[0] else high[1],
        bool(low[0]) or low[2],
        bool(high[0]) or high[2],
    )


def negated(bounds: Range) -> Range:
    """Return the range of ``-x``."""
    low = None if bounds.high is None else -bounds.high
    high = None if bounds.low is None else -bounds.low
    return Range(low, high, bounds.high_open, bounds.low_open)


def added(left: Range, right: Range) -> Range:
    """Return the range of ``x + y``.

    >>> added(Range.parse("[0, 1)"), Range.parse("[5, inf)"))
    Range.parse('[5, inf)')
    """
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return Range(
        low,
        high,
        low is None or left.low_open or right.low_open,
        high is None or left.high_open or right.high_open,
    )


def scaled(bounds: Range, factor: Fraction, plus: Fraction = ZERO) -> Range:
    """Return the range of ``factor * x + plus``."""
    if factor == 0:
        return Range.point(plus)
    turned = bounds if factor > 0 else negated(bounds)
    size = abs(factor)
    low = None if turned.low is None else turned.low * size + plus
    high = None if turned.high is None else turned.high * size + plus
    return Range(low, high, turned.low_open, turned.high_open)


def multiplied(left: Range, right: Range) -> Range:
    """Return the range of ``x * y``.

    >>> multiplied(Range.parse("[-1, 2)"), Range.parse("[0, 3]"))
    Range.parse('[-3, 6)')
    """
    corners = [
        _times(a, b) for a, b in product((lower(left), upper(left)), (lower(right), upper(right)))
    ]
    return _around(corners)


def _times(left: End, right: End) -> End:
    """Return the product of two ends; zero times infinity is zero, as zero times any number."""
    signs = [_sign(left), _sign(right)]
    if 0 in signs:
        attained = (signs[0] == 0 and not left[2]) or (signs[1] == 0 and not right[2])
        return 0, ZERO, not attained
    if left[0] or right[0]:
        return signs[0] * signs[1], ZERO, True
    return 0, left[1] * right[1], left[2] or right[2]


def _sign(end: End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def _around(corners: Iterable[End]) -> Range:
    """Return the smallest range with these ends in it; a closed one beats an open one."""
    ends = list(corners)
    low = min(ends, key=lambda end: (end[0], end[1], end[2]))
    high = max(ends, key=lambda end: (end[0], end[1], not end[2]))
    return spanned(low, high)


def reciprocals(bounds: Range) -> Range | None:
    """Return the range of ``1 / x`` for every ``x`` but zero; ``None`` where there is no other.

    >>> reciprocals(Range.parse("[0, 4]"))
    Range.parse('[0.25, inf)')
    """
    positive = bounds.meet(Range(ZERO, None, low_open=True))
    negative = bounds.meet(Range(None, ZERO, high_open=True))
    return hull(_flipped(part) for part in (negative, positive) if part is not None)


def _flipped(bounds: Range) -> Range:
    """Return the range of ``1 / x`` for a range on one side of zero."""
    low = ZERO if bounds.high is None else (None if bounds.high == 0 else 1 / bounds.high)
    high = ZERO if bounds.low is None else (None if bounds.low == 0 else 1 / bounds.low)
    return Range(low, high, bounds.high_open, bounds.low_open)


def powered(bounds: Range, exponent: int) -> Range | None:
    """Return the range of ``x ** exponent``; for negative ones, of every ``x`` but zero."""
    if exponent < 0:
        turned = reciprocals(bounds)
        return None if turned is None else powered(turned, -exponent)
    if exponent == 0:
        return Range.point(Fraction(1))
    ends = [_raised(end, exponent) for end in (lower(bounds), upper(bounds))]
    if exponent % 2 == 0 and ZERO in bounds:
        ends.append((0, ZERO, False))
    return _around(ends)


def _raised(end: End, exponent: int) -> End:
    if end[0]:
        return (end[0] if exponent % 2 else 1), ZERO, True
    return 0, end[1] ** exponent, end[2]


def smallest(ranges: Iterable[Range]) -> Range:
    """Return the range of ``min(x, y, …)``."""
    known = list(ranges)
    low = min((lower(each) for each in known), key=lambda end: (end[0], end[1], end[2]))
    high = min((upper(each) for each in known), key=lambda end: (end[0], end[1], not end[2]))
    return spanned(low, high)


def largest(ranges: Iterable[Range]) -> Range:
    """Return the range of ``max(x, y, …)``."""
    return negated(smallest(negated(each) for each in ranges))


def mapped(bounds: Range, function: Callable[[Fraction], Fraction | None]) -> Range:
    """Return the range of a function that never falls; ``None`` from it is an infinite end.

    The ends of the result are closed: whether a cut or rounded value is attained is not asked.
    """
    low = None if bounds.low is None else function(bounds.low)
    high = None if bounds.high is None else function(bounds.high)
    return Range(low, high, low is None, high is None)


def tamed(bounds: Range, bits: int) -> Range:
    """Return a range whose ends are short enough to reckon with; wider where they were not."""
    low, high = bounds.low, bounds.high
    if low is not None and _is_long(low, bits):
        low = Fraction(low // 1) if abs(low) < 2**bits else None
    if high is not None and _is_long(high, bits):
        high = Fraction(-(-high // 1)) if abs(high) < 2**bits else None
    if (low, high) == (bounds.low, bounds.high):
        return bounds
    return Range(
        low,
        high,
        bounds.low_open if low == bounds.low else low is None,
        bounds.high_open if high == bounds.high else high is None,
    )


def _is_long(end: Fraction, bits: int) -> bool:
    return max(end.numerator.bit_length(), end.denominator.bit_length()) > bits
