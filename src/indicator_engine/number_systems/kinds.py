"""Kinds: whether a formula adds numbers to numbers and compares dates with dates."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function, Kind
from indicator_engine.language.names import nearest
from indicator_engine.language.protocol import Absence, NumberSystem, Series, Value


@frozen
class Kinded(Series):
    """A value of which only its kind is known.

    Attributes:
        kind: ``number``, ``truth``, ``date``, ``text``, ``list``, or ``any`` where it is unknown.
        choices: The texts it can be, where they are known.
        literal: Whether it is a text written in the formula.
    """

    kind: Kind
    choices: frozenset[str] | None = None
    literal: bool = False


NUMBER, TRUTH, DATE, TEXT = Kinded("number"), Kinded("truth"), Kinded("date"), Kinded("text")
LIST, UNKNOWN = Kinded("list"), Kinded("any")


class Kinds(NumberSystem):
    """A kind for every value; both branches of a condition are looked at, and must agree."""

    def number(self, value: Fraction) -> Value:
        """Return the kind of numbers."""
        return NUMBER

    def text(self, value: str) -> Value:
        """Return the kind of a text that is known."""
        return Kinded("text", frozenset({value}), literal=True)

    def absent(self, kind: Absence) -> Value:
        """Return the kind that fits every other."""
        return UNKNOWN

    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return the kind of conditions."""
        return TRUTH

    def undefined(self, code: str, **facts: str) -> Value:
        """Return the kind that fits every other: whether it is reached is no matter of kinds."""
        return UNKNOWN

    def _numbers(self, *values: Value) -> Value:
        for value in values:
            expect("number", value)
        return NUMBER

    def add(self, left: Value, right: Value) -> Value:
        """Return a number."""
        return self._numbers(left, right)

    def subtract(self, left: Value, right: Value) -> Value:
        """Return a number."""
        return self._numbers(left, right)

    def multiply(self, left: Value, right: Value) -> Value:
        """Return a number."""
        return self._numbers(left, right)

    def divide(self, left: Value, right: Value) -> Value:
        """Return a number."""
        return self._numbers(left, right)

    def power(self, base: Value, exponent: int) -> Value:
        """Return a number."""
        return self._numbers(base)

    def negate(self, value: Value) -> Value:
        """Return a number."""
        return self._numbers(value)

    def floor(self, value: Value) -> Value:
        """Return a number."""
        return self._numbers(value)

    def root(self, value: Value, degree: Value) -> Value:
        """Return a number."""
        return self._numbers(value, degree)

    def log(self, value: Value) -> Value:
        """Return a number."""
        return self._numbers(value)

    def exp(self, value: Value) -> Value:
        """Return a number."""
        return self._numbers(value)

    def less(self, left: Value, right: Value) -> Value:
        """Return a condition, of two numbers or two dates."""
        if "date" in (left.kind, right.kind):
            expect("date", left)
            expect("date", right)
        else:
            self._numbers(left, right)
        return TRUTH

    def equal(self, left: Value, right: Value) -> Value:
        """Return a condition, of two values of one kind that is not a list."""
        joined = self._joined(left, right)
        if joined.kind == "list":
            raise Undefined("kind-not-comparable", {"found_kind": "list"})
        for known, given in ((left, right), (right, left)):
            if given.literal and known.choices is not None and not given.choices <= known.choices:
                choice = next(iter(given.choices))
                facts = {"choice": choice, "choices": ", ".join(sorted(known.choices))}
                suggestion = nearest(choice, known.choices)
                raise Undefined("choice-unknown", facts | {"suggestion": suggestion})
        return TRUTH

    def truth(self, value: bool) -> Value:  # noqa: FBT001 - as the protocol
        """Return the kind of conditions."""
        return TRUTH

    def invert(self, truth: Value) -> Value:
        """Return a condition."""
        return expect("truth", truth)

    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return the kind that both branches have."""
        expect("truth", condition)
        return self._joined(then(), otherwise())

    def _joined(self, left: Value, right: Value) -> Value:
        if "any" in (left.kind, right.kind):
            return right if left.kind == "any" else left
        expect(left.kind, right)
        if left.choices is None or right.choices is None:
            return Kinded(left.kind)
        return Kinded(left.kind, left.choices | right.choices)

    def minimum(self, values: Sequence[Value]) -> Value:
        """Return a number."""
        return self._numbers(*values)

    def maximum(self, values: Sequence[Value]) -> Value:
        """Return a number."""
        return self._numbers(*values)

    def series(self, values: Sequence[Value]) -> Series:
        """Return a list."""
        self._numbers(*values)
        return LIST

    def count(self, series: Series) -> Value:
        """Return a number."""
        return NUMBER

    total = product = lowest = highest = count

    def products(self, left: Series, right: Series) -> Series:
        """Return a list."""
        return LIST

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body: kinds know nothing of absence."""
        return body(*arguments)

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Check the arguments against the signature; the body is not looked at."""
        listed = len(arguments) == 1 and getattr(arguments[0], "kind", "") in ("list", "any")
        for index, argument in enumerate(arguments):
            wanted = function.parameter(index).kind
            if wanted == "numbers":
                wanted = "list" if listed else "number"
            if wanted not in ("any", "whole"):
                expect(wanted, argument)
        if function.result != "any":
            return Kinded(function.result)
        found: Value = UNKNOWN
        for argument in arguments:
            found = self._joined(found, argument)
        return found

    def cohort(self, function: Function, known: Value, argument: Callable[[], Value]) -> Value:
        """Check the argument, as that of every function."""
        return self.call(function, [argument()])


def expect(kind: Kind, value: Kinded) -> Kinded:
    """Return the value if it is of the kind, or of an unknown one.

    Raises:
        Undefined: ``kind-mismatch`` where it is of another.
    """
    if value.kind not in (kind, "any"):
        raise Undefined("kind-mismatch", {"expected_kind": kind, "found_kind": value.kind})
    return value
