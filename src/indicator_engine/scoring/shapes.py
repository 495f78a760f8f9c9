"""The results of a prepared ruleset: what all units share, and what each run adds to it."""

from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Any

from attrs import evolve, frozen

from indicator_engine.errors import Diagnostic
from indicator_engine.language.numbers import rounded
from indicator_engine.model import Assertion, Derived, Ruleset
from indicator_engine.number_systems.deferred import Closure, Memory
from indicator_engine.number_systems.exact import Entries
from indicator_engine.results import AppliedAdjustment, DerivedValue, Evaluation, ScoreNode, begin
from indicator_engine.scoring.assertions import failure
from indicator_engine.scoring.evaluation import RATE_PLACES, derived_value

multiply = Context(prec=1_000).multiply  # exact, and without the caller's context


@frozen(eq=False)
class Exactly:
    """How a run's memory tells an exact number.

    Attributes:
        top: Gives the numerator.
        scale: The known part of the denominator.
        over: Gives the other part.
    """

    top: Closure
    scale: int
    over: Closure

    def __call__(self, memory: Memory) -> Fraction:
        """Return the number."""
        return Fraction(self.top(memory), self.scale * self.over(memory))


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
        applied: Tells whether it applied.
        before: Tells the score before it.
        after: Tells the score after it.
    """

    shared: AppliedAdjustment
    applied: Closure
    before: Printed
    after: Printed

    def __call__(self, memory: Memory) -> AppliedAdjustment:
        """Return what it did in one run."""
        applied, before, after = self.applied(memory), self.before(memory), self.after(memory)
        return evolve(self.shared, applied=applied, before=before, after=after)


@frozen(eq=False)
class NodeShape:
    """One indicator of all units.

    Attributes:
        shared: A node with all that is the same for all.
        value: Tells its exact value.
        units: The place in memory of its score, in units of the last place.
        step: One such unit.
        adjustments: Tell what its adjustments did.
    """

    shared: ScoreNode
    value: Exactly
    units: int
    step: Decimal
    adjustments: tuple[AdjustmentShape, ...]

    def field(self, name: str, node: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a node that was begun."""
        if name == "value":
            return self.value(node.__dict__["_memory"])
        if name == "rate":
            return rounded(node.value / self.shared.weight, RATE_PLACES)
        if name == "adjustments":
            return tuple(each(node.__dict__["_memory"]) for each in self.adjustments)
        return getattr(self.shared, name)


class TreeShape:
    """The trees of all units.

    Args:
        shapes: Every indicator, in the order of the levels of the tree: the root, its children,
            theirs.
    """

    def __init__(self, shapes: tuple[NodeShape, ...]) -> None:
        self._classes = (ScoreNode,) * len(shapes)
        self._units = itemgetter(*(each.units for each in shapes), 0)
        self._steps = tuple(each.step for each in shapes)
        self._inner, self._leaves = [], []
        below = 1
        for place, shape in enumerate(shapes):
            count = len(shape.shared.children)
            if count:
                self._inner.append((place, shape, below, below + count))
            else:
                self._leaves.append((place, shape))
            below += count

    def tree(self, memory: Memory, notes: Mapping[str, str]) -> ScoreNode:
        """Return the tree of one run; what is rarely read of a node is left for later."""
        nodes = list(map(object.__new__, self._classes))
        scores = list(map(multiply, self._units(memory), self._steps))
        for place, shape in self._leaves:
            begin(
                nodes[place],
                {"score": scores[place], "children": (), "_remainder": shape, "_memory": memory},
            )
        for place, shape, first, end in self._inner:
            begin(
                nodes[place],
                {
                    "score": scores[place],
                    "children": tuple(nodes[first:end]),
                    "_remainder": shape,
                    "_memory": memory,
                },
            )
        if notes:
            for node in nodes:
                node.__dict__["note"] = notes.get(node.id, "")
        return nodes[0]


@frozen(eq=False)
class ResultShape:
    """The results of all units.

    Attributes:
        shared: A result with all that is the same for all.
        tree: The tree.
        grade: Tells the place of the grade in the scale; ``None`` where there is no scale.
        derived: Derived values, and what tells them.
        scale: The grades, best first.
    """

    shared: Evaluation
    tree: TreeShape
    grade: Closure | None
    derived: tuple[tuple[Derived, Closure], ...]
    scale: tuple[str, ...]

    def result(
        self,
        memory: Memory,
        unit: Mapping[str, str],
        notes: Mapping[str, str],
        warnings: tuple[Diagnostic, ...],
    ) -> Evaluation:
        """Return the result of one run."""
        tree = self.tree.tree(memory, notes)
        result = object.__new__(Evaluation)
        known = {
            "unit": unit,
            "total": tree.score,
            "grade": None if self.grade is None else self.scale[self.grade(memory)],
            "warnings": warnings,
            "tree": tree,
            "_remainder": self,
            "_memory": memory,
        }
        begin(result, known)
        return result

    def field(self, name: str, result: Any, /) -> Any:  # noqa: ANN401 - of any type
        """Return a field of a result that was begun."""
        match name:
            case "rate":
                return result.tree.rate
            case "total_range":
                return result.total, result.total
            case "grades":
                return () if result.grade is None else (result.grade,)
            case "derived":
                return {each.name: each.value for each in result.derived_values}
            case "derived_values":
                return self._derived(result.__dict__["_memory"])
        return getattr(self.shared, name)

    def _derived(self, memory: Memory) -> tuple[DerivedValue, ...]:
        names = {declared.name: value(memory) for declared, value in self.derived}
        return tuple(derived_value(declared, names) for declared, _ in self.derived)
