"""Long tables, one value a row: turned into the wide form, one unit a row."""

from collections.abc import Sequence

import polars as pl

from indicator_engine.batch.headers import flaws, spoken
from indicator_engine.errors import Diagnostic, Location, RecordError

UNIT, NAME, VALUE = ({"unit", "单位"}, {"input", "输入", "指标"}, {"value", "值"})
MOST_NAMED = 20  # flawed rows that are named; people mend a file, and try again


def is_long(header: Sequence[str]) -> bool:
    """Tell whether a table has exactly the three columns of a long one.

    >>> is_long(["单位", "指标", "值"]), is_long(["unit", "input", "value", "note"])
    (True, False)
    """
    return len(header) == len(_parts(header)) == 3


def _parts(header: Sequence[str]) -> dict[str, str]:
    """Return which column is which."""
    kinds = {"unit": UNIT, "name": NAME, "value": VALUE}
    return {
        part: column
        for column in header
        for part, names in kinds.items()
        if spoken(column) in names
    }


def widened(frame: pl.LazyFrame, header: Sequence[str], at: Location) -> pl.LazyFrame:
    """Return a long table in the wide form: units and inputs in the order they first come in.

    What a unit does not mention is missing, as an empty cell is.

    Raises:
        RecordError: Where a row lacks its unit or input, or a unit has an input twice.
    """
    parts = _parts(header)
    unit, name, value = (pl.col(parts[part]) for part in ("unit", "name", "value"))
    told = frame.select(unit=unit, name=name.cast(pl.String).str.strip_chars(), value=value)
    _refuse_gaps(told, at)
    _refuse_repetitions(told, at)
    names = told.select(pl.col("name").unique(maintain_order=True)).collect()["name"].to_list()
    if found := list(flaws(names, at)):
        raise RecordError(found)
    cells = [pl.col("value").filter(pl.col("name") == each).first().alias(each) for each in names]
    return told.group_by(pl.col("unit").alias(parts["unit"]), maintain_order=True).agg(cells)


def _refuse_gaps(told: pl.LazyFrame, at: Location) -> None:
    empty = [
        pl.col(part).is_null() | (pl.col(part).cast(pl.String).str.strip_chars() == "")
        for part in ("unit", "name")
    ]
    gaps = told.with_row_index("row", 1).filter(pl.any_horizontal(empty)).head(MOST_NAMED)
    _refuse("long-row-incomplete", gaps.select("row").collect(), at)


def _refuse_repetitions(told: pl.LazyFrame, at: Location) -> None:
    counted = told.group_by("unit", "name", maintain_order=True).agg(count=pl.len())
    _refuse("long-value-twice", counted.filter(pl.col("count") > 1).head(MOST_NAMED).collect(), at)


def _refuse(code: str, flawed: pl.DataFrame, at: Location) -> None:
    """Raise with one finding for each row of what is flawed."""
    rows = flawed.iter_rows(named=True)
    facts = [{key: str(cell) for key, cell in row.items()} for row in rows]
    if facts:
        raise RecordError([Diagnostic(code=code, at=at, facts=each) for each in facts])
