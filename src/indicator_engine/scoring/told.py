"""How the memory of a run tells what it has found: numbers, lists, scores, what rules did."""

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from attrs import evolve, frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.model import Assertion, Ruleset
from indicator_engine.number_systems.deferred import Closure, Memory
from indicator_engine.number_systems.exact import Entries
from indicator_engine.results import AppliedAdjustment
from indicator_engine.scoring.assertions import failure

multiply = Context(prec=1_000).multiply  # exact, and without the caller's context


@frozen(eq=False)
class Exactly:
    """How a run's memory tells an exact number.

    Attributes:
        top: Gives the numerator.
        scale: The known part of the denominator.
        over: Gives the other part; ``None`` stands for one.
    """

    top: Closure
    scale: int
    over: Closure | None

    def __call__(self, memory: Memory) -> Fraction:
        """Return the number."""
        over = 1 if self.over is None else self.over(memory)
        return Fraction(self.top(memory), self.scale * over)


@frozen(eq=False)
class Entered:
    """How a run's memory tells a list.

    Attributes:
        entries: Gives them in parts of the scale.
        scale: How many parts make one.
    """

    entries: Closure
    scale: int

    def __call__(self, memory: Memory) -> Entries:
        """Return the list."""
        return Entries(Fraction(each, self.scale) for each in self.entries(memory))


@frozen(eq=False)
class Printed:
    """How a run's memory tells a published score.

    Attributes:
        units: Gives it in units of the last place.
        step: One such unit.
    """

    units: Closure
    step: Decimal

    def __call__(self, memory: Memory) -> Decimal:
        """Return the score."""
        return multiply(self.units(memory), self.step)


@frozen(eq=False)
class Check:
    """One assertion of all units.

    Attributes:
        assertion: The assertion.
        holds: Tells whether it holds.
        names: Tell what its formulas name.
    """

    assertion: Assertion
    holds: Closure
    names: Mapping[str, Closure]

    def failure(self, ruleset: Ruleset, memory: Memory) -> Diagnostic:
        """Return what is told where it does not hold."""
        names = {name: value(memory) for name, value in self.names.items()}
        return failure(ruleset, self.assertion, names)


@frozen(eq=False)
class AdjustmentShape:
    """One adjustment of all units.

    Attributes:
        shared: What is the same for all.
        applied: Tells whether it applied, or ``None``.
        before: Tells the score before it, or ``None``.
        after: Tells the score after it, or ``None``.
    """

    shared: AppliedAdjustment
    applied: Closure
    before: Closure
    after: Closure

    def __call__(self, memory: Memory) -> AppliedAdjustment:
        """Return what it did in one run."""
        applied, before, after = self.applied(memory), self.before(memory), self.after(memory)
        return evolve(self.shared, applied=applied, before=before, after=after)


def always(value: object) -> Closure:
    """Return what tells the same in every run."""
    return lambda _: value
