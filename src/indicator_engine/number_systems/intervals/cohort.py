"""What the rows being scored can say to one of them, whoever they are."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions.function import Cohort, Function
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.number_systems.intervals.conditions import Conditions
from indicator_engine.number_systems.intervals.core import NOT_NEGATIVE, NOT_POSITIVE, may_be_there
from indicator_engine.number_systems.intervals.values import NEVER, Numeric, Reach
from indicator_engine.number_systems.range_arithmetic import EVERYTHING

MISSING = frozenset({Absence.MISSING})


@frozen
class Own:
    """The argument of a cohort call in the row looked at.

    Attributes:
        value: What it can be.
        fails: Whether it may have no value.
    """

    value: Any
    fails: bool

    @property
    def is_there(self) -> bool:
        """Tell whether the row surely has a value, and so its cohort too."""
        return not self.fails and not self.value.absent and may_be_there(self.value)


class Among(Conditions):
    """The functions of the cohort.

    What is known of a call is its value, as soon as nothing of the row can change it; else what
    its argument can be in the other rows (:class:`Reach`), of which all may be, and none.
    """

    def cohort(self, function: Function, known: Value, argument: Callable[[], Value]) -> Value:
        """Return everything that the rows can answer."""
        if isinstance(known, Undefined):
            return self.undefined(known.code, **known.facts)
        if known is not None and not isinstance(known, Reach):
            return known
        before = len(self.failures)
        value = self.now(argument())
        own = Own(value, len(self.failures) > before)
        assert function.cohort is not None, "no other function is answered by rows"
        if not function.cohort.places:  # a row without an argument is answered like any other
            del self.failures[before:]
        return self._answered(function.cohort, known, own)

    def _answered(self, function: Cohort, reach: Reach | None, own: Own) -> Numeric:
        """Return what a function of the cohort gives in this row."""
        if function.places:
            return self._place(function, reach, own)
        name = None if reach is None else ("cohort", reach.call)
        if function.results is not None:
            return self._own(function.results, name, whole=function.whole)
        bounds = EVERYTHING if reach is None else reach.range
        if isinstance(own.value, Numeric) and own.value.range is not None:
            bounds = bounds.hull(own.value.range)
        found = self._own(bounds, name, NEVER if own.is_there else MISSING)
        if own.is_there and function.extreme is not None:
            self._beside(own.value, found, above=function.extreme == "above")
        return found

    def _place(self, function: Cohort, reach: Reach | None, own: Own) -> Numeric:
        """Return what a row can be among the others, absent where its argument is."""
        assert function.results is not None, "a place is a rank or a share"
        if function.can_fail:
            self.undefined("cohort-all-equal")
        if not may_be_there(own.value):
            return Numeric(None, own.value.absent)
        name = None if reach is None else ("cohort", reach.call)
        return self._own(function.results, name, own.value.absent, whole=function.whole)

    def _beside(self, own: Numeric, extreme: Numeric, *, above: bool) -> None:
        """Let it be known that no row, this one included, lies beyond an extreme."""
        difference = self.subtract(own, extreme)
        self.scopes.learn(self._facts(difference, NOT_POSITIVE if above else NOT_NEGATIVE))
