"""Every competitor, in the tables of the works that it takes part in.

A competitor is named by a function, ``module:function``, which is imported when its turn comes:
one that is not installed is left out, and the results say why.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import polars as pl
from attrs import field, frozen

from benchmarks.units import Record


@frozen
class Task:
    """Work in memory, ready to be timed.

    Attributes:
        run: What is timed: from units that are in memory to scores that are in memory.
        read: From what ``run`` returns to one column per score it found, and the grade; points,
            or hundredths of a point where a column holds integers.
    """

    run: Callable[[], object]
    read: Callable[..., pl.DataFrame] = field(default=lambda found: found)


OneUnit = Callable[[Record], object]


@frozen
class Competitor:
    """Somebody who does a work.

    Attributes:
        id: Its name on the command line and in the JSON, unique within a work.
        title: Its name in the tables.
        function: Where it is, below ``benchmarks.peers``: ``module:function``.
        part: It scores one unit of so many; 1 where it is quick enough to score all.
        note: What a reader has to know to compare it with the others.
    """

    id: str
    title: str
    function: str
    part: int = 1
    note: str = ""


BASELINE = "polars"

MEMORY = (
    Competitor(BASELINE, "hand-written Polars, float64", "polars_float:in_memory"),
    Competitor(
        "polars-hundredths",
        "hand-written Polars, float64, hundredths of points",
        "polars_float:hundredths_in_memory",
    ),
    Competitor("numpy", "hand-written NumPy, float64", "numpy_float:in_memory"),
    Competitor("duckdb", "DuckDB, DOUBLE", "duckdb_sql:in_memory"),
    Competitor("openfisca", "OpenFisca", "openfisca:in_memory", note="its numbers are float32"),
    Competitor("zen", "ZEN, graph", "zen:graph_in_memory", part=100),
    Competitor(
        "zen-list",
        "ZEN, one list expression",
        "zen:list_in_memory",
        part=100,
        note="the 23 leaves only",
    ),
    Competitor("simpleeval", "simpleeval, float", "simpleeval_plain:floats_in_memory", part=100),
    Competitor(
        "simpleeval-exact",
        "simpleeval, Fraction",
        "simpleeval_plain:fractions_in_memory",
        part=100,
    ),
    Competitor("rows", "`score`, row by row", "ours:rows_in_memory", part=100),
    Competitor(
        "scaled-integer",
        "`score_table`, scaled integers to integers",
        "ours_tables:scaled_integer_in_memory",
        note='`inputs="integer"`, 32 bits',
    ),
    Competitor("integer", "`score_table`, decimals to integers", "ours_tables:integer_in_memory"),
    Competitor("decimal", "`score_table`, decimals to decimals", "ours_tables:decimal_in_memory"),
    Competitor(
        "double-integer",
        "`score_table`, float64 to integers",
        "ours_tables:double_integer_in_memory",
    ),
    Competitor(
        "double-decimal",
        "`score_table`, float64 to decimals",
        "ours_tables:double_decimal_in_memory",
    ),
)
PARQUET = (
    Competitor(BASELINE, "hand-written Polars, float64", "polars_float:parquet"),
    Competitor("duckdb", "DuckDB, DOUBLE", "duckdb_sql:parquet"),
    Competitor("integer", "`score_file` to integers", "ours_files:integer_file"),
    Competitor("decimal", "`score_file` to decimals", "ours_files:decimal_file"),
)
CSV = (
    Competitor(BASELINE, "hand-written Polars, float64", "polars_float:csv"),
    Competitor("duckdb", "DuckDB, DOUBLE", "duckdb_sql:csv"),
    Competitor("decimal", "`score_file`", "ours_files:decimal_file"),
)
ONE_UNIT = (
    Competitor(
        "tree",
        "`score`, the tree",
        "ours:one_unit_tree",
        note="value, score, rate and status of 39 nodes, and the grade; ranges checked",
    ),
    Competitor(
        "scores",
        "`score`, the scores",
        "ours:one_unit",
        note="39 scores and the grade read from the tree; ranges checked",
    ),
    Competitor("zen", "ZEN, graph", "zen:one_unit_graph", note="39 scores and the grade, no tree"),
    Competitor("zen-list", "ZEN, one list expression", "zen:one_unit_list", note="23 leaves"),
    Competitor(
        "openfisca", "OpenFisca", "openfisca:one_unit", note="39 scores and the grade, no tree"
    ),
    Competitor(
        "simpleeval",
        "simpleeval, float",
        "simpleeval_plain:one_unit_floats",
        note="39 scores and the grade, no tree",
    ),
    Competitor(
        "simpleeval-exact",
        "simpleeval, Fraction",
        "simpleeval_plain:one_unit_fractions",
        note="39 scores and the grade, no tree",
    ),
)
PLANNING = (
    Competitor("leaves-100", "100 leaves", "ours_planning:hundred_leaves"),
    Competitor("leaves-1000", "1,000 leaves", "ours_planning:thousand_leaves"),
)


def lacks(competitor: Competitor) -> str:
    """Return what a competitor needs and does not find; empty where nothing is missing."""
    try:
        function(competitor.function)
    except ImportError as missing:
        return str(missing).partition(" (")[0]  # what follows is where it was looked for
    return ""


def function(name: str) -> Callable[..., Any]:
    """Return the function that ``module:function`` names.

    Raises:
        ImportError: What it needs is not installed.
    """
    module, _, attribute = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), attribute)
    return found
