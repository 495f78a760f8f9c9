"""Excel workbooks: looked through before any reader opens them, then read as columns of text.

A workbook comes from strangers: its parts are counted and measured as they really are, its XML may
hold no entities, and what readers would drop or guess (cells that stand twice, formulas without a
result) is refused.
"""

import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from posixpath import join, normpath
from typing import IO
from xml.sax import SAXException
from zipfile import BadZipFile, ZipFile, ZipInfo

import polars as pl

from indicator_engine.batch.headers import flaws
from indicator_engine.batch.workbook_cells import SheetCells
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.extras import needs
from indicator_engine.limits import LIMITS

CHUNK = 1 << 20
UNSUSPICIOUS = 1 << 20  # bytes that a part may have, however well it was compressed
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# What the standard library and defusedxml raise for archives and XML that are not as they should be;
# a ValueError is an XML bomb, or a number that is none, a RuntimeError an encrypted part.
UNSOUND = (
    BadZipFile,
    KeyError,
    EOFError,
    RuntimeError,
    ValueError,
    SyntaxError,
    SAXException,
    zlib.error,
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_workbook(path: Path, sheet: str | None = None) -> pl.DataFrame:
    """Return a sheet of a workbook as columns of text; its first row that is not empty is the header.

    Numbers are the shortest decimals that name them, dates and truths are written as CSV has them;
    rows that are empty to the end are no rows.

    Args:
        path: The workbook.
        sheet: The name of the sheet; by default the first.

    Raises:
        RecordError: Where it is no sound workbook, or a sheet of it is no table.
    """
    needs("python_calamine", "defusedxml", what=".xlsx", extra="excel")
    at = Location(file=str(path))
    name = _inspected(path, sheet, at)
    rows = _filled(_cells(path, name, at))
    if not rows:
        raise _refused("table-empty", at)
    header, *body = rows
    if found := list(flaws(header, at)):
        raise RecordError(found)
    columns = zip(*body, strict=True) if body else ([] for _ in header)
    return pl.DataFrame(
        [pl.Series(column, cells, pl.String) for column, cells in zip(header, columns, strict=True)]
    )


def _inspected(path: Path, sheet: str | None, at: Location) -> str:
    """Return the name of the sheet to read, in a workbook that is sound as far as it is read."""
    try:
        with ZipFile(path) as archive:
            _measure(archive, at)
            name, part = _sheet(archive, sheet, at)
            with archive.open(part) as file:
                _look_through(file, at)
    except UNSOUND as error:
        raise _refused("table-unreadable", at, why=str(error) or type(error).__name__) from None
    return name


def _measure(archive: ZipFile, at: Location) -> None:
    """Refuse a workbook whose parts are too many, or grow too large when they are unpacked."""
    left = LIMITS.workbook_bytes
    parts = archive.infolist()
    for part in parts:
        left -= _size(archive, part, left)
        if left < 0 or len(parts) > LIMITS.workbook_parts:
            limits = {"limit": str(LIMITS.workbook_bytes), "ratio": str(LIMITS.workbook_ratio)}
            raise _refused("workbook-too-large", at, part=part.filename, **limits)


def _size(archive: ZipFile, part: ZipInfo, left: int) -> int:
    """Return how large a part really is; more than is left where it is not worth the room."""
    allowed = max(UNSUSPICIOUS, part.compress_size * LIMITS.workbook_ratio)
    size = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > min(left, allowed):
                return left + 1
    return size


def _sheet(archive: ZipFile, asked: str | None, at: Location) -> tuple[str, str]:
    """Return the name and the part of the sheet that is asked for, by default the first."""
    from defusedxml import ElementTree

    book = ElementTree.fromstring(archive.read(WORKBOOK), forbid_dtd=True)
    relations = ElementTree.fromstring(archive.read(RELATIONS), forbid_dtd=True)
    targets = {
        each.get("Id"): each.get("Target", "") for each in relations.iterfind(".//{*}Relationship")
    }
    sheets = {
        each.get("name", ""): targets[each.get(RELATION)] for each in book.iterfind(".//{*}sheet")
    }
    if asked is not None and asked not in sheets:
        raise _refused("sheet-unknown", at, sheet=asked, sheets=", ".join(sheets))
    if not sheets:
        raise _refused("table-empty", at)
    name = next(iter(sheets)) if asked is None else asked
    target = sheets[name]
    return name, target.removeprefix("/") if target[:1] == "/" else normpath(join("xl", target))


def _look_through(file: IO[bytes], at: Location) -> None:
    """Refuse a sheet in which a cell stands twice, or holds an error or a formula without result."""
    from defusedxml.sax import parse

    parse(file, SheetCells(at), forbid_dtd=True)


def _cells(path: Path, sheet: str, at: Location) -> Iterator[list[str]]:
    """Yield the rows of a sheet from its first, every cell a text."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False):
                yield [written(cell) for cell in row]
    except CalamineError as error:
        raise _refused("table-unreadable", at, why=str(error)) from None


def written(cell: object) -> str:
    """Return a cell as CSV has it: numbers as their shortest decimals, dates and truths as such.

    >>> written(5.0), written(0.1), written(True), written(datetime(2022, 6, 10))
    ('5', '0.1', 'true', '2022-06-10')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


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
