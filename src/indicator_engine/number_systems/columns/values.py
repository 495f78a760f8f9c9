"""What a value of the column system is: whole columns, and what is proven of them."""

from fractions import Fraction

import polars as pl
from attrs import frozen

from indicator_engine.language.protocol import Absence, Series
from indicator_engine.number_systems.columns.whole import Whole
from indicator_engine.number_systems.intervals import Numeric, Several, Texts, Truth

PRESENT = len(Absence)
"""The code of a value that is there; an absent one has the rank of its kind, which is lower."""


@frozen(eq=False)
class Number:
    """A column of rationals: ``factor * top / bottom + plus``.

    Attributes:
        known: What is proven of it.
        top: Whole numbers; where a row has no value, any number of their bounds.
        bottom: Whole numbers above zero; ``None`` is one.
        factor: What all rows are multiplied by; not zero.
        plus: What is added to all rows.
        codes: Why a row has no value; ``None`` where all rows have one.
    """

    known: Numeric
    top: Whole
    bottom: Whole | None = None
    factor: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)
    codes: pl.Expr | None = None

    @property
    def constant(self) -> Fraction | None:
        """Return the number that every row has, where that is known."""
        if self.bottom is None and self.top.constant is not None:
            return self.factor * self.top.constant + self.plus
        return None


@frozen(eq=False)
class Condition:
    """A column of truths.

    Attributes:
        known: What is proven of it.
        column: The truths; where a row has no value, any of the two.
        codes: Why a row has no value; ``None`` where all rows have one.
    """

    known: Truth
    column: pl.Expr
    codes: pl.Expr | None = None


@frozen(eq=False)
class Words:
    """A column of texts.

    Attributes:
        known: What is proven of it.
        column: The texts; where a row has no value, any text.
        codes: Why a row has no value; ``None`` where all rows have one.
    """

    known: Texts
    column: pl.Expr
    codes: pl.Expr | None = None


@frozen(eq=False)
class Gone:
    """A value that no row has.

    Attributes:
        known: The kinds of absence.
        codes: Why a row has no value; ``None`` where no row ever comes here.
    """

    known: Numeric
    codes: pl.Expr | None = None


@frozen(eq=False)
class Listed(Series):
    """Several columns, entry by entry.

    Attributes:
        known: What is proven of them.
        values: The entries.
    """

    known: Several
    values: tuple[Number, ...]
    codes: pl.Expr | None = None


@frozen(eq=False)
class Lists(Series):
    """A column of lists of whole numbers, all with one factor.

    Attributes:
        known: What is proven of it.
        column: The lists; where a row has no value, any list of its bounds.
        entry: The bounds of every entry.
        factor: What every entry is multiplied by.
        codes: Why a row has no value; ``None`` where all rows have one.
    """

    known: Several
    column: pl.Expr
    entry: Whole
    factor: Fraction = Fraction(1)
    codes: pl.Expr | None = None


Column = Number | Condition | Words | Gone | Listed | Lists
