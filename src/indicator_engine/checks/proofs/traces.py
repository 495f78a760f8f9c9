"""One evaluation of part of a ruleset, exact or over a box, and everything it came past."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field, frozen

from indicator_engine.checks.proofs.domains import Box
from indicator_engine.checks.proofs.proof import OTHERS, Point
from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Observer
from indicator_engine.language.protocol import Absence, NumberSystem, Value
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import Expression
from indicator_engine.loading.names import closure, formulas, needs
from indicator_engine.model import Assertion, Indicator, Ruleset
from indicator_engine.number_systems.exact import Exact
from indicator_engine.number_systems.intervals import (
    Contradiction,
    Failure,
    Intervals,
    Numeric,
    Reach,
    Texts,
    Truth,
)
from indicator_engine.records import value_in
from indicator_engine.scoring.cohort import Row, answers
from indicator_engine.scoring.walk import Walk

CROWD = 5  # times as many others: rules speak of the first three, or five


@frozen(kw_only=True)
class Trace:
    """What an evaluation came past.

    Attributes:
        targets: Branches, bands and cases that were, or could be, reached; of an exact evaluation
            also band edges that were met and leaves whose value is a tie.
        values: Value by leaf, formula group or derived value.
        failure: Why there is no result: code and owner; ``None`` where there is one.
        score: The published total, where the root was computed and is settled.
        rank: The place of the grade, likewise.
    """

    targets: frozenset[object]
    values: Mapping[str, Value] = field(factory=dict)
    failure: tuple[str, str] | None = None
    score: Fraction | None = None
    rank: int | None = None


class Atlas:
    """What the prover needs to know of a ruleset's formulas, worked out once.

    Attributes:
        ruleset: The ruleset.
        needs: What each derived value and indicator needs directly.
        branches: The nodes that are a branch of an ``if``, with the text of each.
        questions: The nodes that are the argument of a table, and which one.
        texts: Every text that a formula asks for.
        reaches: What the argument of each cohort call can be in any row, by its text; where it is
            not told, anything.
        others: Records that belong to any cohort, far apart.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.needs = needs(ruleset)
        self.branches: dict[int, str] = {}
        self.questions: dict[int, str] = {}
        texts: set[str] = set()
        for formula in formulas(ruleset):
            for node in formula.expression.walk():
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
                if isinstance(node, ast.IfExp):
                    for branch in (node.body, node.orelse):
                        self.branches[id(branch)] = (
                            f"{formula.owner}: {formula.expression.part(branch)}"
                        )
                func = node.func if isinstance(node, ast.Call) else None
                if (
                    isinstance(node, ast.Call)
                    and isinstance(func, ast.Name)
                    and func.id in ruleset.tables
                ):
                    self.questions[id(node.args[0])] = func.id

        self.texts = tuple(sorted(texts))
        self.others: tuple[Point, ...] = ()
        self.reaches: dict[str, Reach] = {}

    def closure(self, wanted: Iterable[str]) -> frozenset[str]:
        """Return names with everything they need, inputs included."""
        return closure(wanted, self.needs)


class Problem:
    """A part of a ruleset under examination: some names, and all that they need.

    Args:
        atlas: What is known of the ruleset.
        wanted: Derived values and indicators to compute.
    """

    def __init__(self, atlas: Atlas, wanted: Iterable[str]) -> None:
        self.atlas, self.ruleset, self.wanted = atlas, atlas.ruleset, frozenset(wanted)
        ruleset = self.ruleset
        self.needed = atlas.closure(self.wanted)
        self.only = self.needed - ruleset.inputs.keys()
        self.inputs = tuple(name for name in ruleset.inputs if name in self.needed)
        self.calls = tuple(
            call for call in ruleset.cohort if call.inputs | call.needs <= self.needed
        )

    @property
    def cohorts(self) -> tuple[tuple[Point, ...], ...]:
        """Return among whom a record is tried: alone, with others far apart, in a crowd of them."""
        others = self.atlas.others
        return ((), others, others * CROWD) if self.calls else ()

    def assuming(self, assertion: Assertion) -> "Problem":
        """Return the same problem with one more assumption."""
        assumed = Problem(self.atlas, self.wanted)
        assumed.assumptions = (*self.assumptions, assertion)
        return assumed

    @cached_property
    def assumptions(self) -> tuple[Assertion, ...]:
        """Return the assertions of severity ``error`` that speak of these inputs alone."""
        return tuple(
            each
            for each in self.ruleset.assertions
            if each.severity == "error" and self.atlas.closure(_names(each)) <= self.needed
        )

    def exact(self, point: Point) -> Trace | None:
        """Return what one record comes past; ``None`` where an assumption forbids it."""
        seen: set[object] = set()
        system = Exact()
        walk = Walk(self.ruleset, system, self._observer(system, seen))
        inputs = self._inputs(system, point)
        inputs |= self._answers(walk, inputs, point)
        try:
            scores = walk.run(inputs, {}, self.only)
        except Undefined as undefined:
            if not self._is_allowed(inputs):
                return None
            return Trace(
                targets=frozenset(seen),
                values=dict(walk.names),
                failure=(undefined.code, undefined.owner),
            )
        if not self._is_allowed(inputs):
            return None
        values = {name: each.found for name, each in scores.nodes.items()}
        seen |= {
            ("tie", name)
            for name in scores.nodes
            if _is_tie(self.ruleset.nodes[name], values[name])
        }
        root = scores.nodes.get(self.ruleset.indicators.id)
        return Trace(
            targets=frozenset(seen),
            values=values,
            score=root.score if root and isinstance(root.score, Fraction) else None,
            rank=int(scores.grade) if isinstance(scores.grade, Fraction) else None,
        )

    def _answers(self, walk: Walk, inputs: Mapping[str, Value], point: Point) -> dict[str, Value]:
        """Return the exact values of the cohort calls; a point without others is alone."""
        if not self.calls:
            return {}
        aside = Walk(self.ruleset, walk.system)
        others = [
            Row(aside, self._inputs(walk.system, other), {}) for other in point.get(OTHERS, ())
        ]
        return answers([Row(walk, inputs, {}), *others], self.calls)[0]

    def _inputs(self, system: NumberSystem, point: Point) -> dict[str, Value]:
        given = {
            name: point.get(name, self.ruleset.inputs[name].default or Absence.MISSING)
            for name in self.ruleset.inputs
        }
        return {name: value_in(system, value) for name, value in given.items()}

    def _is_allowed(self, inputs: Mapping[str, Value]) -> bool:
        """Tell whether no assumption is known to be broken; one without values is not checked."""
        if not self.assumptions:
            return True
        names = self.atlas.closure(frozenset().union(*map(_names, self.assumptions)))
        walk = Walk(self.ruleset, Exact())
        try:
            walk.run(inputs, {}, names - self.ruleset.inputs.keys())
            return all(holds(walk, each) is not False for each in self.assumptions)
        except Undefined:
            return False

    def over(self, box: Box) -> tuple[Trace, tuple[Failure, ...]] | None:
        """Return what the records of a box can come past; ``None`` where assumptions leave none."""
        system = Intervals()
        seen: set[object] = set()
        walk = self.walk(box, system, self._observer(system, seen))
        if walk is None:
            return None
        values = {name: each.found for name, each in walk.nodes.items()}
        return Trace(targets=frozenset(seen), values=values), tuple(system.failures)

    def walk(
        self,
        box: Box,
        system: Intervals,
        observe: Observer | None = None,
        moving: Callable[[str, Value], Value] | None = None,
    ) -> Walk | None:
        """Return the finished walk over a box; ``None`` where assumptions leave no record in it.

        Args:
            box: What the inputs can hold; those outside it are missing.
            system: Intervals, or a system built on them.
            observe: Told of every expression node.
            moving: Told of every input before the walk, and returns it.
        """
        try:
            with self.within(box, system, observe, moving) as walk:
                return walk
        except Contradiction:
            return None

    @contextmanager
    def within(
        self,
        box: Box,
        system: Intervals,
        observe: Observer | None = None,
        moving: Callable[[str, Value], Value] | None = None,
    ) -> Iterator[Walk]:
        """Yield the finished walk over a box, as long as the assumptions hold.

        Raises:
            Contradiction: Where they leave no record in it.
        """
        missing = system.absent(Absence.MISSING)
        inputs = {
            name: box[name].value(system) if name in box else missing
            for name in self.ruleset.inputs
        }
        if moving is not None:
            inputs = {name: moving(name, value) for name, value in inputs.items()}
        inputs |= self.atlas.reaches
        walk = Walk(self.ruleset, system, observe)
        with ExitStack() as stack:
            for each in self.assumptions:
                self._assume(system, inputs, each, stack)
            system.failures.clear()
            walk.run(inputs, {}, self.only)
            yield walk

    def _assume(
        self, system: Intervals, inputs: Mapping[str, Value], assertion: Assertion, stack: ExitStack
    ) -> None:
        """Let an assumption hold for as long as the stack is open."""
        walk = Walk(self.ruleset, system)
        names = self.atlas.closure(_names(assertion))
        walk.run(inputs, {}, names - self.ruleset.inputs.keys())
        held = holds(walk, assertion)
        if isinstance(held, Truth) and not held.absent:
            stack.enter_context(system.holding(held))

    def _observer(self, system: NumberSystem, seen: set[object]) -> Any:  # noqa: ANN401
        """Return an observer that notes branches, and the arguments of tables."""
        branches = self.atlas.branches
        questions, tables = self.atlas.questions, self.ruleset.tables

        def observe(_: Expression, node: ast.expr, value: Value) -> None:
            if id(node) in branches:
                seen.add(("branch", id(node)))
            asked = questions.get(id(node))
            if asked is not None:
                known = system.now(value) if isinstance(system, Intervals) else value
                for band in tables[asked].bands:
                    if _meets(band.range, known):
                        seen.add(("band", asked, band.range))
                    if isinstance(known, Fraction) and known in (band.range.low, band.range.high):
                        seen.add(("edge", asked, known))
                for case in tables[asked].cases:
                    if _is_case(case, known):
                        seen.add(("case", asked, case))

        return observe


def holds(walk: Walk, assertion: Assertion) -> Value:
    """Return the truth of an assertion in the walk's number system; ``None`` where it has none."""
    system = walk.system
    if assertion.condition is not None:
        found = walk.evaluate(assertion.condition)
    else:
        assert assertion.equal is not None, "the schema wants one of the two"
        left, right = (walk.evaluate(side) for side in assertion.equal)
        if not assertion.tolerance:
            found = system.equal(left, right)
        else:
            gap = system.subtract(left, right)
            size = system.maximum([gap, system.negate(gap)])
            found = system.invert(system.less(system.number(assertion.tolerance), size))
    return None if isinstance(found, Absence) else found


def _is_tie(node: Indicator, value: Value) -> bool:
    """Tell whether a value lies exactly between two printed scores."""
    if not isinstance(value, Fraction):
        return False
    return (value * 10**node.rounding.places * 2).denominator == 1 and bool(
        (value * 10**node.rounding.places).denominator - 1
    )


def _names(assertion: Assertion) -> frozenset[str]:
    sides = (*(assertion.equal or ()), assertion.condition)
    return frozenset().union(*(side.names for side in sides if side is not None))


def _meets(bounds: Range, value: Value) -> bool:
    if isinstance(value, Fraction):
        return value in bounds
    return (
        isinstance(value, Numeric)
        and value.range is not None
        and bounds.meet(value.range) is not None
    )


def _is_case(case: str, value: Value) -> bool:
    if isinstance(value, str):
        return value == case
    return isinstance(value, Texts) and (value.options is None or case in value.options)
