"""A table to be scored, and the ways in which it can be: a query, a program, row by row."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate

import polars as pl
from attrs import frozen

from indicator_engine.batch.compiled import GRADE, Compiled, compiled, may_be_compiled
from indicator_engine.batch.layout import Layout
from indicator_engine.batch.measures import WIDENED, Measure, Sample, measured, places_held
from indicator_engine.batch.numbers import ROW
from indicator_engine.batch.plan import OK, STATUSES, Plan, plan
from indicator_engine.batch.rows import RefusedRow, Repeated, Scored, rows_of, score_rows
from indicator_engine.batch.tables import (
    DIGITS,
    Inputs,
    Scores,
    columns_of,
    decimals_of,
    held_as,
    score_type,
    scores_table,
)
from indicator_engine.model import Ruleset

MOST_PLANS = 32  # that are kept with a ruleset
UNIT = "\0unit"  # the column of who each row is about, beside those of scores
NAMED = "\0named"  # the column that tells of which rows it may be believed who they are about

Way = Plan | Compiled
"""How a table is scored, but row by row."""


@frozen(kw_only=True)
class Results:
    """What came of a table in memory.

    Attributes:
        scores: A row for each unit that was scored, in the table's order.
        refused: The rows that were not, in the table's order.
    """

    scores: pl.DataFrame
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
    ) -> Way | None:
        """Return how the table is scored, or ``None`` where it must be row by row.

        Args:
            rows: The rows that the plan is made for.
            is_all: Whether there are no others.
            table: All of them, where they are in memory.
        """
        sample = Sample(rows=rows, is_all=is_all, table=table, is_scaled=self.is_scaled)
        plans: Plans = self.ruleset.kept.setdefault(Plans, Plans())
        if may_be_compiled(self.ruleset, self.layout, sample):
            for times in (WIDENED, 1):
                known = measured(sample, self.layout, self.ruleset, widened=times)
                found = plans.compiled(self.ruleset, self.layout, known, self.scores)
                if found is not None:
                    return found
        known = measured(sample, self.layout, self.ruleset)
        return plans.planned(self.ruleset, self.layout, known)

    def scored(self, way: Way) -> pl.LazyFrame:
        """Return every column of the result, the row's number, and whether it may be believed."""
        return self._queried(way) if isinstance(way, Plan) else self._computed(way)

    def collected(self, way: Way) -> pl.DataFrame:
        """Return the same in memory, of a table that is there."""
        if isinstance(way, Plan):
            return self._queried(way).collect(engine="streaming")
        found = way.scores_at_once(self.source.select(self._inputs(way)).collect())
        numbered = self.source.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW))
        rows = numbered.select(self._units_named()).collect()
        lengths = found[OK].chunk_lengths()
        rows = pl.DataFrame([in_chunks(each, lengths) for each in rows])
        named = _side_by_side(rows, found).select(self._columns_of(way))
        return pl.DataFrame([in_chunks(each, lengths) for each in named])

    def _computed(self, way: Compiled) -> pl.LazyFrame:
        named = self._units_named()
        read = self.frame.select(*named, *self._inputs(way))

        def scored(rows: pl.DataFrame) -> pl.DataFrame:
            """Return who the rows are about, and what is computed of them.

            Whatever else is to be done the engine does: its threads wait here for each other.
            """
            columns = rows.get_columns()
            inputs = pl.DataFrame(columns[len(named) :])
            return _side_by_side(pl.DataFrame(columns[: len(named)]), way.scores(inputs))

        return read.map_batches(
            scored,
            schema=scored(read.collect_schema().to_frame()).schema,
            streamable=True,
            predicate_pushdown=False,
            projection_pushdown=False,
            slice_pushdown=False,
        ).select(self._columns_of(way))

    @staticmethod
    def _inputs(way: Compiled) -> list[pl.Expr]:
        return [pl.col(name).alias(str(slot)) for slot, name in enumerate(way.inputs)]

    def _units_named(self) -> list[pl.Expr]:
        """Return the row's number, who it is about, and whether that may be believed."""
        unit, checks = self._unit()
        ok = pl.all_horizontal(checks) if checks else pl.lit(value=True)
        return [pl.col(ROW), unit.alias(UNIT), ok.alias(NAMED)]

    def _columns_of(self, way: Compiled) -> list[pl.Expr]:
        """Return the columns of the result, in their order."""
        grades = pl.Enum([each.grade for each in self.ruleset.grades])
        grade = pl.col(GRADE).cat.to(grades) if GRADE in way.types else pl.lit(None, dtype=grades)
        return [
            pl.col(ROW),
            pl.col(UNIT).alias("unit"),
            *(
                pl.col(node.id).alias(name)
                if node.id in way.types
                else pl.lit(None, dtype=score_type(node, self.scores)).alias(name)
                for name, node in columns_of(self.ruleset).items()
            ),
            grade.alias("grade"),
            pl.lit("scored", dtype=pl.Enum(STATUSES)).alias("status"),
            pl.col(OK) & pl.col(NAMED),
        ]

    def _queried(self, planned: Plan) -> pl.LazyFrame:
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


def _side_by_side(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of two tables with the same rows."""
    return pl.DataFrame([*rows.get_columns(), *found.get_columns()])


def in_chunks(column: pl.Series, lengths: Sequence[int]) -> pl.Series:
    """Return a column that lies in memory in parts of so many rows.

    Columns that lie in other parts than their neighbours are put together by whatever reads them.

    >>> in_chunks(pl.Series([1, 2, 3]), [1, 2]).chunk_lengths()
    [1, 2]
    """
    if column.chunk_lengths() == lengths or len(lengths) == 0:
        return column
    whole, starts = column.rechunk(), [0, *accumulate(lengths)]
    parts = [whole.slice(start, length) for start, length in zip(starts, lengths, strict=False)]
    return pl.concat(parts, rechunk=False)


class Plans:
    """The plans that were made for tables of one ruleset; the one for another like it serves again.

    They are kept with the ruleset itself: a copy with other rules has none of them.

    Attributes:
        kept: The plans, by what each depends on besides the rules.
    """

    def __init__(self) -> None:
        self.kept: Mapping[Hashable, Way | None] = {}

    def planned(
        self, ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure]
    ) -> Plan | None:
        """Return the query for a table; ``None`` where it must be scored row by row."""
        key = (tuple(layout.columns.items()), tuple(measures.items()))
        found = self._kept(key, lambda: plan(ruleset, layout, measures))
        assert not isinstance(found, Compiled), "its key has another length"
        return found

    def compiled(
        self, ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure], scores: Scores
    ) -> Compiled | None:
        """Return the program for a table; ``None`` where there is none."""
        key = (tuple(layout.columns.items()), tuple(measures.items()), scores)
        found = self._kept(key, lambda: compiled(ruleset, layout, measures, scores))
        assert not isinstance(found, Plan), "its key has another length"
        return found

    def _kept(self, key: Hashable, make: Callable[[], Way | None]) -> Way | None:
        if key in (made := self.kept):
            return made[key]
        found = make()
        self.kept = {**(made if len(made) < MOST_PLANS else {}), key: found}
        return found
