"""Excel workbooks as sheets of texts."""

from datetime import datetime, time

from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.errors import Location
from indicator_engine.workbooks import Workbook, opened_workbook


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return every sheet of a workbook, its cells as texts, its merged areas beside them.

    Raises:
        RecordError: Where it is no sound workbook.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    with opened_workbook(data, Location(file=name)) as book:
        return tuple(_sheet(book, each) for each in book.parts)


def _sheet(book: Workbook, name: str) -> Sheet:
    cells = book.sheet(name)
    rows = [list(map(_text, row)) for row in cells.rows]
    return Sheet(name=name, rows=rows, merged=cells.merged)


def _text(cell: object) -> str:
    """Return a cell as a text: a number as its shortest decimal, a day without a time."""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
