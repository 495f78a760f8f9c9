"""The engine itself on tables in memory."""

from typing import Literal

import polars as pl

from benchmarks.peers import Task
from benchmarks.peers.ours import ruleset
from benchmarks.units import Units
from indicator_engine import score_table

Scores = Literal["decimal", "integer", "float"]


def scaled_integer_in_memory(units: Units) -> Task:
    """Hundredths to hundredths of points."""
    rules, table = ruleset(), units.scaled
    return Task(
        lambda: score_table(rules, table, scores="integer", inputs="integer"),
        lambda found: found.scores,
    )


def integer_in_memory(units: Units) -> Task:
    """Decimals to hundredths of points."""
    return _in_memory(units.decimals, "integer")


def decimal_in_memory(units: Units) -> Task:
    """Decimals to decimals."""
    return _in_memory(units.decimals, "decimal")


def double_integer_in_memory(units: Units) -> Task:
    """Doubles to hundredths of points."""
    return _in_memory(units.doubles, "integer")


def double_decimal_in_memory(units: Units) -> Task:
    """Doubles to decimals."""
    return _in_memory(units.doubles, "decimal")


def _in_memory(table: pl.DataFrame, scores: Scores) -> Task:
    rules = ruleset()
    return Task(lambda: score_table(rules, table, scores=scores), lambda found: found.scores)
