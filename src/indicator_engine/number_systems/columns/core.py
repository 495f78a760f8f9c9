"""What all of the column system stands on: proofs in step, paths, absences, common denominators."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import reduce
from math import ceil, floor, gcd

import polars as pl
from attrs import evolve

from indicator_engine.language.protocol import Absence, NumberSystem, Value
from indicator_engine.number_systems.columns.held import SMALL, Held
from indicator_engine.number_systems.columns.values import (
    PRESENT,
    Column,
    Condition,
    Gone,
    Lists,
    Number,
    Words,
)
from indicator_engine.number_systems.columns.whole import Whole
from indicator_engine.number_systems.intervals import Intervals, Numeric, Truth

ZERO = Fraction(0)
LONGEST = 8  # columns that an expression names before it is worked out on its own


class Core(NumberSystem):
    """Values of a whole column, each with the interval that is proven of it.

    Args:
        least: The narrowest way in which whole numbers are held; wider ones are taken as needed.

    Attributes:
        proof: The interval system that takes every step with this one.
        failed: For every computation that may have no value: the rows that come to it.
        stages: Columns that are worked out before others, by name, in layers: what one layer
            names stands in the layers before it.
    """

    def __init__(self, least: Held = SMALL) -> None:
        self.least = least
        self.proof = Intervals()
        self.failed: list[pl.Expr] = []
        self.stages: list[dict[str, pl.Expr]] = []
        self._layer: dict[str, int] = {}
        self._path: list[pl.Expr] = []

    # Values.

    def number(self, value: Fraction) -> Value:
        """Return one number for all rows."""
        return Number(self.proof.number(value), Whole.of(self.least, 0), plus=value)

    def text(self, value: str) -> Value:
        """Return one text for all rows."""
        return Words(self.proof.text(value), pl.lit(value))

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return one truth for all rows."""
        return Condition(self.proof.truth(value), pl.lit(value))

    def absent(self, kind: Absence) -> Value:
        """Return a value that no row has."""
        return Gone(self.proof.absent(kind), _code(kind.rank))

    def undefined(self, code: str, **facts: str) -> Value:
        """Note the rows that come here, and return a value for none."""
        known = self.proof.undefined(code, **facts)
        self.fail(pl.lit(value=True))
        return Gone(known)

    # Paths.

    @contextmanager
    def _on(self, condition: pl.Expr) -> Iterator[None]:
        """Let what fails count only where a condition holds."""
        self._path.append(condition)
        try:
            yield
        finally:
            self._path.pop()

    def fail(self, condition: pl.Expr) -> None:
        """Note the rows that have no value here, of those that come here."""
        self.failed.append(pl.all_horizontal([*self._path, condition]))

    # Columns of their own.

    def bound(self, value: Value) -> Value:
        """Return a value whose columns are worked out once, however often they are used."""
        if isinstance(value, Gone):
            return value if value.codes is None else evolve(value, codes=self.bind(value.codes))
        changes: dict[str, object] = {}
        if value.codes is not None:
            changes["codes"] = self.bind(value.codes)
        if isinstance(value, Number):
            changes["top"] = self._bound_whole(value.top)
            changes["bottom"] = None if value.bottom is None else self._bound_whole(value.bottom)
        elif isinstance(value, Condition | Words | Lists):
            changes["column"] = self.bind(value.column)
        return evolve(value, **changes)

    def _bound_whole(self, whole: Whole) -> Whole:
        if whole.column is None or whole.constant is not None:
            return whole
        return evolve(whole, column=self.bind(whole.column))

    def bind(self, column: pl.Expr) -> pl.Expr:
        """Return a column that is worked out once, in the first layer that has all it is made of."""
        if column.meta.is_column() or column.meta.is_literal():
            return column
        layer = max((self._layer.get(name, -1) for name in column.meta.root_names()), default=-1)
        name = f"\0{len(self._layer)}"
        self._layer[name] = layer + 1
        if len(self.stages) == layer + 1:
            self.stages.append({})
        self.stages[layer + 1][name] = column
        return pl.col(name)

    # Absences.

    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return the rows without the value."""
        known = self.proof.is_absent(value.known, kind)
        codes = self._codes([value])
        if codes is None:
            return Condition(known, pl.lit(value=False))
        column = codes < PRESENT if kind is None else codes == _code(kind.rank)
        return Condition(known, self._settled(known, column))

    def _codes(self, values: Iterable[Column]) -> pl.Expr | None:
        """Return why a row lacks any of the values; the kind that comes first stands."""
        codes = [
            value.codes
            for value in values
            if value.codes is not None and self.proof.now(value.known).absent
        ]
        if not codes:
            return None
        return codes[0] if len(codes) == 1 else pl.min_horizontal(codes)

    @staticmethod
    def _settled(known: Truth, column: pl.Expr) -> pl.Expr:
        """Return the truths, or the one that is proven for all rows."""
        return column if known.true and known.false else pl.lit(known.true)

    def _held_value(self, known: Value, codes: pl.Expr | None, value: Column) -> Value:
        """Return a value with what is proven of it and why rows lack it."""
        return evolve(value, known=known, codes=codes)

    # Numbers.

    def _number(  # noqa: PLR0913, PLR0917 - the parts of a number
        self,
        known: Numeric,
        codes: pl.Expr | None,
        top: Whole,
        bottom: Whole | None = None,
        factor: Fraction = Fraction(1),
        plus: Fraction = ZERO,
    ) -> Value:
        """Return a number in its simplest form, its bounds tightened by what is proven."""
        if known.range is None:
            return Gone(known, codes)
        if bottom is not None and bottom.constant is not None:
            factor /= bottom.constant
            bottom = None
        if known.range.low is not None and known.range.is_point():
            factor, plus = ZERO, known.range.low
        if not factor:
            top, bottom, factor = Whole.of(self.least, 0), None, Fraction(1)
        top = self._short(top)
        bottom = None if bottom is None else self._short(bottom)
        found = Number(known, top, bottom, factor, plus, self.shortened(codes))
        return found if bottom is not None else evolve(found, top=_tightened(found))

    def _short(self, whole: Whole) -> Whole:
        return whole if whole.column is None or is_short(whole.column) else self._bound_whole(whole)

    def short(self, column: pl.Expr) -> pl.Expr:
        """Return a column that is worked out on its own where its expression has become long.

        What uses a value twice would write a long expression twice, and what uses that one again.
        """
        return column if is_short(column) else self.bind(column)

    def shortened(self, codes: pl.Expr | None) -> pl.Expr | None:
        """Return codes likewise; ``None`` where there are none."""
        return None if codes is None else self.short(codes)

    def _now(self, value: Number) -> Number:
        """Return a number with the bounds that hold in this branch."""
        if value.bottom is not None:
            return value
        known = self.proof.now(value.known)
        if known.range is None or known is value.known:
            return value
        return evolve(value, top=_tightened(evolve(value, known=known)))

    def folded(self, value: Number) -> tuple[Fraction, Whole]:
        """Return factor and top of a number with nothing added."""
        if not value.plus:
            return value.factor, value.top
        one = Whole.of(self.least, 1)
        if value.top.constant == 0:
            return value.plus, one if value.bottom is None else value.bottom
        factor = common(value.factor, value.plus)
        rest = (one if value.bottom is None else value.bottom).scaled(int(value.plus / factor))
        return factor, value.top.scaled(int(value.factor / factor)).plus(rest)

    def together(
        self, values: Sequence[Number]
    ) -> tuple[Fraction, list[Whole], Whole | None, Fraction]:
        """Return numbers as ``factor * top / bottom + plus`` that differ in the top alone."""
        plus = values[0].plus
        if any(each.plus != plus for each in values):
            plus = ZERO
        bottoms = distinct(each.bottom for each in values)
        parts = [
            (each.factor, each.top) if each.plus == plus else self.folded(each) for each in values
        ]
        factor = common(*(part[0] for part in parts))
        tops = []
        for each, (own, top) in zip(values, parts, strict=True):
            scaled = top.scaled(int(own / factor))
            tops.append(reduce(Whole.times, (b for b in bottoms if b is not each.bottom), scaled))
        return factor, tops, product(bottoms), plus

    # Lists and functions.

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body for the rows that have all arguments."""
        values = [each for each in arguments if not isinstance(each, int)]
        codes = self._codes(values)
        kinds = frozenset[Absence]().union(*(self.proof.now(each.known).absent for each in values))
        if any(isinstance(each, Gone) for each in values):
            return Gone(Numeric(None, kinds), codes)
        if codes is None:
            return body(*arguments)
        there = [each if isinstance(each, int) else self._there(each) for each in arguments]
        with self._on(is_there(codes)):
            found = body(*there)
        known = self.proof.narrowed(found.known, absent=found.known.absent | kinds)
        return self._held_value(known, self.shortened(after(codes, found.codes)), found)

    def _there(self, value: Value) -> Value:
        """Return a value for the rows that have it."""
        known = self.proof.now(value.known)
        if not known.absent:
            return value
        return self._held_value(self.proof.narrowed(known, absent=frozenset()), None, value)


def after(first: pl.Expr | None, then: pl.Expr | None) -> pl.Expr | None:
    """Return why a row has no value that is worked out only where another one is there."""
    if first is None or then is None:
        return first if then is None else then
    return pl.when(is_there(first)).then(then).otherwise(first)


def is_short(column: pl.Expr) -> bool:
    """Tell whether an expression may be written again and again."""
    return len(column.meta.root_names()) <= LONGEST


def is_there(codes: pl.Expr) -> pl.Expr:
    """Return the rows that have a value."""
    return codes == PRESENT


def _code(rank: int) -> pl.Expr:
    return pl.lit(rank, dtype=pl.UInt8)


def _tightened(value: Number) -> Whole:
    """Return the top of a number without a bottom, within what is proven of the number."""
    reach = value.known.range
    assert reach is not None, "a value that is never there has no top"
    ends = [
        None if end is None else (end - value.plus) / value.factor
        for end in (reach.low, reach.high)
    ]
    low, high = ends if value.factor > 0 else reversed(ends)
    return value.top.within(
        None if low is None else ceil(low), None if high is None else floor(high)
    )


def common(*numbers: Fraction) -> Fraction:
    """Return the largest number that each number is a whole multiple of.

    >>> common(Fraction(1, 2), Fraction(3, 4))
    Fraction(1, 4)
    """
    found = ZERO
    for each in numbers:
        found = Fraction(
            gcd(found.numerator * each.denominator, each.numerator * found.denominator),
            found.denominator * each.denominator,
        )
    return found or Fraction(1)


def distinct(bottoms: Iterable[Whole | None]) -> list[Whole]:
    """Return every divisor once."""
    found: list[Whole] = []
    for each in bottoms:
        if each is not None and not any(each is other for other in found):
            found.append(each)
    return found


def product(wholes: Sequence[Whole]) -> Whole | None:
    """Return the product; ``None``, which is one, where there is none."""
    return reduce(Whole.times, wholes) if wholes else None
