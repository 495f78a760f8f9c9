"""Rules that compare rows: a row of a table is what its record is among all the others."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import parse_ruleset, score, score_file, score_table
from indicator_engine.model import Ruleset

RULES = parse_ruleset(
    json.dumps(
        {
            "id": "ranking",
            "version": "1.0.0",
            "title": "Ranking",
            "inputs": {"a": {"type": "number", "range": "[0, 100]"}},
            "derived": {"share": {"formula": "a / cohort_max(a) if cohort_max(a) > 0 else 0"}},
            "indicators": {
                "id": "total",
                "weight": 40,
                "children": [
                    {"id": "place", "weight": 10, "formula": "max(0, weight - (rank_high(a) - 1))"},
                    {"id": "part", "weight": 10, "formula": "weight * percentile(a)"},
                    {"id": "best", "weight": 10, "formula": "weight * share"},
                    {
                        "id": "most",
                        "weight": 10,
                        "formula": "min(weight, cohort_count(share >= 0.5))",
                    },
                ],
            },
        }
    )
)
SPREAD = parse_ruleset(
    json.dumps(
        {
            "id": "spread",
            "version": "1.0.0",
            "title": "Spread",
            "inputs": {"a": {"type": "number"}},
            "indicators": {"id": "total", "weight": 10, "formula": "weight * min_max(a)"},
        }
    )
)
CELLS = st.sampled_from([None, 0, 1, 1, 25, 50, 50, 99, 100, 101])


def row_of(
    ruleset: Ruleset, cells: Sequence[int | None], index: int
) -> Mapping[str, Decimal | None]:
    """Return the scores of one record among the others that can be read."""
    others = [
        {"inputs": {"a": each}}
        for number, each in enumerate(cells)
        if number != index and each != 101
    ]
    found = score(ruleset, {"inputs": {"a": cells[index]}, "cohort": others})
    return {node.id: node.score for node in found.tree.walk()}


@given(cells=st.lists(CELLS, min_size=1, max_size=8))
def test_a_row_is_its_record_among_the_others(cells: list[int | None]) -> None:
    """Ties share their place, rows without a value have none, refused rows do not count."""
    found = score_table(RULES, pl.DataFrame({"a": pl.Series(cells, dtype=pl.Int64)}))
    readable = [index for index, cell in enumerate(cells) if cell != 101]
    assert found.scores["unit"].to_list() == [index + 1 for index in readable]
    for index, row in zip(readable, found.scores.iter_rows(named=True), strict=True):
        expected = row_of(RULES, cells, index)
        assert {name: row[name] for name in expected} == expected
    assert found.refused.height == len(cells) - len(readable)
    records = score_table(RULES, [{"a": cell} for cell in cells])
    assert records.scores.equals(found.scores)


def test_a_unit_named_twice_does_not_count() -> None:
    """Both its rows are refused, and nobody is compared with them."""
    table = pl.DataFrame({"unit": ["a", "b", "a"], "a": [100, 50, 75]})
    found = score_table(RULES, table)
    assert found.scores.rows(named=True)[0]["place"] == 10
    assert found.refused["row"].to_list() == [1, 3]


def test_rows_that_are_all_equal_are_refused_by_a_spread() -> None:
    """There is nothing to measure them by, and each row says so."""
    found = score_table(SPREAD, pl.DataFrame({"a": [5, 5]}))
    assert found.scores.height == 0
    assert found.refused["code"].to_list() == ["cohort-all-equal"] * 2


def test_a_file_is_compared_as_a_table_is(tmp_path: Path) -> None:
    """It is gone through as often as its rules ask the others."""
    source, target = tmp_path / "units.csv", tmp_path / "scores.parquet"
    source.write_text("unit,a\nx,5\ny,8\nz,8\nw,2\n", encoding="utf-8")
    summary = score_file(RULES, source, target)
    assert (summary.read, summary.scored) == (4, 4)
    assert pl.read_parquet(target)["place"].to_list() == [8, 10, 10, 7]
