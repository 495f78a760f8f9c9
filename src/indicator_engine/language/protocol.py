"""What a number system must say, so that the interpreter and every function can be read in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from indicator_engine.language.faults import Undefined

if TYPE_CHECKING:
    from indicator_engine.language.functions.function import Function

Value = Any
"""A number, a truth, a text, a list or an absence, in the form the number system gives it."""


class Absence(Enum):
    """Why there is no value. The order is the order of precedence where several kinds meet."""

    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    PENDING = "pending"

    @property
    def rank(self) -> int:
        """Return 0 for the kind that comes before the others."""
        return _RANKS[self]


_RANKS = {kind: rank for rank, kind in enumerate(Absence)}


class Series:
    """A list value; each number system has its own subclass."""


class NumberSystem(ABC):
    """The meaning of numbers, conditions and functions.

    Every number system obeys the same laws, so that a formula means the same in all of them:

    - a condition decides by :meth:`choose` alone, and only the branch it takes is computed;
    - what is computed and has no value (a division by zero) refuses the whole formula;
    - an absent operand makes the result absent; where kinds of absence meet, the one with the
      lowest :attr:`Absence.rank` stands.
    """

    # Values.

    @abstractmethod
    def number(self, value: Fraction) -> Value:
        """Return the value of a literal."""

    @abstractmethod
    def text(self, value: str) -> Value:
        """Return the value of a text."""

    @abstractmethod
    def absent(self, kind: Absence) -> Value:
        """Return a value that is not there."""

    @abstractmethod
    def is_absent(self, value: Value, kind: Absence | None = None) -> Value:
        """Return the truth of "this value is not there" (of one kind, or of any); never absent."""

    @abstractmethod
    def undefined(self, code: str, **facts: str) -> Value:
        """Say that what is computed here has no value, and why."""

    # Arithmetic.

    @abstractmethod
    def add(self, left: Value, right: Value) -> Value:
        """Return ``left + right``."""

    @abstractmethod
    def subtract(self, left: Value, right: Value) -> Value:
        """Return ``left - right``."""

    @abstractmethod
    def multiply(self, left: Value, right: Value) -> Value:
        """Return ``left * right``."""

    @abstractmethod
    def divide(self, left: Value, right: Value) -> Value:
        """Return ``left / right``; undefined where ``right`` is zero."""

    @abstractmethod
    def power(self, base: Value, exponent: int) -> Value:
        """Return ``base ** exponent``; undefined for a negative power of zero."""

    @abstractmethod
    def negate(self, value: Value) -> Value:
        """Return ``-value``."""

    @abstractmethod
    def floor(self, value: Value) -> Value:
        """Return the largest whole number that is not above the value."""

    @abstractmethod
    def root(self, value: Value, degree: Value) -> Value:
        """Return the non-negative root of a whole degree; undefined for negative values."""

    @abstractmethod
    def log(self, value: Value) -> Value:
        """Return the natural logarithm; undefined for values that are not positive."""

    @abstractmethod
    def exp(self, value: Value) -> Value:
        """Return ``e ** value``."""

    # Conditions.

    @abstractmethod
    def less(self, left: Value, right: Value) -> Value:
        """Return the truth of ``left < right``."""

    @abstractmethod
    def equal(self, left: Value, right: Value) -> Value:
        """Return the truth of ``left == right``, for numbers, dates, texts and truths."""

    @abstractmethod
    def truth(self, value: bool) -> Value:  # noqa: FBT001 - the value itself, no option
        """Return a truth."""

    @abstractmethod
    def invert(self, truth: Value) -> Value:
        """Return the truth of "not"."""

    @abstractmethod
    def choose(
        self, condition: Value, then: Callable[[], Value], otherwise: Callable[[], Value]
    ) -> Value:
        """Return the one or the other; the one not chosen is never computed.

        An absent condition makes an absent result.
        """

    # Lists and functions.

    @abstractmethod
    def minimum(self, values: Sequence[Value]) -> Value:
        """Return the smallest of one or more values."""

    @abstractmethod
    def maximum(self, values: Sequence[Value]) -> Value:
        """Return the largest of one or more values."""

    @abstractmethod
    def series(self, values: Sequence[Value]) -> Series:
        """Return the list of several values, none of them absent."""

    @abstractmethod
    def count(self, series: Series) -> Value:
        """Return how many entries a list has."""

    @abstractmethod
    def total(self, series: Series) -> Value:
        """Return the sum of a list; 0 for an empty one."""

    @abstractmethod
    def product(self, series: Series) -> Value:
        """Return the product of a list; 1 for an empty one."""

    @abstractmethod
    def lowest(self, series: Series) -> Value:
        """Return the smallest entry; undefined for an empty list."""

    @abstractmethod
    def highest(self, series: Series) -> Value:
        """Return the largest entry; undefined for an empty list."""

    @abstractmethod
    def products(self, left: Series, right: Series) -> Series:
        """Return the entries multiplied pair by pair; undefined where the lengths differ."""

    @abstractmethod
    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Return ``body(*arguments)`` where all arguments are there, else their absence."""

    def widened(self) -> "NumberSystem":
        """Return this system with room for the sum of a whole group."""
        return self

    def call(self, function: "Function", arguments: Sequence[Value]) -> Value:
        """Return what a function of the language, or a table, gives for its arguments."""
        if not function.strict:
            return function.apply(self, arguments)
        return self.strict(arguments, lambda *values: function.apply(self, values))

    def cohort(self, function: "Function", known: Value, argument: Callable[[], Value]) -> Value:
        """Return what a function of the cohort gives.

        Args:
            function: The function.
            known: The value of the call in this row, found from the rows being scored; an
                :class:`~indicator_engine.language.faults.Undefined` where it has none, ``None``
                where the rows are not known.
            argument: Computes the argument in this row.
        """
        if isinstance(known, Undefined):
            raise known.again()
        return function.apply(self, [argument()]) if known is None else known


Names = Mapping[str, Value]
