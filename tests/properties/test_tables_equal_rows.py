"""A table is scored as its rows are, each like a single unit: every cell, and every refusal."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings

from indicator_engine.batch import frames, streams
from indicator_engine.batch.frames import score_frame
from indicator_engine.batch.layout import Layout, layout_of
from indicator_engine.batch.rows import RefusedRow, Scored, rows_of, score_rows
from indicator_engine.batch.streams import Tally, score_stream
from indicator_engine.batch.table import Table
from indicator_engine.batch.tables import scores_table
from indicator_engine.errors import RecordError
from indicator_engine.model import Ruleset
from tests.properties.tables import TableCase, plain_cases, table_cases
from tests.ways import WAYS, Way, taken

CASES = table_cases() | plain_cases()

Refused = list[tuple[int, list[tuple[str, str]]]]


def expected(ruleset: Ruleset, frame: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, Refused]:
    """Return the scores of the rows, and what is refused, row by row."""
    results = list(score_rows(ruleset, layout, rows_of(frame)))
    scored = [each for each in results if isinstance(each, Scored)]
    refused = [each for each in results if isinstance(each, RefusedRow)]
    return scores_table(ruleset, scored, "integer", pl.Int64()), told(refused)


def told(refused: Sequence[RefusedRow]) -> Refused:
    """Return which rows were refused, and for what."""
    return [
        (row.row, [(each.column, each.diagnostic.code) for each in row.reasons]) for row in refused
    ]


def layout(case: TableCase) -> Layout | None:
    """Return where a table holds what; ``None`` where its header cannot be used."""
    try:
        return layout_of(case.frame.columns, case.ruleset)
    except RecordError:
        return None


def streamed(case: TableCase, found: Layout) -> tuple[pl.DataFrame, Tally]:
    """Return what is delivered last, and the tally."""
    delivered: list[pl.DataFrame] = []

    def deliver(frame: pl.LazyFrame) -> None:
        delivered.append(frame.collect(engine="streaming"))

    tally = score_stream(Table(case.ruleset, case.frame.lazy(), found, "integer"), deliver)
    return delivered[-1], tally


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=150)
@given(case=CASES)
def test_a_table_in_memory_is_scored_as_its_rows_are(way: Way, case: TableCase) -> None:
    """Whatever the columns hold: decimals, floats, integers, texts, lists, marks, nothing."""
    found = layout(case)
    if found is None:
        return
    scores, refused = expected(case.ruleset, case.frame, found)
    with taken(way):
        results = score_frame(case.ruleset, case.frame, found, "integer")
    assert told(results.refused) == refused
    assert results.scores.equals(scores)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60)
@given(case=CASES)
def test_a_stream_is_scored_as_its_rows_are(way: Way, case: TableCase) -> None:
    """A plan that is made for the first rows alone scores the others as exactly."""
    found = layout(case)
    if found is None:
        return
    scores, refused = expected(case.ruleset, case.frame, found)
    with taken(way) as patch:
        patch.setattr(streams, "SAMPLED", 3)
        table, tally = streamed(case, found)
    assert told(tally.refused) == refused
    assert table.cast(scores.schema).equals(scores)
    assert sum(tally.counts.values()) == scores.height


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60)
@given(case=CASES)
def test_a_plan_for_a_sample_is_checked_against_every_row(way: Way, case: TableCase) -> None:
    """In memory too, where a plan for the sample that does not fit is made anew."""
    found = layout(case)
    if found is None:
        return
    scores, refused = expected(case.ruleset, case.frame, found)
    with taken(way) as patch:
        patch.setattr(frames, "SAMPLED", 2)
        patch.setattr(frames, "FEW", 1)
        results = score_frame(case.ruleset, case.frame, found, "integer")
    assert told(results.refused) == refused
    assert results.scores.equals(scores)
