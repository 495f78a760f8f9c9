"""Arithmetic on ranges, tightened by what values are made of and by what is known of them."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from indicator_engine.language.protocol import Value
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems import irrational
from indicator_engine.number_systems.exact import LARGEST_EXPONENT
from indicator_engine.number_systems.intervals.core import (
    NEGATIVE,
    NOT_NEGATIVE,
    NOT_POSITIVE,
    ONE,
    POSITIVE,
    ZERO,
    Core,
)
from indicator_engine.number_systems.intervals.forms import Form
from indicator_engine.number_systems.intervals.values import (
    NEVER,
    Numeric,
)
from indicator_engine.number_systems.range_arithmetic import (
    added,
    largest,
    mapped,
    multiplied,
    negated,
    powered,
    reciprocals,
    scaled,
    smallest,
)

SIDES: tuple[tuple[Range, Callable[[Fraction], Range]], ...] = (
    (NOT_POSITIVE, lambda ratio: Range(None, ratio, high_open=False)),
    (NEGATIVE, lambda ratio: Range(None, ratio, high_open=True)),
    (NOT_NEGATIVE, lambda ratio: Range(ratio, None, low_open=False)),
    (POSITIVE, lambda ratio: Range(ratio, None, low_open=True)),
)


class Arithmetic(Core):
    """The primitives that give numbers."""

    def add(self, left: Value, right: Value) -> Value:
        """Return every sum."""
        form = left.form.plus(right.form) if left.form and right.form else None
        return self._linear([left, right], lambda ranges: added(*ranges), form)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return every difference; of a value from itself, zero."""
        form = left.form.plus(right.form, -ONE) if left.form and right.form else None
        return self._linear(
            [left, right], lambda ranges: added(ranges[0], negated(ranges[1])), form
        )

    def negate(self, value: Value) -> Value:
        """Return every value with the other sign."""
        form = value.form.times(-ONE) if value.form else None
        return self._linear([value], lambda ranges: negated(ranges[0]), form)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return every product."""
        for literal, other in ((left, right), (right, left)):
            if (factor := constant(literal)) is not None and other.form is not None:
                form = other.form.times(factor)
                return self._linear([other], _scaling(factor), form)
        if left.form is not None and left.form == right.form:
            return self.power(left, 2)
        atom = self._atom("*", left, right)
        return self._strictly([left, right], lambda ranges: self._own(multiplied(*ranges), atom))

    def divide(self, left: Value, right: Value) -> Value:
        """Return every quotient; notes a failure where the divisor can be zero."""
        divisor = constant(right)
        if divisor:
            return self.multiply(left, self.number(1 / divisor))

        def compute(ranges: list[Range]) -> Numeric | None:
            top, bottom = ranges
            if ZERO in bottom and not self._is_nonzero(right):
                self.undefined("division-by-zero")
            turned = reciprocals(bottom)
            if turned is None:
                return None
            quotient = multiplied(top, turned)
            return self._own(
                self._quotient(left, right, bottom, quotient), self._atom("/", left, right)
            )

        return self._strictly([left, right], compute)

    def _is_nonzero(self, value: Numeric) -> bool:
        return value.form is not None and self.scopes.excludes(value.form, ZERO)

    def _quotient(self, top: Numeric, bottom: Numeric, divisor: Range, found: Range) -> Range:
        """Tighten a quotient by the sign of ``top - k * bottom``, for every k worth trying."""
        if top.form is None or bottom.form is None:
            return found
        sign = 1 if divisor.is_within(POSITIVE) else -1 if divisor.is_within(NEGATIVE) else 0
        if not sign:
            return found
        for ratio in self._ratios(top.form, bottom.form):
            rest = scaled(self.scopes.range_of(top.form.plus(bottom.form, -ratio)), Fraction(sign))
            for bounds, side in SIDES:
                if rest.is_within(bounds):
                    found = found.meet(side(ratio)) or found
        return found

    def _ratios(self, top: Form, bottom: Form) -> set[Fraction]:
        """Return the numbers that a known fact, or a common part, lets a quotient be held against."""
        ratios = {ZERO, ONE}
        below = dict(bottom.terms)
        ratios |= {amount / below[atom] for atom, amount in top.terms if atom in below}
        wanted = {*top.atoms(), *bottom.atoms()}
        for direction in self.scopes.facts:
            factors = dict(direction)
            if not factors.keys() <= wanted:
                continue
            for atom, amount in top.terms:
                for other, part in bottom.terms:
                    if atom in factors and other in factors and atom != other:
                        ratios.add(-(factors[other] / part) * (amount / factors[atom]))
        return ratios

    def power(self, base: Value, exponent: int) -> Value:
        """Return every power."""

        def compute(ranges: list[Range]) -> Numeric | None:
            if exponent < 0 and ZERO in ranges[0] and not self._is_nonzero(base):
                self.undefined("division-by-zero")
            found = powered(ranges[0], exponent)
            return None if found is None else self._own(found, self._atom(f"**{exponent}", base))

        return base if exponent == 1 else self._strictly([base], compute)

    def floor(self, value: Value) -> Value:
        """Return every whole number below a value."""

        def compute(ranges: list[Range]) -> Numeric:
            bounds = mapped(ranges[0], lambda end: Fraction(end // 1))
            if (
                ranges[0].high_open
                and ranges[0].high is not None
                and ranges[0].high.denominator == 1
            ):
                bounds = bounds.meet(Range(None, ranges[0].high - 1, high_open=False)) or bounds
            return self._own(bounds, self._atom("floor", value), whole=True)

        return value if self._is_whole(value) else self._strictly([value], compute)

    def root(self, value: Value, degree: Value) -> Value:
        """Return every root; notes a failure where a value can be negative."""

        def compute(ranges: list[Range]) -> Numeric | None:
            allowed = ranges[0].meet(NOT_NEGATIVE)
            if allowed != ranges[0]:
                self.undefined("root-of-negative")
            if allowed is None:
                return None
            degrees = ranges[1].on_grid()
            if degrees is None or degrees.low is None or degrees.high is None:
                return self._own(NOT_NEGATIVE)
            found = [_rooted(allowed, max(1, int(end))) for end in (degrees.low, degrees.high)]
            return self._own(
                found[0].hull(found[1]).hull(Range.point(ONE)) if len(set(found)) > 1 else found[0]
            )

        return self._strictly([value, degree], compute)

    def log(self, value: Value) -> Value:
        """Return every logarithm; notes a failure where a value can be zero or negative."""

        def compute(ranges: list[Range]) -> Numeric | None:
            allowed = ranges[0].meet(POSITIVE)
            if allowed != ranges[0]:
                self.undefined("log-of-not-positive")
            if allowed is None:
                return None
            found = mapped(allowed, lambda end: irrational.log(end) if end > 0 else None)
            return self._own(found, self._atom("log", value))

        return self._strictly([value], compute)

    def exp(self, value: Value) -> Value:
        """Return every exponential."""

        def compute(ranges: list[Range]) -> Numeric:
            if not ranges[0].is_within(
                Range(
                    Fraction(-LARGEST_EXPONENT),
                    Fraction(LARGEST_EXPONENT),
                    low_open=False,
                    high_open=False,
                )
            ):
                self.undefined("number-too-large", bits="")
            found = mapped(ranges[0], _exponential)
            return self._own(found.meet(POSITIVE) or POSITIVE, self._atom("exp", value))

        return self._strictly([value], compute)

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return everything that the smallest can be."""
        return self._extreme(values, smallest, NOT_POSITIVE)

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return everything that the largest can be."""
        return self._extreme(values, largest, NOT_NEGATIVE)

    def _extreme(
        self,
        values: Sequence[Value],
        pick: Callable[[Iterable[Range]], Range],
        ahead: Range,
    ) -> Numeric:
        """Return an extreme; the very value where one is known to be ahead of all others."""

        def compute(ranges: list[Range]) -> Numeric:
            bounds = pick(ranges)
            for value in values:
                gaps = [self.subtract(value, other).range for other in values if other is not value]
                if all(gap is not None and gap.is_within(ahead) for gap in gaps):
                    return Numeric(bounds, NEVER, value.form)
            whole = all(self._is_whole(value) for value in values)
            return self._own(bounds, self._atom(pick.__name__, *values), whole=whole)

        return self._strictly(values, compute)


def constant(value: Value) -> Fraction | None:
    """Return the number a value surely is, where it is a literal; what may be absent is none."""
    if not isinstance(value, Numeric) or value.absent:
        return None
    if value.form is not None and not value.form.terms:
        return value.form.constant
    return None


def _scaling(factor: Fraction) -> Callable[[list[Range]], Range]:
    return lambda ranges: scaled(ranges[0], factor)


def _rooted(bounds: Range, degree: int) -> Range:
    return mapped(bounds, lambda end: irrational.root(end, degree))


def _exponential(end: Fraction) -> Fraction | None:
    if end > LARGEST_EXPONENT:
        return None
    return irrational.exp(max(end, Fraction(-LARGEST_EXPONENT)))
