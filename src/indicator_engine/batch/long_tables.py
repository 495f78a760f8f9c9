"""Long tables, one value a row: turned into the wide form, one unit a row."""

from collections.abc import Mapping, Sequence

import polars as pl

from indicator_engine.batch.headers import flaws, spoken
from indicator_engine.batch.origins import LongSheet, Origin, Sheet
from indicator_engine.errors import Diagnostic, RecordError

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


def widened(
    frame: pl.LazyFrame, header: Sequence[str], origin: Origin
) -> tuple[pl.LazyFrame, Origin]:
    """Return a long table in the wide form: units and inputs in the order they first come in.

    What a unit does not mention is missing, as an empty cell is. With it comes where its cells
    stand, as far as those of the long table have addresses.

    Raises:
        RecordError: Where a row lacks its unit or input, or a unit has an input twice.
    """
    parts = _parts(header)
    unit, name, value = (pl.col(parts[part]) for part in ("unit", "name", "value"))
    told = frame.select(unit=unit, name=name.cast(pl.String).str.strip_chars(), value=value)
    numbered = told.with_row_index("row", 1)
    _refuse_gaps(numbered, parts, origin)
    _refuse_repetitions(numbered, parts, origin)
    names = told.select(pl.col("name").unique(maintain_order=True)).collect()["name"].to_list()
    if isinstance(origin, Sheet):
        origin = _long_sheet(numbered.collect(), parts, origin)
    if found := list(flaws((parts["unit"], *names), origin)):
        raise RecordError(found)
    cells = [pl.col("value").filter(pl.col("name") == each).first().alias(each) for each in names]
    wide = told.group_by(pl.col("unit").alias(parts["unit"]), maintain_order=True).agg(cells)
    return wide, origin


def _long_sheet(numbered: pl.DataFrame, parts: Mapping[str, str], sheet: Sheet) -> LongSheet:
    """Return where the cells of the wide form stand in the sheet of a long table."""
    units: dict[str, tuple[int, int]] = {}
    names: dict[str, int] = {}
    values: dict[tuple[int, str], int] = {}
    for row, unit, name in numbered.select("row", "unit", "name").iter_rows():
        number, _ = units.setdefault(unit, (len(units) + 1, row))
        names.setdefault(name, row)
        values[number, name] = row
    return LongSheet(
        sheet=sheet,
        parts=(parts["unit"], parts["name"], parts["value"]),
        units=tuple(row for _, row in units.values()),
        names=tuple(names.values()),
        values=values,
    )


def _refuse_gaps(numbered: pl.LazyFrame, parts: Mapping[str, str], origin: Origin) -> None:
    """Refuse rows without their unit or input, each at the first cell that is empty."""
    unit, name = (
        pl.col(part).is_null() | (pl.col(part).cast(pl.String).str.strip_chars() == "")
        for part in ("unit", "name")
    )
    column = pl.when(unit).then(pl.lit(parts["unit"])).otherwise(pl.lit(parts["name"]))
    gaps = numbered.filter(unit | name).select("row", column=column).head(MOST_NAMED).collect()
    found = [
        Diagnostic(code="long-row-incomplete", at=origin.cell(row, column), facts={"row": str(row)})
        for row, column in gaps.iter_rows()
    ]
    if found:
        raise RecordError(found)


def _refuse_repetitions(numbered: pl.LazyFrame, parts: Mapping[str, str], origin: Origin) -> None:
    """Refuse inputs that a unit has several times, each where it comes last."""
    counted = numbered.group_by("unit", "name", maintain_order=True).agg(
        pl.col("row").last(), count=pl.len()
    )
    twice = counted.filter(pl.col("count") > 1).head(MOST_NAMED).collect()
    found = [
        Diagnostic(
            code="long-value-twice",
            at=origin.cell(row, parts["name"]),
            facts={"unit": str(unit), "name": name, "count": str(count)},
        )
        for unit, name, row, count in twice.iter_rows()
    ]
    if found:
        raise RecordError(found)
