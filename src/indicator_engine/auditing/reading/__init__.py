"""Reports from files: JSON, CSV and XLSX, all into one model."""

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import evolve

from indicator_engine.auditing.reading.csv_form import read_csv
from indicator_engine.auditing.reading.json_form import from_document
from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.auditing.reading.table import report_of
from indicator_engine.auditing.reading.workbook import read_workbook
from indicator_engine.auditing.report_model import Report, Unread
from indicator_engine.documents import read_document
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.limits import LIMITS

__all__ = ["FORMATS", "read_bytes", "read_file", "read_sheets"]


def read_file(path: Path) -> Report:
    """Return the report that a file holds.

    Raises:
        RecordError: Where it cannot be read, or holds no report.
    """
    return read_bytes(_bytes(path), str(path), path.suffix.lower())


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, or the one of a CSV file.

    Raises:
        RecordError: Where it is neither, or cannot be read.
    """
    name, suffix = str(path), path.suffix.lower()
    if suffix not in SHEETS:
        raise _refused("import-kind-unknown", name, suffix=suffix)
    data = _bytes(path)
    _refuse_large(data, name)
    return SHEETS[suffix](data, name)


def _bytes(path: Path) -> bytes:
    """Return what a file holds; a little more than the limit of a file that is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.document_bytes + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _refused("file-unreadable", str(path), why=why) from None


def _refuse_large(data: bytes, name: str) -> None:
    if len(data) > LIMITS.document_bytes:
        facts = {"size": str(len(data)), "limit": str(LIMITS.document_bytes)}
        raise _refused("document-too-large", name, **facts)


def read_bytes(data: bytes, name: str, suffix: str = ".json") -> Report:
    """Return the report that some bytes hold.

    Args:
        data: The bytes.
        name: What messages are to call them.
        suffix: What kind of file they are: a key of :data:`FORMATS`.

    Raises:
        RecordError: Where they hold no report.
    """
    if suffix not in FORMATS:
        raise _refused("report-kind-unknown", name, suffix=suffix)
    _refuse_large(data, name)
    return FORMATS[suffix](data, name)


def _from_json(data: bytes, name: str) -> Report:
    return from_document(read_document(data, name, RecordError))


def _one_sheet(data: bytes, name: str) -> tuple[Sheet, ...]:
    return (read_csv(data, name),)


def _from_csv(data: bytes, name: str) -> Report:
    return _from_sheets(_one_sheet(data, name), name)


def _from_workbook(data: bytes, name: str) -> Report:
    return _from_sheets(read_workbook(data, name), name)


def _from_sheets(sheets: tuple[Sheet, ...], name: str) -> Report:
    """Return the report of the first sheet that has one; the others are named as not audited."""
    found: Report | None = None
    unread: list[Unread] = []
    for sheet in sheets:
        report = report_of(sheet, name) if found is None else None
        if report is not None:
            found = report
        elif any(any(cell.strip() for cell in row) for row in sheet.rows):
            unread.append(Unread(name=sheet.name, at=sheet.name, code="not-a-score-table"))
    if found is None:
        raise _refused("report-without-table", name)
    return evolve(found, unread=(*found.unread, *unread))


SHEETS: Mapping[str, Callable[[bytes, str], tuple[Sheet, ...]]] = {
    ".csv": _one_sheet,
    ".xlsx": read_workbook,
}
FORMATS: Mapping[str, Callable[[bytes, str], Report]] = {
    ".json": _from_json,
    ".csv": _from_csv,
    ".xlsx": _from_workbook,
}


def _refused(code: str, name: str, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=Location(file=name), facts=facts)])
