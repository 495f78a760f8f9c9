"""``score_table``: a table of units in memory, scored."""

from collections.abc import Iterable

import polars as pl
from attrs import evolve, field, frozen

from indicator_engine.batch.forms import Forms, refuse_option, score_forms
from indicator_engine.batch.frames import score_frame
from indicator_engine.batch.layout import layout_of
from indicator_engine.batch.parts import readable
from indicator_engine.batch.rows import RefusedRow, Scored, score_records
from indicator_engine.batch.sources import Frame, Records, opened
from indicator_engine.batch.tables import Inputs, Scores, refused_table, scores_table
from indicator_engine.errors import Diagnostic
from indicator_engine.model import Ruleset


@frozen(kw_only=True)
class TableScores:
    """The scores of a table.

    Attributes:
        scores: A row for each unit that was scored, in the table's order: ``unit``, a column for
            each indicator, ``total``, ``grade``, ``status``.
        refused: A row for each reason why a unit could not be scored: ``unit``, ``row``,
            ``column``, ``code``, ``reason``, ``value``, ``file``, ``cell``.
        unknown: Columns that mean nothing.
        missing: Inputs without a column.
        notices: What is odd about forms that were read.
    """

    scores: pl.DataFrame = field(repr=False)
    refused: pl.DataFrame = field(repr=False)
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[Diagnostic, ...] = field(default=(), repr=False)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the scores to any library with the Arrow PyCapsule interface."""
        return self.scores.__arrow_c_stream__(requested_schema)


def score_table(
    ruleset: Ruleset,
    table: object,
    *,
    scores: Scores = "decimal",
    unit: str | None = None,
    inputs: Inputs = "decimal",
) -> TableScores:
    """Return the scores of a table of units, each exactly what :func:`indicator_engine.score` gives.

    Args:
        ruleset: The rules.
        table: A row for each unit, a column for each input by its id or title: anything with the
            Arrow PyCapsule interface (Polars, pandas, PyArrow, DuckDB), or a list of records.
        scores: How scores are held: ``decimal`` with the declared places, ``integer`` in units of
            the last place, or ``float``.
        unit: The column that names the unit; by default ``unit`` or ``单位``, else the row's number.
        inputs: What columns of whole numbers hold: ``decimal``, the numbers themselves, or
            ``integer``, units of the last place that the input declares, as ``scores`` do then.

    Raises:
        RecordError: Where the table as a whole cannot be used. A row that cannot be scored is in
            ``refused``.
    """
    with opened(table) as source:
        return score_source(ruleset, source, scores=scores, unit=unit, inputs=inputs)


def score_source(
    ruleset: Ruleset,
    source: Frame | Records | Forms,
    *,
    scores: Scores = "decimal",
    unit: str | None = None,
    inputs: Inputs = "decimal",
) -> TableScores:
    """Return the scores of a table that is open, and may be scored by other rulesets too.

    Raises:
        RecordError: As :func:`score_table`.
    """
    if isinstance(source, Forms):
        refuse_option(source, unit=unit)
        forms = score_forms(ruleset, source)
        return evolve(_singly(ruleset, forms.results, scores), notices=forms.notices)
    if isinstance(source, Records):
        return _singly(ruleset, score_records(ruleset, source.rows), scores)
    layout = layout_of(source.columns, ruleset, unit=unit, origin=source.origin)
    with readable(source.name):
        frame = source.frame.collect()
    found = score_frame(ruleset, frame, layout, scores, inputs)
    return TableScores(
        scores=found.scores,
        refused=refused_table(found.refused),
        unknown=layout.unknown,
        missing=layout.missing,
    )


def _singly(
    ruleset: Ruleset, results: Iterable[Scored | RefusedRow], scores: Scores
) -> TableScores:
    """Return rows that are scored singly."""
    found = list(results)
    done = [each for each in found if isinstance(each, Scored)]
    refused = [each for each in found if isinstance(each, RefusedRow)]
    return TableScores(scores=scores_table(ruleset, done, scores), refused=refused_table(refused))
