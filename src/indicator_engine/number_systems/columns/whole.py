"""Columns of whole numbers, each with the bounds that keep it exact."""

from collections.abc import Sequence

import polars as pl
from attrs import frozen

from indicator_engine.number_systems.columns.held import (
    FLOATS,
    SMALL,
    Held,
    by_number,
    fitting,
    nearest,
    wider,
)

RAISE = 1 + 2.0**-50
"""Raised by so much, a quotient that is a tie lies above it, and one below a tie stays below.

Up to four roundings, by ``2 ** -53`` at the most each, leave it larger by ``4 * 2 ** -53`` at least
and by less than ``13 * 2 ** -53``; what is no tie is ``1 / (2 * divisor)`` away from one, which is
more while the dividend is up to ``2 ** 48``.
"""
MOST_RAISED = 2**48


@frozen(eq=False)
class Whole:
    """A column of whole numbers, or one number for all rows.

    Attributes:
        held: How the column holds them.
        low: No row that counts is below it.
        high: No row that counts is above it.
        column: The column; ``None`` where every row has the same number.
    """

    held: Held
    low: int
    high: int
    column: pl.Expr | None = None

    @classmethod
    def of(cls, least: Held, value: int) -> "Whole":
        """Return one number for all rows.

        Raises:
            Unheld: Where it is too large.
        """
        return cls(fitting(value, value, least), value, value)

    @property
    def constant(self) -> int | None:
        """Return the number that every row has, where that is known."""
        return self.low if self.low == self.high else None

    @property
    def expr(self) -> pl.Expr:
        """Return the column as an expression."""
        return self.as_held(self.held)

    def as_held(self, held: Held) -> pl.Expr:
        """Return the column, held in a way that is no narrower than its own."""
        if self.column is None or self.constant is not None:
            return held.literal(self.low)
        if held is self.held:
            return self.column
        return self.column.cast(held.dtype, strict=False)

    def within(self, low: int | None, high: int | None) -> "Whole":
        """Return the same column, known to lie between two ends."""
        low = self.low if low is None else max(low, self.low)
        high = self.high if high is None else min(high, self.high)
        if low > high or (low, high) == (self.low, self.high):
            return self
        return Whole(self.held, low, high, self.column)

    def plus(self, other: "Whole") -> "Whole":
        """Return the sum."""
        if self.constant == 0:
            return other
        if other.constant == 0:
            return self
        low, high = self.low + other.low, self.high + other.high
        held = fitting(low, high, wider(self.held, other.held))
        return Whole(held, low, high, self.as_held(held) + other.as_held(held))

    def minus(self, other: "Whole") -> "Whole":
        """Return the difference."""
        if other.constant == 0:
            return self
        low, high = self.low - other.high, self.high - other.low
        held = fitting(low, high, wider(self.held, other.held))
        return Whole(held, low, high, self.as_held(held) - other.as_held(held))

    def scaled(self, factor: int) -> "Whole":
        """Return the product with a number."""
        if factor == 1:
            return self
        low, high = sorted((self.low * factor, self.high * factor))
        held = fitting(min(low, -abs(factor)), max(high, abs(factor)), self.held)
        if self.constant is not None:
            return Whole(held, low, high)
        column = self.as_held(held)
        if factor == -1:
            return Whole(held, low, high, held.literal(0) - column)
        return Whole(held, low, high, column * held.literal(factor))

    def times(self, other: "Whole") -> "Whole":
        """Return the product."""
        if other.constant is not None:
            return self.scaled(other.constant)
        if self.constant is not None:
            return other.scaled(self.constant)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        low, high = min(ends), max(ends)
        held = fitting(low, high, wider(self.held, other.held))
        return Whole(held, low, high, self.as_held(held) * other.as_held(held))

    def quotient(self, divisor: "Whole") -> "Whole":
        """Return the largest whole number not above the quotient by what is above zero."""
        if divisor.constant == 1:
            return self
        if self.constant is not None and divisor.constant is not None:
            return Whole.of(self.held, self.constant // divisor.constant)
        by = (max(divisor.low, 1), max(divisor.high, 1))
        ends = [end // each for end in (self.low, self.high) for each in by]
        held = wider(self.held, divisor.held)
        if divisor.constant is None:
            held = wider(FLOATS, held)  # by a column, floats divide fastest
        top, bottom = self.as_held(held), divisor.as_held(held)
        if held is FLOATS and divisor.constant is not None:
            column = by_number(top, bottom)
        else:
            column = held.quotient(top, bottom)
        return Whole(held, min(ends), max(ends), column)

    def rounded_share(
        self, factor: int, divisor: "Whole", low: int | None = None, high: int | None = None
    ) -> "Whole | None":
        """Return ``factor * self / divisor`` rounded half up; ``None`` for wide numbers.

        A quotient that is no tie is at least ``1 / (2 * divisor)`` away from one, more than all
        roundings here take while dividend and divisor together are below ``2 ** 51``; a tie itself
        has a float of its own.

        Args:
            factor: What all rows are multiplied by.
            divisor: A column above zero.
            low: No row that counts is rounded to less.
            high: No row that counts is rounded to more.
        """
        if divisor.constant is not None or wider(self.held, divisor.held).order > FLOATS.order:
            return None
        by = (max(divisor.low, 1), max(divisor.high, 1))
        least, most = sorted((self.low * factor, self.high * factor))
        if max(-least, most) + by[1] > FLOATS.most:
            return None
        ends = [end // each for end in (least, most) for each in by]
        found = Whole(FLOATS, min(ends), max(ends) + 1).within(low, high)
        top, bottom = self.as_held(FLOATS), divisor.as_held(FLOATS)
        if least >= 0 and most <= MOST_RAISED and fitting(found.low, found.high) is SMALL:
            column = nearest(top * (factor * RAISE) / bottom)
            return Whole(SMALL, found.low, found.high, column)
        ratio = (top if factor == 1 else top * float(factor)) / bottom
        return Whole(FLOATS, found.low, found.high, (ratio + 0.5).floor())

    def narrowed(self) -> "Whole":
        """Return the same numbers, held in 32 bits where these hold them."""
        if self.held is not FLOATS or fitting(self.low, self.high) is not SMALL:
            return self
        if self.column is None or self.constant is not None:
            return Whole(SMALL, self.low, self.high)
        return Whole(SMALL, self.low, self.high, nearest(self.column))

    def below(self, other: "Whole") -> pl.Expr:
        """Return the truth of "less than"."""
        held = wider(self.held, other.held)
        return self.as_held(held) < other.as_held(held)

    def same(self, other: "Whole") -> pl.Expr:
        """Return the truth of "the same number"."""
        held = wider(self.held, other.held)
        return self.as_held(held) == other.as_held(held)


def chosen(condition: pl.Expr, then: Whole, otherwise: Whole) -> Whole:
    """Return the one where a condition holds, and else the other."""
    if then.constant is not None and then.constant == otherwise.constant:
        return then
    held = wider(then.held, otherwise.held)
    column = pl.when(condition).then(then.as_held(held)).otherwise(otherwise.as_held(held))
    return Whole(held, min(then.low, otherwise.low), max(then.high, otherwise.high), column)


def smallest(wholes: Sequence[Whole]) -> Whole:
    """Return the smallest of several columns, row by row."""
    held = wider(*(each.held for each in wholes))
    return Whole(
        held,
        min(each.low for each in wholes),
        min(each.high for each in wholes),
        pl.min_horizontal([each.as_held(held) for each in wholes]),
    )


def largest(wholes: Sequence[Whole]) -> Whole:
    """Return the largest of several columns, row by row."""
    held = wider(*(each.held for each in wholes))
    return Whole(
        held,
        max(each.low for each in wholes),
        max(each.high for each in wholes),
        pl.max_horizontal([each.as_held(held) for each in wholes]),
    )
