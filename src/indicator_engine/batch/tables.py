"""The tables that come out: scores, one row a unit, and what was refused, one row a reason."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

import polars as pl

from indicator_engine.batch.decimals import Decimals
from indicator_engine.batch.plan import STATUSES, units_type
from indicator_engine.batch.rows import RefusedRow, Scored
from indicator_engine.messages import Language
from indicator_engine.model import Indicator, Ruleset

Scores = Literal["decimal", "integer", "float"]
"""How scores are held: with their places, as whole numbers of last places, or as doubles."""

LARGE = 2**63  # the first whole number that a column of them cannot hold
Inputs = Literal["decimal", "integer"]
"""What columns of whole numbers hold: the numbers, or units of the input's last declared place."""

DIGITS = 38  # of a decimal column, the most that Arrow's smallest type for them holds
FEW_DIGITS = 18  # of scores that fit 32 bits: in a Parquet file they take half the room then


def columns_of(ruleset: Ruleset) -> Mapping[str, Indicator]:
    """Return the score columns of a table in order, each with its indicator.

    Every indicator has one under its id, parents first, and the root one more: ``total``, last.
    """
    columns = {name: node for name, node in ruleset.nodes.items() if name != "total"}
    return columns | {"total": ruleset.indicators}


def decimals_of(ruleset: Ruleset, scores: Scores) -> Decimals:
    """Return what makes decimals of the score columns, where they are to be held so."""
    columns = columns_of(ruleset) if scores == "decimal" else {}
    return Decimals({name: decimal_type(node) for name, node in columns.items()})


def decimal_type(node: Indicator) -> pl.Decimal:
    """Return the type of a column of scores with their places."""
    digits = FEW_DIGITS if units_type(node) == pl.Int32 else DIGITS
    return pl.Decimal(digits, node.rounding.places)


def score_type(node: Indicator, scores: Scores) -> pl.DataType:
    """Return the type of a column of scores."""
    if scores == "float":
        return pl.Float64()
    return units_type(node) if scores == "integer" else decimal_type(node)


def held_as(units: pl.Expr, node: Indicator, scores: Scores) -> pl.Expr:
    """Return the scores of an indicator, in units of their last place, as they are to be held.

    What is to be decimals is as wide as they are, for :func:`decimals_of`.
    """
    if scores == "integer":
        return units
    if scores == "decimal":
        return units.cast(pl.Int128)
    scale = float(10**node.rounding.places)
    if not units.meta.root_names():
        found = pl.select(units).item()
        return pl.lit(None if found is None else found / scale, dtype=pl.Float64)
    # By a literal, the engine would multiply with the reciprocal: often not the nearest double.
    return units / (units * 0.0 + scale)


def scores_table(
    ruleset: Ruleset,
    rows: Sequence[Scored],
    scores: Scores = "decimal",
    units: pl.DataType | None = None,
) -> pl.DataFrame:
    """Return rows as a table: ``unit``, the scores, ``total``, ``grade``, ``status``.

    Args:
        ruleset: The rules.
        rows: What was scored.
        scores: How scores are held.
        units: The type of the units; by default whole numbers where all are, else texts.
    """
    if units is None:
        numbered = all(isinstance(row.unit, int) and abs(row.unit) < LARGE for row in rows)
        units = pl.Int64() if numbered else pl.String()
    named = [row.unit if units.is_integer() else str(row.unit) for row in rows]
    columns = [pl.Series("unit", named, units)]
    for name, node in columns_of(ruleset).items():
        cells = [row.total if name == "total" else row.scores[name] for row in rows]
        scale = 10**node.rounding.places
        held = [None if cell is None else int(Fraction(cell) * scale) for cell in cells]
        series = pl.Series(name, held, units_type(node))
        columns.append(
            pl.DataFrame([series]).select(held_as(pl.col(name), node, scores)).to_series()
        )
    grades = pl.Enum([each.grade for each in ruleset.grades])
    columns.append(pl.Series("grade", [row.grade for row in rows], grades))
    columns.append(pl.Series("status", [row.status for row in rows], pl.Enum(STATUSES)))
    return decimals_of(ruleset, scores).over(pl.LazyFrame(columns)).collect()


def refused_table(rows: Sequence[RefusedRow], language: Language = "en") -> pl.DataFrame:
    """Return what was refused as a table: a row for each reason, with the cell it is about.

    ``file`` is where the row stands, ``cell`` the address in a workbook, ``sheet!cell``; they are
    empty where there is none.
    """
    lines = [
        {
            "unit": str(row.unit),
            "row": row.row,
            "column": each.column,
            "code": each.diagnostic.code,
            "reason": each.diagnostic.message(language),
            "value": each.value,
            "file": row.file,
            "cell": each.cell,
        }
        for row in rows
        for each in row.reasons
    ]
    texts = ("column", "code", "reason", "value", "file", "cell")
    kinds = {"unit": pl.String, "row": pl.Int64, **dict.fromkeys(texts, pl.String)}
    return pl.DataFrame(lines, schema=kinds)
