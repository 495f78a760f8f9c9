"""Columns of numbers as whole units of their last decimal place: integers, decimals, floats, texts.

A number is taken into a column only where it is read exactly; for every other row a check fails.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import polars as pl
from attrs import frozen

from indicator_engine.batch.measures import Measure, is_rough
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.columns import (
    FLOATS,
    SMALL,
    WIDE,
    Held,
    Unheld,
    Whole,
    fitting,
    nearest,
)

LONGEST = 16  # bytes of a text that a float holds: 15 digits and a point
PLAIN_NUMBER = (
    r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$"  # floats parse ``.5`` and ``5.e3`` too
)
LARGE = 2**63
EXACT = 10**15 - 1  # up to 15 digits, each decimal has a float of its own
NARROWEST = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16)
NARROW = (*NARROWEST, pl.Int64, pl.UInt32)
DIGITS = 18  # of a decimal that 64 bits always hold
ROW = "\0row"  # the column of a table that numbers its rows, from 0


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
        text: The text that must have no exponent either, which is found for all texts of a row at
            once; ``None`` where none must.
    """

    held: Held
    column: pl.Expr
    low: int
    high: int
    unit: Fraction
    checks: tuple[pl.Expr, ...]
    text: pl.Expr | None = None

    def inside(self, bounds: Range) -> pl.Expr:
        """Return the rows that lie in a range."""
        found = bounds.on_grid(self.unit)
        if found is None:
            return pl.lit(value=False)
        ends = [None if end is None else int(end / self.unit) for end in (found.low, found.high)]
        low = self.low if ends[0] is None else max(ends[0], self.low)
        high = self.high if ends[1] is None else min(ends[1], self.high)
        if low > high:
            return pl.lit(value=False)
        return between(Base(self.held, self.column, self.held.dtype), (low, high))

    def whole(self, step: int) -> pl.Expr:
        """Return the rows that are a multiple of so many units."""
        units = Whole(self.held, self.low, self.high, self.column)
        return units.quotient(Whole.of(SMALL, step)).scaled(step).same(units)


def units_of(column: pl.Expr, measure: Measure, within: Range | None) -> Units:
    """Return a column of numbers in units.

    Args:
        column: The column.
        measure: What is known of it.
        within: Where its numbers must lie.

    Raises:
        Unheld: Where they may be too large, or are no numbers.
    """
    read = READERS.get(_kind(measure.dtype))
    if read is None:
        raise Unheld
    ends = ends_of(measure, within)
    base, checks = read(column, measure, ends)
    held = fitting(*ends, base.held)
    units = base.in_way(held)
    if not measure.is_inside or _is_cut(measure):
        checks = (*checks, between(base, ends, units))
    return Units(
        held=held,
        column=units,
        low=ends[0],
        high=ends[1],
        unit=measure.unit,
        checks=checks,
        text=column if measure.is_all_text and measure.places else None,
    )


@frozen
class Base:
    """A column of whole numbers in the type that it is read as, which may be wider than needed.

    Attributes:
        held: The narrowest way to hold it that needs no other type.
        column: The numbers.
        dtype: The type.
    """

    held: Held
    column: pl.Expr
    dtype: pl.DataType

    def in_way(self, held: Held) -> pl.Expr:
        """Return the numbers, held in a way that fits them."""
        if held.dtype == self.dtype:
            return self.column
        if self.dtype.is_float():
            return self.column.cast(held.dtype, strict=False)
        return self.column.cast(held.dtype, wrap_numerical=held is SMALL)


Ends = tuple[int, int]
Checks = tuple[pl.Expr, ...]


def _of_integers(column: pl.Expr, measure: Measure, ends: Ends) -> tuple[Base, Checks]:
    if measure.dtype in NARROWEST:
        small = column if measure.dtype == pl.Int32 else column.cast(pl.Int32)
        return Base(SMALL, small, pl.Int32()), ()
    return _narrowed(column, measure, ends)


def _of_decimals(column: pl.Expr, measure: Measure, ends: Ends) -> tuple[Base, Checks]:
    return _narrowed(column.to_physical(), measure, ends)


def _narrowed(column: pl.Expr, measure: Measure, ends: Ends) -> tuple[Base, Checks]:
    """Return integers in 64 bits where these hold all that is taken, else in 128."""
    if max(-ends[0], ends[1]) >= LARGE:
        return Base(WIDE, column.cast(pl.Int128), pl.Int128()), ()
    narrow = column.cast(pl.Int64, wrap_numerical=True)
    base = Base(SMALL, narrow, pl.Int64())
    if _is_narrow(measure):
        return base, ()
    return base, (narrow.cast(pl.Int128) == column.cast(pl.Int128),)


def _is_narrow(measure: Measure) -> bool:
    """Tell whether every number of a column surely fits 64 bits."""
    if isinstance(measure.dtype, pl.Decimal):
        if measure.dtype.precision <= DIGITS:
            return True
    elif measure.dtype in NARROW:
        return True
    ends = (measure.low, measure.high)
    return measure.is_sure and all(end is not None and abs(end) < LARGE for end in ends)


def _of_floats(column: pl.Expr, measure: Measure, ends: Ends) -> tuple[Base, Checks]:
    """Return floats in units; the shortest decimal that names each is the number."""
    exact = column if measure.dtype == pl.Float64 else column.cast(pl.Float64, strict=False)
    held = fitting(*ends, FLOATS if max(-ends[0], ends[1]) > SMALL.most else SMALL)
    units, is_exact = in_units(exact, measure.places, held, pl.col(ROW).cast(pl.Float64))
    return Base(held, units, held.dtype), (is_exact,)


def in_units(exact: pl.Expr, places: int, held: Held, beside: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return floats in units of a decimal place, and which of them name just so many units.

    A float names a decimal of so many places where dividing its whole units gives the very float
    back: no other float is nearer to it. Whatever does not fit its type turns into another number
    of units there, and is found by that too.

    Args:
        exact: The floats.
        places: How many decimal places they are looked at for.
        held: How the units are held, in 32 bits or as floats.
        beside: Finite floats, of which the divisor is made. By a constant, the engine would
            multiply with the reciprocal, and be off by one bit in every seventh number.
    """
    scale = float(10**places)
    scaled = exact * scale if places else exact
    units = nearest(scaled) if held is SMALL else (scaled + 0.5).floor()
    back = units.cast(pl.Float64)
    if places:
        back /= beside * 0.0 + scale
    return units, back == exact


def _of_texts(column: pl.Expr, measure: Measure, ends: Ends) -> tuple[Base, Checks]:
    if not measure.places:  # of whole numbers the engine takes digits, and a sign in front
        whole = column.cast(pl.Int64, strict=False)
        return Base(SMALL, whole, pl.Int64()), (whole.is_not_null(), _begins(column, ends))
    base, checks = _of_floats(column, measure, ends)
    if measure.is_all_text:
        return base, (*checks, *_frames_a_number(column, ends))
    return base, (*checks, is_plain(column))


def is_plain(column: pl.Expr) -> pl.Expr:
    """Return the texts that are numbers as the language writes them, short enough for a float."""
    return (column.str.len_bytes() <= LONGEST) & column.str.contains(PLAIN_NUMBER)


def _frames_a_number(column: pl.Expr, ends: Ends) -> Checks:
    """Return the same of texts without an exponent that the engine takes for finite numbers.

    What it takes besides has a plus in front, or a point without a digit before or behind it.
    """
    is_short = column.str.len_bytes() <= LONGEST
    return (is_short, _begins(column, ends), ~column.str.ends_with("."))


def _begins(column: pl.Expr, ends: Ends) -> pl.Expr:
    """Return the texts that begin like a number: in the order of bytes ``+ - . /`` come before 0."""
    begins = column >= "0"
    return begins if ends[0] >= 0 else begins | ((column >= "-0") & (column < "."))


def without_exponents(columns: Sequence[pl.Expr]) -> pl.Expr:
    """Return the rows in which no text has an exponent."""
    return ~pl.concat_str(columns, separator=" ").str.contains("[eE]")


def units_of_percents(column: pl.Expr, measure: Measure, within: Range | None) -> Units:
    """Return texts of ratios in units; those with a percent sign are hundredths.

    Raises:
        Unheld: As :func:`units_of`.
    """
    finer = measure.finer()
    ends = ends_of(finer, within)
    text = column.str.strip_suffix("%")
    base, checks = _of_floats(text, measure, ends)
    units = base.column.cast(pl.Float64)
    units = pl.when(column.str.ends_with("%")).then(units).otherwise(units * 100.0)
    whole = Base(FLOATS, units, pl.Float64())
    return Units(
        held=FLOATS,
        column=units,
        low=ends[0],
        high=ends[1],
        unit=finer.unit,
        checks=(*checks, is_plain(text), between(whole, ends)),
    )


READERS: Mapping[str, Callable[[pl.Expr, Measure, Ends], tuple[Base, Checks]]] = {
    "integers": _of_integers,
    "decimals": _of_decimals,
    "floats": _of_floats,
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


def between(base: Base, ends: Ends, narrow: pl.Expr | None = None) -> pl.Expr:
    """Return the rows from one number to another.

    Read without their signs, integers below zero lie above all others: one comparison tells.

    Args:
        base: The numbers as they are read.
        ends: The least and the largest.
        narrow: The same numbers, where they lie between, in a type that is compared faster.
    """
    low, high = ends
    unsigned = UNSIGNED.get(base.dtype)
    if unsigned is None or low > high:
        low_end, high_end = (pl.lit(end, dtype=base.dtype) for end in ends)
        return (base.column >= low_end) & (base.column <= high_end)
    shift = min(low, 0)
    shifted = base.column - pl.lit(shift, dtype=base.dtype) if shift else base.column
    below = shifted.reinterpret(signed=False) <= pl.lit(high - shift, dtype=unsigned)
    return below if low <= 0 else below & ((base.column if narrow is None else narrow) >= low)


UNSIGNED: Mapping[pl.DataType, pl.DataType] = {pl.Int32(): pl.UInt32(), pl.Int64(): pl.UInt64()}


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
    elif measure.dtype in NARROWEST:
        low, high = max(low, -SMALL.most), min(high, SMALL.most)
    if low > high:
        raise Unheld
    return low, high


def _is_cut(measure: Measure) -> bool:
    """Tell whether numbers may be too long for what they are read as."""
    most = EXACT if is_rough(measure.dtype) else SMALL.most
    ends = (measure.low, measure.high)
    if not is_rough(measure.dtype) and measure.dtype not in NARROWEST:
        return False
    return any(end is None or abs(end) > most for end in ends)
