"""The lines of a CSV file: each looked at, and read as text a block of whole records at a time.

The file is never mapped into memory and never held as a whole. A line that is too short would be
filled up unseen by the engine, so all of them are counted before a block is handed over.
"""

import csv
from collections.abc import Iterator, Sequence
from io import SEEK_CUR, BufferedReader
from pathlib import Path

import polars as pl
from attrs import frozen

from indicator_engine.batch.headers import flaws
from indicator_engine.batch.memory import ALLOCATOR
from indicator_engine.batch.origins import Plain
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.kernel import cells_of

BLOCK = 3 << 20  # bytes of whole records that are read together: some ten thousand rows
BOM = b"\xef\xbb\xbf"
IN_CELLS = bytes(set(range(256)) - set(b",\n"))  # all that does not end a cell
LONGEST_RECORD = 10_000_000  # bytes from a quote to where it may end, over however many lines


@frozen
class Block:
    """Some records of a file.

    Attributes:
        start: Where they begin, in bytes.
        size: How many bytes they take.
        rows: How many rows they are, without the header.
    """

    start: int
    size: int
    rows: int


class Blocks:
    """A CSV file in UTF-8, block by block.

    Args:
        path: The file.
        at: What errors call it.

    Raises:
        RecordError: Where it has no header that can be used.
    """

    def __init__(self, path: Path, at: Location) -> None:
        self.path, self.at = path, at
        self.known: tuple[Block, ...] | None = None  # once the whole file was looked at
        with path.open("rb") as file:
            lines = Lines(at)
            _skip_bom(file)
            before = file.tell()
            while not lines.header and (line := file.readline()):
                lines.look_at(line)
            self.start, self.first_line = file.tell(), lines.line
            file.seek(before)
            self.head = file.read(self.start - before)
        if not lines.header:
            lines.end()
        if found := list(flaws(lines.header, Plain(at.file))):
            raise RecordError(found)
        self.schema = pl.Schema(dict.fromkeys(lines.header, pl.String()))

    def read(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Yield the rows, of some columns.

        Raises:
            RecordError: Of a malformed line, when it is come to.
        """
        if self.known is None:
            found = []
            for block, rows in self._looked_at(columns):
                found.append(block)
                yield rows
            self.known = tuple(found)
            return
        with self.path.open("rb") as file:
            for block in self.known:
                file.seek(block.start)
                text = file.read(block.size)
                part = self._plain(text, columns)
                if part is None or part.height != block.rows:
                    part = self._parsed(block.rows, text, columns)
                yield part

    def _looked_at(self, columns: Sequence[str]) -> Iterator[tuple[Block, pl.DataFrame]]:
        """Yield the blocks and their rows, every line looked at."""
        lines = Lines(self.at, [*self.schema], self.first_line)
        start, rows, text = self.start, 0, b""
        with self.path.open("rb") as file:
            file.seek(start)
            while more := _whole_lines(file):
                plain = None if text else self._plain(more, columns)
                text += more
                if plain is None:
                    lines.look_at(more)
                    if lines.pending:
                        continue
                    last = lines.rows if file.peek(1) else lines.filled
                    part = self._parsed(last - rows, text, columns)
                else:
                    lines.pass_over(plain.height)
                    part = plain
                yield Block(start, len(text), part.height), part
                start, rows, text = start + len(text), lines.rows, b""
        lines.end()

    def _plain(self, text: bytes, columns: Sequence[str]) -> pl.DataFrame | None:
        """Return the rows of a block whose lines are plain and as wide as the header."""
        asked = set(columns)
        wanted = [name in asked for name in self.schema]
        cells = cells_of(text, wanted, ALLOCATOR)
        if cells is None or not _is_utf_8(text):
            return None
        part = pl.DataFrame(cells)
        part.columns = [name for name in self.schema if name in asked]
        return part.select(columns)

    def _parsed(self, count: int, text: bytes, columns: Sequence[str]) -> pl.DataFrame:
        """Return the rows of any block.

        Raises:
            RecordError: Where the engine finds another number of them than were counted.
        """
        if not count:
            return pl.DataFrame(schema=self.schema).select(columns)
        rows = pl.scan_csv(
            self.head + text,
            schema=self.schema,
            infer_schema=False,
            empty_string_is_null=False,
            n_rows=count,
        )
        part = rows.select(columns).collect(engine="in-memory")
        if part.height != count:
            why = f"{part.height} rows in {count} records"
            raise refused("csv-malformed", self.at, line="?", why=why)
        return part


def _whole_lines(file: BufferedReader) -> bytes:
    """Return the next lines of a file, with the empty ones behind them.

    At the end of a file these are no rows, and at the beginning of a text the engine passes over
    them.
    """
    lines = [file.read(BLOCK), file.readline()]
    while (line := file.readline()) and not line.strip(b"\r\n"):
        lines.append(line)
    file.seek(-len(line), SEEK_CUR)
    return b"".join(lines)


def _is_utf_8(text: bytes) -> bool:
    """Tell whether a file that was UTF-8 when it was opened still is."""
    if text.isascii():
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _skip_bom(file: BufferedReader) -> None:
    file.seek(len(BOM) if file.read(len(BOM)) == BOM else 0)


class Lines:
    """Looks at the lines of a file, a block of whole ones at a time.

    Args:
        at: What errors call it.
        header: Its cells, where it was looked at already.
        line: How many lines were.

    Attributes:
        header: The cells of the first line that is not empty.
    """

    def __init__(self, at: Location, header: Sequence[str] = (), line: int = 0) -> None:
        self.at = at
        self.header = [*header]
        self.line = line  # how many were looked at
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
            self.pass_over(count)
            return
        lines = block.removesuffix(b"\n").split(b"\n")
        for line in lines:
            self.line += 1
            self.add(line)

    def pass_over(self, count: int) -> None:
        """Count some lines that are known to be rows."""
        self.line += count
        self.rows += count
        self.filled = self.rows

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
            raise refused("csv-row-ragged", self.at, **facts)

    def end(self) -> None:
        """Look at the end of the file.

        Raises:
            RecordError: Where a quote is still open, or there was no header.
        """
        if self.pending:
            why = "unexpected end of data"
            raise refused("csv-malformed", self.at, line=str(self.since), why=why)
        if not self.header:
            raise refused("table-empty", self.at)


def _count(record: bytes, line: int, at: Location) -> int:
    """Return how many cells a record has; one without quotes need not be parsed for that."""
    if b"\0" in record:
        raise refused("csv-malformed", at, line=str(line), why="NUL")
    return len(_cells(record, line, at)) if b'"' in record else record.count(b",") + 1


def _cells(record: bytes, line: int, at: Location) -> list[str]:
    try:
        (cells,) = csv.reader([record.decode()], strict=True)
    except (csv.Error, ValueError) as error:
        raise refused("csv-malformed", at, line=str(line), why=str(error)) from None
    return cells


def refused(code: str, at: Location, **facts: str) -> RecordError:
    """Return why a file cannot be read."""
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])
