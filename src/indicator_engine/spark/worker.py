"""What a worker does with its part of a table: it scores the part with ``score_table``."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl
from attrs import frozen

from indicator_engine.batch import score_table
from indicator_engine.batch.origins import IN_MEMORY
from indicator_engine.batch.tables import Scores
from indicator_engine.cells import unit_of
from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic, Location
from indicator_engine.limits import LIMITS
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.values import shown

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = 100_000  # rows; of the 10,000 that Spark sends at once, planning takes most of the time
WHY = "why refused"  # no indicator is called so: an id has no space
REASON = ("column", "code", "reason", "value")


@frozen(kw_only=True)
class Part:
    """Scores the part of a table that a worker is given; travels to it.

    Attributes:
        rules: The resolved ruleset as JSON text.
        columns: What the columns are called that come, whatever Spark calls them. One more comes
            after them: in how many rows of the whole table the row's unit stands, if in several.
        unit: The column that names the unit.
        scores: How scores are held.
    """

    rules: str
    columns: tuple[str, ...]
    unit: str
    scores: Scores

    def __call__(self, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        """Yield a row for each row of the batches."""
        import pyarrow as pa

        for gathered in together(batches):
            frame = pl.DataFrame(pa.Table.from_batches(gathered))
            *cells, rows = frame.get_columns()
            named = (cell.alias(name) for cell, name in zip(cells, self.columns, strict=True))
            yield from as_spark_reads(self.score(pl.DataFrame(named), rows))

    def score(self, frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        """Return each row's scores, or in the column :data:`WHY` why it has none.

        Args:
            frame: The rows.
            rows: In how many rows of the whole table each one's unit stands, if in several.
        """
        several = self._in_several(frame, rows)
        found = self._scored(frame.filter(~several))
        if several.any():
            refused = self._refused(frame.filter(several), rows.filter(several))
            found = pl.concat([found, refused], how="diagonal")
        return found

    def _in_several(self, frame: pl.DataFrame, rows: pl.Series) -> pl.Series:
        """Return which rows are refused for their unit; no unit, or no such one, is no other's."""
        if rows.null_count() == rows.len():
            return rows.is_not_null()
        units = zip(frame[self.unit], rows, strict=True)
        return pl.Series([count is not None and _is_unit(unit) for unit, count in units])

    def _scored(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows whose units stand in no other."""
        found = score_table(rules(self.rules), frame, scores=self.scores, unit=self.unit)
        kind = _kind(frame[self.unit])
        texts = pl.col("grade", "status").cast(pl.String)  # Spark has no categories
        scores = found.scores.with_columns(texts, pl.col("unit").cast(kind))
        return pl.concat([scores, _by_row(found.refused, kind)], how="diagonal")

    def _refused(self, frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        """Return rows whose units stand in others: refused for that, and for wrong cells."""
        numbers = pl.int_range(1, frame.height + 1, dtype=pl.Int64, eager=True)
        units = frame[self.unit]
        numbered = frame.with_columns(numbers.alias(self.unit))
        others = score_table(rules(self.rules), numbered, unit=self.unit).refused
        lines = [
            {"row": row, **self._reason(row, unit, count)}
            for row, unit, count in zip(numbers, units, rows, strict=True)
        ]
        known = pl.DataFrame({"row": numbers, "unit": units.cast(pl.String)})
        # Like any row with a cell that is wrong, it counts as not scored: no reason is of scoring.
        cells = others.filter(pl.col("column") != "").select("row", *REASON)
        told = pl.concat([pl.DataFrame(lines), cells])
        return _by_row(told.join(known, on="row", maintain_order="left"), _kind(units))

    def _reason(self, row: int, unit: object, count: int) -> dict[str, str]:
        at = Location(file=IN_MEMORY, pointer=f"/{row}/{self.unit}")
        facts = {"unit": str(unit), "count": str(count)}
        found = Diagnostic(code="unit-repeated", at=at, facts=facts)
        cells = (self.unit, found.code, found.message(), shown(unit))
        return dict(zip(REASON, cells, strict=True))


@lru_cache(maxsize=8)
def rules(text: str) -> Ruleset:
    """Return the ruleset of a text that was checked where it came from, read once in a worker."""
    return read_ruleset(read_document(text, "<ruleset>"))


def together(batches: "Iterable[pa.RecordBatch]") -> "Iterator[Sequence[pa.RecordBatch]]":
    """Yield batches in groups that are worth a plan of their own."""
    gathered: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        gathered.append(batch)
        count += batch.num_rows
        if count >= TOGETHER:
            yield gathered
            gathered, count = [], 0
    if gathered:
        yield gathered


def as_spark_reads(frame: pl.DataFrame) -> "Sequence[pa.RecordBatch]":
    """Return a frame in the types of Arrow that Spark takes: it knows no large lists."""
    import pyarrow as pa

    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    reasons = pa.list_(pa.struct([(name, pa.string()) for name in REASON]))
    fields = [each.with_type(reasons) if each.name == WHY else each for each in table.schema]
    batches: Sequence[pa.RecordBatch] = table.cast(pa.schema(fields)).to_batches()
    return batches


def _is_unit(unit: object) -> bool:
    """Tell whether a cell names a unit, and not at such length that it is refused for that."""
    return unit_of(unit) is not None and len(str(unit)) <= LIMITS.cell_characters


def _kind(units: pl.Series) -> type[pl.String | pl.Int64]:
    return pl.Int64 if units.dtype.is_integer() else pl.String


def _by_row(refused: pl.DataFrame, kind: type[pl.String | pl.Int64]) -> pl.DataFrame:
    """Return refused rows, each with its unit, where it has one of that kind, and its reasons."""
    unit = pl.col("unit").first().cast(kind, strict=False)
    by_row = refused.group_by("row", maintain_order=True)
    return by_row.agg(unit, pl.struct(REASON).alias(WHY)).drop("row")
