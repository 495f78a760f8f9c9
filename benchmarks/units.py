"""The units of project-23 as every competitor wants them: doubles, decimals, arrays, mappings."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars import col
from polars.io.plugins import register_io_source

from benchmarks import data
from benchmarks.data import ONE, Columns, Hundredths
from benchmarks.work import INPUTS, WHOLE_INPUTS

Doubles: TypeAlias = NDArray[np.float64]
Record = Mapping[str, float]

# Hundredths as they are, with two digits more, and divided by a hundred, which is exact.
WIDE, NARROW = pl.Decimal(20, 2), pl.Decimal(18, 2)


class Units:
    """A number of units in memory, in one form or another, each made when it is first asked for."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    @cached_property
    def hundredths(self) -> Columns:
        """Every input as whole hundredths."""
        return data.columns(self.rows)

    @cached_property
    def doubles(self) -> pl.DataFrame:
        """Every input as Float64."""
        return doubles(self.hundredths)

    @cached_property
    def decimals(self) -> pl.DataFrame:
        """Whole inputs as Int64, all others as Decimal with two places."""
        return decimals(self.hundredths)

    @cached_property
    def scaled(self) -> pl.DataFrame:
        """Every input as Int32: whole inputs as they are, all others in hundredths."""
        forms = [_whole(name) if name in WHOLE_INPUTS else col(name) for name in INPUTS]
        return pl.DataFrame(dict(self.hundredths)).select(forms).cast(pl.Int32)

    @cached_property
    def arrays(self) -> Mapping[str, Doubles]:
        """Every input as a NumPy array of doubles."""
        return {name: column / float(ONE) for name, column in self.hundredths.items()}

    @cached_property
    def records(self) -> list[Record]:
        """Every unit as a mapping from input to number, whole inputs as ``int``."""
        listed = {name: _numbers(name, self.hundredths[name]) for name in INPUTS}
        return [dict(zip(INPUTS, row, strict=True)) for row in zip(*listed.values(), strict=True)]


def doubles(units: Columns) -> pl.DataFrame:
    """Return a table of the doubles nearest to the decimals.

    NumPy divides; Polars would multiply by the double nearest to a hundredth.
    """
    return pl.DataFrame({name: column / float(ONE) for name, column in units.items()})


def decimals(units: Columns) -> pl.DataFrame:
    """Return a table of whole numbers, and of decimals with two places."""
    forms = [_whole(name) if name in WHOLE_INPUTS else _decimal(name) for name in INPUTS]
    return pl.DataFrame(dict(units)).select(forms)


def _whole(name: str) -> pl.Expr:
    return col(name) // ONE


def _decimal(name: str) -> pl.Expr:
    return (col(name).cast(WIDE) / ONE).cast(NARROW)


def write_parquet(rows: int, path: Path) -> None:
    """Write units as doubles, as Polars writes a Parquet file when nothing else is said."""
    _scan(rows, doubles).sink_parquet(path)


def write_csv(rows: int, path: Path) -> None:
    """Write units as text: whole numbers, and decimals with two places."""
    _scan(rows, decimals).sink_csv(path)


def _scan(rows: int, form: Callable[[Columns], pl.DataFrame]) -> pl.LazyFrame:
    """Return a query that makes the units, a chunk at a time, as it writes them."""

    def parts(*_pushed_down: object) -> Iterator[pl.DataFrame]:
        return map(form, data.chunks(rows))

    nothing = form({name: np.empty(0, np.int64) for name in INPUTS})
    return register_io_source(parts, schema=nothing.schema)


def _numbers(name: str, hundredths: Hundredths) -> list[float]:
    column = hundredths // ONE if name in WHOLE_INPUTS else hundredths / float(ONE)
    numbers: list[float] = column.tolist()
    return numbers
