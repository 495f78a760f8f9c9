"""Workbooks opened: every sheet is looked through right before it is read."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax import SAXException
from zipfile import BadZipFile, ZipFile

from attrs import field, frozen

from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.extras import needs
from indicator_engine.workbooks.archive import measure, sheet_parts
from indicator_engine.workbooks.cells import SheetCells

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

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

Place = tuple[int, int]
"""Row and column, from 0."""


@frozen(kw_only=True)
class Cells:
    """What stands in a sheet, from A1 to its last row and column.

    Attributes:
        rows: Its cells, row by row: texts, numbers, truths, days and times; ``""`` where nothing is.
        merged: Its merged areas, each from its first to its last cell.
    """

    rows: Sequence[Sequence[object]] = field(repr=False)
    merged: Sequence[tuple[Place, Place]] = ()


@frozen(kw_only=True)
class Workbook:
    """A workbook whose parts are sound as far as all sheets need them.

    Attributes:
        at: What messages say of where it is.
        parts: The part of every sheet by its name, in their order.
        archive: What it is to look through.
        reader: What it is read with.
    """

    at: Location
    parts: Mapping[str, str]
    archive: ZipFile
    reader: "CalamineWorkbook"

    def sheet(self, name: str) -> Cells:
        """Return the cells of the sheet with that name.

        Raises:
            RecordError: Where it is not sound: see :class:`SheetCells`.
        """
        from defusedxml.sax import parse

        with _refusing(self.at):
            with self.archive.open(self.parts[name]) as file:
                parse(file, SheetCells(self.at, name), forbid_dtd=True)
            sheet = self.reader.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            return Cells(rows=rows, merged=tuple(sheet.merged_cell_ranges or ()))


@contextmanager
def opened_workbook(source: Path | bytes, at: Location) -> Iterator[Workbook]:
    """Yield a workbook; its sheets can be read until the context ends.

    Args:
        source: The file, or what it holds.
        at: What messages are to say of where it is.

    Raises:
        RecordError: Where it is no sound workbook.
        IndicatorEngineError: Where the libraries that read workbooks are not installed.
    """
    needs("python_calamine", "defusedxml", what=".xlsx", extra="excel")
    from python_calamine import CalamineWorkbook

    with _refusing(at):
        archive = ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    with archive:
        with _refusing(at):
            measure(archive, at)
            parts = sheet_parts(archive)
            reader = CalamineWorkbook.from_object(
                BytesIO(source) if isinstance(source, bytes) else source
            )
        with reader:
            yield Workbook(at=at, parts=parts, archive=archive, reader=reader)


@contextmanager
def _refusing(at: Location) -> Iterator[None]:
    """Refuse a workbook that turns out not to be one."""
    from python_calamine import CalamineError

    try:
        yield
    except (*UNSOUND, CalamineError) as error:
        why = str(error) or type(error).__name__
        found = Diagnostic(code="table-unreadable", at=at, facts={"why": why})
        raise RecordError([found]) from None
