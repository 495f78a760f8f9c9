"""Excel workbooks: a sheet of one as columns of text, unless it is a form for one unit."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import polars as pl
from attrs import field, frozen

from indicator_engine.batch.headers import flaws
from indicator_engine.batch.origins import Sheet
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.filled_forms import is_form
from indicator_engine.workbooks import Workbook, opened_workbook, written

HEADED = 100  # rows, from the first, in which the headings of a form are looked for

Rows = Sequence[Sequence[str]]


@frozen(kw_only=True)
class SheetTable:
    """A table in a sheet.

    Attributes:
        frame: Its columns, all of them text.
        origin: Where its cells stand.
    """

    frame: pl.DataFrame = field(eq=False)
    origin: Sheet


def read_workbook(path: Path, sheet: str | None = None) -> SheetTable | None:
    """Return the table in a sheet of a workbook; its first row that is not empty is the header.

    Numbers are the shortest decimals that name them, dates and truths are written as CSV has them;
    rows and columns that are empty to the edge are none. ``None`` stands for a workbook that is a
    form for one unit, where no sheet is asked for.

    Args:
        path: The workbook.
        sheet: The name of the sheet; by default the first.

    Raises:
        RecordError: Where it is no sound workbook, or the sheet is no table.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    at = Location(file=str(path))
    with opened_workbook(path, at) as book:
        name = _chosen(tuple(book.parts), sheet, at)
        rows = _texts(book, name)
        if sheet is None and any(is_form({"": each[:HEADED]}) for each in _sheets(book, rows)):
            return None
    return _table(rows, str(path), name)


def _texts(book: Workbook, sheet: str) -> Rows:
    """Return the rows of a sheet from its first, every cell a text."""
    return [[written(cell) for cell in row] for row in book.sheet(sheet).rows]


def _sheets(book: Workbook, first: Rows) -> Iterator[Rows]:
    """Yield the cells of all sheets, the first of which is known; of those that are sound."""
    yield first
    for name in tuple(book.parts)[1:]:
        with suppress(RecordError):
            yield _texts(book, name)


def _table(rows: Rows, name: str, sheet: str) -> SheetTable:
    """Return what stands in a sheet, between its empty rows and columns, as a table."""
    filled = [number for number, row in enumerate(rows) if any(cell.strip() for cell in row)]
    if not filled:
        raise _refused("table-empty", Location(file=name, cell=f"{sheet}!A1"))
    rows = rows[filled[0] : filled[-1] + 1]
    used = [number for number, _ in enumerate(rows[0]) if any(row[number] for row in rows)]
    header, *body = (row[used[0] : used[-1] + 1] for row in rows)
    origin = Sheet(name=name, sheet=sheet, columns=header, top=filled[0] + 1, left=used[0] + 1)
    if found := list(flaws(header, origin)):
        raise RecordError(found)
    columns = zip(*body, strict=True) if body else ([] for _ in header)
    series = [
        pl.Series(column, cells, pl.String) for column, cells in zip(header, columns, strict=True)
    ]
    return SheetTable(frame=pl.DataFrame(series), origin=origin)


def _chosen(names: Sequence[str], asked: str | None, at: Location) -> str:
    """Return the name of the sheet that is asked for, by default of the first."""
    if asked is not None and asked not in names:
        raise _refused("sheet-unknown", at, sheet=asked, sheets=", ".join(names))
    if not names:
        raise _refused("table-empty", at)
    return names[0] if asked is None else asked


def _refused(code: str, at: Location, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])
