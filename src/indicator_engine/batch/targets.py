"""Where tables go: files by their suffix, which say nothing that a spreadsheet would execute."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PolarsError

from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.extras import needs
from indicator_engine.workbooks.writing import write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# What a spreadsheet takes for a formula, also after space; a plain number is none.
RISKY = r"^\s*[=+\-@＝＋－＠\t\r]"
HARMLESS = r"^([+-]?\d+(\.\d+)?%?|-+)$"
ROWS_OF_A_SHEET = 1_048_576
ROWS_OF_A_GROUP = 100_000  # of a Parquet file; the engine would make one of every part
FULL = re.compile(rf"\(os error ({ENOSPC}|{EDQUOT}|{EFBIG})\)")  # in what the engine tells
NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # equal tables are equal files, whenever they are written


Write = Callable[[pl.LazyFrame, Path], int]
"""Writes a table to a file, and returns how many of its texts it changes."""


def writer_of(target: Path) -> Write:
    """Return what writes a table to a file of this name.

    Only CSV has no way to say that ``=1+1`` is text; there an apostrophe goes in front.

    Raises:
        RecordError: Where the suffix is not known, or a library is not installed.
    """
    if (writer := WRITERS.get(target.suffix.lower())) is None:
        facts = {"file": str(target), "known": ", ".join(WRITERS)}
        at = Location(file=str(target))
        raise RecordError([Diagnostic(code="table-format-unknown", at=at, facts=facts)])
    if writer is _xlsx:
        needs("xlsxwriter", what=".xlsx", extra="excel")
    return writer


def _csv(frame: pl.LazyFrame, draft: Path) -> int:
    """Write with a byte order mark, without which Excel takes UTF-8 for something else."""
    texts = [
        pl.col(name).cast(pl.String)
        for name, kind in frame.collect_schema().items()
        if is_text(kind)
    ]
    changed: list[int] = []

    def counted(risky: pl.Series) -> pl.Series:
        changed.append(int(risky.sum()))
        return risky

    written = frame.with_columns(escaped(text, counted) for text in texts)
    written.sink_csv(draft, include_bom=True)
    return sum(changed)


def is_text(kind: pl.DataType) -> bool:
    """Tell whether a column holds texts, be they of a known few."""
    return isinstance(kind, pl.String | pl.Enum | pl.Categorical)


def is_risky(text: pl.Expr) -> pl.Expr:
    """Return whether a spreadsheet would take a text of a CSV file for a formula."""
    return text.str.contains(RISKY) & ~text.str.contains(HARMLESS)


def escaped(text: pl.Expr, seen: Callable[[pl.Series], pl.Series]) -> pl.Expr:
    """Return a text that no spreadsheet takes for a formula.

    Args:
        text: The text.
        seen: Told which rows are changed, as they pass by.
    """
    risky = is_risky(text).map_batches(seen, pl.Boolean, is_elementwise=True)
    return pl.when(risky).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).name.keep()


def _parquet(frame: pl.LazyFrame, draft: Path) -> int:
    """Write row groups of the size that readers like.

    Raises:
        OSError: Where there is no room; the engine itself would tell it like a table that it cannot
            read.
    """
    try:
        frame.sink_parquet(draft, row_group_size=ROWS_OF_A_GROUP)
    except PolarsError as error:
        if (full := FULL.search(str(error))) is None:
            raise
        raise OSError(int(full[1]), os.strerror(int(full[1]))) from None
    return 0


def _arrow(frame: pl.LazyFrame, draft: Path) -> int:
    frame.sink_ipc(draft)
    return 0


def _xlsx(frame: pl.LazyFrame, draft: Path) -> int:
    """Write numbers as numbers with their places, and texts as texts whatever they begin with.

    Raises:
        OSError: Where there is no room.
        RecordError: Where there are more rows than a sheet has.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    table = frame.collect(engine="streaming")
    if table.height >= ROWS_OF_A_SHEET:
        facts = {"count": str(table.height), "limit": str(ROWS_OF_A_SHEET - 1)}
        at = Location(file=".xlsx")
        raise RecordError([Diagnostic(code="workbook-too-long", at=at, facts=facts)])
    try:
        with TemporaryDirectory() as parts:
            options = {"constant_memory": True, "tmpdir": parts}
            with Workbook(draft, options) as book:
                _fill(book, table)
    except FileCreateError as error:
        raise error.args[0] from None  # what the system said
    return 0


def _fill(book: "Workbook", table: pl.DataFrame) -> None:
    book.set_properties({"created": NO_DAY})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 1)
    forms = [book.add_format(_form(kind)) for kind in table.schema.values()]
    for number, row in enumerate((tuple(table.columns), *table.iter_rows())):
        for column, (cell, form) in enumerate(zip(row, forms, strict=True)):
            if isinstance(cell, str):
                write_text(sheet, number, column, cell, form)
            elif cell is not None:
                sheet.write_number(number, column, cell, form)


def _form(kind: pl.DataType) -> Mapping[str, object]:
    """Return how a column is shown: a decimal with its places, a text never as a formula."""
    if isinstance(kind, pl.Decimal) and kind.scale:
        return {"num_format": f"0.{'0' * kind.scale}"}
    return {"quote_prefix": True} if is_text(kind) else {}


WRITERS: Mapping[str, Write] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".ipc": _arrow,
    ".feather": _arrow,
}
