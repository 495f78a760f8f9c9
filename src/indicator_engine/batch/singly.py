"""One indicator in exact numbers, inside a query: for irrational results and very long ones.

What an indicator needs is taken from the columns, each combination of values is scored once, and
its published score goes back into a column.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import isfinite
from typing import Any

import polars as pl
from attrs import frozen

from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.ranges import Range
from indicator_engine.model import Indicator, Ruleset
from indicator_engine.number_systems.columns import (
    PRESENT,
    Columns,
    Condition,
    Gone,
    Lists,
    Number,
    Unheld,
    Whole,
    Words,
    fitting,
)
from indicator_engine.number_systems.exact import Entries, Exact
from indicator_engine.scoring.walk import Scored, Walk

KINDS = tuple(sorted(Absence, key=lambda kind: kind.rank))
ANSWER = pl.Struct({"score": pl.Int64, "found": pl.UInt8, "passed": pl.UInt8, "ok": pl.Boolean})


NO_ANSWER: Mapping[str, object] = {
    "score": None,
    "found": PRESENT,
    "passed": PRESENT,
    "ok": False,
}


class Lost:
    """A value that no column holds: whatever is made of it is not held either."""

    @property
    def known(self) -> object:
        """Say so.

        Raises:
            Unheld: Always.
        """
        raise Unheld

    codes = known


@frozen
class Field:
    """A value as a field of a struct, and how to read it back.

    Attributes:
        columns: What is put into the struct.
        factor: Of a number, or of each entry of a list.
        plus: Of a number.
        kind: What the value is.
    """

    columns: tuple[pl.Expr, ...]
    factor: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)
    kind: type = Number


def field_of(value: Value) -> Field:
    """Return a value as a field; its last column says why a row lacks it.

    Raises:
        Unheld: Where it is lost itself, or a list of several columns.
    """
    codes = pl.lit(PRESENT, dtype=pl.UInt8) if value.codes is None else value.codes
    if isinstance(value, Number):
        one = Whole.of(value.top.held, 1)
        bottom = (one if value.bottom is None else value.bottom).expr
        return Field((value.top.expr, bottom, codes), value.factor, value.plus)
    if isinstance(value, Condition | Words):
        return Field((value.column, codes), kind=type(value))
    if isinstance(value, Lists):
        return Field((value.column, codes), value.factor, kind=Lists)
    if isinstance(value, Gone):
        return Field((codes,), kind=Gone)
    raise Unheld


def read_back(field: Field, cells: tuple[Any, ...]) -> Value | None:
    """Return an exact value from its cells; ``None`` for one that only a row that failed has."""
    *own, code = cells
    if code != PRESENT:
        return KINDS[code]
    if field.kind is Gone:
        return None
    if field.kind is Number:
        # A row that failed before may divide by zero here, and is scored again in any case.
        return field.factor * Fraction(int(own[0]), int(own[1]) or 1) + field.plus
    if field.kind is Lists:
        return Entries(field.factor * int(each) for each in own[0])
    return own[0]


def score_singly(
    walk: Walk,
    node: Indicator,
    system: Columns,
    lost: tuple[str, ...],
    mark: Value | None,
) -> Scored:
    """Return what a walk finds of an indicator that columns do not hold.

    Args:
        walk: The walk in columns, with all that the indicator needs.
        node: The indicator; its score is rounded before it is handed up.
        system: The column system of the walk.
        lost: Derived values that are not held either, in the order they are computed in.
        mark: The indicator's mark, where a column may hold one.

    Raises:
        Unheld: Where what it needs is not held.
    """
    names = _needed(walk.ruleset, node, lost)
    fields = {name: field_of(walk.names[name]) for name in names}
    if mark is not None:
        fields["\0mark"] = field_of(mark)
    within = reached(walk.ruleset, node, lost)
    scorer = Scorer(walk.ruleset, node, fields, tuple(each for each in lost if each in within))
    struct = pl.struct(
        column.alias(f"{number}.{part}")
        for number, each in enumerate(fields.values())
        for part, column in enumerate(each.columns)
    )
    return _put_back(
        node, system, struct.map_batches(scorer, return_dtype=ANSWER, is_elementwise=True)
    )


def _put_back(node: Indicator, system: Columns, answer: pl.Expr) -> Scored:
    """Return the published score as a column, with why rows lack it."""
    answer = system.bind(answer)
    part = answer.struct.field
    system.fail(~part("ok"))
    unit = Fraction(1, 10**node.rounding.places)
    reach = _printable(node).on_grid(unit)
    if reach is None or reach.low is None or reach.high is None:
        raise Unheld
    kinds = frozenset(Absence)
    low, high = int(reach.low / unit), int(reach.high / unit)
    held = fitting(low, high)
    top = Whole(held, low, high, part("score").cast(held.dtype, strict=False))
    known = system.proof.named(("singly", node.id), reach, kinds)
    score = Number(known, top, None, unit, codes=part("passed"))
    found = Gone(system.proof.absent(Absence.MISSING), part("found"))
    weight = system.number(node.weight)
    return Scored(
        found=found, value=score, score=score, passed=score, subtotal=weight, assessed=weight
    )


def _printable(node: Indicator) -> Range:
    """Return where the published score lies: the range, and what rounding adds at its ends."""
    unit = Fraction(1, 10**node.rounding.places)
    if node.range.low is None or node.range.high is None or node.adjustments:
        raise Unheld
    return Range(node.range.low - unit, node.range.high + unit, low_open=False, high_open=False)


def reached(ruleset: Ruleset, node: Indicator, lost: tuple[str, ...]) -> frozenset[str]:
    """Return the names that an indicator's formula comes to, through the values that are lost."""
    found: set[str] = set()
    open_names = set(node.formula.names if node.formula else ())
    open_names |= {child.id for child in node.children}
    while open_names:
        name = open_names.pop()
        if name in found:
            continue
        found.add(name)
        if name in lost:
            open_names |= ruleset.derived[name].formula.names
    return frozenset(found) - {"weight"}


def _needed(ruleset: Ruleset, node: Indicator, lost: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(reached(ruleset, node, lost) - set(lost)))


class Scorer:
    """Scores an indicator for every combination of what it needs.

    Args:
        ruleset: The rules.
        node: The indicator.
        fields: What it needs, and in which columns of a struct it comes.
        lost: Derived values to be computed first.
    """

    def __init__(
        self, ruleset: Ruleset, node: Indicator, fields: Mapping[str, Field], lost: tuple[str, ...]
    ) -> None:
        self.ruleset, self.node, self.fields, self.lost = ruleset, node, fields, lost

    def __call__(self, rows: pl.Series) -> pl.Series:
        """Return the answers for a column of structs."""
        answer = cache(self.answer)
        found = [
            answer(*cells) if all(map(_is_good, cells)) else NO_ANSWER
            for cells in (_frozen(row.values()) for row in rows)
        ]
        return pl.Series(found, dtype=ANSWER)

    def answer(self, *cells: Any) -> Mapping[str, object]:  # noqa: ANN401 - cells of a table
        """Return the answer for one combination."""
        walk = Walk(self.ruleset, Exact())
        rest = iter(cells)
        values = {
            name: read_back(each, tuple(next(rest) for _ in each.columns))
            for name, each in self.fields.items()
        }
        if None in values.values():
            return NO_ANSWER
        mark = values.pop("\0mark", None)
        try:
            return self._scored(walk, values, mark)
        except Undefined:
            return NO_ANSWER

    def _scored(self, walk: Walk, values: dict[str, Value], mark: Value) -> Mapping[str, object]:
        for child in self.node.children:
            walk.nodes[child.id] = _given(values[child.id], child)
        marks = {self.node.id: mark} if isinstance(mark, Absence) else {}
        found = walk.score_one(self.node, values, self.lost, marks)
        score, places = found.score, self.node.rounding.places
        is_absent = isinstance(score, Absence)
        return {
            "score": None if is_absent else int(score * 10**places),
            "found": found.found.rank if isinstance(found.found, Absence) else PRESENT,
            "passed": score.rank if is_absent else PRESENT,
            "ok": True,
        }


def _given(value: Value, child: Indicator) -> Scored:
    """Return a child as far as its group asks for it."""
    weight = child.weight
    return Scored(
        found=value, value=value, score=value, passed=value, subtotal=weight, assessed=weight
    )


def _is_good(cell: Any) -> bool:  # noqa: ANN401 - a cell of a table
    """Tell whether a cell is a value; in a row that is no good, columns hold anything."""
    if isinstance(cell, tuple):
        return all(map(_is_good, cell))
    return cell is not None and not (isinstance(cell, float) and not isfinite(cell))


def _frozen(cells: Any) -> tuple[Any, ...]:  # noqa: ANN401 - cells of a table
    return tuple(tuple(each) if isinstance(each, list) else each for each in cells)
