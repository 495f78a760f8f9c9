"""Where tables come from: files by their suffix, folders of forms, data frames, lists of records."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from errno import ENOENT
from pathlib import Path

import polars as pl
from attrs import evolve, field, frozen

from indicator_engine.batch.csv_files import opened_csv
from indicator_engine.batch.forms import Forms, forms_in, refuse_option
from indicator_engine.batch.long_tables import is_long, widened
from indicator_engine.batch.origins import IN_MEMORY, Origin, Plain
from indicator_engine.batch.parts import readable
from indicator_engine.batch.workbooks import read_workbook
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.extras import needs

AHEAD = "POLARS_ROW_GROUP_PREFETCH_SIZE"
GROUPS = 2  # of a Parquet file that are read ahead: with one, threads wait


@frozen(kw_only=True)
class Frame:
    """A table of cells.

    Attributes:
        origin: Where it comes from.
        columns: Its header.
        frame: Its cells: texts in what comes from CSV and Excel, else of the types they have.
        notices: What the user should know of how it was read.
    """

    origin: Origin
    columns: tuple[str, ...]
    frame: pl.LazyFrame = field(eq=False, repr=False)
    notices: tuple[Diagnostic, ...] = ()

    @property
    def name(self) -> str:
        """Return what messages call it."""
        return self.origin.name


@frozen(kw_only=True)
class Records:
    """A list of records as they are: their values stay exact, no column type comes between.

    Attributes:
        name: What messages call it.
        rows: The records, see :func:`indicator_engine.score`.
    """

    name: str
    rows: Sequence[Mapping[str, object]] = field(repr=False)


@contextmanager
def opened(
    source: object,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    besides: Iterable[Path] = (),
) -> Iterator[Frame | Records | Forms]:
    """Yield the table that a source holds; its frame can be used until the context ends.

    Args:
        source: A path (``.csv``, ``.xlsx``, ``.parquet``, ``.arrow``, ``.ipc``, ``.feather``; a
            folder of filled forms, or one of them), a Polars frame, anything with the Arrow
            PyCapsule interface (pandas, PyArrow, DuckDB), or a list of records.
        encoding: Of a CSV file, where the user knows.
        sheet: Of a workbook that is a table; by default the first.
        besides: Files that will be written, and are no forms of a folder.

    Raises:
        RecordError: Where it is no table, or cannot be read.
    """
    needs("nanoarrow", "polars", what="batch", extra="batch")
    if isinstance(source, str | os.PathLike) and Path(source).is_dir():
        forms = forms_in(Path(source), besides)
        refuse_option(forms, sheet=sheet, encoding=encoding)
        yield forms
    elif isinstance(source, str | os.PathLike):
        with _opened_file(Path(source), encoding, sheet) as table:
            yield table if isinstance(table, Forms) else _wide(table)
    elif isinstance(source, Sequence) and all(isinstance(each, Mapping) for each in source):
        yield Records(name=IN_MEMORY, rows=source)
    else:
        yield _wide(_in_memory(source))


def _opened_file(
    path: Path, encoding: str | None, sheet: str | None
) -> AbstractContextManager[Frame | Forms]:
    """Return a file as a table, by its suffix."""
    at = Location(file=str(path))
    opener = OPENERS.get(path.suffix.lower())
    if opener is None:
        if not path.suffix and not path.exists():  # a folder of another name
            raise _refused("file-unreadable", at, why=os.strerror(ENOENT))
        raise _refused("table-format-unknown", at, file=str(path), known=", ".join(OPENERS))
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise _refused("file-unreadable", at, why=why) from None
    return opener(path, encoding, sheet)


@contextmanager
def _csv(path: Path, encoding: str | None, _sheet: str | None) -> Iterator[Frame]:
    with opened_csv(path, encoding) as file:
        yield evolve(_frame(file.frame, Plain(str(path))), notices=file.notices)


@contextmanager
def _workbook(path: Path, _encoding: str | None, sheet: str | None) -> Iterator[Frame | Forms]:
    table = read_workbook(path, sheet)
    if table is None:
        yield Forms(name=str(path), files=(path,))
    else:
        yield _frame(table.frame.lazy(), table.origin)


@contextmanager
def _parquet(path: Path, _encoding: str | None, _sheet: str | None) -> Iterator[Frame]:
    with _few_ahead():
        yield _frame(pl.scan_parquet(path, glob=False, hive_partitioning=False), Plain(str(path)))


@contextmanager
def _few_ahead() -> Iterator[None]:
    """Let the engine read few row groups ahead, where the user has not said how many.

    Its own choice is so many that memory grows with the file, and it has no other switch for it.
    """
    if AHEAD in os.environ:
        yield
        return
    os.environ[AHEAD] = str(GROUPS)
    try:
        yield
    finally:
        os.environ.pop(AHEAD, None)


@contextmanager
def _arrow(path: Path, _encoding: str | None, _sheet: str | None) -> Iterator[Frame]:
    yield _frame(pl.scan_ipc(path, glob=False, hive_partitioning=False), Plain(str(path)))


def _in_memory(source: object) -> Frame:
    """Return a data frame of any library as a table, its memory shared where that is possible."""
    if isinstance(source, pl.LazyFrame):
        # In memory its columns are columns: a query may hold constants, by which the engine divides
        # in another way, see number_systems/columns/held.py.
        with readable(IN_MEMORY):
            return _frame(pl.DataFrame(source.collect().get_columns()).lazy(), Plain())
    if not hasattr(source, "__arrow_c_stream__"):
        raise _refused("table-of-wrong-kind", Location(file=IN_MEMORY), found=type(source).__name__)
    with readable(IN_MEMORY):
        return _frame(pl.DataFrame(pl.DataFrame(source).get_columns()).lazy(), Plain())


def _frame(frame: pl.LazyFrame, origin: Origin) -> Frame:
    """Return a lazy frame as a table; its header is read here, and may turn out unreadable."""
    with readable(origin.name):
        return Frame(origin=origin, columns=tuple(frame.collect_schema().names()), frame=frame)


def _wide(table: Frame) -> Frame:
    """Return a table in the wide form."""
    if not is_long(table.columns):
        return table
    frame, origin = widened(table.frame, table.columns, table.origin)
    return evolve(_frame(frame, origin), notices=table.notices)


def _refused(code: str, at: Location, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=at, facts=facts)])


Opener = Callable[[Path, str | None, str | None], AbstractContextManager[Frame | Forms]]

OPENERS: Mapping[str, Opener] = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".ipc": _arrow,
    ".feather": _arrow,
}
