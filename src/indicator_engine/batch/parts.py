"""Tables that are read part by part, as the query engine asks for them, and never as a whole."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import polars as pl
from attrs import define, field
from polars.io.plugins import register_io_source

from indicator_engine.batch.interrupts import InterruptedTable, stop_if_interrupted
from indicator_engine.errors import Diagnostic, Location, RecordError


@define(eq=False)
class Parts:
    """A table in parts.

    Attributes:
        name: What messages call it.
        schema: Its columns.
        read: Yields its rows, of some columns that are asked for.
        failed: Why the rows ended before the table did. An error that leaves a query may end the
            program before its threads have ended, so it is kept until the query is done.
    """

    name: str
    schema: pl.Schema
    read: Callable[[Sequence[str]], Iterator[pl.DataFrame]]
    failed: RecordError | KeyboardInterrupt | None = field(default=None, init=False)

    @contextmanager
    def opened(self) -> Iterator[pl.LazyFrame]:
        """Yield the table, which can be used until the context ends.

        Raises:
            RecordError: When it ends, where a part could not be read.
            KeyboardInterrupt: When it ends, where Ctrl-C was heard before the table was read.
        """
        try:
            yield register_io_source(self._asked, schema=self.schema, is_pure=True)
        finally:
            if self.failed is not None:
                raise self.failed from None

    def _asked(
        self,
        columns: list[str] | None,
        predicate: pl.Expr | None,
        most: int | None,
        _size: int | None,
    ) -> Iterator[pl.DataFrame]:
        """Yield the rows, as the engine asks for them."""
        wanted = list(self.schema) if columns is None else columns
        try:
            with readable(self.name):
                for part in self.read(wanted or list(self.schema)[:1]):
                    stop_if_interrupted()
                    rows = part.select(wanted) if most is None else part.select(wanted).head(most)
                    yield rows if predicate is None else rows.filter(predicate)
                    if most is not None and (most := most - part.height) <= 0:
                        return
        except InterruptedTable:
            self.failed = KeyboardInterrupt()
        except RecordError as error:
            self.failed = error


@contextmanager
def readable(name: str, *, while_writing: bool = False) -> Iterator[None]:
    """Refuse the table where a reader stumbles over it, now or later in a lazy frame.

    Args:
        name: What messages call the table.
        while_writing: Whether an error of the system may be about a file that is written.

    Raises:
        RecordError: With what the reader says.
    """
    from polars.exceptions import PolarsError

    try:
        yield
    except (PolarsError, OSError) as error:
        if while_writing and isinstance(error, OSError):
            raise
        facts = {"why": str(error).partition("\n")[0]}
        at = Location(file=name)
        raise RecordError([Diagnostic(code="table-unreadable", at=at, facts=facts)]) from None
