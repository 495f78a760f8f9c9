"""A walk with deferred numbers: what every unit with the same gaps computes, before any comes."""

from collections.abc import Mapping
from fractions import Fraction

from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.rounding import rounded_in
from indicator_engine.model import Assertion, Indicator, Ruleset
from indicator_engine.number_systems.deferred import (
    CannotDefer,
    Deferred,
    Number,
    Truth,
    Whole,
    number_of,
)
from indicator_engine.scoring.evaluation import RATE_PLACES
from indicator_engine.scoring.walk import Walk


class Deferral:
    """What a ruleset computes of deferred inputs.

    Args:
        ruleset: The rules.
        values: The inputs: deferred, known or absent.
        marks: The indicators that are marked as a whole.

    Attributes:
        ruleset: The rules.
        system: The numbers of the walk.
        walk: The walk.
        scores: What it found.
        units: The published score of every indicator that has one, in units of its last place.
        grade: The place of the grade in the scale; ``None`` where there is none.

    Raises:
        CannotDefer: Where the rules cannot be deferred, or the total is open.
    """

    def __init__(
        self, ruleset: Ruleset, values: Mapping[str, Value], marks: Mapping[str, Value]
    ) -> None:
        self.ruleset, self.system = ruleset, Deferred()
        self._groups = self.system.widened()
        self.walk = Walk(ruleset, self.system)
        self.scores = self.walk.run(values, marks)
        found = ((node, self.scores.nodes[name].score) for name, node in ruleset.nodes.items())
        self.units = {
            node.id: self.in_units(node, score)
            for node, score in found
            if not isinstance(score, Absence)
        }
        if ruleset.indicators.id not in self.units:
            raise CannotDefer
        self.grade = number_of(self.scores.grade).top if ruleset.grades else None

    def in_units(self, node: Indicator, value: Value) -> Whole:
        """Return a score as it is printed, in units of the last place."""
        places, mode = node.rounding.places, node.rounding.mode
        printed = rounded_in(self._groups, value, places, mode)
        return number_of(self._groups.multiply(printed, Fraction(10**places))).top

    def rate(self, node: Indicator, value: Value) -> Whole:
        """Return the rate of a value that is there, in units of its last place."""
        ratio = self._groups.divide(value, node.weight)
        printed = rounded_in(self._groups, ratio, RATE_PLACES, "half_up")
        return number_of(self._groups.multiply(printed, Fraction(10**RATE_PLACES))).top

    def asserted(self, assertion: Assertion) -> Value:
        """Return the truth of an assertion, absent where it cannot be checked."""
        system = self.system
        if assertion.equal is None:
            assert assertion.condition is not None, "the schema wants one of the two"
            return self.walk.evaluate(assertion.condition)
        left, right = (self.walk.evaluate(side) for side in assertion.equal)
        if not isinstance(left, Number | Fraction):
            return system.equal(left, right)
        difference = system.subtract(left, right)
        size = system.maximum([difference, system.negate(difference)])
        return system.invert(system.less(assertion.tolerance, size))

    def checks(self) -> list[Truth]:
        """Return what must hold of a run, lest something in it has no value.

        Raises:
            CannotDefer: Where it never does.
        """
        return self.system.guards.truths()
