"""Columns of whole numbers, each with the bounds that keep it exact."""

from collections.abc import Sequence

import polars as pl
from attrs import frozen

from indicator_engine.number_systems.columns.held import Held


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
    def of(cls, held: Held, value: int) -> "Whole":
        """Return one number for all rows.

        Raises:
            Unheld: Where it is too large.
        """
        held.check(value, value)
        return cls(held, value, value)

    @property
    def constant(self) -> int | None:
        """Return the number that every row has, where that is known."""
        return self.low if self.low == self.high else None

    @property
    def expr(self) -> pl.Expr:
        """Return the column as an expression."""
        if self.column is None or self.constant is not None:
            return self.held.literal(self.low)
        return self.column

    def made(self, column: pl.Expr, low: int, high: int) -> "Whole":
        """Return a column held in the same way.

        Raises:
            Unheld: Where a number may be too large.
        """
        self.held.check(low, high)
        return Whole(self.held, low, high, column)

    def within(self, low: int | None, high: int | None) -> "Whole":
        """Return the same column, known to lie between two ends."""
        low = self.low if low is None else max(low, self.low)
        high = self.high if high is None else min(high, self.high)
        if low > high or (low, high) == (self.low, self.high):
            return self
        return Whole(self.held, low, high, self.column)

    def plus(self, other: "Whole") -> "Whole":
        """Return the sum."""
        low, high = self.low + other.low, self.high + other.high
        if self.constant == 0:
            return other
        if other.constant == 0:
            return self
        return self.made(self.expr + other.expr, low, high)

    def minus(self, other: "Whole") -> "Whole":
        """Return the difference."""
        low, high = self.low - other.high, self.high - other.low
        if other.constant == 0:
            return self
        return self.made(self.expr - other.expr, low, high)

    def scaled(self, factor: int) -> "Whole":
        """Return the product with a number."""
        if factor == 1:
            return self
        ends = sorted((self.low * factor, self.high * factor))
        if self.constant is not None:
            return Whole.of(self.held, ends[0])
        self.held.check(factor, factor)
        return self.made(self.expr * self.held.literal(factor), *ends)

    def times(self, other: "Whole") -> "Whole":
        """Return the product."""
        if other.constant is not None:
            return self.scaled(other.constant)
        if self.constant is not None:
            return other.scaled(self.constant)
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return self.made(self.expr * other.expr, min(ends), max(ends))

    def quotient(self, divisor: "Whole") -> "Whole":
        """Return the largest whole number not above the quotient by what is above zero."""
        low, high = max(divisor.low, 1), max(divisor.high, 1)
        ends = [end // by for end in (self.low, self.high) for by in (low, high)]
        if divisor.constant == 1:
            return self
        if self.constant is not None and divisor.constant is not None:
            return Whole.of(self.held, self.constant // divisor.constant)
        return self.made(self.held.quotient(self.expr, divisor.expr), min(ends), max(ends))

    def below(self, other: "Whole") -> pl.Expr:
        """Return the truth of "less than"."""
        return self.expr < other.expr

    def same(self, other: "Whole") -> pl.Expr:
        """Return the truth of "the same number"."""
        return self.expr == other.expr


def chosen(condition: pl.Expr, then: Whole, otherwise: Whole) -> Whole:
    """Return the one where a condition holds, and else the other."""
    if then.constant is not None and then.constant == otherwise.constant:
        return then
    return then.made(
        pl.when(condition).then(then.expr).otherwise(otherwise.expr),
        min(then.low, otherwise.low),
        max(then.high, otherwise.high),
    )


def smallest(wholes: Sequence[Whole]) -> Whole:
    """Return the smallest of several columns, row by row."""
    return wholes[0].made(
        pl.min_horizontal([each.expr for each in wholes]),
        min(each.low for each in wholes),
        min(each.high for each in wholes),
    )


def largest(wholes: Sequence[Whole]) -> Whole:
    """Return the largest of several columns, row by row."""
    return wholes[0].made(
        pl.max_horizontal([each.expr for each in wholes]),
        max(each.low for each in wholes),
        max(each.high for each in wholes),
    )
