"""``score``: a table of Spark in, its scores as tables of Spark out, computed when asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl
from attrs import field, frozen

from indicator_engine.batch import score_table
from indicator_engine.batch.layout import Layout, layout_of
from indicator_engine.batch.long_tables import is_long
from indicator_engine.batch.origins import IN_MEMORY
from indicator_engine.batch.tables import Scores
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.loading import dump_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.spark.worker import REASON, WHY, Part

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType


@frozen(kw_only=True)
class SparkScores:
    """The scores of a table of Spark; nothing is computed before Spark is asked for it.

    Attributes:
        scores: A row for each unit that was scored, with the columns of
            :attr:`indicator_engine.TableScores.scores`.
        refused: A row for each reason why a unit could not be scored: ``unit``, ``column``,
            ``code``, ``reason``, ``value``. There is no ``row``, ``file`` or ``cell``: Spark does
            not number rows.
        rows: A row for each row of the table: its scores, or its reasons under ``why refused``.
            The other two are taken from it, so that ``rows.cache()`` saves scoring for each anew.
        unknown: Columns that mean nothing.
        missing: Inputs without a column.
    """

    scores: "DataFrame" = field(repr=False)
    refused: "DataFrame" = field(repr=False)
    rows: "DataFrame" = field(repr=False)
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def score(
    dataframe: "DataFrame",
    ruleset: Ruleset,
    *,
    scores: Scores = "decimal",
    unit: str | None = None,
) -> SparkScores:
    """Return the scores of a table of Spark, each what :func:`indicator_engine.score_table` gives.

    The table is read twice, once for its units alone: one that stands in several rows, of
    whatever parts of the table, is refused in all of them. The order of the rows is Spark's.

    Args:
        dataframe: A row for each unit, a column for each input by its id or title.
        ruleset: The rules, without functions that compare the rows with one another.
        scores: How scores are held: ``decimal`` with the declared places, ``integer`` in units of
            the last place, or ``float``.
        unit: The column that names the unit, with texts or whole numbers; by default ``unit`` or
            ``单位``.

    Raises:
        RecordError: Where the table as a whole cannot be used. A row that cannot be scored is in
            ``refused``.
    """
    layout, units = _layout(dataframe, ruleset, unit)
    names = tuple(each for each in dataframe.columns if each not in layout.unknown)
    _refuse_long(names)
    part = Part(rules=dump_ruleset(ruleset), columns=names, unit=units, scores=scores)
    rows = _with_counts(dataframe, names, units).mapInArrow(
        part, _columns(ruleset, scores, dataframe.schema[units].dataType)
    )
    return SparkScores(
        scores=rows.filter(rows[WHY].isNull()).drop(WHY),
        refused=_refused(rows),
        rows=rows,
        unknown=layout.unknown,
        missing=layout.missing,
    )


def _layout(dataframe: "DataFrame", ruleset: Ruleset, unit: str | None) -> tuple[Layout, str]:
    """Return where the table holds what, and the column of its units.

    Raises:
        RecordError: Where its parts could not be scored each on its own, or it cannot be used.
    """
    from pyspark.sql.types import IntegralType, StringType

    if ruleset.cohort:
        calls = ", ".join(call.name for call in ruleset.cohort)
        raise _unusable("spark-cohort", calls=calls)
    _refuse_long(tuple(dataframe.columns))
    layout = layout_of(dataframe.columns, ruleset, unit=unit)
    if layout.unit is None:
        raise _unusable("spark-unit-lacking")
    found = dataframe.schema[layout.unit].dataType
    if not isinstance(found, StringType | IntegralType):
        raise _unusable("spark-unit-type", column=layout.unit, type=found.simpleString())
    return layout, layout.unit


def _refuse_long(names: tuple[str, ...]) -> None:
    """Raise for a long table, whose rows of one unit may be with several workers."""
    if is_long(names):
        raise _unusable("spark-long-table", columns=", ".join(names))


def _unusable(code: str, **facts: str) -> RecordError:
    return RecordError([Diagnostic(code=code, at=Location(file=IN_MEMORY), facts=facts)])


def _with_counts(dataframe: "DataFrame", names: tuple[str, ...], unit: str) -> "DataFrame":
    """Return some columns, and in how many rows each row's unit stands, if in several.

    The columns are numbered: Spark reads some names as paths, and takes some for the same.
    """
    from pyspark.sql import functions as sql
    from pyspark.sql.types import StringType

    numbered = {name: f"c{number}" for number, name in enumerate(dataframe.columns)}
    is_text = isinstance(dataframe.schema[unit].dataType, StringType)
    # As bytes: a collation may count different texts as the same.
    key = sql.col(numbered[unit]).cast("binary" if is_text else "long")
    table = dataframe.toDF(*numbered.values()).withColumn("key", key)
    counted = table.groupBy("key").agg(sql.count("*").alias("rows"))
    several = sql.broadcast(counted.filter("rows > 1"))
    chosen = [numbered[name] for name in names]
    return table.join(several, "key", "left").select(*chosen, "rows")


def _columns(ruleset: Ruleset, scores: Scores, unit: "DataType") -> "StructType":
    """Return the columns of the rows that workers give back."""
    from pyspark.sql.types import ArrayType, LongType, StringType, StructField, StructType

    empty = score_table(ruleset, [], scores=scores).scores
    types = {name: _spark_type(dtype) for name, dtype in empty.schema.items()}
    types["unit"] = StringType() if isinstance(unit, StringType) else LongType()
    reason = StructType([StructField(name, StringType()) for name in REASON])
    types[WHY] = ArrayType(reason)
    return StructType([StructField(name, each) for name, each in types.items()])


def _spark_type(dtype: pl.DataType) -> "DataType":
    """Return the type of a column of scores as Spark calls it."""
    from pyspark.sql import types

    if isinstance(dtype, pl.Decimal):
        return types.DecimalType(dtype.precision, dtype.scale)
    same: Mapping[type[pl.DataType], DataType] = {
        pl.Int32: types.IntegerType(),
        pl.Int64: types.LongType(),
        pl.Float64: types.DoubleType(),
        pl.Enum: types.StringType(),
        pl.String: types.StringType(),
    }
    return same[type(dtype)]


def _refused(rows: "DataFrame") -> "DataFrame":
    """Return a row for each reason why a row was refused."""
    from pyspark.sql import functions as sql

    unit = sql.coalesce(rows["unit"].cast("string"), sql.lit(""))
    each = rows.select(unit.alias("unit"), sql.explode(WHY).alias("why"))
    return each.select("unit", "why.*")
