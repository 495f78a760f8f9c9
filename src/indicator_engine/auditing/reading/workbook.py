"""Excel workbooks: looked through before they are opened, then read sheet by sheet.

What a workbook says of its own size is not believed; what a reader would drop or guess is refused.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import IO, Any
from xml.sax.handler import ContentHandler
from zipfile import BadZipFile, ZipFile

from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.extras import needs
from indicator_engine.limits import LIMITS

CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
CHUNK = 1 << 16
UNSUSPICIOUS = 1 << 20  # bytes that a part may have, however well it was compressed
MOST_ROWS = 10_000  # of a report: one far cell would make its reader lay out all before it


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return every sheet of a workbook, its cells as texts, its merged areas beside them.

    Raises:
        RecordError: Where it is no sound workbook.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    needs("python_calamine", "defusedxml", what=".xlsx", extra="excel")
    _look_through(data, name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = map(book.get_sheet_by_name, book.sheet_names)
            return tuple(_sheet(sheet) for sheet in sheets)
    except CalamineError as error:
        raise _refused("table-unreadable", name, why=str(error)) from None


def _sheet(sheet: Any) -> Sheet:  # noqa: ANN401 - of calamine, imported only when it is needed
    rows = [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(name=sheet.name, rows=rows, merged=tuple(sheet.merged_cell_ranges or ()))


def _text(cell: object) -> str:
    """Return a cell as a text: a number as its shortest decimal, a day without a time."""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _look_through(data: bytes, name: str) -> None:
    from xml.sax import SAXException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse

    try:
        with ZipFile(BytesIO(data)) as archive:
            _measure(archive, name)
            for part in filter(SHEET.fullmatch, archive.namelist()):
                with archive.open(part) as file:
                    parse(file, _Cells(name), forbid_dtd=True)
    except (
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        SAXException,
        DefusedXmlException,
    ) as error:
        why = str(error) or type(error).__name__
        raise _refused("table-unreadable", name, why=why) from None


def _measure(archive: ZipFile, name: str) -> None:
    """Refuse parts that are too many, or grow too large: their bytes are counted."""
    left = LIMITS.workbook_bytes
    parts = archive.infolist()
    for part in parts:
        allowed = max(UNSUSPICIOUS, part.compress_size * LIMITS.workbook_ratio)
        with archive.open(part) as file:
            size = sum(_sizes(file, min(left, allowed)))
        left -= size
        if size > min(left + size, allowed) or len(parts) > LIMITS.workbook_parts:
            facts = {"limit": str(LIMITS.workbook_bytes), "ratio": str(LIMITS.workbook_ratio)}
            raise _refused("workbook-too-large", name, part=part.filename, **facts)


def _sizes(file: IO[bytes], enough: int) -> Iterator[int]:
    """Yield the sizes of what a part holds, just until there is more than enough of it."""
    seen = 0
    while seen <= enough and (chunk := file.read(CHUNK)):
        seen += len(chunk)
        yield len(chunk)


class _Cells(ContentHandler):
    """Refuses cells that stand twice, out of order or far away, errors, formulas without result."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._before = name, (0, 0)
        self._cell = self._kind = self._value = ""
        self._is_formula = self._in_value = self._has_value = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: ANN401, N802 - of the parser
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._start(attrs.get("r", ""), attrs.get("t", "n"))
        elif tag == "f":
            self._is_formula = True
        self._in_value = tag == "v"
        self._has_value |= self._in_value

    def characters(self, content: str) -> None:
        if self._in_value:
            self._value += content

    def endElement(self, name: str) -> None:  # noqa: N802 - of the parser
        self._in_value = False
        if name.rpartition(":")[2] != "c":
            return
        if self._kind == "e":
            raise _refused("workbook-error", self._name, cell=self._cell, value=self._value)
        if self._is_formula and not (self._value or (self._has_value and self._kind == "str")):
            raise _refused("workbook-formula-without-value", self._name, cell=self._cell)

    def _start(self, reference: str, kind: str) -> None:
        self._cell, self._kind, self._value = reference, kind, ""
        self._is_formula = self._has_value = False
        match = CELL.fullmatch(reference)
        place = (int(match[2]), _column(match[1])) if match else (0, 0)
        if place <= self._before:
            raise _refused("workbook-cell-out-of-order", self._name, cell=reference)
        if place[0] > MOST_ROWS or place[1] > LIMITS.table_columns:
            limit = f"{MOST_ROWS} × {LIMITS.table_columns}"
            raise _refused("report-cell-far-away", self._name, cell=reference, limit=limit)
        self._before = place


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refused(code: str, name: str, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=Location(file=name), facts=facts)])
