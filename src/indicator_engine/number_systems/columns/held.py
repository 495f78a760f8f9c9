"""How whole numbers are held in a column: as floats, as 64-bit or as 128-bit integers."""

from collections.abc import Callable, Mapping

import polars as pl
from attrs import frozen


class Unheld(Exception):  # noqa: N818 - it never leaves the engine
    """What columns cannot hold: an irrational result, or a whole number wider than the widest."""


@frozen(eq=False)
class Held:
    """One way to hold whole numbers.

    Attributes:
        name: What plans call it.
        dtype: The type of the columns.
        most: The largest size that is held and reckoned with exactly.
        quotient: The whole quotient of two columns, the second one above zero.
    """

    name: str
    dtype: pl.DataType
    most: int
    quotient: Callable[[pl.Expr, pl.Expr], pl.Expr]

    def literal(self, value: int) -> pl.Expr:
        """Return a number as an expression."""
        return pl.lit(value, dtype=self.dtype)

    def check(self, low: int, high: int) -> None:
        """Refuse numbers that are not surely held.

        Raises:
            Unheld: Where one may be too large.
        """
        if max(-low, high) > self.most:
            raise Unheld


def _float_quotient(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """Return the whole quotient of whole numbers held as floats, below 2 ** 51.

    Polars divides by what it knows to be constant by multiplying with the reciprocal, which may
    come out just below a whole quotient. Half a unit more keeps every quotient at least
    ``0.5 / bottom`` away from the next whole number, which is more than both roundings take while
    the dividend is below ``2 ** 51``.
    """
    return ((top + 0.5) / bottom).floor()


def _whole_quotient(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    return top // bottom


FLOATS = Held("float64", pl.Float64(), 2**51 - 1, _float_quotient)
INTEGERS = Held("int64", pl.Int64(), 2**63 - 1, _whole_quotient)
WIDE = Held("int128", pl.Int128(), 2**127 - 1, _whole_quotient)

HELD: Mapping[str, Held] = {held.name: held for held in (FLOATS, INTEGERS, WIDE)}
"""From the fastest to the widest."""
