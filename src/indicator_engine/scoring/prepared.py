"""A ruleset made ready to score many units: walked once, run for each.

The walk is taken with deferred numbers, as if every input were given and nothing marked. What it
leaves is run for each unit. A unit that does not fit (a value is missing, marked or longer than
expected, a rule has no result, an assertion refuses it) is left to exact numbers, which tell all
there is to tell.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from weakref import ref

from attrs import define, frozen

from indicator_engine.errors import Location
from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Value
from indicator_engine.language.rounding import rounded_in
from indicator_engine.model import Assertion, DerivedType, Indicator, Ruleset
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
    constant,
    node_of,
    number_of,
)
from indicator_engine.records import Record
from indicator_engine.results import AppliedAdjustment, Evaluation, ScoreNode
from indicator_engine.scoring.evaluation import evaluation
from indicator_engine.scoring.reading import Reading, Unfit
from indicator_engine.scoring.shapes import (
    AdjustmentShape,
    Check,
    Entered,
    Exactly,
    NodeShape,
    Printed,
    ResultShape,
    TreeShape,
)
from indicator_engine.scoring.walk import Scored, Scores, Step, Walk
from indicator_engine.values import Refusal

FEW = 8  # units that are scored in the time that making ready takes

UNFIT = (Unfit, LookupError, ArithmeticError, ValueError, Refusal, Undefined)


@frozen(eq=False)
class Prepared:
    """A ruleset ready to score; it never changes, and threads may share it.

    Attributes:
        reading: Reads the inputs.
        program: Computes everything.
        checks: Tell whether the ruleset's assertions hold.
        shape: Makes the result.
    """

    reading: Reading
    program: Program
    checks: tuple[Check, ...]
    shape: ResultShape

    def score(
        self,
        ruleset: Ruleset,
        inputs: Mapping[str, Any],
        unit: Mapping[str, str],
        notes: Mapping[str, str],
    ) -> Evaluation | None:
        """Return the result of a unit, or ``None`` where exact numbers must tell.

        Args:
            ruleset: The ruleset that was made ready.
            inputs: The inputs as given.
            unit: Who is evaluated.
            notes: Remarks by indicator.
        """
        try:
            memory = self.reading.read(inputs)
            fits = self.program.run(memory)
            failed = [each for each in self.checks if not each.holds(memory)]
        except UNFIT:
            return None
        if not fits or any(each.assertion.severity == "error" for each in failed):
            return None
        warnings = tuple(each.failure(ruleset, memory) for each in failed)
        return self.shape.result(memory, unit, notes, warnings)


@define(eq=False)
class _Asked:
    """A ruleset that units were scored with.

    Attributes:
        ruleset: The ruleset, as long as anyone else has it.
        units: How many units came before it was made ready.
        made: It, made ready; ``None`` as long as it is not, and where it cannot be.
    """

    ruleset: ref[Ruleset]
    units: int = 0
    made: Prepared | None = None


_ASKED: dict[int, _Asked] = {}


def ready(ruleset: Ruleset) -> Prepared | None:
    """Return a ruleset made ready, or ``None`` where it is not worth it, or cannot be.

    It is made ready once it has scored some units, and forgotten with the ruleset.
    """
    key = id(ruleset)
    asked = _ASKED.get(key)
    if asked is None or asked.ruleset() is not ruleset:
        asked = _ASKED[key] = _Asked(ref(ruleset, lambda _: _ASKED.pop(key, None)))
    if asked.units <= FEW:
        asked.units += 1
        if asked.units == FEW:
            asked.made = prepared(ruleset)
    return asked.made


def prepared(ruleset: Ruleset) -> Prepared | None:
    """Return a ruleset made ready, or ``None`` where its rules cannot be deferred."""
    try:
        return _Preparation(ruleset).made()
    except CannotDefer:
        return None


class _Preparation:
    """Makes one ruleset ready.

    Raises:
        CannotDefer: Where its rules cannot be deferred.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset, self.reading, self.system = ruleset, Reading(ruleset), Deferred()
        self.groups = self.system.widened()
        self.walk = Walk(ruleset, self.system)
        self.scores = self.walk.run(dict(self.reading.deferred()), {})
        self.units = {
            name: self._units(node, self.scores.nodes[name].score)
            for name, node in ruleset.nodes.items()
        }
        self.grade = number_of(self.scores.grade).top if ruleset.grades else None
        self.asserted = {each.id: self._asserted(each) for each in ruleset.assertions}
        held = [each for each in self.asserted.values() if isinstance(each, Truth)]
        self.programmer = Programmer(
            len(self.reading), [*self._steps(), *held], self.system.guards.found
        )

    def made(self) -> Prepared:
        """Return the ruleset made ready."""
        ruleset, names = self.ruleset, self.scores.names
        shared = evaluation(ruleset, _nobody(), _alike(ruleset), warnings=(), unchecked=())
        shape = ResultShape(
            shared=shared,
            tree=TreeShape(tuple(map(self._shape, _by_level(shared.tree)))),
            grade=self.programmer.closure(self.grade) if self.grade else None,
            derived=tuple(
                (each, self._result(names[each.name])) for each in ruleset.derived.values()
            ),
            scale=tuple(grade.grade for grade in ruleset.grades),
        )
        checks = tuple(self._check(each) for each in ruleset.assertions)
        return Prepared(self.reading, self.programmer.program, checks, shape)

    def _steps(self) -> Iterator[Node]:
        """Yield what every run computes, each after what it is made of."""
        for name in self.ruleset.order:
            found = self.scores.names[name]
            if name in self.units:
                yield self.units[name]
            elif isinstance(found, Number):
                yield from found.wholes
            elif isinstance(found, Node):
                yield found
        if self.grade is not None:
            yield self.grade

    def _shape(self, shared: ScoreNode) -> NodeShape:
        node, found = self.ruleset.nodes[shared.id], self.scores.nodes[shared.id]
        steps = {step.adjustment.id: step for step in found.steps}
        return NodeShape(
            shared=shared,
            value=self._exactly(found.value),
            units=self.programmer.place(self.units[node.id]),
            step=_last_place(node),
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
        closure = self.programmer.closure(node_of(applied))
        return AdjustmentShape(
            shared, closure, self._printed(node, before), self._printed(node, after)
        )

    def _result(self, value: Value) -> Closure:
        """Return what tells a value of any kind."""
        if isinstance(value, Number | Fraction):
            return self._exactly(value)
        if isinstance(value, Panel):
            return Entered(self.programmer.closure(value.node), value.scale)
        return self.programmer.closure(node_of(value))

    def _exactly(self, value: Value) -> Exactly:
        number, closure = number_of(value), self.programmer.closure
        return Exactly(closure(number.top), number.scale, closure(number.over or constant(1)))

    def _printed(self, node: Indicator, value: Value) -> Printed:
        return Printed(self.programmer.closure(self._units(node, value)), _last_place(node))

    def _units(self, node: Indicator, value: Value) -> Whole:
        """Return a score as it is printed, in units of the last place."""
        places, mode = node.rounding.places, node.rounding.mode
        printed = rounded_in(self.groups, value, places, mode)
        return number_of(self.groups.multiply(printed, Fraction(10**places))).top

    def _asserted(self, assertion: Assertion) -> Value:
        """Return the truth of an assertion."""
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

    def _check(self, assertion: Assertion) -> Check:
        closure = self.programmer.closure(node_of(self.asserted[assertion.id]))
        formulas = assertion.equal or (assertion.condition,)
        named = {name for each in formulas if each is not None for name in each.names}
        values = {name: self.scores.names[name] for name in self.scores.names if name in named}
        return Check(
            assertion, closure, {name: self._result(value) for name, value in values.items()}
        )


def _last_place(node: Indicator) -> Decimal:
    """Return one unit of the last place that is printed."""
    return Decimal(1).scaleb(-node.rounding.places)


def _by_level(root: ScoreNode) -> Iterator[ScoreNode]:
    """Yield the root, its children, then theirs."""
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        yield node
        waiting.extend(node.children)


def _nobody() -> Record:
    """Return a record of which nothing is told."""
    return Record(unit={}, values={}, marks={}, reasons={}, notes={}, filled=(), locate=_nowhere)


def _alike(ruleset: Ruleset) -> Scores:
    """Return scores that show what is the same for all units that are scored completely."""
    names: dict[str, Value] = {
        name: EXAMPLES.get(each.type, Fraction(1)) for name, each in ruleset.derived.items()
    }
    nodes = {name: _full(node) for name, node in ruleset.nodes.items()}
    grade = Fraction(0) if ruleset.grades else None
    return Scores(names=names, nodes=nodes, grade=grade, grading={})


def _full(node: Indicator) -> Scored:
    """Return full marks."""
    points = node.weight
    return Scored(
        found=points, value=points, score=points, passed=points, subtotal=points, assessed=points
    )


EXAMPLES: Mapping[DerivedType, Value] = {"boolean": True, "text": ""}


def _nowhere(pointer: str) -> Location:
    return Location(file="<record>", pointer=pointer)
