"""Lists in columns: several columns entry by entry, or one column of lists."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce

import polars as pl
from attrs import evolve

from indicator_engine.language.protocol import Series, Value
from indicator_engine.number_systems.columns.arithmetic import Arithmetic
from indicator_engine.number_systems.columns.held import Unheld, fitting
from indicator_engine.number_systems.columns.values import Listed, Lists
from indicator_engine.number_systems.columns.whole import Whole
from indicator_engine.number_systems.intervals import Several


class ListArithmetic(Arithmetic):
    """The primitives on lists."""

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of several columns."""
        known = self.proof.series([each.known for each in values])
        assert isinstance(known, Several), "the proof's own lists"
        return Listed(known, tuple(values))

    def count(self, series: Series) -> Value:
        """Return how many entries each row has."""
        known = self.proof.count(_known(series))
        if isinstance(series, Listed):
            return self.number(Fraction(len(series.values)))
        assert isinstance(series, Lists), "a list of another number system"
        return self._number(known, None, self._length(series))

    def total(self, series: Series) -> Value:
        """Return the sum of each row's entries."""
        if isinstance(series, Listed):
            return reduce(self.add, series.values, self.number(Fraction(0)))
        assert isinstance(series, Lists), "a list of another number system"
        known, most = self.proof.total(_known(series)), self._length(series).high
        low, high = min(series.entry.low * most, 0), max(series.entry.high * most, 0)
        held = fitting(low, high, series.entry.held)
        entries = series.column.list.eval(pl.element().cast(held.dtype))
        total = Whole(held, low, high, entries.list.sum())
        return self._number(known, None, total, None, series.factor)

    def product(self, series: Series) -> Value:
        """Return the product of each row's entries.

        Raises:
            Unheld: Where rows have different numbers of entries: each has a factor of its own.
        """
        if isinstance(series, Lists):
            raise Unheld
        assert isinstance(series, Listed), "a list of another number system"
        return reduce(self.multiply, series.values, self.number(Fraction(1)))

    def lowest(self, series: Series) -> Value:
        """Return the smallest entry of each row."""
        return self._end(series, self.minimum, self.proof.lowest, lambda column: column.list.min())

    def highest(self, series: Series) -> Value:
        """Return the largest entry of each row."""
        return self._end(series, self.maximum, self.proof.highest, lambda column: column.list.max())

    def _end(
        self,
        series: Series,
        among: Callable[[Sequence[Value]], Value],
        prove: Callable[[Series], Value],
        pick: Callable[[pl.Expr], pl.Expr],
    ) -> Value:
        if isinstance(series, Listed):
            return among(series.values) if series.values else self.undefined("list-empty")
        assert isinstance(series, Lists), "a list of another number system"
        length = self._length(series)
        if length.low < 1:
            self.fail(length.below(Whole.of(self.least, 1)))
        entry = evolve(series.entry, column=pick(series.column))
        return self._number(prove(_known(series)), None, entry, None, series.factor)

    def products(self, left: Series, right: Series) -> Series:
        """Return the entries multiplied pair by pair.

        Raises:
            Unheld: For columns of lists: their rows differ in length.
        """
        known = self.proof.products(_known(left), _known(right))
        if not (isinstance(left, Listed) and isinstance(right, Listed)):
            raise Unheld
        if len(left.values) != len(right.values):
            self.fail(pl.lit(value=True))
        pairs = zip(left.values, right.values, strict=False)
        values = tuple(self.multiply(one, other) for one, other in pairs)
        assert isinstance(known, Several), "the proof's own lists"
        return Listed(known, values)

    def _length(self, series: Lists) -> Whole:
        """Return the lengths of a column of lists.

        Raises:
            Unheld: Where there is no bound on them.
        """
        reach = series.known.length.on_grid()
        if reach is None or reach.low is None or reach.high is None:
            raise Unheld
        low, high = int(reach.low), int(reach.high)
        held = fitting(low, high, self.least)
        return Whole(held, low, high, series.column.list.len().cast(held.dtype))


def _known(series: Series) -> Series:
    assert isinstance(series, Listed | Lists), "a list of another number system"
    return series.known
