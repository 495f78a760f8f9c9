"""A ruleset as one query: every score of a table as an expression over its columns."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from fractions import Fraction

import polars as pl
from attrs import evolve, frozen

from indicator_engine.batch.inputs import Reading, read_inputs
from indicator_engine.batch.layout import Layout
from indicator_engine.batch.measures import Measure
from indicator_engine.batch.singly import Lost, reached, score_singly
from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Value
from indicator_engine.language.ranges import Range
from indicator_engine.loading.names import closure, needs
from indicator_engine.model import Assertion, Indicator, Ruleset
from indicator_engine.number_systems.columns import (
    PRESENT,
    Columns,
    Gone,
    Number,
    Unheld,
)
from indicator_engine.number_systems.intervals import Contradiction
from indicator_engine.scoring.walk import Scores, Walk

STATUSES = ("not_applicable", "missing", "pending", "scored", "open")
OPEN = STATUSES.index("open")
OK = "\0ok"
SMALL, LARGE = 2**31 - 1, 2**63 - 1


@frozen(kw_only=True)
class Plan:
    """How a table is scored.

    Attributes:
        scores: The published score of every indicator by its id, in units of its last place; null
            where there is none.
        grade: The place in the scale; null where it is open; ``None`` where there is no scale.
        status: The place in :data:`STATUSES`.
        ok: The rows for which all of this holds; ``None`` where that is all of them.
        stages: Columns that are worked out before, layer by layer.
    """

    scores: Mapping[str, pl.Expr]
    grade: pl.Expr | None
    status: pl.Expr
    ok: pl.Expr | None
    stages: tuple[Mapping[str, pl.Expr], ...]

    def over(self, frame: pl.LazyFrame, columns: Sequence[pl.Expr]) -> pl.LazyFrame:
        """Return columns that are made of the table's and of the plan's own.

        Each layer passes on what those after it need, and nothing else.
        """
        layers = [
            *([each.alias(name) for name, each in stage.items()] for stage in self.stages),
            columns,
        ]
        wanted: set[str] = set()
        passed: list[set[str]] = []
        for layer in reversed(layers):
            passed.append(wanted - {each.meta.output_name() for each in layer})
            wanted = passed[-1].union(*(each.meta.root_names() for each in layer))
        for layer, kept in zip(layers, reversed(passed), strict=True):
            frame = frame.select(*sorted(kept), *layer)
        return frame


def plan(ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure]) -> Plan | None:
    """Return how a table is scored in columns; ``None`` where it must be row by row."""
    try:
        return _planned(ruleset, layout, measures)
    except (Contradiction, Undefined):  # no row can be scored, and each says why by itself
        return None
    except Unheld:
        return None


def _planned(ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure]) -> Plan:
    system = Columns()
    reading = read_inputs(ruleset, layout, measures, system)
    walk = TableWalk(ruleset, system)
    with ExitStack() as facts:
        refusing = [each for each in ruleset.assertions if each.severity == "error"]
        if refusing:
            named = {name for each in refusing for name in _names(each)}
            walk.run(reading.values, reading.marks, only=closure(named, needs(ruleset)))
        for assertion in refusing:
            _assume(assertion, walk, system, reading, facts)
        scores = walk.everything(reading)
    return _finished(ruleset, system, reading, scores)


def _assume(
    assertion: Assertion, walk: Walk, system: Columns, reading: Reading, facts: ExitStack
) -> None:
    """Let an assertion hold from here on, and check it of every row that has its values."""
    held = _held(assertion, walk, system)
    if isinstance(held, Gone):
        return
    reading.checks.append(
        held.column if held.codes is None else held.column | (held.codes != PRESENT)
    )
    if not held.known.absent:
        facts.enter_context(system.proof.holding(held.known))


class TableWalk(Walk):
    """A walk in columns: what is used again and again is worked out once, what no column holds singly."""

    system: Columns

    def __init__(self, ruleset: Ruleset, system: Columns) -> None:
        super().__init__(ruleset, system)
        self.lost: list[str] = []
        self.computed: set[str] = set()

    def everything(self, reading: Reading) -> Scores:
        """Return the scores of the whole table.

        Raises:
            Unheld: Where a derived value is not held and no indicator that is scored singly needs
                it: whether it has a value would go unseen.
        """
        self.lost.clear()
        scores = self.run(reading.values, reading.marks)
        if not self.computed.issuperset(self.lost):
            raise Unheld
        return scores

    def _derived(self, name: str) -> Value:
        try:
            return self.system.bound(super()._derived(name))
        except Unheld:
            self.lost.append(name)
            return Lost()

    def _treated(self, node: Indicator, found: Value) -> Value:
        return super()._treated(node, self.system.bound(found))

    def _score(self, node: Indicator, marks: Mapping[str, Value]) -> None:
        failed, bound = len(self.system.failed), self.system.bound
        try:
            super()._score(node, marks)
            found = self.nodes[node.id]
        except Unheld:
            if self.ruleset.rounding.stage != "leaf":
                raise
            del self.system.failed[failed:]
            self.computed |= reached(self.ruleset, node, tuple(self.lost))
            found = score_singly(self, node, self.system, tuple(self.lost), marks.get(node.id))
        score = bound(found.score)
        passed = score if found.passed is found.score else bound(found.passed)
        assessed = bound(found.assessed)
        self.names[node.id] = passed
        self.nodes[node.id] = evolve(found, score=score, passed=passed, assessed=assessed)


def _names(assertion: Assertion) -> frozenset[str]:
    sides = assertion.equal or (assertion.condition,)
    return frozenset[str]().union(*(side.names for side in sides if side is not None))


def _held(assertion: Assertion, walk: Walk, system: Columns) -> Value:
    """Return the truth of an assertion."""
    if assertion.equal is None:
        assert assertion.condition is not None, "the schema wants one of the two"
        return walk.evaluate(assertion.condition)
    left, right = (walk.evaluate(side) for side in assertion.equal)
    if not (isinstance(left, Number) and isinstance(right, Number)):
        return system.equal(left, right)
    apart = system.subtract(left, right)
    size = system.maximum([apart, system.negate(apart)])
    return system.invert(system.less(system.number(assertion.tolerance), size))


def _finished(ruleset: Ruleset, system: Columns, reading: Reading, scores: Scores) -> Plan:
    root = scores.nodes[ruleset.indicators.id]
    checks = [each for each in reading.checks if not _is_true(each)]
    checks += [~each for each in system.failed]
    return Plan(
        scores={
            name: _units(system, node, scores.nodes[name].score)
            for name, node in ruleset.nodes.items()
        },
        grade=None if scores.grade is None else _rank(system, scores.grade),
        status=_status(root.score, root.found),
        ok=pl.all_horizontal(checks).fill_null(value=False) if checks else None,
        stages=tuple(system.stages),
    )


def _is_true(check: pl.Expr) -> bool:
    return check.meta.is_literal() and bool(pl.select(check).item())


def _units(system: Columns, node: Indicator, score: Value) -> pl.Expr:
    """Return published scores in units of their last place.

    Raises:
        Unheld: Where they are wider than the columns they are given in.
    """
    dtype = units_type(node)
    if isinstance(score, Gone):
        return pl.lit(None, dtype=dtype)
    units = system.multiply(score, system.number(Fraction(10**node.rounding.places)))
    factor, top = system.folded(units)
    if units.bottom is not None or factor.denominator != 1:
        raise Unheld
    top = top.scaled(int(factor))
    if max(-top.low, top.high) > (SMALL if dtype == pl.Int32 else LARGE):
        raise Unheld
    units = top.expr if top.held.dtype == dtype else _cast(top.expr, dtype)
    return _shown(units, score.codes)


def units_type(node: Indicator) -> pl.DataType:
    """Return the type of a column of scores in units: by the ruleset alone, whatever the table."""
    return pl.Int32() if _stays_small(node) else pl.Int64()


def _stays_small(node: Indicator) -> bool:
    """Tell whether no score of an indicator can leave 32 bits, rounded and rescaled as it may be."""
    most = Fraction(SMALL, 10**node.rounding.places) - 1
    if node.weight > most or any(each.becomes is not None for each in node.adjustments):
        return False
    if node.formula is not None:
        ends = (node.range.low, node.range.high)
        return all(end is not None and abs(end) <= most for end in ends)
    return all(
        _stays_small(child)
        and child.range.is_within(Range(Fraction(0), child.weight, low_open=False, high_open=False))
        for child in node.children
    )


def _cast(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return whole numbers in a narrower type that holds them; without a check, which costs most."""
    return column.cast(dtype, wrap_numerical=True)


def _rank(system: Columns, grade: Value) -> pl.Expr:
    """Return the place in the scale."""
    if isinstance(grade, Gone):
        return pl.lit(None, dtype=pl.UInt8)
    factor, top = system.folded(grade)
    if grade.bottom is not None or factor.denominator != 1:
        raise Unheld
    return _shown(_cast(top.scaled(int(factor)).expr, pl.UInt8()), grade.codes)


def _shown(column: pl.Expr, codes: pl.Expr | None) -> pl.Expr:
    """Return a column with nulls where a row has no value."""
    return column if codes is None else pl.when(codes == PRESENT).then(column)


def _status(score: Value, found: Value) -> pl.Expr:
    """Return why a row has its total, or none."""
    if score.codes is None and not isinstance(score, Gone):
        return pl.lit(PRESENT, dtype=pl.UInt8)
    absent = pl.lit(OPEN, dtype=pl.UInt8)
    codes = absent if found.codes is None else found.codes
    why = pl.when(codes == PRESENT).then(absent).otherwise(codes)
    given = score.codes == PRESENT if score.codes is not None else pl.lit(value=False)
    return pl.when(given).then(pl.lit(PRESENT, dtype=pl.UInt8)).otherwise(why)
