"""Numbers of the graph held against each other: which is less, the smallest, the one or the other."""

from collections.abc import Callable, Sequence

from attrs import evolve

from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.deferred.forms import Number, difference, together
from indicator_engine.number_systems.deferred.graph import (
    Truth,
    Whole,
    constant,
    greatest,
    least,
    whole_if,
)
from indicator_engine.number_systems.deferred.truths import negative, reduced, zero
from indicator_engine.number_systems.range_arithmetic import largest, smallest


def is_less(left: Number, right: Number) -> bool | Truth:
    """Return the truth of ``left < right``."""
    gap = difference(left, right)
    if (high := gap.bounds.high) is not None and (high < 0 or (high == 0 and gap.bounds.high_open)):
        return True
    if (low := gap.bounds.low) is not None and low >= 0:
        return False
    return negative(*reduced(gap.terms, gap.plus))


def is_equal(left: Number, right: Number) -> bool | Truth:
    """Return the truth of "both are the same"."""
    gap = difference(left, right)
    return zero(*reduced(gap.terms, gap.plus))


def smallest_of(*numbers: Number) -> Number:
    """Return the smallest."""
    return _extreme(least, smallest([each.bounds for each in numbers]), numbers)


def largest_of(*numbers: Number) -> Number:
    """Return the largest."""
    return _extreme(greatest, largest([each.bounds for each in numbers]), numbers)


def _extreme(
    pick: Callable[[Sequence[Whole]], Whole], bounds: Range, numbers: Sequence[Number]
) -> Number:
    """Return the smallest or the largest; what can never be it is not computed."""
    possible = [each for each in numbers if each.bounds.meet(bounds) is not None]
    same_below = together(possible)
    top = pick([each.top for each in same_below]) if len(possible) > 1 else same_below[0].top
    first = same_below[0]
    return Number(((1, top),), 0, first.scale, first.over, bounds)


def chosen(condition: Truth, one: Number, other: Number) -> Number:
    """Return the one or the other; a denominator counts only where its number is chosen."""
    bounds = one.bounds.hull(other.bounds)
    if all(each.over is None or each.over.low > 0 for each in (one, other)):
        one, other = together([one, other])
        over = one.over
    else:
        overs = [each.over or constant(1) for each in (one, other)]
        one, other = together([evolve(each, over=None) for each in (one, other)])
        over = overs[0] if overs[0] is overs[1] else whole_if(condition, *overs)
    top = whole_if(condition, one.top, other.top)
    return Number(((1, top),), 0, one.scale, over, bounds)
