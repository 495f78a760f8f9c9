"""Tables that need not fit into memory, scored on their way to a file."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from threading import Lock

import polars as pl
from attrs import frozen

from indicator_engine.batch.frames import are_many, score_frame
from indicator_engine.batch.interrupts import stop_if_interrupted
from indicator_engine.batch.layout import Layout
from indicator_engine.batch.measures import SAMPLED
from indicator_engine.batch.numbers import ROW
from indicator_engine.batch.plan import OK, STATUSES, Plan
from indicator_engine.batch.rows import NOBODY, RefusedRow, Repeated, Scored
from indicator_engine.batch.table import Results, Table, Way
from indicator_engine.batch.tables import Scores, scores_table
from indicator_engine.model import Ruleset

PARTS = "POLARS_IDEAL_MORSEL_SIZE"  # what the engine is told by, and so may be by a user
MOST_BYTES = 4 * 2**20  # of a part, inputs and scores
BYTES: Mapping[Scores, int] = {"decimal": 16, "integer": 4, "float": 8}  # of a score
FEWEST = 1_000  # rows of a part
COUNTED = 200_000  # rows whose results are counted together

Deliver = Callable[[pl.LazyFrame], None]
"""Writes a table."""


@frozen(kw_only=True)
class Tally:
    """What came of a table that was delivered.

    Attributes:
        counts: How many rows have each grade and status, of those that were scored.
        refused: The rows that were not, in the table's order.
    """

    counts: Mapping[tuple[str | None, str], int]
    refused: tuple[RefusedRow, ...]


def score_stream(table: Table, deliver: Deliver, repeated: Repeated = NOBODY) -> Tally:
    """Score a table that need not fit into memory, and return what came of it.

    It is gone through once; once more where rows must be scored singly, and then the first result
    is thrown away. Where these are many, the rows that were looked at are not like the others: some
    of each are looked at then. Rules that compare rows are scored in memory.

    Args:
        table: The table.
        deliver: Writes the result; called again where the one before was not to be believed.
        repeated: Units that several rows name.
    """
    seen = table.source.head(SAMPLED).collect(engine="streaming")
    is_all, others = seen.height < SAMPLED, sum(map(len, repeated.values()))
    most = None
    while True:
        way = None if table.ruleset.cohort else table.plan(seen, is_all=is_all)
        if way is None:
            rows = table.source.collect(engine="streaming")
            return _delivered(score_frame(table.ruleset, rows, table.layout, table.scores), deliver)
        once = _is_once(table.layout, repeated)
        query = table.scored(way).with_columns(pl.col(OK) & once if repeated else pl.col(OK))
        watch = Watch()
        with _parts(table, way):
            deliver(watch.over(query))
            watch.end()
            if not watch.doubted:
                return Tally(counts=watch.counts, refused=())
            doubted = pl.concat(watch.doubted).sort()
            unsure = len(doubted) - others
            is_typical = not are_many(unsure, watch.counts.total() + len(doubted))
            if is_all or is_typical or (most is not None and unsure >= most):
                return _redone(table, query, doubted, repeated, deliver)
        some = doubted.gather_every(-(-len(doubted) // SAMPLED))
        seen, most = pl.concat([seen, _rows(table, some).drop(ROW)]), unsure // 2


def _rows(table: Table, numbers: pl.Series) -> pl.DataFrame:
    """Return some rows of a table, with their numbers."""
    found = table.frame.filter(pl.col(ROW).is_in(numbers.implode()))
    return found.collect(engine="streaming")


def _parts(table: Table, way: Way) -> AbstractContextManager[object]:
    """Let a table be gone through in parts of which none takes much memory.

    Several of them wait on their way from file to file. What is read as text comes in parts of its
    own, and the user may have said how large they are.
    """
    if isinstance(way, Plan) or PARTS in os.environ:
        return nullcontext()
    row = BYTES["float"] * len(way.inputs) + BYTES[table.scores] * len(table.ruleset.nodes)
    return pl.Config(streaming_chunk_size=max(FEWEST, MOST_BYTES // row))


class Watch:
    """Sees the rows of a table pass by on their way to a file.

    Questions of their own, gone through beside the writing, would be worked out again each, as the
    engine shares little between queries.

    Attributes:
        counts: How many rows that may be believed have each grade and status, when all have been
            seen.
        doubted: The numbers of the others.
    """

    def __init__(self) -> None:
        self.counts: Counter[tuple[str | None, str]] = Counter()
        self.doubted: list[pl.Series] = []
        self._waiting: list[pl.DataFrame] = []
        self._lock = Lock()

    def over(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """Return a table as it is delivered, its rows seen as they pass by."""
        seen = pl.struct("grade", "status", OK, ROW).map_batches(
            self.see, pl.Enum(STATUSES), is_elementwise=True
        )
        return table.with_columns(seen.alias("status")).drop(ROW, OK)

    def see(self, rows: pl.Series) -> pl.Series:
        """Take note of some rows, and return the status of each.

        Raises:
            InterruptedTable: Where Ctrl-C was heard.
        """
        stop_if_interrupted()
        frame = rows.struct.unnest()
        with self._lock:
            self._waiting.append(frame)
            is_due = sum(each.height for each in self._waiting) >= COUNTED
        if is_due:
            self.end()
        return frame["status"]

    def end(self) -> None:
        """Count the rows that have not been counted yet.

        Nobody waits for that: threads that did could be those that the engine counts with.
        """
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        frame = pl.concat(waiting)
        believed = frame[OK]
        doubted = [] if believed.all() else [frame.filter(~believed)[ROW]]
        counts = _counts(frame.filter(believed) if doubted else frame)
        with self._lock:
            self.doubted += doubted
            self.counts.update(counts)


def _is_once(layout: Layout, repeated: Repeated) -> pl.Expr:
    """Return the rows whose unit no other row names."""
    if layout.unit is None:
        return pl.lit(value=True)
    return ~pl.col("unit").cast(pl.String).is_in([str(unit) for unit in repeated])


def _redone(
    table: Table, query: pl.LazyFrame, rows: pl.Series, repeated: Repeated, deliver: Deliver
) -> Tally:
    """Deliver the table again, with the rows in their places that are scored singly."""
    results = table.singly(_rows(table, rows), repeated)
    sure = query.filter(OK)
    redone = table.as_frame(results, sure.drop(OK).collect_schema()).lazy()
    watch = Watch()
    deliver(
        watch.over(sure.merge_sorted(redone.with_columns(pl.lit(value=True).alias(OK)), key=ROW))
    )
    watch.end()
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
    both = pl.struct("grade", "status").alias("both")
    counted = rows.select(both.value_counts(name="rows")).to_series()
    return {(each["both"]["grade"], each["both"]["status"]): each["rows"] for each in counted}
