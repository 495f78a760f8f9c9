"""Conditions on whole columns, and the choice between branches row by row."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import polars as pl
from attrs import evolve

from indicator_engine.language.protocol import Value
from indicator_engine.number_systems.columns.core import Core, after, common, is_there
from indicator_engine.number_systems.columns.held import Unheld
from indicator_engine.number_systems.columns.values import (
    PRESENT,
    Column,
    Condition,
    Gone,
    Number,
    Words,
)
from indicator_engine.number_systems.columns.whole import Whole, chosen
from indicator_engine.number_systems.intervals import Numeric


class Conditions(Core):
    """The primitives that give truths, and the choice between branches."""

    def less(self, left: Value, right: Value) -> Value:
        """Return the rows in which left is below right."""
        known, codes = self.proof.less(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(Numeric(None, known.absent), codes)
        if not (known.true and known.false):
            return Condition(known, pl.lit(known.true), codes)
        return Condition(known, self._below(self._now(left), self._now(right)), codes)

    def _below(self, left: Number, right: Number) -> pl.Expr:
        if right.constant is not None and left.bottom is None:
            return _under(left.top, (right.constant - left.plus) / left.factor, left.factor > 0)
        if left.constant is not None and right.bottom is None:
            return _over(right.top, (left.constant - right.plus) / right.factor, right.factor > 0)
        first, second = self._crossed(left, right)
        return first.below(second)

    def _crossed(self, left: Number, right: Number) -> tuple[Whole, Whole]:
        """Return whole columns that compare as two numbers do: both times one positive number."""
        right = self._number_of(evolve(right, plus=right.plus - left.plus))
        left = evolve(left, plus=Fraction(0))
        zero = Whole.of(self.least, 0)
        if left.top.constant == 0:
            return zero, right.top.scaled(1 if right.factor > 0 else -1)
        if right.top.constant == 0:
            return left.top.scaled(1 if left.factor > 0 else -1), zero
        _, (first, second), _, _ = self.together([left, right])
        return first, second

    def _number_of(self, value: Number) -> Number:
        """Return a number with nothing added."""
        factor, top = self.folded(value)
        return evolve(value, factor=factor, top=top, plus=Fraction(0))

    def equal(self, left: Value, right: Value) -> Value:
        """Return the rows in which both are the same."""
        known, codes = self.proof.equal(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(Numeric(None, known.absent), codes)
        if isinstance(left, Number) and isinstance(right, Number):
            if not (known.true and known.false):
                return Condition(known, pl.lit(known.true), codes)
            return Condition(known, self._same(self._now(left), self._now(right)), codes)
        column = left.column == right.column
        return Condition(known, self._settled(known, column), codes)

    def _same(self, left: Number, right: Number) -> pl.Expr:
        for one, other in ((left, right), (right, left)):
            if one.constant is not None and other.bottom is None:
                wanted = (one.constant - other.plus) / other.factor
                if wanted.denominator != 1 or not other.top.low <= wanted <= other.top.high:
                    return pl.lit(value=False)
                return other.top.same(Whole.of(self.least, int(wanted)))
        first, second = self._crossed(left, right)
        return first.same(second)

    def invert(self, truth: Value) -> Value:
        """Return the opposite truths."""
        known = self.proof.invert(truth.known)
        if isinstance(truth, Gone):
            return Gone(known, truth.codes)
        return Condition(known, self._settled(known, ~truth.column), truth.codes)

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return, row by row, what the branch taken gives."""
        if isinstance(condition, Gone):
            return Gone(Numeric(None, self.proof.now(condition.known).absent), condition.codes)
        condition = self._short_condition(condition)
        codes = self._codes([condition])
        found: dict[bool, Column] = {}

        def branch(side: bool, compute: Callable[[], Value]) -> Callable[[], Value]:  # noqa: FBT001
            def taken() -> Value:
                column = condition.column if side else ~condition.column
                with self._on(column if codes is None else column & is_there(codes)):
                    found[side] = compute()
                return found[side].known

            return taken

        known = self.proof.choose(condition.known, branch(True, then), branch(False, otherwise))
        return self._merged(known, codes, condition, found)

    def _short_condition(self, condition: Condition) -> Condition:
        column, codes = self.short(condition.column), self.shortened(condition.codes)
        if column is condition.column and codes is condition.codes:
            return condition
        return evolve(condition, column=column, codes=codes)

    def _merged(
        self,
        known: Value,
        codes: pl.Expr | None,
        condition: Condition,
        found: dict[bool, Column],
    ) -> Value:
        """Return what the branches that can be taken give, put together."""
        if not found:
            return Gone(known, codes)
        if len(found) == 1:
            (only,) = found.values()
            joined = self.shortened(after(codes, only.codes))
            return (
                only
                if joined is only.codes and only.known is known
                else self._held_value(known, joined, only)
            )
        codes = self.shortened(after(codes, _either(condition.column, found[True], found[False])))
        there = [each for each in found.values() if not isinstance(each, Gone)]
        if len(there) < 2:
            return self._held_value(known, codes, there[0]) if there else Gone(known, codes)
        return self._chosen(known, codes, condition.column, *there)

    def _chosen(
        self, known: Value, codes: pl.Expr | None, column: pl.Expr, then: Value, otherwise: Value
    ) -> Value:
        if isinstance(then, Number):
            return self._chosen_number(known, codes, column, then, otherwise)
        if isinstance(then, Condition | Words):
            picked = pl.when(column).then(then.column).otherwise(otherwise.column)
            return evolve(then, known=known, codes=codes, column=self.short(picked))
        if then is otherwise:
            return self._held_value(known, codes, then)
        raise Unheld

    def _chosen_number(
        self, known: Value, codes: pl.Expr | None, column: pl.Expr, then: Number, otherwise: Number
    ) -> Value:
        if then.plus != otherwise.plus or then.constant is not None:
            then, otherwise = self._number_of(then), self._number_of(otherwise)
        factor = common(then.factor, otherwise.factor)
        top = chosen(
            column,
            then.top.scaled(int(then.factor / factor)),
            otherwise.top.scaled(int(otherwise.factor / factor)),
        )
        bottom = then.bottom
        if then.bottom is not otherwise.bottom:
            one = Whole.of(self.least, 1)
            bottom = chosen(column, then.bottom or one, otherwise.bottom or one)
        return self._number(known, codes, top, bottom, factor, then.plus)


def _under(top: Whole, end: Fraction, rising: bool) -> pl.Expr:  # noqa: FBT001 - a sign
    """Return the truth of ``top < end``, or of ``top > end`` where the factor fell."""
    if not rising:
        return _over(top, end, rising=True)
    if top.high < end:
        return pl.lit(value=True)
    return top.below(Whole.of(top.held, ceil(end))) if top.low < end else pl.lit(value=False)


def _over(top: Whole, end: Fraction, rising: bool) -> pl.Expr:  # noqa: FBT001 - a sign
    """Return the truth of ``top > end``, or of ``top < end`` where the factor fell."""
    if not rising:
        return _under(top, end, rising=True)
    if top.low > end:
        return pl.lit(value=True)
    return Whole.of(top.held, floor(end)).below(top) if top.high > end else pl.lit(value=False)


def _either(column: pl.Expr, then: Column, otherwise: Column) -> pl.Expr | None:
    if then.codes is None and otherwise.codes is None:
        return None
    present = pl.lit(PRESENT, dtype=pl.UInt8)
    first = present if then.codes is None else then.codes
    second = present if otherwise.codes is None else otherwise.codes
    return pl.when(column).then(first).otherwise(second)
