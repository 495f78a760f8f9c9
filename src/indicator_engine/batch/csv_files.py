"""CSV files: their encoding found, every line looked at, and then read as columns of text."""

import csv
import os
from codecs import getincrementaldecoder, lookup
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

import polars as pl
from attrs import frozen

from indicator_engine.batch.headers import flaws
from indicator_engine.errors import Diagnostic, Location, RecordError

CHUNK = 1 << 20  # bytes held at once
UTF_8, GB18030 = "utf-8", "gb18030"
BOM = b"\xef\xbb\xbf"
IN_CELLS = bytes(set(range(256)) - set(b",\n"))  # all that does not end a cell
LONGEST_RECORD = 10_000_000  # bytes from a quote to where it may end, over however many lines


@frozen
class CsvFile:
    """A CSV file that can be read.

    Attributes:
        frame: Its columns, all of them text.
        notices: What the user should know of how it was read.
    """

    frame: pl.LazyFrame
    notices: tuple[Diagnostic, ...]


@contextmanager
def opened_csv(path: Path, encoding: str | None = None) -> Iterator[CsvFile]:
    """Yield a CSV file as a lazy frame, which can be used until the context ends.

    It is UTF-8 with or without a byte order mark, else strictly GB18030, with a notice. What is
    not UTF-8 is rewritten as such in a temporary file: it never has to fit into memory.

    Args:
        path: The file.
        encoding: Its encoding, where the user knows.

    Raises:
        RecordError: Where it is not in its encoding, or is no CSV with cells for each column.
    """
    at = Location(file=str(path))
    used, notices = _encoding(path, encoding, at)
    if used == UTF_8:
        yield CsvFile(_frame(path, at), notices)
        return
    with _as_utf_8(path, used) as copy:
        yield CsvFile(_frame(copy, at), notices)


def _frame(path: Path, at: Location) -> pl.LazyFrame:
    header, rows = _looked_at(path, at)
    return pl.scan_csv(
        path,
        infer_schema=False,
        empty_string_is_null=False,
        glob=False,
        n_rows=rows,
        schema=dict.fromkeys(header, pl.String),
    )


def _encoding(path: Path, asked: str | None, at: Location) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the encoding of a file, and the notice where that is a guess."""
    if asked is not None:
        try:
            b" ".decode(asked, "replace")  # what Python calls a codec need not be one of text
            known = lookup(asked).name
        except LookupError:
            raise _refused("encoding-unknown", at, encoding=repr(asked)) from None
        known = UTF_8 if known == "utf-8-sig" else known
        if (offset := _undecodable(path, known)) is not None:
            raise _refused("text-undecodable", at, encoding=known, offset=str(offset))
        return known, ()
    if (offset := _undecodable(path, UTF_8)) is None:
        return UTF_8, ()
    if _undecodable(path, GB18030) is not None:
        raise _refused("text-undecodable", at, encoding="UTF-8 / GB18030", offset=str(offset))
    return GB18030, (Diagnostic(code="encoding-guessed", at=at, severity="info"),)


def _undecodable(path: Path, encoding: str) -> int | None:
    """Return about which byte of a file is not in an encoding, or ``None`` where all are."""
    decoder = getincrementaldecoder(encoding)()
    before = 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
                before += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError as error:
            return before + getattr(error, "start", 0) + 1
    return None


@contextmanager
def _as_utf_8(path: Path, encoding: str) -> Iterator[Path]:
    """Yield a copy of a file in UTF-8; it is gone when the context ends."""
    handle, name = mkstemp(prefix="indicator-engine-", suffix=".csv")
    try:
        with path.open(encoding=encoding, newline="") as source, os.fdopen(handle, "wb") as copy:
            while text := source.read(CHUNK):
                copy.write(text.encode())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _looked_at(path: Path, at: Location) -> tuple[list[str], int | None]:
    """Return the header of a file in UTF-8, and how many rows there are before empty last lines.

    Every line is looked at: one that is too short would be filled up unseen.
    """
    with path.open("rb") as file:
        lines = _Lines(at)
        file.seek(len(BOM) if file.read(len(BOM)) == BOM else 0)
        while block := file.read(CHUNK) + file.readline():
            lines.look_at(block)
    return lines.header, lines.end()


class _Lines:
    """Looks at the lines of a file, a block of whole ones at a time.

    Attributes:
        header: The cells of the first line that is not empty.
    """

    def __init__(self, at: Location) -> None:
        self.at = at
        self.header: list[str] = []
        self.line = 0  # how many were looked at
        self.rows = self.filled = 0  # below the header, and up to the last that is not empty
        self.pending, self.since = b"", 0  # a record whose quote is still open, and its first line

    def look_at(self, block: bytes) -> None:
        """Look at some more lines, one by one only where they hold more than plain cells."""
        count = block.count(b"\n") + (not block.endswith(b"\n"))
        if (
            not self.pending
            and b'"' not in block
            and b"\0" not in block
            and self.fits(block, count)
        ):
            self.line += count
            self.rows += count
            self.filled = self.rows
            return
        lines = block.removesuffix(b"\n").split(b"\n")
        for line in lines:
            self.line += 1
            self.add(line)

    def fits(self, block: bytes, count: int) -> bool:
        """Tell whether so many lines of plain cells, none of them empty, are as wide as the header.

        What ends cells and lines is all that is looked at, of all lines at once.
        """
        commas = len(self.header) - 1
        if commas < 1:
            return False
        ends = block.removesuffix(b"\n").translate(None, IN_CELLS)
        return ends == (b"," * commas + b"\n") * (count - 1) + b"," * commas

    def add(self, line: bytes) -> None:
        """Look at a line: it is a record, unless a quote is open before or after it."""
        self.since = self.since if self.pending else self.line
        record = self.pending + line
        self.pending = record + b"\n" if record.count(b'"') % 2 else b""
        if len(self.pending) > LONGEST_RECORD:
            self.end()
        if not self.pending:
            self.take(record)

    def take(self, record: bytes) -> None:
        """Look at a record."""
        is_empty = not record.strip(b"\r")
        if not self.header:
            self.header = [] if is_empty else _cells(record, self.since, self.at)
            return
        self.rows += 1
        count = len(self.header) if is_empty else _count(record, self.since, self.at)
        self.filled = self.filled if is_empty else self.rows
        if count != len(self.header):
            facts = {
                "line": str(self.since),
                "count": str(count),
                "expected": str(len(self.header)),
            }
            raise _refused("csv-row-ragged", self.at, **facts)

    def end(self) -> int | None:
        """Return how many rows there are, where empty lines follow the last of them.

        Raises:
            RecordError: Where a quote is still open, or there was no header.
        """
        if self.pending:
            why = "unexpected end of data"
            raise _refused("csv-malformed", self.at, line=str(self.since), why=why)
        if not self.header:
            raise _refused("table-empty", self.at)
        if found := list(flaws(self.header, self.at)):
            raise RecordError(found)
        return self.filled if self.filled < self.rows else None


def _count(record: bytes, line: int, at: Location) -> int:
    """Return how many cells a record has; one without quotes need not be parsed for that."""
    if b"\0" in record:
        raise _refused("csv-malformed", at, line=str(line), why="NUL")
    return len(_cells(record, line, at)) if b'"' in record else record.count(b",") + 1


def _cells(record: bytes, line: int, at: Location) -> list[str]:
    try:
        (cells,) = csv.reader([record.decode()], strict=True)
    except (csv.Error, ValueError) as error:
        raise _refused("csv-malformed", at, line=str(line), why=str(error)) from None
    return cells


def _refused(code: str, at: Location, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])
