"""A data frame scored: in columns where their meaning is plain, and row by row where it is not."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock

import polars as pl
from attrs import frozen

from indicator_engine.batch.layout import Layout
from indicator_engine.batch.measures import (
    SAMPLED,
    Measure,
    Sample,
    measured,
    places_held,
    sampled,
)
from indicator_engine.batch.numbers import ROW
from indicator_engine.batch.plan import OK, STATUSES, Plan, plan
from indicator_engine.batch.rows import (
    NOBODY,
    RefusedRow,
    Repeated,
    Scored,
    repeated_units,
    rows_of,
    score_rows,
    score_together,
)
from indicator_engine.batch.tables import (
    DIGITS,
    Inputs,
    Scores,
    columns_of,
    decimals_of,
    held_as,
    scores_table,
)
from indicator_engine.model import Ruleset

MOST_PLANS = 32  # that are kept with a ruleset
FEW = 1_000  # rows that are scored singly before a plan that leaves out so many is made anew

Deliver = Callable[[pl.LazyFrame], None]
"""Writes a table."""


@frozen(kw_only=True)
class Results:
    """What came of a table in memory.

    Attributes:
        scores: A row for each unit that was scored, in the table's order.
        refused: The rows that were not, in the table's order.
    """

    scores: pl.DataFrame
    refused: tuple[RefusedRow, ...]


@frozen(kw_only=True)
class Tally:
    """What came of a table that was delivered.

    Attributes:
        counts: How many rows have each grade and status, of those that were scored.
        refused: The rows that were not, in the table's order.
    """

    counts: Mapping[tuple[str | None, str], int]
    refused: tuple[RefusedRow, ...]


class Table:
    """A table to be scored.

    Args:
        ruleset: The rules.
        frame: The table.
        layout: Where it holds what.
        scores: How scores are held.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        frame: pl.LazyFrame,
        layout: Layout,
        scores: Scores,
        inputs: Inputs = "decimal",
    ) -> None:
        self.ruleset, self.layout, self.scores = ruleset, layout, scores
        self.is_scaled = inputs == "integer"
        self.source, self.frame = frame, frame.with_row_index(ROW)
        self.columns = frame.collect_schema()

    def plan(
        self, rows: pl.DataFrame, *, is_all: bool, table: pl.DataFrame | None = None
    ) -> Plan | None:
        """Return the plan for the table, or ``None`` where it must be scored row by row.

        Args:
            rows: The rows that the plan is made for.
            is_all: Whether there are no others.
            table: All of them, where they are in memory.
        """
        sample = Sample(rows=rows, is_all=is_all, table=table, is_scaled=self.is_scaled)
        known = measured(sample, self.layout, self.ruleset)
        plans: Plans = self.ruleset.kept.setdefault(Plans, Plans())
        return plans.made(self.ruleset, self.layout, known)

    def scored(self, planned: Plan) -> pl.LazyFrame:
        """Return every column of the result, the row's number, and whether it may be believed."""
        unit, checks = self._unit()
        checks += [] if planned.ok is None else [planned.ok]
        grades = pl.Enum([each.grade for each in self.ruleset.grades])
        grade = pl.lit(None, dtype=pl.UInt8) if planned.grade is None else planned.grade
        columns = [
            pl.col(ROW),
            unit.alias("unit"),
            *self._score_columns(planned),
            grade.cat.to(grades).alias("grade"),
            planned.status.cat.to(pl.Enum(STATUSES)).alias("status"),
            pl.all_horizontal(checks or [pl.lit(value=True)]).alias(OK),
        ]
        found = planned.over(self.frame, columns)
        return decimals_of(self.ruleset, self.scores).over(found)

    def _score_columns(self, planned: Plan) -> list[pl.Expr]:
        return [
            held_as(planned.scores[node.id], node, self.scores).alias(name)
            for name, node in columns_of(self.ruleset).items()
        ]

    @property
    def units(self) -> pl.DataType:
        """Return the type of the column that says who each row is about."""
        if self.layout.unit is None:
            return pl.Int64()
        found = self.columns[self.layout.unit]
        return found if found.is_integer() else pl.String()

    def _unit(self) -> tuple[pl.Expr, list[pl.Expr]]:
        """Return who each row is about, and what must hold of a row that says so."""
        if self.layout.unit is None:
            return pl.col(ROW).cast(pl.Int64) + 1, []
        column = pl.col(self.layout.unit)
        if self.units.is_integer():
            return column, [column.is_not_null()]
        if self.columns[self.layout.unit] == pl.String:
            return column, [column.is_not_null() & (column.str.strip_chars() != "")]
        return column.cast(pl.String), [pl.lit(value=False)]  # read singly, as a text

    def singly(self, rows: pl.DataFrame, repeated: Repeated) -> list[Scored | RefusedRow]:
        """Return rows of the table, each scored like a single unit."""
        cells = zip(rows[ROW], rows_of(self.unscaled(rows.drop(ROW))), strict=True)
        return [
            result
            for number, row in cells
            for result in score_rows(self.ruleset, self.layout, [row], number + 1, repeated)
        ]

    def unscaled(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows with whole numbers that stand for units of a place as decimals."""
        if not self.is_scaled:
            return rows
        decimals = []
        for name, place in self.layout.columns.items():
            declared = self.ruleset.inputs.get(name)
            column = place.columns[0]
            places = places_held(rows.schema[column], declared) if declared else 0
            if places:
                wide = pl.col(column).cast(pl.Int128)
                decimals.append(wide.reinterpret(dtype=pl.Decimal(DIGITS, places)))
        return rows.with_columns(decimals)

    def results(self, found: Sequence[Scored | RefusedRow]) -> Results:
        """Return results of single rows."""
        scored = [each for each in found if isinstance(each, Scored)]
        return Results(
            scores=scores_table(self.ruleset, scored, self.scores, self.units),
            refused=tuple(each for each in found if isinstance(each, RefusedRow)),
        )

    def as_frame(self, results: Sequence[Scored | RefusedRow], like: pl.Schema) -> pl.DataFrame:
        """Return rows that were scored singly with the row's number, in the types of the others."""
        rows = [each for each in results if isinstance(each, Scored)]
        numbers = pl.Series(ROW, [row.row - 1 for row in rows], dtype=like[ROW])
        frame = scores_table(self.ruleset, rows, self.scores, self.units)
        frame = frame.insert_column(0, numbers)
        return frame.cast({name: like[name] for name in frame.columns})


class Plans:
    """The plans that were made for tables of one ruleset; the one for another like it serves again.

    They are kept with the ruleset itself: a copy with other rules has none of them.

    Attributes:
        kept: The plans, by what each depends on besides the rules.
    """

    def __init__(self) -> None:
        self.kept: Mapping[Hashable, Plan | None] = {}

    def made(
        self, ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure]
    ) -> Plan | None:
        """Return the plan for a table; ``None`` where it must be scored row by row."""
        key = (tuple(layout.columns.items()), tuple(measures.items()))
        if key in (made := self.kept):
            return made[key]
        found = plan(ruleset, layout, measures)
        self.kept = {**(made if len(made) < MOST_PLANS else {}), key: found}
        return found


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
    if done is not None and not is_all and _unsure(done) > max(FEW, frame.height // 200):
        planned = table.plan(frame, is_all=True)
        done = _collected(table, planned)
    if done is None:
        return _results(table, frame, None, repeated)
    if not repeated and done[OK].all():
        return Results(scores=done.drop(ROW, OK), refused=())
    sure = done[OK] & _once(frame, layout, repeated)
    return _results(table, frame.filter(~sure), done.filter(sure).drop(OK), repeated, ~sure)


def _collected(table: Table, planned: Plan | None) -> pl.DataFrame | None:
    return None if planned is None else table.scored(planned).collect(engine="streaming")


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


def score_stream(table: Table, deliver: Deliver, repeated: Repeated = NOBODY) -> Tally:
    """Score a table that need not fit into memory, and return what came of it.

    It is gone through once; once more where rows must be scored singly, and then the first result
    is thrown away. Rules that compare rows are scored in memory.

    Args:
        table: The table.
        deliver: Writes the result; called once more where the first one was not to be believed.
        repeated: Units that several rows name.
    """
    head = table.source.head(SAMPLED).collect(engine="streaming")
    planned = None if table.ruleset.cohort else table.plan(head, is_all=head.height < SAMPLED)
    if planned is None:
        rows = table.source.collect(engine="streaming")
        return _delivered(score_frame(table.ruleset, rows, table.layout, table.scores), deliver)
    once = _is_once(table.layout, repeated)
    query = table.scored(planned).with_columns(pl.col(OK) & once if repeated else pl.col(OK))
    watch = Watch()
    deliver(watch.over(query))
    if not watch.doubted:
        return Tally(counts=watch.counts, refused=())
    return _redone(table, query, pl.concat(watch.doubted).sort(), repeated, deliver)


class Watch:
    """Sees the rows of a table pass by on their way to a file.

    Questions of their own, gone through beside the writing, would be worked out again each, as the
    engine shares little between queries.

    Attributes:
        counts: How many rows that may be believed have each grade and status.
        doubted: The numbers of the others.
    """

    def __init__(self) -> None:
        self.counts: Counter[tuple[str | None, str]] = Counter()
        self.doubted: list[pl.Series] = []
        self._lock = Lock()

    def over(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """Return a table as it is delivered, its rows seen as they pass by."""
        seen = pl.struct("grade", "status", OK, ROW).map_batches(
            self.see, pl.Enum(STATUSES), is_elementwise=True
        )
        return table.with_columns(seen.alias("status")).drop(ROW, OK)

    def see(self, rows: pl.Series) -> pl.Series:
        """Count some rows, and return the status of each."""
        frame = rows.struct.unnest()
        counts = _counts(frame.filter(OK))
        doubted = frame.filter(~pl.col(OK))[ROW]
        with self._lock:
            self.counts.update(counts)
            if len(doubted):
                self.doubted.append(doubted)
        return frame["status"]


def _is_once(layout: Layout, repeated: Repeated) -> pl.Expr:
    """Return the rows whose unit no other row names."""
    if layout.unit is None:
        return pl.lit(value=True)
    return ~pl.col("unit").cast(pl.String).is_in([str(unit) for unit in repeated])


def _redone(
    table: Table, query: pl.LazyFrame, rows: pl.Series, repeated: Repeated, deliver: Deliver
) -> Tally:
    """Deliver the table again, with the rows in their places that are scored singly."""
    doubtful = table.frame.filter(pl.col(ROW).is_in(rows.implode()))
    results = table.singly(doubtful.collect(engine="streaming"), repeated)
    sure = query.filter(OK)
    redone = table.as_frame(results, sure.drop(OK).collect_schema()).lazy()
    watch = Watch()
    deliver(
        watch.over(sure.merge_sorted(redone.with_columns(pl.lit(value=True).alias(OK)), key=ROW))
    )
    refused = tuple(each for each in results if isinstance(each, RefusedRow))
    return Tally(counts=watch.counts, refused=refused)


def deliver_rows(
    ruleset: Ruleset,
    results: Iterable[Scored | RefusedRow],
    scores: Scores,
    deliver: Deliver,
) -> Tally:
    """Deliver rows that are scored singly already."""
    found = list(results)
    rows = [each for each in found if isinstance(each, Scored)]
    refused = tuple(each for each in found if isinstance(each, RefusedRow))
    table = scores_table(ruleset, rows, scores)
    return _delivered(Results(scores=table, refused=refused), deliver)


def _delivered(results: Results, deliver: Deliver) -> Tally:
    deliver(results.scores.lazy())
    return Tally(counts=_counts(results.scores), refused=results.refused)


def _counts(rows: pl.DataFrame) -> Mapping[tuple[str | None, str], int]:
    """Return how many rows have each grade and status."""
    counted = rows.group_by("grade", "status").len()
    return {(grade, status): count for grade, status, count in counted.iter_rows()}
