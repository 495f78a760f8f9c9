"""How whole numbers are held in a column: as 32-bit integers, floats, 64-bit or 128-bit integers."""

from collections.abc import Callable, Mapping

import polars as pl
from attrs import frozen


class Unheld(Exception):  # noqa: N818 - it never leaves the engine
    """What columns cannot hold: an irrational result, or a whole number wider than the widest."""


@frozen(eq=False)
class Held:
    """One way to hold whole numbers.

    Attributes:
        name: What it is called.
        order: Its place from the fastest to the widest.
        dtype: The type of the columns.
        most: The largest size that is held and reckoned with exactly.
        quotient: The whole quotient of two columns, the second one above zero.
    """

    name: str
    order: int
    dtype: pl.DataType
    most: int
    quotient: Callable[[pl.Expr, pl.Expr], pl.Expr]

    def literal(self, value: int) -> pl.Expr:
        """Return a number as an expression."""
        return pl.lit(value, dtype=self.dtype)


def _float_quotient(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """Return the whole quotient of whole numbers held as floats.

    A quotient below a whole number is at least ``1 / bottom`` below it, more than the rounding of
    a division takes while dividend and divisor together are below ``2 ** 53``. A column that the
    engine knows to be constant must not come here: it multiplies with the reciprocal then, which
    is rounded twice.
    """
    return (top / bottom).floor()


def by_number(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """Return the whole quotient of whole numbers held as floats, by one number for all rows.

    The engine multiplies with the reciprocal here, which may come out just below a whole quotient.
    Half a unit more keeps every quotient at least ``0.5 / bottom`` away from the next whole number,
    which is more than both roundings take while the dividend is below ``2 ** 51``.
    """
    return ((top + 0.5) / bottom).floor()


def _whole_quotient(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    return top // bottom


MAGIC = 1.5 * 2.0**52
"""Added to a float, it leaves the nearest whole number in the lowest bits."""


def nearest(column: pl.Expr) -> pl.Expr:
    """Return the nearest whole numbers, an even one for a tie, of floats that 32 bits hold.

    In the floats from ``2 ** 52`` to ``2 ** 53`` the last bit is worth one. Casting a float takes
    the engine four times as long as reading its bits.
    """
    bits = (column + MAGIC).reinterpret(dtype=pl.Int64())
    return bits.cast(SMALL.dtype, wrap_numerical=True)


SMALL = Held("int32", 0, pl.Int32(), 2**31 - 1, _whole_quotient)
FLOATS = Held("float64", 1, pl.Float64(), 2**51 - 1, _float_quotient)
INTEGERS = Held("int64", 2, pl.Int64(), 2**63 - 1, _whole_quotient)
WIDE = Held("int128", 3, pl.Int128(), 2**127 - 1, _whole_quotient)

HELD: Mapping[str, Held] = {held.name: held for held in (SMALL, FLOATS, INTEGERS, WIDE)}
"""From the fastest to the widest."""


def fitting(low: int, high: int, least: Held = SMALL) -> Held:
    """Return the fastest way to hold numbers from one to another, no narrower than a given one.

    Raises:
        Unheld: Where they are too wide for all of them.
    """
    size = max(-low, high)
    for held in HELD.values():
        if held.order >= least.order and size <= held.most:
            return held
    raise Unheld


def wider(*ways: Held) -> Held:
    """Return the widest of several."""
    return max(ways, key=lambda held: held.order)
