"""Arithmetic on whole columns of rationals."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import floor, lcm

import polars as pl
from attrs import evolve

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.number_systems.columns.core import ZERO, Core, is_there
from indicator_engine.number_systems.columns.held import Unheld
from indicator_engine.number_systems.columns.values import Gone, Number
from indicator_engine.number_systems.columns.whole import Whole, chosen, largest, smallest
from indicator_engine.number_systems.exact import Exact
from indicator_engine.number_systems.intervals.core import NOT_NEGATIVE, NOT_POSITIVE
from indicator_engine.number_systems.range_arithmetic import EVERYTHING

ONE, HALF = Fraction(1), Fraction(1, 2)
MOST_COMPARED = 4  # values of an extreme that are held against one another before any row is


class Arithmetic(Core):
    """The primitives that give numbers."""

    def add(self, left: Value, right: Value) -> Value:
        """Return the sum."""
        known, codes = self.proof.add(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(known, codes)
        for one, other in ((left, right), (right, left)):
            if one.constant is not None:
                return self._number(
                    known, codes, other.top, other.bottom, other.factor, other.plus + one.constant
                )
        first = evolve(self._now(left), plus=ZERO)
        second = evolve(self._now(right), plus=ZERO)
        if first.factor < 0 < second.factor:
            first, second = second, first
        signs = [1 if each.factor > 0 else -1 for each in (first, second)]
        sizes = [evolve(each, factor=abs(each.factor)) for each in (first, second)]
        factor, (top, more), bottom, _ = self.together(sizes)
        found = top.plus(more) if signs[0] == signs[1] else top.minus(more)
        plus = left.plus + right.plus
        return self._number(known, codes, found, bottom, factor * signs[0], plus)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return the difference."""
        known, codes = self.proof.subtract(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(known, codes)
        found = self.add(left, self.negate(right))
        return self._number(known, codes, found.top, found.bottom, found.factor, found.plus)

    def negate(self, value: Value) -> Value:
        """Return the number with the other sign."""
        known = self.proof.negate(value.known)
        if isinstance(value, Gone):
            return Gone(known, value.codes)
        return evolve(value, known=known, factor=-value.factor, plus=-value.plus)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return the product."""
        known, codes = self.proof.multiply(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(known, codes)
        for one, other in ((left, right), (right, left)):
            if (by := one.constant) is not None:
                return self._number(
                    known, codes, other.top, other.bottom, other.factor * by, other.plus * by
                )
        first, second = self._now(left), self._now(right)
        (factor, top), (by, more) = self.folded(first), self.folded(second)
        bottoms = [each for each in (first.bottom, second.bottom) if each is not None]
        bottom = reduce(Whole.times, bottoms) if bottoms else None
        return self._number(known, codes, top.times(more), bottom, factor * by)

    def divide(self, left: Value, right: Value) -> Value:
        """Return the quotient."""
        before = len(self.proof.failures)
        known, codes = self.proof.divide(left.known, right.known), self._codes([left, right])
        if isinstance(left, Gone) or isinstance(right, Gone):
            return Gone(known, codes)
        if (by := right.constant) is not None:
            return self._divided_by(by, left, known, codes)
        first, second = self._now(left), self._now(right)
        (factor, top), (by, divisor) = self.folded(first), self.folded(second)
        if len(self.proof.failures) > before:
            self._fail_on_zero(divisor, codes)
        top, divisor = _turned(top, divisor, self._sign(divisor, second, by))
        bottom, factor = divisor.within(1, None), factor / by
        if first.bottom is not second.bottom:
            top = top if second.bottom is None else top.times(second.bottom)
            bottom = bottom if first.bottom is None else bottom.times(first.bottom)
        return self._number(known, codes, top, bottom, factor)

    def _divided_by(self, by: Fraction, left: Number, known: Value, codes: pl.Expr | None) -> Value:
        """Return the quotient by one number for all rows."""
        if by:
            return self._number(
                known, codes, left.top, left.bottom, left.factor / by, left.plus / by
            )
        self.fail(pl.lit(value=True) if codes is None else is_there(codes))
        return Gone(known, codes)

    def _fail_on_zero(self, divisor: Whole, codes: pl.Expr | None) -> None:
        zero = divisor.same(Whole.of(self.least, 0))
        self.fail(zero if codes is None else zero & is_there(codes))

    def _sign(self, divisor: Whole, value: Number, factor: Fraction) -> int:
        """Return the sign of a divisor in all rows that count; 0 where they differ."""
        turn = 1 if factor > 0 else -1
        reach = self.proof.now(value.known).range or EVERYTHING
        if divisor.low >= 0 or reach.is_within(NOT_NEGATIVE if turn > 0 else NOT_POSITIVE):
            return 1
        if divisor.high <= 0 or reach.is_within(NOT_POSITIVE if turn > 0 else NOT_NEGATIVE):
            return -1
        return 0

    def power(self, base: Value, exponent: int) -> Value:
        """Return the power."""
        before = len(self.proof.failures)
        known = self.proof.power(base.known, exponent)
        if isinstance(base, Gone):
            return Gone(known, base.codes)
        if exponent == 0:
            return self._number(known, base.codes, Whole.of(self.least, 0), plus=ONE)
        if exponent < 0:
            del self.proof.failures[before:]
            turned = self.divide(self.number(ONE), base)
            return self.power(turned, -exponent)
        if base.constant is not None:
            return self._number(
                known, base.codes, Whole.of(self.least, 0), plus=base.constant**exponent
            )
        return self._raised(base, exponent, known)

    def _raised(self, base: Number, exponent: int, known: Value) -> Value:
        base = self._now(base)
        factor, top = self.folded(base)
        bottom = base.bottom
        for _ in range(exponent - 1):
            top = top.times(self.folded(base)[1])
            bottom = bottom if bottom is None or base.bottom is None else bottom.times(base.bottom)
        return self._number(known, base.codes, top, bottom, factor**exponent)

    def floor(self, value: Value) -> Value:
        """Return the largest whole number that is not above the value."""
        known = self.proof.floor(value.known)
        if isinstance(value, Gone):
            return Gone(known, value.codes)
        value = self._now(value)
        whole = floor(value.plus)
        value = evolve(value, plus=value.plus - whole)
        if value.bottom is None and value.factor.denominator == 1:
            return self._number(known, value.codes, value.top, None, value.factor, Fraction(whole))
        reach = known.range or EVERYTHING  # it may be narrower than what is divided
        ends = [None if end is None else int(end) - whole for end in (reach.low, reach.high)]
        floored = self._floored(value, *ends).within(*ends)
        return self._number(known, value.codes, floored.narrowed(), None, ONE, Fraction(whole))

    def _floored(self, value: Number, low: int | None, high: int | None) -> Whole:
        """Return the whole part of a number that has less than one added to a quotient.

        Args:
            value: The number.
            low: No row that counts has a whole part below it.
            high: No row that counts has one above it.
        """
        if value.bottom is not None and value.plus == HALF:
            divisor = value.bottom.scaled(value.factor.denominator)
            rounded = value.top.rounded_share(value.factor.numerator, divisor, low, high)
            if rounded is not None:
                return rounded
        scale = lcm(value.factor.denominator, value.plus.denominator)
        bottom = Whole.of(self.least, 1) if value.bottom is None else value.bottom
        top = value.top.scaled(int(value.factor * scale))
        return top.plus(bottom.scaled(int(value.plus * scale))).quotient(bottom.scaled(scale))

    def root(self, value: Value, degree: Value) -> Value:
        """Return the root where all rows have the same one."""
        return self._irrational([value, degree], lambda exact, x, n: exact.root(x, n))

    def log(self, value: Value) -> Value:
        """Return the logarithm where all rows have the same one."""
        return self._irrational([value], lambda exact, x: exact.log(x))

    def exp(self, value: Value) -> Value:
        """Return the exponential where all rows have the same one."""
        return self._irrational([value], lambda exact, x: exact.exp(x))

    def _irrational(self, values: Sequence[Value], compute: Callable[..., Fraction]) -> Value:
        """Return what a function without rational results gives for numbers known beforehand.

        Raises:
            Unheld: Where rows differ: 50 digits are wider than any column.
            Undefined: Where it has no value.
        """
        constants = [None if isinstance(each, Gone) else each.constant for each in values]
        if None in constants:
            raise Unheld
        found = self.number(compute(Exact(), *constants))
        kinds = frozenset[Absence]().union(*(self.proof.now(each.known).absent for each in values))
        known = self.proof.narrowed(found.known, absent=kinds)
        return self._held_value(known, self._codes(values), found)

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the smallest."""
        return self._extreme(values, self.proof.minimum, smallest, NOT_POSITIVE)

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return the largest."""
        return self._extreme(values, self.proof.maximum, largest, NOT_NEGATIVE)

    def _extreme(
        self,
        values: Sequence[Value],
        prove: Callable[[Sequence[Value]], Value],
        pick: Callable[[Sequence[Whole]], Whole],
        ahead: object,
    ) -> Value:
        known, codes = prove([each.known for each in values]), self._codes(values)
        if any(isinstance(each, Gone) for each in values):
            return Gone(known, codes)
        numbers = [self._now(each) for each in values]
        for number in numbers if len(numbers) <= MOST_COMPARED else ():
            gaps = [self.proof.subtract(number.known, each.known).range for each in numbers]
            if all(gap is not None and gap.is_within(ahead) for gap in gaps):
                return evolve(number, known=known, codes=codes)
        factor, tops, bottom, plus = self.together(numbers)
        top = tops[0] if len(tops) == 1 else pick(tops)
        return self._number(known, codes, top, bottom, factor, plus)


def _turned(top: Whole, divisor: Whole, sign: int) -> tuple[Whole, Whole]:
    """Return dividend and divisor, both with the other sign where the divisor is below zero."""
    if sign > 0:
        return top, divisor
    if sign < 0:
        return top.scaled(-1), divisor.scaled(-1)
    below = divisor.below(Whole.of(divisor.held, 0))
    return chosen(below, top.scaled(-1), top), chosen(below, divisor.scaled(-1), divisor)
