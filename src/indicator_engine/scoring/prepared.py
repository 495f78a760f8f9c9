"""A ruleset made ready to score many units with the same gaps: walked once, run for each.

The walk is taken with deferred numbers, as if every input were given that is no gap. What it
leaves is run for each unit. A unit that does not fit (a value is longer than expected, a rule has
no result, an assertion refuses it) is left to exact numbers, which tell all there is to tell.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from indicator_engine.errors import Diagnostic, RecordError
from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.model import Assertion, Indicator, Ruleset
from indicator_engine.number_systems.deferred import (
    CannotDefer,
    Closure,
    Deferred,
    Node,
    Number,
    Panel,
    Program,
    Programmer,
    Truth,
    Whole,
    node_of,
    number_of,
    places,
)
from indicator_engine.records import value_in
from indicator_engine.results import AppliedAdjustment, Evaluation, ScoreNode
from indicator_engine.scoring.alike import alike
from indicator_engine.scoring.assertions import stand_ins
from indicator_engine.scoring.compiled import Compiled, compiled, is_kept
from indicator_engine.scoring.deferral import Deferral
from indicator_engine.scoring.evaluation import reasons
from indicator_engine.scoring.gaps import Pattern, record_with
from indicator_engine.scoring.reading import Reading, Unfit
from indicator_engine.scoring.shapes import NodeShape, ResultShape, TreeShape
from indicator_engine.scoring.told import (
    AdjustmentShape,
    Check,
    Entered,
    KeptShare,
    always,
    decimals,
    exactly,
    looked_up,
    share,
    shares,
)
from indicator_engine.scoring.walk import Step
from indicator_engine.values import Refusal

UNFIT = (Unfit, LookupError, ArithmeticError, ValueError, Refusal, Undefined)

NOTHING: Mapping[str, str] = {}


@frozen(eq=False)
class Prepared:
    """A ruleset ready to score; it never changes, and threads may share it.

    Attributes:
        reading: Reads the inputs.
        program: Computes everything.
        compiled: Does both at once, where that can be; what it gives no memory of is left to the
            two.
        checks: Tell whether the ruleset's assertions hold.
        warnings: What is told of every unit.
        shape: Makes the result.
    """

    reading: Reading
    program: Program
    compiled: Compiled | None
    checks: tuple[Check, ...]
    warnings: tuple[Diagnostic, ...]
    shape: ResultShape

    def score(
        self,
        ruleset: Ruleset,
        inputs: Mapping[str, Any],
        unit: Mapping[str, str],
        notes: Mapping[str, str],
        told: Mapping[str, str] = NOTHING,
    ) -> Evaluation | None:
        """Return the result of a unit, or ``None`` where exact numbers must tell.

        Args:
            ruleset: The ruleset that was made ready.
            inputs: The inputs that are given.
            unit: Who is evaluated.
            notes: Remarks by indicator.
            told: The reasons of its marks.
        """
        memory, shape = None, self.shape
        if self.compiled is not None:
            memory, shape = self.compiled.memory(inputs), self.compiled.shape
        try:
            if memory is None:
                memory, shape = self.reading.read(inputs), self.shape
                if not self.program.run(memory):
                    return None
            failed = [each for each in self.checks if not each.holds(memory)]
        except UNFIT:
            return None
        warnings = self.warnings
        if failed:
            if any(each.assertion.severity == "error" for each in failed):
                return None
            warnings = (*warnings, *(each.failure(ruleset, memory) for each in failed))
        return shape.result(memory, unit, notes, told, warnings)


def prepared(ruleset: Ruleset, pattern: Pattern = ()) -> Prepared | None:
    """Return a ruleset made ready for units with some gaps.

    ``None`` where its rules cannot be deferred, a record cannot have these gaps, or they leave
    the total open.
    """
    try:
        return _Preparation(ruleset, pattern).made()
    except (CannotDefer, RecordError):
        return None


class _Preparation:
    """Makes one ruleset ready for one pattern of gaps.

    Raises:
        CannotDefer: Where its rules cannot be deferred, or the total is open.
        RecordError: Where a record cannot have these gaps.
    """

    def __init__(self, ruleset: Ruleset, pattern: Pattern) -> None:
        self.ruleset = ruleset
        self.record, absent = record_with(ruleset, pattern), dict(pattern)
        self.reading = Reading(ruleset, absent)
        system = Deferred()
        stand_in = {
            name: value_in(system, value)
            for name, value in self.record.values.items()
            if name in absent
        }
        values = stand_in | dict(self.reading.deferred())
        self.deferral = Deferral(ruleset, values, self.record.marks)
        self.scores, self.units = self.deferral.scores, self.deferral.units
        self.grade = self.deferral.grade
        self.asserted = {each.id: self.deferral.asserted(each) for each in ruleset.assertions}
        held = [each for each in self.asserted.values() if isinstance(each, Truth)]
        self.programmer = Programmer(
            len(self.reading), [*self._steps(), *held], self.deferral.checks()
        )

    def made(self) -> Prepared:
        """Return the ruleset made ready."""
        ruleset, names = self.ruleset, self.scores.names
        asserted = self.asserted.items()
        unchecked = [name for name, truth in asserted if isinstance(truth, Absence)]
        shared = alike(ruleset, self.record, self.scores, unchecked)
        shape = ResultShape(
            shared=shared,
            tree=TreeShape(tuple(map(self._shape, _by_level(shared.tree)))),
            grade=self.programmer.closure(self.grade) if self.grade else None,
            derived=tuple(
                (each, self._result(names[each.name])) for each in ruleset.derived.values()
            ),
            scale=tuple(grade.grade for grade in ruleset.grades),
        )
        checks = tuple(self._check(each) for each in ruleset.assertions if each.id not in unchecked)
        warnings = stand_ins(ruleset, self.record, self.deferral.walk)
        return Prepared(
            self.reading,
            self.programmer.program,
            compiled(self.reading, self.programmer, self.deferral, shape),
            checks,
            warnings,
            shape,
        )

    def _steps(self) -> Iterator[Node]:
        """Yield what every run computes, each after what it is made of."""
        for name in self.ruleset.order:
            found = self.scores.names[name]
            if name in self.units:
                yield from self._wholes(name)
                yield self.units[name]
            elif isinstance(found, Number):
                yield from found.wholes
            elif isinstance(found, Node):
                yield found
        if self.grade is not None:
            yield self.grade

    def _wholes(self, name: str) -> Iterator[Whole]:
        """Yield what the value of an indicator is made of, which its score and its rate share."""
        value = self.scores.nodes[name].value
        if isinstance(value, Number):
            yield from (each for each in value.wholes if each.is_work)

    def _shape(self, shared: ScoreNode) -> NodeShape:
        node, found = self.ruleset.nodes[shared.id], self.scores.nodes[shared.id]
        steps = {step.adjustment.id: step for step in found.steps}
        absence = found.found if isinstance(found.found, Absence) else None
        rescaled = shared.subtotal is not None
        return NodeShape(
            shared=shared,
            share=self._share(node, found.value),
            units=self.programmer.place(self.units[node.id]) if node.id in self.units else None,
            scores=decimals(node.rounding.places),
            subtotal=self._printed(node, found.subtotal) if rescaled else always(None),
            reasons=tuple(reasons(self.record, node, absence)),
            adjustments=tuple(
                self._adjustment(node, steps.get(each.id), each) for each in shared.adjustments
            ),
        )

    def _adjustment(
        self, node: Indicator, step: Step | None, shared: AppliedAdjustment
    ) -> AdjustmentShape:
        score = self.scores.nodes[node.id].score
        applied = step.applied if step else self.scores.grading[shared.id]
        before, after = (step.before, step.after) if step else (score, score)
        return AdjustmentShape(
            shared,
            applied=_unless_absent(lambda known: self.programmer.closure(node_of(known)), applied),
            before=_unless_absent(lambda known: self._printed(node, known), before),
            after=_unless_absent(lambda known: self._printed(node, known), after),
        )

    def _result(self, value: Value) -> Closure:
        """Return what tells a value of any kind."""
        if isinstance(value, Absence):
            return always(value)
        if isinstance(value, Number | Fraction):
            return exactly(*self._parts(value))
        if isinstance(value, Panel):
            return Entered(self.programmer.closure(value.node), value.scale)
        return self.programmer.closure(node_of(value))

    def _parts(self, value: Value) -> tuple[Closure, int, Closure]:
        """Return what tells a numerator, the known factor of its denominator, and the other one."""
        number, closure = number_of(value), self.programmer.closure
        over = always(1) if number.over is None else closure(number.over)
        return closure(number.top), number.scale, over

    def _share(self, node: Indicator, value: Value) -> Closure:
        """Return what tells value and rate; those of a value that can be a score are kept."""
        if isinstance(value, Absence):
            return always((None, None))
        number = number_of(value)
        if not is_kept(node, number):
            return share(*self._parts(value), node.weight)
        kept, top = shares(number.scale, node.weight), self.programmer.closure(number.top)
        if standing := places(top):
            return KeptShare(kept, *standing)
        return looked_up(kept, top)

    def _printed(self, node: Indicator, value: Value) -> Closure:
        units = self.programmer.closure(self.deferral.in_units(node, value))
        return looked_up(decimals(node.rounding.places), units)

    def _check(self, assertion: Assertion) -> Check:
        closure = self.programmer.closure(node_of(self.asserted[assertion.id]))
        formulas = assertion.equal or (assertion.condition,)
        named = {name for each in formulas if each is not None for name in each.names}
        values = {
            name: self.scores.names[name] for name in sorted(named & self.scores.names.keys())
        }
        return Check(
            assertion, closure, {name: self._result(value) for name, value in values.items()}
        )


def _by_level(root: ScoreNode) -> Iterator[ScoreNode]:
    """Yield the root, its children, then theirs."""
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        yield node
        waiting.extend(node.children)


def _unless_absent(told: Callable[[Value], Closure], value: Value) -> Closure:
    """Return what tells a value, or ``None`` where there is none."""
    return always(None) if isinstance(value, Absence) else told(value)
