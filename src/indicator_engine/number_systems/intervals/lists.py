"""Lists of which the entries, or only their range and number, are known."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

from indicator_engine.language.protocol import Series, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.number_systems.intervals.core import (
    MOST_LENGTHS,
    NOT_NEGATIVE,
    ONE,
    ZERO,
    Core,
)
from indicator_engine.number_systems.intervals.values import (
    Several,
)
from indicator_engine.number_systems.range_arithmetic import (
    EVERYTHING,
    multiplied,
)


class Lists(Core):
    """The primitives on lists."""

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of known values."""
        return Several(tuple(self.now(value) for value in values))

    def count(self, series: Series) -> Value:
        """Return every possible length."""
        known = _several(self.now(series))
        if known.values is not None:
            return self.number(Fraction(len(known.values)))
        return self.named(
            ("count", id(series)), known.length.meet(NOT_NEGATIVE) or NOT_NEGATIVE, whole=True
        )

    def total(self, series: Series) -> Value:
        """Return every possible sum."""
        known = _several(self.now(series))
        if known.values is not None:
            return reduce(self.add, known.values, self.number(ZERO))
        size = known.length.meet(NOT_NEGATIVE) or NOT_NEGATIVE
        return self._own(multiplied(size, known.entry))

    def product(self, series: Series) -> Value:
        """Return every possible product."""
        known = _several(self.now(series))
        if known.values is not None:
            return reduce(self.multiply, known.values, self.number(ONE))
        lengths = known.lengths(MOST_LENGTHS)
        if lengths is None:
            return self._own(NOT_NEGATIVE if known.entry.is_within(NOT_NEGATIVE) else EVERYTHING)
        found = Range.point(ONE) if 0 in lengths else None
        power = Range.point(ONE)
        for length in range(1, max(lengths) + 1):
            power = multiplied(power, known.entry)
            if length in lengths:
                found = power if found is None else found.hull(power)
        return self._own(found or Range.point(ONE))

    def lowest(self, series: Series) -> Value:
        """Return everything that the smallest entry can be."""
        return self._end(series, self.minimum)

    def highest(self, series: Series) -> Value:
        """Return everything that the largest entry can be."""
        return self._end(series, self.maximum)

    def _end(self, series: Series, pick: Callable[[Sequence[Value]], Value]) -> Value:
        known = _several(self.now(series))
        if known.values is not None:
            return pick(known.values) if known.values else self.undefined("list-empty")
        if ZERO in known.length:
            self.undefined("list-empty")
        return self._own(known.entry)

    def products(self, left: Series, right: Series) -> Series:
        """Return the products, pair by pair."""
        first, second = _several(self.now(left)), _several(self.now(right))
        shared = first.length.meet(second.length)
        if first.values is not None and second.values is not None:
            if len(first.values) != len(second.values):
                self.undefined("lists-differ-in-length")
            pairs = zip(first.values, second.values, strict=False)
            return Several(tuple(self.multiply(a, b) for a, b in pairs))
        if not (first.length.is_point() and first.length == second.length):
            self.undefined("lists-differ-in-length")
        entry = multiplied(entry_range(first), entry_range(second))
        return Several(None, shared or NOT_NEGATIVE, entry)


def _several(series: Value) -> Several:
    assert isinstance(series, Several), "a list of another number system"
    return series


def entry_range(known: Several) -> Range:
    """Return where every entry of a list lies."""
    if known.values is None:
        return known.entry
    return hull(each.range for each in known.values if each.range is not None) or EVERYTHING
