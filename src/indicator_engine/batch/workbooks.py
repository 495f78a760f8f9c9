"""Excel workbooks: a sheet of one as columns of text."""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import polars as pl

from indicator_engine.batch.headers import flaws
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.workbooks import opened_workbook, written


def read_workbook(path: Path, sheet: str | None = None) -> pl.DataFrame:
    """Return a sheet of a workbook as columns of text; its first row that is not empty is the header.

    Numbers are the shortest decimals that name them, dates and truths are written as CSV has them;
    rows that are empty to the end are no rows.

    Args:
        path: The workbook.
        sheet: The name of the sheet; by default the first.

    Raises:
        RecordError: Where it is no sound workbook, or the sheet is no table.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    at = Location(file=str(path))
    rows = _filled(_cells(path, sheet, at))
    if not rows:
        raise _refused("table-empty", at)
    header, *body = rows
    if found := list(flaws(header, at)):
        raise RecordError(found)
    columns = zip(*body, strict=True) if body else ([] for _ in header)
    return pl.DataFrame(
        [pl.Series(column, cells, pl.String) for column, cells in zip(header, columns, strict=True)]
    )


def _cells(path: Path, sheet: str | None, at: Location) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first, every cell a text."""
    with opened_workbook(path, at) as book:
        for row in book.sheet(_chosen(tuple(book.parts), sheet, at)).rows:
            yield [written(cell) for cell in row]


def _chosen(names: Sequence[str], asked: str | None, at: Location) -> str:
    """Return the name of the sheet that is asked for, by default of the first."""
    if asked is not None and asked not in names:
        raise _refused("sheet-unknown", at, sheet=asked, sheets=", ".join(names))
    if not names:
        raise _refused("table-empty", at)
    return names[0] if asked is None else asked


def _filled(rows: Iterator[list[str]]) -> Sequence[list[str]]:
    """Return the rows from the first to the last that are not empty, as wide as the first."""
    table = list(rows)
    filled = [number for number, row in zip(count(), table) if any(cell.strip() for cell in row)]
    if not filled:
        return []
    table = table[filled[0] : filled[-1] + 1]
    width = max(number for number in range(len(table[0])) if any(row[number] for row in table)) + 1
    return [row[:width] for row in table]


def _refused(code: str, at: Location, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])
