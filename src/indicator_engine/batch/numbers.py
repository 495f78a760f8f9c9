"""Columns of numbers as whole units of their last decimal place: integers, decimals, floats, texts.

A number is taken into a column only where it is read exactly; for every other row a check fails.
"""

from collections.abc import Callable
from fractions import Fraction

import polars as pl
from attrs import frozen

from indicator_engine.batch.measures import Measure, is_rough
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.columns import INTEGERS, WIDE, Held, Unheld

LONGEST = 16  # bytes of a text that a float holds: 15 digits and a point
PLAIN_NUMBER = r"^-?[0-9](.*[0-9])?$"  # what a float parser takes besides: ``.5``, ``+5``, ``inf``
LARGE = 2**63
EXACT = 10**15 - 1  # up to 15 digits, each decimal has a float of its own
NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
DIGITS = 18  # of a decimal that 64 bits always hold


@frozen(kw_only=True)
class Units:
    """A column of numbers in units.

    Attributes:
        held: How the units are held.
        column: The units; anything where a check fails, null where there is no number.
        low: The least number of units that is taken.
        high: The largest.
        unit: What one of them is worth.
        checks: What must hold of a row that has a number.
    """

    held: Held
    column: pl.Expr
    low: int
    high: int
    unit: Fraction
    checks: tuple[pl.Expr, ...]

    def inside(self, bounds: Range) -> pl.Expr:
        """Return the rows that lie in a range."""
        found = bounds.on_grid(self.unit)
        if found is None:
            return pl.lit(value=False)
        ends = [None if end is None else int(end / self.unit) for end in (found.low, found.high)]
        low, high = max(ends[0] or self.low, self.low), self.high
        if ends[1] is not None:
            high = min(ends[1], high)
        return between(self.column, self.held, low, high)

    def whole(self, step: int) -> pl.Expr:
        """Return the rows that are a multiple of so many units."""
        divisor = self.held.literal(step)
        return self.held.quotient(self.column, divisor) * divisor == self.column


def units_of(column: pl.Expr, measure: Measure, within: Range | None, held: Held) -> Units:
    """Return a column of numbers in units.

    Args:
        column: The column.
        measure: What is known of it.
        within: Where its numbers must lie.
        held: How the units are to be held.

    Raises:
        Unheld: Where they may be too large, or are no numbers.
    """
    low, high = ends_of(measure, within)
    held.check(low, high)
    read = READERS.get(_kind(measure.dtype))
    if read is None:
        raise Unheld
    units, narrow, checks = read(column, measure, held)
    if not measure.is_inside or _is_cut(measure):
        checks = (*checks, between(narrow, held, low, high))
    return Units(
        held=held, column=units, low=low, high=high, unit=measure.unit, checks=checks
    )


Read = tuple[pl.Expr, pl.Expr, tuple[pl.Expr, ...]]
"""The units, the same in the type that compares fastest, and what must hold of a row."""


def _of_integers(column: pl.Expr, measure: Measure, held: Held) -> Read:
    return _narrowed(column, measure, held)


def _of_decimals(column: pl.Expr, measure: Measure, held: Held) -> Read:
    return _narrowed(column.to_physical(), measure, held)


def _narrowed(column: pl.Expr, measure: Measure, held: Held) -> Read:
    """Return integers in the type they are reckoned with in; through 64 bits, which is fastest."""
    if held is WIDE:
        wide = column.cast(pl.Int128)
        return wide, wide, ()
    narrow = column.cast(pl.Int64, wrap_numerical=True)
    units = narrow if held is INTEGERS else narrow.cast(held.dtype)
    if _is_narrow(measure):
        return units, narrow, ()
    return units, narrow, (narrow.cast(pl.Int128) == column.cast(pl.Int128),)


def _is_narrow(measure: Measure) -> bool:
    """Tell whether every number of a column surely fits 64 bits."""
    if isinstance(measure.dtype, pl.Decimal):
        if measure.dtype.precision <= DIGITS:
            return True
    elif measure.dtype in NARROW:
        return True
    ends = (measure.low, measure.high)
    return measure.is_sure and all(end is not None and abs(end) < LARGE for end in ends)


def of_floats(column: pl.Expr, measure: Measure, held: Held) -> Read:
    """Return floats in units; the shortest decimal that names each is the number.

    A float names a decimal of so many places where dividing its whole units gives the very float
    back. The divisor is made from the column: by a constant, the engine would multiply with the
    reciprocal and be off by one bit in every seventh number.
    """
    exact = column.cast(pl.Float64, strict=False)
    scale = float(10**measure.places)
    if not measure.places:
        units = exact.floor()
        return units.cast(held.dtype, strict=False), units, (units == exact,)
    units = (exact * scale).round()
    is_exact = units / (exact * 0.0 + scale) == exact
    return units.cast(held.dtype, strict=False), units, (is_exact,)


def _of_texts(column: pl.Expr, measure: Measure, held: Held) -> Read:
    units, narrow, checks = of_floats(column, measure, held)
    return units, narrow, (*checks, is_plain(column))


def is_plain(column: pl.Expr) -> pl.Expr:
    """Return the texts that are numbers as the language writes them, short enough for a float."""
    return (column.str.len_bytes() <= LONGEST) & column.str.contains(PLAIN_NUMBER)


def units_of_percents(column: pl.Expr, measure: Measure, within: Range | None, held: Held) -> Units:
    """Return texts of ratios in units; those with a percent sign are hundredths.

    Raises:
        Unheld: As :func:`units_of`.
    """
    finer = measure.finer()
    low, high = ends_of(finer, within)
    held.check(low, high)
    units, _, checks = _of_texts(column.str.strip_suffix("%"), measure, held)
    hundred = held.literal(100)
    units = pl.when(column.str.ends_with("%")).then(units).otherwise(units * hundred)
    checks = (*checks, between(units, held, low, high))
    return Units(held=held, column=units, low=low, high=high, unit=finer.unit, checks=checks)


READERS: dict[str, Callable[[pl.Expr, Measure, Held], Read]] = {
    "integers": _of_integers,
    "decimals": _of_decimals,
    "floats": of_floats,
    "texts": _of_texts,
}


def _kind(dtype: pl.DataType) -> str:
    if dtype.is_integer():
        return "integers"
    if dtype.is_decimal():
        return "decimals"
    if dtype.is_float():
        return "floats"
    return "texts" if dtype == pl.String else ""


def between(column: pl.Expr, held: Held, low: int, high: int) -> pl.Expr:
    """Return the rows from one number to another; of 64-bit integers by a single comparison."""
    if held is WIDE:
        return (column >= held.literal(low)) & (column <= held.literal(high))
    return column.is_between(low, high)


def ends_of(measure: Measure, within: Range | None) -> tuple[int, int]:
    """Return the least and the largest number of units that a row is scored in columns with.

    Raises:
        Unheld: Where nothing bounds them, or nothing lies between.
    """
    low, high = measure.low, measure.high
    allowed = (within or Range()).on_grid(measure.unit)
    if allowed is None:
        raise Unheld
    if allowed.low is not None:
        least = int(allowed.low / measure.unit)
        low = least if low is None else max(low, least)
    if allowed.high is not None:
        most = int(allowed.high / measure.unit)
        high = most if high is None else min(high, most)
    if low is None or high is None:
        raise Unheld
    if is_rough(measure.dtype):
        low, high = max(low, -EXACT), min(high, EXACT)
    if low > high:
        raise Unheld
    return low, high


def _is_cut(measure: Measure) -> bool:
    """Tell whether numbers may be too long for the float that they are read as."""
    ends = (measure.low, measure.high)
    return is_rough(measure.dtype) and any(end is None or abs(end) > EXACT for end in ends)
