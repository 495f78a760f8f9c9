"""A data frame scored: in columns where their meaning is plain, and row by row where it is not."""

import polars as pl

from indicator_engine.batch.layout import Layout
from indicator_engine.batch.measures import SAMPLED, sampled
from indicator_engine.batch.numbers import ROW
from indicator_engine.batch.plan import OK
from indicator_engine.batch.rows import (
    NOBODY,
    RefusedRow,
    Repeated,
    repeated_units,
    rows_of,
    score_together,
)
from indicator_engine.batch.table import Results, Table, Way
from indicator_engine.batch.tables import Inputs, Scores
from indicator_engine.model import Ruleset

FEW = 1_000  # rows that are scored singly before a plan that leaves out so many is made anew


def score_frame(
    ruleset: Ruleset,
    frame: pl.DataFrame,
    layout: Layout,
    scores: Scores,
    inputs: Inputs = "decimal",
) -> Results:
    """Return the scores of a table in memory."""
    frame = pl.DataFrame(frame.get_columns())  # a constant is a column of its own from here on
    table = Table(ruleset, frame.lazy(), layout, scores, inputs)
    repeated = units_repeated(frame.lazy(), layout)
    if ruleset.cohort:
        results = list(
            score_together(ruleset, layout, lambda: rows_of(table.unscaled(frame)), repeated)
        )
        return table.results(results)
    is_all = frame.height <= SAMPLED
    seen = frame if is_all else sampled(frame)
    planned = table.plan(seen, is_all=is_all, table=frame)
    done = _collected(table, planned)
    if done is not None and not is_all and are_many(_unsure(done), frame.height):
        planned = table.plan(frame, is_all=True)
        done = _collected(table, planned)
    if done is None:
        return _results(table, frame, None, repeated)
    if not repeated and done[OK].all():
        return Results(scores=done.drop(ROW, OK), refused=())
    sure = done[OK] & _once(frame, layout, repeated)
    return _results(table, frame.filter(~sure), done.filter(sure).drop(OK), repeated, ~sure)


def are_many(unsure: int, rows: int) -> bool:
    """Tell whether a plan leaves out so many of some rows that another one should be made."""
    return unsure > max(FEW, rows // 200)


def _collected(table: Table, way: Way | None) -> pl.DataFrame | None:
    return None if way is None else table.collected(way)


def _unsure(done: pl.DataFrame) -> int:
    return done.height - int(done[OK].sum())


def _once(frame: pl.DataFrame, layout: Layout, repeated: Repeated) -> pl.Series:
    """Return the rows whose unit no other row names."""
    if repeated and layout.unit is not None:
        return ~frame[layout.unit].is_duplicated()
    return pl.repeat(value=True, n=frame.height, eager=True)


def units_repeated(frame: pl.LazyFrame, layout: Layout) -> Repeated:
    """Return the units that several rows name."""
    if layout.unit is None:
        return NOBODY
    units = frame.select(layout.unit).collect(engine="streaming")
    if units[layout.unit].n_unique() == units.height:
        return NOBODY
    return repeated_units(layout, rows_of(units))


def _results(
    table: Table,
    rows: pl.DataFrame,
    done: pl.DataFrame | None,
    repeated: Repeated,
    which: pl.Series | None = None,
) -> Results:
    """Return the scores of some rows with those of all others, in the table's order."""
    numbers = pl.int_range(rows.height, eager=True) if which is None else which.arg_true()
    results = table.singly(rows.with_columns(numbers.alias(ROW)), repeated)
    if done is None:
        return table.results(results)
    refused = tuple(each for each in results if isinstance(each, RefusedRow))
    merged = pl.concat([done, table.as_frame(results, done.schema)]).sort(ROW)
    return Results(scores=merged.drop(ROW), refused=refused)
