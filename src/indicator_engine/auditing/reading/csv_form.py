"""Reports as CSV: a table saved from a spreadsheet, without its merged cells."""

import csv

from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.limits import LIMITS

ENCODINGS = ("utf-8", "gb18030")


def read_csv(data: bytes, name: str) -> Sheet:
    """Return the sheet that a CSV file holds; UTF-8, else strictly GB18030.

    Raises:
        RecordError: Where it is neither, or is no CSV.
    """
    text = _decoded(data, name)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        raise _refused("csv-malformed", name, line=str(len(rows) + 1), why=str(error)) from None
    widest = max(map(len, rows), default=0)
    if widest > LIMITS.table_columns:
        limit = str(LIMITS.table_columns)
        raise _refused("table-too-wide", name, count=str(widest), limit=limit)
    return Sheet(name="", rows=rows)


def _decoded(data: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            offset = error.start
    raise _refused("text-undecodable", name, encoding=ENCODINGS[-1], offset=str(offset))


def _refused(code: str, name: str, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=Location(file=name), facts=facts)])
