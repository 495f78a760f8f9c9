"""Deferred numbers: what is known is computed at once, the rest is left as a graph to be run."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial, reduce

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems.deferred.comparisons import (
    chosen,
    is_equal,
    is_less,
    largest_of,
    smallest_of,
)
from indicator_engine.number_systems.deferred.core import (
    NEVER,
    CannotDefer,
    Guards,
    node_of,
    number_of,
)
from indicator_engine.number_systems.deferred.forms import (
    Number,
    difference,
    divided_by,
    floor_of,
    multiplied_by,
    raised,
    settled,
    times,
    total,
)
from indicator_engine.number_systems.deferred.graph import Node, Truth, choice
from indicator_engine.number_systems.deferred.irrational import (
    has_value,
    rounded_exp,
    rounded_log,
    rounded_root,
)
from indicator_engine.number_systems.deferred.lists import Listed, Panel, entries, of_panel
from indicator_engine.number_systems.deferred.truths import inverted, same, truth_if, zero
from indicator_engine.number_systems.exact import Exact


class Deferred(NumberSystem):
    """Numbers, truths and texts that are computed later, all of them present.

    Values are those of exact numbers where they are known, else
    :class:`~indicator_engine.number_systems.deferred.forms.Number`,
    :class:`~indicator_engine.number_systems.deferred.graph.Truth` and nodes that are texts.
    A run in which every guard holds gives what exact numbers give; where one does not, exact
    numbers tell what is wrong.

    Args:
        bits: How long numerator and denominator may grow.
        guards: Where to put what must hold.

    Raises:
        CannotDefer: From any primitive, where it has no form to leave its result in.
    """

    def __init__(self, *, bits: int = LIMITS.formula_bits, guards: Guards | None = None) -> None:
        self.exact = Exact(bits=bits)
        self.guards = guards or Guards()

    # Values.

    def number(self, value: Fraction) -> Value:
        """Return the number, which is known."""
        return value

    def text(self, value: str) -> Value:
        """Return the text, which is known."""
        return value

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return the truth, which is known."""
        return value

    def absent(self, kind: Absence) -> Value:
        """Return the kind; it never comes from data, only from the rules themselves."""
        return kind

    def is_absent(self, value: Value, kind: Absence | None = None) -> bool:
        """Return whether there is no value, which is always known."""
        return isinstance(value, Absence) if kind is None else value is kind

    def undefined(self, code: str, **facts: str) -> Value:
        """Return the value that is never taken."""
        del code, facts  # exact numbers tell them
        return self._never()

    def _never(self) -> Value:
        """Note that what is reached here has no value, whether it is used or not."""
        self.guards.found.append(False)
        return NEVER

    # Arithmetic.

    def add(self, left: Value, right: Value) -> Value:
        """Return the sum."""
        return self._numeric(self.exact.add, total, left, right)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return the difference."""
        return self._numeric(self.exact.subtract, difference, left, right)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return the product."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Fraction) and isinstance(other, Number):
                return self._bounded(times(other, one))
        return self._numeric(self.exact.multiply, multiplied_by, left, right)

    def divide(self, left: Value, right: Value) -> Value:
        """Return the quotient; the divisor must not be zero."""
        if isinstance(right, Fraction) and right and isinstance(left, Number):
            return self._bounded(times(left, 1 / right))
        return self._numeric(self.exact.divide, self._quotient, left, right)

    def power(self, base: Value, exponent: int) -> Value:
        """Return the power."""
        if not isinstance(base, Number):
            return self._numeric(lambda known: self.exact.power(known, exponent), _itself, base)
        if exponent == 0:
            return Fraction(1)
        if exponent < 0:
            return self.divide(Fraction(1), self.power(base, -exponent))
        return self._numeric(self.exact.power, lambda each: raised(each, exponent), base)

    def negate(self, value: Value) -> Value:
        """Return the number with the other sign."""
        return self._numeric(self.exact.negate, lambda each: times(each, Fraction(-1)), value)

    def floor(self, value: Value) -> Value:
        """Return the whole number below."""
        return self._numeric(self.exact.floor, floor_of, value)

    def root(self, value: Value, degree: Value) -> Value:
        """Return the root."""
        compute = self.exact.root
        return self._computed(compute, partial(rounded_root, compute), value, degree)

    def log(self, value: Value) -> Value:
        """Return the natural logarithm."""
        return self._computed(self.exact.log, partial(rounded_log, self.exact.log), value)

    def exp(self, value: Value) -> Value:
        """Return the exponential."""
        return self._computed(self.exact.exp, partial(rounded_exp, self.exact.exp), value)

    def _computed(
        self, known: Callable[..., Value], deferred: Callable[..., Value], *values: Value
    ) -> Value:
        """Return what exact numbers compute in the run, and require that it has a value."""
        found = self._numeric(known, deferred, *values)
        if isinstance(found, Number):
            self._require(has_value(found))
        return found

    # Conditions.

    def less(self, left: Value, right: Value) -> Value:
        """Return the truth of ``left < right``."""
        return self._numeric(self.exact.less, is_less, left, right)

    def equal(self, left: Value, right: Value) -> Value:
        """Return the truth of "both are the same"."""
        if isinstance(left, Absence) or isinstance(right, Absence):
            return self.exact.equal(left, right)
        if isinstance(left, Number) or isinstance(right, Number):
            return self._numeric(self.exact.equal, is_equal, left, right)
        if isinstance(left, Node) or isinstance(right, Node):
            return same(node_of(left), node_of(right))
        return self.exact.equal(left, right)

    def invert(self, truth: Value) -> Value:
        """Return the opposite truth."""
        return truth if isinstance(truth, Absence) else inverted(truth)

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return the one or the other; a number that is chosen is computed once."""
        if condition is NEVER:
            raise CannotDefer
        if not isinstance(condition, Truth):
            taken = self.exact.choose(condition, then, otherwise)
            return settled(taken) if isinstance(taken, Number) else taken
        with self.guards.branch() as if_so:
            one = then()
        with self.guards.branch() as if_not:
            other = otherwise()
        self._require(*(truth_if(condition, each, True) for each in if_so))
        self._require(*(truth_if(condition, True, each) for each in if_not))
        return self._either(condition, one, other)

    def _either(self, condition: Truth, one: Value, other: Value) -> Value:
        if one is NEVER or other is NEVER:
            left = other if one is NEVER else one
            return settled(left) if isinstance(left, Number) else left
        if one is other and isinstance(one, Absence):
            return one
        if isinstance(one, Absence | Series) or isinstance(other, Absence | Series):
            raise CannotDefer
        if isinstance(one, Number | Fraction) and isinstance(other, Number | Fraction):
            return self._bounded(chosen(condition, number_of(one), number_of(other)))
        if isinstance(one, bool | Truth) and isinstance(other, bool | Truth):
            return truth_if(condition, one, other)
        return Node(choice, (condition,), (node_of(one), node_of(other)))

    def _require(self, *truths: bool | Truth) -> None:
        """Note what must hold."""
        if False in truths:
            raise CannotDefer
        self.guards.found.extend(each for each in truths if isinstance(each, Truth))

    # Lists and functions.

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the smallest."""
        return self._numeric(lambda *known: self.exact.minimum(known), smallest_of, *values)

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return the largest."""
        return self._numeric(lambda *known: self.exact.maximum(known), largest_of, *values)

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of the values."""
        return Listed(tuple(values))

    def count(self, series: Series) -> Value:
        """Return the number of entries."""
        if isinstance(series, Panel):
            return of_panel(series, len, series.fewest, series.most, 1)
        return Fraction(len(entries(series)))

    def total(self, series: Series) -> Value:
        """Return the sum."""
        if isinstance(series, Panel):
            low, high = min(series.low, 0) * series.most, max(series.high, 0) * series.most
            return of_panel(series, sum, low, high, series.scale)
        return reduce(self.add, entries(series), Fraction(0))

    def product(self, series: Series) -> Value:
        """Return the product."""
        return reduce(self.multiply, entries(series), Fraction(1))

    def lowest(self, series: Series) -> Value:
        """Return the smallest entry."""
        return self._extreme(series, min, self.minimum)

    def highest(self, series: Series) -> Value:
        """Return the largest entry."""
        return self._extreme(series, max, self.maximum)

    def _extreme(
        self,
        series: Series,
        pick: Callable[[Sequence[int]], int],
        among: Callable[[Sequence[Value]], Value],
    ) -> Value:
        if isinstance(series, Panel):
            if not series.fewest:
                raise CannotDefer
            return of_panel(series, pick, series.low, series.high, series.scale)
        known = entries(series)
        return among(known) if known else self._never()

    def products(self, left: Series, right: Series) -> Series:
        """Return the products, pair by pair."""
        pairs = entries(left), entries(right)
        if len(pairs[0]) != len(pairs[1]):
            raise CannotDefer
        return Listed(tuple(map(self.multiply, *pairs)))

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body unless an argument is absent."""
        return self.exact.strict(arguments, body)

    def cohort(self, function: Function, known: Value, argument: Callable[[], Value]) -> Value:
        """Leave what the other rows tell to exact numbers."""
        raise CannotDefer

    def widened(self) -> "Deferred":
        """Return deferred numbers that may grow as long as a group's sum needs."""
        return Deferred(bits=LIMITS.group_bits, guards=self.guards)

    def _numeric(
        self, known: Callable[..., Value], deferred: Callable[..., Value], *values: Value
    ) -> Value:
        """Return what a primitive gives: at once where all its operands are known."""
        if any(each is NEVER for each in values):
            raise CannotDefer
        if not any(isinstance(each, Number) for each in values) or any(
            isinstance(each, Absence) for each in values
        ):
            try:
                return known(*values)
            except Undefined:
                return self._never()
        found = deferred(*map(number_of, values))
        if found is None:
            raise CannotDefer
        return self._bounded(found) if isinstance(found, Number) else found

    def _bounded(self, number: Number) -> Value:
        """Return a number that never outgrows the limit on digits."""
        if not number.terms and number.over is None:
            return Fraction(number.plus, number.scale)
        if number.bits > self.exact.bits:
            raise CannotDefer
        return number

    def _quotient(self, left: Number, right: Number) -> Number:
        """Return the quotient, and require that the divisor is not zero."""
        self._require(inverted(zero(right.terms, right.plus)))
        if right.bounds.low is None or right.bounds.low < 0:
            # Its sign is not known; that of its square is.
            left, right = multiplied_by(left, right), raised(right, 2)
        return divided_by(left, right)


def _itself(value: Number) -> Number:
    return value
