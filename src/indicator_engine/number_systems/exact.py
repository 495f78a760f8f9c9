"""Exact numbers: every value is a rational, nothing is ever rounded."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from operator import add, mul, sub, truediv
from typing import Any

from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems import irrational

LARGEST_EXPONENT = 2_000  # of e; what lies beyond outgrows the limit on digits anyway


class Entries(tuple[Fraction, ...], Series):
    """A list of exact numbers."""

    __slots__ = ()


class Exact(NumberSystem):
    """Rational numbers, truths, texts and absences, as themselves.

    Values are :class:`~fractions.Fraction`, :class:`bool`, :class:`str`, :class:`Entries` and
    :class:`~indicator_engine.language.protocol.Absence`; dates are day numbers.

    Args:
        bits: How long numerator and denominator may grow.
    """

    def __init__(self, *, bits: int = LIMITS.formula_bits) -> None:
        self.bits = bits

    def number(self, value: Fraction) -> Value:
        """Return the number itself."""
        return value

    def text(self, value: str) -> Value:
        """Return the text itself."""
        return value

    def absent(self, kind: Absence) -> Value:
        """Return the kind itself."""
        return kind

    def is_absent(self, value: Value, kind: Absence | None = None) -> bool:
        """Return whether there is no value."""
        return isinstance(value, Absence) if kind is None else value is kind

    def undefined(self, code: str, **facts: str) -> Value:
        """Raise :class:`Undefined`."""
        raise Undefined(code, facts)

    def add(self, left: Value, right: Value) -> Value:
        """Return the exact sum."""
        return self._operated(add, left, right)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return the exact difference."""
        return self._operated(sub, left, right)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return the exact product."""
        return self._operated(mul, left, right)

    def divide(self, left: Value, right: Value) -> Value:
        """Return the exact quotient."""
        if right == 0 and not isinstance(left, Absence):
            raise Undefined("division-by-zero")
        return self._operated(truediv, left, right)

    def power(self, base: Value, exponent: int) -> Value:
        """Return the exact power."""
        if isinstance(base, Absence):
            return base
        if base == 0 and exponent < 0:
            raise Undefined("division-by-zero")
        size = max(base.numerator.bit_length(), base.denominator.bit_length())
        if size > 1 and size * abs(exponent) > 2 * self.bits:
            raise self._too_large()
        return self._bounded(base**exponent)

    def negate(self, value: Value) -> Value:
        """Return the number with the other sign."""
        return value if isinstance(value, Absence) else -value

    def floor(self, value: Value) -> Value:
        """Return the whole number below."""
        return value if isinstance(value, Absence) else Fraction(value // 1)

    def root(self, value: Value, degree: Value) -> Value:
        """Return the root: exact where rational, else to 50 digits."""
        if found := _absence(value, degree):
            return found
        if value < 0:
            raise Undefined("root-of-negative")
        return self._bounded(irrational.root(value, int(degree)))

    def log(self, value: Value) -> Value:
        """Return the natural logarithm to 50 digits."""
        if isinstance(value, Absence):
            return value
        if value <= 0:
            raise Undefined("log-of-not-positive")
        return self._bounded(irrational.log(value))

    def exp(self, value: Value) -> Value:
        """Return the exponential to 50 digits."""
        if isinstance(value, Absence):
            return value
        if abs(value) > LARGEST_EXPONENT:
            raise self._too_large()
        return self._bounded(irrational.exp(value))

    def less(self, left: Value, right: Value) -> Value:
        """Return whether left is below right."""
        found = _absence(left, right)
        return left < right if found is None else found

    def equal(self, left: Value, right: Value) -> Value:
        """Return whether both are the same."""
        found = _absence(left, right)
        return left == right if found is None else found

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return the truth itself."""
        return value

    def invert(self, truth: Value) -> Value:
        """Return the opposite truth."""
        return truth if isinstance(truth, Absence) else not truth

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Compute one of the two."""
        if isinstance(condition, Absence):
            return condition
        return then() if condition else otherwise()

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the smallest."""
        found = _absence(*values)
        return min(values) if found is None else found

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return the largest."""
        found = _absence(*values)
        return max(values) if found is None else found

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of the values."""
        return Entries(values)

    def count(self, series: Series) -> Value:
        """Return the number of entries."""
        return Fraction(len(_entries(series)))

    def total(self, series: Series) -> Value:
        """Return the exact sum."""
        return reduce(self.add, _entries(series), Fraction(0))

    def product(self, series: Series) -> Value:
        """Return the exact product."""
        return reduce(self.multiply, _entries(series), Fraction(1))

    def lowest(self, series: Series) -> Value:
        """Return the smallest entry."""
        return min(_some(series))

    def highest(self, series: Series) -> Value:
        """Return the largest entry."""
        return max(_some(series))

    def products(self, left: Series, right: Series) -> Series:
        """Return the products, pair by pair."""
        if len(_entries(left)) != len(_entries(right)):
            raise Undefined("lists-differ-in-length")
        return Entries(map(self.multiply, _entries(left), _entries(right)))

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body unless an argument is absent."""
        found = _absence(*arguments)
        return body(*arguments) if found is None else found

    def widened(self) -> "Exact":
        """Return exact numbers that may grow as long as a group's sum needs."""
        return Exact(bits=LIMITS.group_bits)

    def _operated(self, operate: Callable[[Any, Any], Any], left: Value, right: Value) -> Value:
        try:
            return self._bounded(operate(left, right))
        except TypeError:
            found = _absence(left, right)
            if found is None:
                raise
            return found

    def _bounded(self, value: Fraction) -> Fraction:
        """Return the value, unless it has outgrown the limit on digits."""
        if value.numerator.bit_length() > self.bits or value.denominator.bit_length() > self.bits:
            raise self._too_large()
        return value

    def _too_large(self) -> Undefined:
        return Undefined("number-too-large", {"bits": str(self.bits)})


def _absence(*values: Value) -> Absence | None:
    """Return the kind of absence that stands among values, or ``None`` where all are there."""
    kinds = [value for value in values if isinstance(value, Absence)]
    return min(kinds, key=lambda kind: kind.rank) if kinds else None


def _entries(series: Series) -> Entries:
    assert isinstance(series, Entries), "a list of another number system"
    return series


def _some(series: Series) -> Entries:
    if not _entries(series):
        raise Undefined("list-empty")
    return _entries(series)
