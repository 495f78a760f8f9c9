"""Units: whether a formula adds money to money, and takes no percent for percentage points."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from attrs import field, frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.names import folded
from indicator_engine.language.numbers import plain
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value


@frozen
class Unit:
    """A unit of measure.

    Attributes:
        name: As its author writes it; no part of its equality.
        dimension: What it measures; values of two dimensions are never added or compared.
        factor: How much of the dimension's basic unit it is.
    """

    name: str = field(eq=False)
    dimension: str
    factor: Fraction = Fraction(1)

    @classmethod
    def named(cls, text: str) -> "Unit | None":
        """Return the unit that a text names, or ``None`` where it names none.

        >>> Unit.named("人"), Unit.named("万元").factor, Unit.named("")
        (Unit(name='人', dimension='人', factor=Fraction(1, 1)), Fraction(10000, 1), None)
        """
        name = text.strip()
        if not name:
            return None
        key = folded(name)
        if key in MONEY:
            return cls(name, "元", Fraction(MONEY[key]))
        return POINTS if key in NAMES_OF_POINTS else cls(name, key)


MONEY: Mapping[str, int] = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
NAMES_OF_POINTS = ("分", "point", "points")
NAMES_OF_PP = ("pp", "百分点", "个百分点", "percentage point", "percentage points")

# Both are ratios. Their dimensions are capital letters, which no text folds to.
PERCENT = Unit("percent", "PERCENT")
PP = Unit("pp", "PP")
POINTS = Unit("分", "分")

# What a sum and a difference of the two are; of other units they are what both sides are.
SUMS = {(PERCENT, PERCENT): PERCENT, (PERCENT, PP): PERCENT, (PP, PERCENT): PERCENT, (PP, PP): PP}
DIFFERENCES = {(PERCENT, PERCENT): PP, (PERCENT, PP): PERCENT, (PP, PERCENT): PP, (PP, PP): PP}


@frozen
class Listed(Series):
    """A list of which the unit of its entries is known, or unknown.

    Attributes:
        unit: The unit of each entry.
    """

    unit: Unit | None


class Units(NumberSystem):
    """A unit for every value, ``None`` where nothing is known; both branches are looked at.

    Bare numbers, truths and texts have no known unit, nor has a product or a quotient. What is
    unknown fits everywhere: only two known units can clash. What is computed from a sum with an
    unknown side is unknown too, since ``1 - 预算执行率`` is no change in percentage points.
    """

    def number(self, value: Fraction) -> Value:
        """Return no unit: a bare number fits any."""
        return None

    def text(self, value: str) -> Value:
        """Return no unit."""
        return None

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return no unit."""
        return None

    def absent(self, kind: Absence) -> Value:
        """Return no unit."""
        return None

    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return no unit."""
        return None

    def undefined(self, code: str, **facts: str) -> Value:
        """Return no unit: whether it is reached is no matter of units."""
        return None

    def add(self, left: Value, right: Value) -> Value:
        """Return the unit of both sides; percent and percentage points give a percent."""
        return self._combined(SUMS, left, right)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return the unit of both sides; of two percents, percentage points."""
        return self._combined(DIFFERENCES, left, right)

    def _combined(
        self, of_ratios: Mapping[tuple[Unit, Unit], Unit], left: Value, right: Value
    ) -> Value:
        if left is None or right is None:
            return None
        return of_ratios.get((left, right)) or agreed(left, right)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return no unit."""
        return None

    divide = multiply

    def root(self, value: Value, degree: Value) -> Value:
        """Return no unit."""
        return None

    def power(self, base: Value, exponent: int) -> Value:
        """Return no unit."""
        return None

    def log(self, value: Value) -> Value:
        """Return no unit."""
        return None

    exp = log

    def negate(self, value: Value) -> Value:
        """Return the same unit; none for a ratio, whose sum with another is a difference."""
        return None if value in (PERCENT, PP) else value

    def floor(self, value: Value) -> Value:
        """Return the same unit."""
        return value

    def less(self, left: Value, right: Value) -> Value:
        """Return no unit, once both sides are of one."""
        agreed(left, right)

    equal = less

    def invert(self, truth: Value) -> Value:
        """Return no unit."""
        return None

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return the unit that both branches have."""
        return agreed(then(), otherwise())

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the unit that all values have."""
        return reduce(agreed, values)

    maximum = minimum

    def series(self, values: Sequence[Value]) -> Series:
        """Return a list of the unit that all values have."""
        return Listed(reduce(agreed, values))

    def count(self, series: Series) -> Value:
        """Return no unit."""
        return None

    product = count

    def total(self, series: Series) -> Value:
        """Return the unit of the entries."""
        return _of(series)

    lowest = highest = total

    def products(self, left: Series, right: Series) -> Series:
        """Return a list without a known unit."""
        return Listed(None)

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body: units know nothing of absence."""
        return body(*arguments)

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Return the unit of the body, or what the function declares where that says too little."""
        found = function.apply(self, arguments)
        if function.unit == "computed":
            return found
        several = function.unit == "compared" or function.parameters[-1].kind == "numbers"
        shared = reduce(agreed, map(_of, arguments if several else arguments[:1]))
        return shared if function.unit == "kept" else None

    def cohort(self, function: Function, known: Value, argument: Callable[[], Value]) -> Value:
        """Return the unit of the argument where the function keeps it."""
        return self.call(function, [argument()])


def agreed(left: Value, right: Value) -> Value:
    """Return the unit of two values that stand for each other; unknown fits every other.

    Raises:
        Undefined: ``unit-clash`` or one of its kin, where both are known and differ.
    """
    if isinstance(left, Listed) or isinstance(right, Listed):
        return Listed(agreed(_of(left), _of(right)))
    if left is None or right is None or left == right:
        return right if left is None else left
    raise clash(left, right)


def clash(left: Unit, right: Unit) -> Undefined:
    """Return what is wrong where two units meet: another dimension, factor or kind of ratio.

    >>> clash(Unit("元", "元"), Unit("万元", "元", Fraction(10_000))).facts["factor"]
    '1 万元 = 10000 元'
    """
    facts = {"first": left.name, "second": right.name}
    if left.dimension == right.dimension:
        small, large = sorted((left, right), key=lambda unit: unit.factor)
        facts["factor"] = f"1 {large.name} = {plain(large.factor / small.factor)} {small.name}"
        return Undefined("unit-clash-money", facts)
    ratios = {left.dimension, right.dimension} == {PERCENT.dimension, PP.dimension}
    return Undefined("percent-and-points" if ratios else "unit-clash", facts)


def _of(value: Value) -> Unit | None:
    return value.unit if isinstance(value, Listed) else value
