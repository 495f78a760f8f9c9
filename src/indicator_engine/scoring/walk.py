"""One walk over a ruleset, in any number system: derived values, leaves, groups, grade.

Nothing here looks at a value: sums, policies, rescaling, rounding and adjustments are said in the
primitives of the number system, so that one unit, a column of units and every possible unit are
scored by the same rules.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from indicator_engine.language.conditions import first_of
from indicator_engine.language.faults import Undefined
from indicator_engine.language.interpreter import Interpreter, Observer
from indicator_engine.language.protocol import Absence, NumberSystem, Value
from indicator_engine.language.rounding import rounded_in
from indicator_engine.language.syntax import Expression
from indicator_engine.language.tables import contains
from indicator_engine.model import Adjustment, Indicator, Ruleset, Treatment
from indicator_engine.scoring.combine import COMBINE, Part, either, kept, left_out, total


@frozen
class Step:
    """What one adjustment did to a score.

    Attributes:
        adjustment: The adjustment.
        applied: The truth of its condition.
        before: The score before it.
        after: The score after it.
    """

    adjustment: Adjustment
    applied: Value
    before: Value
    after: Value


@frozen(kw_only=True)
class Scored:
    """What the walk found of one indicator, in the values of the number system.

    Attributes:
        found: What its formula or its children gave, absent where they gave nothing.
        value: The same after policies and adjustments, before its own rounding.
        score: The published score.
        passed: What the groups above and formulas that name it reckon with.
        subtotal: Of a sum: the points before anything left out rescaled them.
        assessed: Of a sum: the points that were not left out; else its weight.
        steps: What its adjustments did, in order.
    """

    found: Value
    value: Value
    score: Value
    passed: Value
    subtotal: Value
    assessed: Value
    steps: tuple[Step, ...] = ()


@frozen(kw_only=True)
class Scores:
    """What the walk found.

    Attributes:
        names: Inputs, derived values and indicators as formulas see them.
        nodes: Every indicator.
        grade: The place of the grade in the scale, from 0; absent where it is open. ``None``
            where the ruleset has no grades.
        grading: The truth of each condition that speaks of the grade, by its adjustment.
    """

    names: Mapping[str, Value]
    nodes: Mapping[str, Scored]
    grade: Value
    grading: Mapping[str, Value]


class Walk:
    """Scores records of one ruleset in one number system; made for one run, by one thread.

    Args:
        ruleset: The ruleset.
        system: What values are.
        observe: Told of every expression node and its value; for explanations and proofs.
    """

    def __init__(
        self, ruleset: Ruleset, system: NumberSystem, observe: Observer | None = None
    ) -> None:
        self.ruleset, self.system, self.groups = ruleset, system, system.widened()
        self.interpreter = Interpreter(system, ruleset.callables, observe)
        self.names: dict[str, Value] = {}
        self.nodes: dict[str, Scored] = {}
        self.grading: dict[str, Value] = {}
        self.summed = ruleset.summed()

    def run(
        self,
        inputs: Mapping[str, Value],
        marks: Mapping[str, Value],
        only: Collection[str] | None = None,
    ) -> Scores:
        """Return the scores of a record.

        Args:
            inputs: Every input's value, absent ones included.
            marks: For indicators that are marked as a whole: an absence, or a value that is none.
            only: The derived values and indicators wanted, with all they need; everything where
                nothing is said. There is a grade only with the root among them.

        Raises:
            Undefined: Where the system raises it; ``owner`` names what was being computed.
        """
        self.names, self.nodes, self.grading = dict(inputs), {}, {}
        name = ""
        try:
            for name in self.ruleset.order:
                if only is not None and name not in only:
                    continue
                if name in self.ruleset.derived:
                    self.names[name] = self._derived(name)
                else:
                    self._score(self.ruleset.nodes[name], marks)
            graded = self.ruleset.grades and self.ruleset.indicators.id in self.nodes
            name = self.ruleset.indicators.id
            grade = self._grade() if graded else None
        except Undefined as undefined:
            undefined.owner = undefined.owner or name
            raise
        return Scores(names=self.names, nodes=self.nodes, grade=grade, grading=self.grading)

    def score_one(
        self,
        node: Indicator,
        names: Mapping[str, Value],
        derived: Sequence[str],
        marks: Mapping[str, Value],
    ) -> Scored:
        """Return one indicator alone, from all that it needs.

        Args:
            node: The indicator; of a group, its children are in :attr:`nodes`.
            names: Every name that it needs, save those of ``derived``.
            derived: Derived values to be computed before it, in order.
            marks: As of :meth:`run`.

        Raises:
            Undefined: As :meth:`run`.
        """
        self.names = dict(names)
        for name in derived:
            self.names[name] = self._derived(name)
        self._score(node, marks)
        return self.nodes[node.id]

    def evaluate(self, expression: Expression, known: Mapping[str, Value] | None = None) -> Value:
        """Return what a formula of the ruleset gives with all that is known so far."""
        return self.interpreter.evaluate(
            expression, {**self.names, **known} if known else self.names
        )

    def _number(self, value: Fraction | int) -> Value:
        return self.system.number(Fraction(value))

    def _derived(self, name: str) -> Value:
        system, derived = self.system, self.ruleset.derived[name]
        value = self.evaluate(derived.formula)
        if derived.type != "integer":
            return value
        return system.choose(
            system.equal(system.floor(value), value),
            lambda: value,
            lambda: system.undefined("derived-not-whole"),
        )

    def _score(self, node: Indicator, marks: Mapping[str, Value]) -> None:
        """Work out one indicator; all it needs is known."""
        subtotal, assessed = self._sum(node)
        if node.formula is None:  # what marks a group marks all below it, and its policies decide
            found = value = self._combined(node, subtotal, assessed)
        else:
            found, value = self._formulated(node, node.formula, marks.get(node.id))
        value, so_far, steps = self._adjusted(node, value)
        stage, is_root = self.ruleset.rounding.stage, node is self.ruleset.indicators
        passed = so_far if stage == "leaf" or is_root else value
        self.names[node.id] = passed
        self.nodes[node.id] = Scored(
            found=found,
            value=value,
            score=so_far if self._rounds(node) else self._rounded(node, so_far),
            passed=passed,
            subtotal=subtotal,
            assessed=assessed,
            steps=steps,
        )

    def _sum(self, node: Indicator) -> tuple[Value, Value]:
        """Return the children's points, and how many of the weight's points they stand for."""
        if node.combination != "sum":
            points = self._number(node.weight)
            return points, points
        scores = [self.nodes[child.id].passed for child in node.children]
        weights = [self._assessed(child) for child in node.children]
        return total(self.groups, scores), total(self.groups, weights)

    def _assessed(self, child: Indicator) -> Value:
        """Return how many points of a child count, absent where it is left out."""
        points = self._number(child.weight)
        if self.ruleset.policies.rescale == "root":
            points = self.nodes[child.id].assessed
        gone = self.system.absent(Absence.NOT_APPLICABLE)
        return either(self.system, left_out(self.system, self.nodes[child.id].passed), gone, points)

    def _formulated(
        self, node: Indicator, formula: Expression, mark: Value | None
    ) -> tuple[Value, Value]:
        """Return what a formula or the mark in its place gives, before and after the policies."""
        if mark is None:
            found = self._computed(node, formula)
            return found, self._treated(node, found) if node.is_leaf else found
        choose, marked = self.system.choose, self.system.is_absent(mark)
        found = choose(marked, lambda: mark, lambda: self._computed(node, formula))
        treated = self._treated(node, found)
        return found, treated if node.is_leaf else either(self.system, marked, treated, found)

    def _combined(self, node: Indicator, subtotal: Value, assessed: Value) -> Value:
        """Return what the children give."""
        if node.combination == "sum":
            return self._rescaled(node, subtotal, assessed)
        parts = [Part(self.nodes[child.id].passed, child.share) for child in node.children]
        return COMBINE[node.combination](self.groups, parts)

    def _computed(self, node: Indicator, formula: Expression) -> Value:
        """Return the formula's points, refused outside the indicator's range."""
        system = self.system
        value = self.evaluate(formula, {"weight": self._number(node.weight)})
        return system.choose(
            contains(system, node.range, value),
            lambda: value,
            lambda: system.undefined("score-out-of-range", id=node.id, range=str(node.range)),
        )

    def _rescaled(self, node: Indicator, subtotal: Value, assessed: Value) -> Value:
        """Return the sum on the full weight, where something was left out and it is due here."""
        system, groups, weight = self.system, self.groups, self._number(node.weight)
        due = self.ruleset.policies.rescale == "group" or node.id not in self.summed

        def rescaled() -> Value:
            if not due:
                return subtotal
            return groups.divide(groups.multiply(subtotal, weight), assessed)

        return system.choose(
            system.equal(assessed, weight),
            lambda: subtotal,
            lambda: system.choose(
                system.equal(assessed, self._number(0)),
                lambda: system.absent(Absence.NOT_APPLICABLE),
                rescaled,
            ),
        )

    def _treated(self, node: Indicator, found: Value) -> Value:
        """Return a leaf's value after the policy for its kind of absence."""
        value = found
        for kind in Absence:
            value = self.system.choose(
                self.system.is_absent(found, kind),
                self._replacement(node, kind, node.policies.of(kind)),
                kept(value),
            )
        return value

    def _replacement(
        self, node: Indicator, kind: Absence, treatment: Treatment
    ) -> Callable[[], Value]:
        """Return what stands in for a leaf without a value.

        After the policies two absences are told apart: *not applicable* is left out, every other
        one leaves the total open.
        """
        system = self.system
        opened = Absence.MISSING if kind is Absence.NOT_APPLICABLE else kind
        replacements: Mapping[Treatment, Callable[[], Value]] = {
            "open": lambda: system.absent(opened),
            "refuse": lambda: system.undefined(
                "absence-refused", id=node.id, absence_kind=kind.value
            ),
            "zero": lambda: self._number(0),
            "full": lambda: self._number(node.weight),
            "leave_out": lambda: system.absent(Absence.NOT_APPLICABLE),
        }
        return replacements[treatment]

    def _rounds(self, node: Indicator) -> bool:
        """Tell whether the indicator's rounding counts, or is for print alone."""
        return self.ruleset.rounding.stage != "total" or node is self.ruleset.indicators

    def _rounded(self, node: Indicator, value: Value) -> Value:
        return rounded_in(self.groups, value, node.rounding.places, node.rounding.mode)

    def _adjusted(self, node: Indicator, value: Value) -> tuple[Value, Value, tuple[Step, ...]]:
        """Return value, score and steps after the adjustments that change the score."""
        system, counts = self.system, self._rounds(node)
        so_far = self._rounded(node, value) if counts else value
        steps: list[Step] = []
        for adjustment in node.adjustments:
            if adjustment.becomes is None:
                continue
            applied = self.applies(adjustment, node, so_far)
            raw = system.choose(
                applied,
                self._changing(adjustment.becomes, node, so_far),
                kept(so_far),
            )
            value = either(system, applied, raw, value)
            after = self._rounded(node, raw) if counts else raw
            steps.append(Step(adjustment, applied, so_far, after))
            so_far = after
        return value, so_far, tuple(steps)

    def _changing(self, formula: Expression, node: Indicator, so_far: Value) -> Callable[[], Value]:
        known = {"value": so_far, "weight": self._number(node.weight)}
        return lambda: self.evaluate(formula, known)

    def applies(self, adjustment: Adjustment, node: Indicator, so_far: Value) -> Value:
        """Return the truth of an adjustment's condition, with ``value`` the score so far.

        A condition that needs what is not applicable is as undecided as any other: it leaves its
        node open, not out.
        """
        system = self.system
        if adjustment.when is None:
            return system.truth(True)
        held = self._changing(adjustment.when, node, so_far)()
        return either(system, left_out(system, held), system.absent(Absence.MISSING), held)

    def _grade(self) -> Value:
        """Return the place in the scale: by the total, then ceilings, then direct grades."""
        system, root = self.system, self.ruleset.indicators
        score = self.nodes[root.id].score
        ranks = {grade.grade: self._number(rank) for rank, grade in enumerate(self.ruleset.grades)}
        grade = self._by_scale(score)
        for adjustment in root.adjustments:
            if adjustment.grade_at_most is not None:
                applied = self.grading[adjustment.id] = self.applies(adjustment, root, score)
                lowered = system.maximum([grade, ranks[adjustment.grade_at_most]])
                grade = either(system, applied, lowered, grade)
        for adjustment in root.adjustments:
            if adjustment.grade is not None:
                applied = self.grading[adjustment.id] = self.applies(adjustment, root, score)
                grade = either(system, applied, ranks[adjustment.grade], grade)
        return grade

    def _by_scale(self, score: Value) -> Value:
        system = self.system

        def graded(known: Value) -> Value:
            rows = [
                (partial(contains, system, grade.range, known), kept(self._number(rank)))
                for rank, grade in enumerate(self.ruleset.grades)
                if grade.range is not None
            ]
            return first_of(system, rows, lambda: system.undefined("total-without-grade"))

        return system.strict([score], graded)
