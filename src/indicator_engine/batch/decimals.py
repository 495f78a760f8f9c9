"""Whole numbers of 128 bits as decimals: the same memory under another name."""

from collections.abc import Mapping

import nanoarrow
import polars as pl
from attrs import frozen
from nanoarrow.c_array import CArray


@frozen
class Decimals:
    """Turns columns of a table into decimals, each of their numbers so many units of the last place.

    The query engine's own way looks at every number once more, to see that the digits suffice. A
    column goes out through Arrow's interface instead and comes back as what the sender calls it.

    Attributes:
        types: What each column is to be, by its name. Its numbers have no more digits than that.
    """

    types: Mapping[str, pl.Decimal]

    def over(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """Return a table with the columns as decimals.

        >>> units = pl.LazyFrame({"score": [250, None, -5]}, schema={"score": pl.Int128})
        >>> table = Decimals({"score": pl.Decimal(18, 2)}).over(units)
        >>> table.collect()["score"].to_list()
        [Decimal('2.50'), None, Decimal('-0.05')]
        """
        if not self.types:
            return table
        return table.map_batches(
            self._renamed,
            schema={**table.collect_schema(), **self.types},
            streamable=True,
            predicate_pushdown=False,
            projection_pushdown=False,
            slice_pushdown=False,
        )

    def _renamed(self, rows: pl.DataFrame) -> pl.DataFrame:
        return pl.DataFrame(
            [
                _decimals(column, self.types[column.name]) if column.name in self.types else column
                for column in rows.get_columns()
            ]
        )


@frozen
class _Called:
    """Numbers of 128 bits, sent as decimals."""

    numbers: CArray
    type: pl.Decimal

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """Return the decimals to any library with the Arrow PyCapsule interface."""
        schema = nanoarrow.decimal128(self.type.precision, self.type.scale)
        _, numbers = self.numbers.__arrow_c_array__(requested_schema)
        return schema.__arrow_c_schema__(), numbers


def _decimals(units: pl.Series, dtype: pl.Decimal) -> pl.Series:
    """Return whole numbers of 128 bits as decimals, without copying them."""
    if units.is_empty():
        return pl.Series(units.name, (), dtype)
    parts = nanoarrow.c_array_stream(units)
    series = [pl.Series(_Called(part, dtype)) for part in parts]
    return pl.concat(series).alias(units.name)
