"""Trends: whether a formula can only rise, or only fall, while one input grows."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import evolve

from indicator_engine.language.functions.function import Cohort, Function
from indicator_engine.language.protocol import Absence, Series, Value
from indicator_engine.language.ranges import Range
from indicator_engine.number_systems.intervals import Intervals, Numeric, Reach, Several, Truth
from indicator_engine.number_systems.intervals.cohort import Own

ZERO, ONE = Fraction(0), Fraction(1)
NOT_NEGATIVE = Range(ZERO, None, low_open=False)
NOT_POSITIVE = Range(None, ZERO, high_open=False)


class Trend(Enum):
    """How a value moves while the input grows; a truth moves from false to true."""

    FLAT = "flat"
    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"

    def turned(self) -> "Trend":
        """Return the trend of the value with the other sign."""
        return {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP}.get(self, self)


def together(trends: Iterable[Trend]) -> Trend:
    """Return the trend of a sum of values with these trends."""
    moving = {trend for trend in trends if trend is not Trend.FLAT}
    if not moving:
        return Trend.FLAT
    return moving.pop() if len(moving) == 1 else Trend.UNKNOWN


class Trends(Intervals):
    """Intervals of which it is also known how they move while one input grows.

    Trends compare the values that are there: a record whose total is open is neither above nor
    below another. A value is *unsteady* where whether it is there may itself depend on the input.
    """

    def __init__(self, whole: Iterable[str] = ()) -> None:
        super().__init__(whole)
        self._trends: dict[int, tuple[Any, Trend]] = {}
        self._unsteady: dict[int, Any] = {}

    def trend(self, value: Value) -> Trend:
        """Return how a value moves; what nobody gave a trend does not."""
        if isinstance(value, Several) and value.values is not None:
            return together(self.trend(each) for each in value.values)
        return self._trends.get(id(value), (value, Trend.FLAT))[1]

    def moving(self, value: Value, trend: Trend) -> Value:
        """Return the value, now known to move so."""
        self._trends[id(value)] = value, trend  # the value is kept, or its id could be given anew
        return value

    def now(self, value: Value) -> Any:  # noqa: ANN401 - as in intervals
        """Return the value as it is known here; it moves as before."""
        known = super().now(value)
        if known is not value and id(value) in self._trends:
            self.moving(known, self._trends[id(value)][1])
        return self._steady_as(known, [value])

    def _steady_as(
        self, value: Value, sources: Iterable[Value], *, unsteady: bool = False
    ) -> Value:
        """Return the value, unsteady where one of its sources is."""
        if unsteady or any(id(each) in self._unsteady for each in sources):
            self._unsteady[id(value)] = value
        return value

    def _strictly(
        self, values: Sequence[Value], compute: Callable[[list[Range]], Numeric | None]
    ) -> Numeric:
        """Return what is computed; unsteady where an operand is."""
        found: Numeric = self._steady_as(super()._strictly(values, compute), values)
        return found

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Return what the body gives; unsteady where an argument is."""
        return self._steady_as(super().strict(arguments, body), arguments)

    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return the truth of "not there", of which nothing is known where that is unsteady."""
        found = super().is_absent(value, kind)
        return self.moving(found, Trend.UNKNOWN) if id(value) in self._unsteady else found

    def add(self, left: Value, right: Value) -> Value:
        """Return the sum, which moves as its terms do."""
        trend = together([self.trend(left), self.trend(right)])
        return self.moving(super().add(left, right), trend)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return the difference."""
        trend = together([self.trend(left), self.trend(right).turned()])
        return self.moving(super().subtract(left, right), trend)

    def negate(self, value: Value) -> Value:
        """Return the value with the other sign."""
        return self.moving(super().negate(value), self.trend(value).turned())

    def multiply(self, left: Value, right: Value) -> Value:
        """Return the product: each factor moves it by the sign of the other."""
        parts = [self._times(left, right), self._times(right, left)]
        return self.moving(super().multiply(left, right), together(parts))

    def _times(self, value: Value, factor: Value) -> Trend:
        """Return how a value moves its product with a factor that stands still."""
        trend, bounds = self.trend(value), self.now(factor).range
        if trend is Trend.FLAT or bounds is None or bounds.is_within(NOT_NEGATIVE):
            return trend
        return trend.turned() if bounds.is_within(NOT_POSITIVE) else Trend.UNKNOWN

    def divide(self, left: Value, right: Value) -> Value:
        """Return the quotient: on either side of zero a growing divisor lowers the reciprocal."""
        found = super().divide(left, right)
        bounds = self.now(right).range
        sided = bounds is not None and (
            bounds.is_within(NOT_NEGATIVE) or bounds.is_within(NOT_POSITIVE)
        )
        reciprocal = self.moving(_copy(right), self.trend(right).turned())
        parts = [self._times(left, right), self._times(reciprocal, left)]
        flat = self.trend(right) is Trend.FLAT
        trend = together(parts) if sided else parts[0] if flat else Trend.UNKNOWN
        return self.moving(found, trend)

    def power(self, base: Value, exponent: int) -> Value:
        """Return the power."""
        trend, bounds = self.trend(base), self.now(base).range
        if trend is not Trend.FLAT and exponent != 1 and bounds is not None:
            if bounds.is_within(NOT_NEGATIVE):
                trend = trend if exponent > 0 else trend.turned()
            elif exponent < 0 or exponent % 2 == 0:
                falls = exponent > 0 and bounds.is_within(NOT_POSITIVE)
                trend = trend.turned() if falls else Trend.UNKNOWN
        return self.moving(super().power(base, exponent), Trend.FLAT if exponent == 0 else trend)

    def floor(self, value: Value) -> Value:
        """Return the whole number below, which never moves the other way."""
        return self.moving(super().floor(value), self.trend(value))

    def root(self, value: Value, degree: Value) -> Value:
        """Return the root."""
        still = self.trend(degree) is Trend.FLAT
        return self.moving(
            super().root(value, degree), self.trend(value) if still else Trend.UNKNOWN
        )

    def log(self, value: Value) -> Value:
        """Return the logarithm."""
        return self.moving(super().log(value), self.trend(value))

    def exp(self, value: Value) -> Value:
        """Return the exponential."""
        return self.moving(super().exp(value), self.trend(value))

    def less(self, left: Value, right: Value) -> Value:
        """Return the condition, which comes true as left falls or right rises."""
        difference = together([self.trend(left), self.trend(right).turned()])
        found = self._condition(super().less(left, right), difference.turned())
        return self._steady_as(found, [left, right])

    def equal(self, left: Value, right: Value) -> Value:
        """Return the condition, of which nothing is known once a side moves."""
        flat = {self.trend(left), self.trend(right)} == {Trend.FLAT}
        found = self._condition(super().equal(left, right), Trend.FLAT if flat else Trend.UNKNOWN)
        return self._steady_as(found, [left, right])

    def _condition(self, found: Value, trend: Trend) -> Value:
        """Return a condition that moves so; one that is settled does not move."""
        settled = isinstance(found, Truth) and not (found.true and found.false)
        return self.moving(found, Trend.FLAT if settled else trend)

    def invert(self, truth: Value) -> Value:
        """Return the opposite condition."""
        found = self.moving(super().invert(truth), self.trend(truth).turned())
        return self._steady_as(found, [truth])

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return what the branches give; a moving condition must not jump the wrong way."""
        found: dict[bool, Value] = {}

        def watched(branch: bool, compute: Callable[[], Value]) -> Callable[[], Value]:  # noqa: FBT001
            def run() -> Value:
                found[branch] = self.now(compute())
                return found[branch]

            return run

        moves = self.trend(condition)
        chosen = super().choose(condition, watched(True, then), watched(False, otherwise))
        absences = {value.absent for value in found.values()}
        moved = moves is not Trend.FLAT and len(absences) > 1
        self._steady_as(chosen, [condition, *found.values()], unsteady=moved)
        return self.moving(chosen, self._chosen(moves, found))

    def _chosen(self, moves: Trend, found: dict[bool, Value]) -> Trend:
        """Return the trend of a choice from that of its condition and of its branches."""
        there = {branch: value for branch, value in found.items() if _exists(value)}
        inside = together(self.trend(value) for value in there.values())
        if moves is Trend.FLAT or len(there) < 2:
            return inside
        first, last = there[False], there[True]  # in the order they come while the input grows
        if moves is Trend.DOWN:
            first, last = last, first
        if moves is Trend.UNKNOWN:
            return Trend.UNKNOWN
        if inside in (Trend.FLAT, Trend.UP) and _not_below(last, first):
            return Trend.UP
        if inside in (Trend.FLAT, Trend.DOWN) and _not_below(first, last):
            return Trend.DOWN
        return Trend.UNKNOWN

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the smallest."""
        return self.moving(super().minimum(values), together(map(self.trend, values)))

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return the largest."""
        return self.moving(super().maximum(values), together(map(self.trend, values)))

    def series(self, values: Sequence[Value]) -> Series:
        """Return the list, which moves as its entries do."""
        series: Series = self.moving(super().series(values), together(map(self.trend, values)))
        return series

    def total(self, series: Series) -> Value:
        """Return the sum."""
        return self.moving(super().total(series), self.trend(series))

    def product(self, series: Series) -> Value:
        """Return the product."""
        found = super().product(series)
        known = self.now(series)
        if known.values is None and not known.entry.is_within(NOT_NEGATIVE):
            flat = self.trend(series) is Trend.FLAT
            return self.moving(found, Trend.FLAT if flat else Trend.UNKNOWN)
        return found if known.values is not None else self.moving(found, self.trend(series))

    def lowest(self, series: Series) -> Value:
        """Return the smallest entry."""
        return self.moving(super().lowest(series), self.trend(series))

    def highest(self, series: Series) -> Value:
        """Return the largest entry."""
        return self.moving(super().highest(series), self.trend(series))

    def products(self, left: Series, right: Series) -> Series:
        """Return the products of a list that moves and one that stands still."""
        found = super().products(left, right)
        still = self.trend(left) is Trend.FLAT and self.trend(right) is Trend.FLAT
        if still or (isinstance(found, Several) and found.values is not None):
            return found
        moving: Series = self.moving(found, Trend.UNKNOWN)
        return moving

    def narrowed(self, value: Value, **changes: Any) -> Value:  # noqa: ANN401 - as attrs.evolve
        """Return a value of which more is known; it moves as before."""
        found = self.moving(super().narrowed(value, **changes), self.trend(value))
        return self._steady_as(found, [value])

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Return what a function gives; one that never falls moves as its arguments do."""
        found = super().call(function, arguments)
        if not function.increasing:
            return found
        values = [each for each in arguments if not isinstance(each, int)]
        return self.moving(found, together(map(self.trend, values)))

    def _answered(self, function: Cohort, reach: Reach | None, own: Own) -> Numeric:
        """Return what the cohort gives: all its functions rise with the row's value, or fall.

        Where the value of the row comes and goes, the others are counted with it or without it;
        where those of the other rows move as well, nothing is known.
        """
        found = super()._answered(function, reach, own)
        trend = self.trend(own.value)
        comes_and_goes = own.fails or id(own.value) in self._unsteady
        if self.trend(reach) is not Trend.FLAT or (comes_and_goes and not function.places):
            trend = Trend.UNKNOWN
        self.moving(found, trend.turned() if function.falls else trend)
        steady: Numeric = self._steady_as(found, [own.value])
        return steady


def _copy(value: Value) -> Value:
    return evolve(value)


def _exists(value: Value) -> bool:
    """Tell whether a branch gives anything to compare: no failure, and not surely absent."""
    return not isinstance(value, Numeric) or value.range is not None


def _not_below(upper: Value, lower: Value) -> bool:
    """Tell whether everything one value can be is at least everything another can be."""
    if isinstance(upper, Truth) and isinstance(lower, Truth):
        return not upper.false or not lower.true
    if not (isinstance(upper, Numeric) and isinstance(lower, Numeric)):
        return False
    if upper.range is None or lower.range is None:
        return True
    low, high = upper.range.low, lower.range.high
    return low is not None and high is not None and low >= high
