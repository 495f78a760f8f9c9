"""CSV files: their encoding found, and then read as columns of text."""

import os
from codecs import getincrementaldecoder, lookup
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import mkstemp

import polars as pl
from attrs import frozen

from indicator_engine.batch.csv_blocks import Blocks, refused
from indicator_engine.batch.parts import Parts
from indicator_engine.errors import Diagnostic, Location

CHUNK = 1 << 20  # bytes held at once
UTF_8, GB18030 = "utf-8", "gb18030"


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
        RecordError: Where it is not in its encoding, or is no CSV with cells for each column; of a
            malformed line, when the context ends.
    """
    at = Location(file=str(path))
    used, notices = _encoding(path, encoding, at)
    with nullcontext(path) if used == UTF_8 else _as_utf_8(path, used) as text:
        blocks = Blocks(text, at)
        with Parts(str(path), blocks.schema, blocks.read).opened() as frame:
            yield CsvFile(frame, notices)


def _encoding(path: Path, asked: str | None, at: Location) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the encoding of a file, and the notice where that is a guess."""
    if asked is not None:
        try:
            b" ".decode(asked, "replace")  # what Python calls a codec need not be one of text
            known = lookup(asked).name
        except LookupError:
            raise refused("encoding-unknown", at, encoding=repr(asked)) from None
        known = UTF_8 if known == "utf-8-sig" else known
        if (offset := _undecodable(path, known)) is not None:
            raise refused("text-undecodable", at, encoding=known, offset=str(offset))
        return known, ()
    if (offset := _undecodable(path, UTF_8)) is None:
        return UTF_8, ()
    if _undecodable(path, GB18030) is not None:
        raise refused("text-undecodable", at, encoding="UTF-8 / GB18030", offset=str(offset))
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
