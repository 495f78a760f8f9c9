"""The interval system: the interpreter's primitives on everything that is possible at once."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Function
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range, hull
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.number_systems.intervals.arithmetic import Arithmetic, constant
from indicator_engine.number_systems.intervals.cohort import Among
from indicator_engine.number_systems.intervals.core import MOST_LENGTHS, may_be_there
from indicator_engine.number_systems.intervals.lists import Lists
from indicator_engine.number_systems.intervals.values import (
    NEVER,
    Numeric,
    Several,
)
from indicator_engine.number_systems.range_arithmetic import (
    EVERYTHING,
)


class Intervals(Arithmetic, Among, Lists):
    """Ranges, three-valued conditions, and the facts that hold in a branch.

    Every result contains every exact result for inputs in range; where the exact computation can
    have no value, :attr:`failures` says so.

    Args:
        whole: Names of inputs that are whole numbers.
    """

    def strict(self, arguments: Sequence[Value], body: Callable[..., Value]) -> Value:
        """Compute the body for arguments that are there, and add their absences."""
        known = [
            self.now(argument) if not isinstance(argument, int) else argument
            for argument in arguments
        ]
        absences = [each.absent for each in known if not isinstance(each, int)]
        absent = frozenset[Absence]().union(*absences)
        if not all(isinstance(each, int) or may_be_there(each) for each in known):
            return Numeric(None, absent)
        if not absent:
            return body(*arguments)
        found = body(
            *(
                each if isinstance(each, int) else self.narrowed(each, absent=NEVER)
                for each in known
            )
        )
        return self.narrowed(found, absent=found.absent | absent)

    def call(self, function: Function, arguments: Sequence[Value]) -> Value:
        """Return what the body gives: exactly for literals, tightened where a function never falls."""
        constants = [each if isinstance(each, int) else constant(each) for each in arguments]
        settled = _at_ends(function, constants) if function.strict else None
        if settled is not None:
            return self.number(settled)
        return self.tightened(function, arguments, super().call(function, arguments))

    def tightened(self, function: Function, arguments: Sequence[Value], found: Value) -> Value:
        """Return a function's result, between those at the ends where the function never falls."""
        if not function.increasing or not isinstance(found, Numeric) or found.range is None:
            return found
        bounds = found.range.meet(self._between_ends(function, arguments))
        return found if bounds is None else self.narrowed(found, range=bounds)

    def _between_ends(self, function: Function, arguments: Sequence[Value]) -> Range:
        """Return what lies between the results for all the lowest and all the highest arguments."""
        known = [each if isinstance(each, int) else self.now(each) for each in arguments]
        if len(known) == 1 and isinstance(known[0], Several):
            return _between_lists(function, known[0])
        low, high = (
            _at_ends(function, [each if isinstance(each, int) else pick(each) for each in known])
            for pick in (_low, _high)
        )
        return Range(low, high, low is None, high is None)


def _low(value: Value) -> Fraction | None:
    return value.range.low if isinstance(value, Numeric) and value.range else None


def _high(value: Value) -> Fraction | None:
    return value.range.high if isinstance(value, Numeric) and value.range else None


def _at_ends(function: Function, ends: Sequence[Fraction | int | None]) -> Fraction | None:
    """Return the exact result for some arguments; ``None`` where there is none."""
    if any(end is None for end in ends):
        return None
    try:
        found = function.apply(Exact(), ends)
    except Undefined:
        return None
    return found if isinstance(found, Fraction) else None


def _between_lists(function: Function, known: Several) -> Range:
    """Return the same for a list: between all entries lowest and all highest, for every length."""
    lengths = known.lengths(MOST_LENGTHS)
    if lengths is None or known.values is not None:
        return EVERYTHING
    found: list[Range] = []
    for length in lengths:
        low, high = (
            None if end is None else _at_ends(function, [Entries([end] * length)])  # type: ignore[list-item]
            for end in (known.entry.low, known.entry.high)
        )
        if length and (low is not None or high is not None):
            found.append(Range(low, high, low is None, high is None))
        elif length:
            return EVERYTHING
    return hull(found) or EVERYTHING
