"""Tables of numbers, scored block by block, in ways that once went wrong or easily could."""

import json
from pathlib import Path

import polars as pl
import pytest

from indicator_engine import Ruleset, parse_ruleset
from indicator_engine.batch import score_file, score_table, streams
from indicator_engine.batch.table import Plans, Table
from indicator_engine.batch.tables import Scores
from tests.ways import WAYS, Way, taken


def rules(**more: object) -> Ruleset:
    """Return a ruleset of one indicator, with more in it."""
    text = {
        "id": "one",
        "version": "1.0.0",
        "title": "One",
        "inputs": {"n": {"type": "number", "range": "[0, 1000]"}},
        "indicators": {"id": "total", "weight": 10, "formula": "min(weight, n)"},
    }
    return parse_ruleset(json.dumps({**text, **more}))


Scored = list[tuple[int, int]]
Refused = list[tuple[str, str]]


def scored(way: Way, ruleset: Ruleset, table: pl.DataFrame) -> tuple[Scored, Refused]:
    """Return the units with their totals, and those refused with the codes of the reasons."""
    with taken(way):
        found = score_table(ruleset, table, scores="integer")
    totals: Scored = found.scores.select("unit", "total").rows()
    refused: Refused = found.refused.select("unit", "code").rows()
    return totals, refused


@pytest.mark.parametrize("way", WAYS)
def test_an_assertion_without_a_value_refuses_a_row(way: Way) -> None:
    """It was asked only after what must have a value had been gathered."""
    ruleset = rules(
        tables={"points": {"title": "Points", "anchors": [[0, 0], [100, 1]]}},
        assertions=[{"id": "twice", "equal": ["points(n)", "points(n)"], "severity": "error"}],
    )
    found = scored(way, ruleset, pl.DataFrame({"n": [3.0, 101.0, 100.0]}))
    assert found == ([(1, 300), (3, 1000)], [("2", "assertion-undefined")])


@pytest.mark.parametrize("way", WAYS)
def test_a_division_by_zero_refuses_a_row_only_where_it_is_reached(way: Way) -> None:
    """A block computes both branches, and what it takes from neither does not count."""
    indicators = {
        "id": "total",
        "weight": 10,
        "formula": "10 if n > 5 else weight / (n * 10 + 10 - 10)",
    }
    found = scored(way, rules(indicators=indicators), pl.DataFrame({"n": [0.0, 1.0, 6.0]}))
    assert found == ([(2, 100), (3, 1000)], [("1", "division-by-zero")])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "formula",
    [
        "min(weight, 12345678901234567890 * n / 12345678901234567890)",
        "min(weight, n ** 20)",
        "min(weight, sqrt(n))",
    ],
)
def test_what_no_double_holds_is_scored_in_another_way(way: Way, formula: str) -> None:
    """Numbers beyond 53 bits, and those without a rational value."""
    ruleset = rules(indicators={"id": "total", "weight": 10, "formula": formula})
    totals, refused = scored(way, ruleset, pl.DataFrame({"n": [0.0, 1.0, 999.5]}))
    assert ([total for _, total in totals], refused) == ([0, 100, 1000], [])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([0.1 + 0.2, 0.3], [30, 30]),
        ([float("nan"), 1.0], [None, 100]),
        ([float("inf"), 1.0], [None, 100]),
        ([1000.5, 1e-300], [None, 0]),
        ([-0.0, 5e-324], [0, 0]),
    ],
)
def test_odd_doubles(way: Way, cells: list[float], expected: list[int | None]) -> None:
    """Each the shortest decimal that names it, whatever block it stands in."""
    table = pl.DataFrame({"n": cells})
    found, _ = scored(way, rules(), table)
    totals = dict(found)
    assert [totals.get(row + 1) for row in range(len(cells))] == expected


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("number", ["0.5", "7", "0", "3.25"], [50, 700, 0, 325]),
        ("percent", ["50%", "0.5", "12.5%", "0%"], [50, 50, 13, 0]),
    ],
)
def test_plain_texts_are_not_scored_singly(
    way: Way,
    kind: str,
    cells: list[str],
    expected: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which would give the same scores, and take a thousand times as long."""
    monkeypatch.delattr(Table, "singly")
    ruleset = rules(inputs={"n": {"type": kind, "range": "[0, 1000]"}})
    totals, refused = scored(way, ruleset, pl.DataFrame({"n": cells}))
    assert ([total for _, total in totals], refused) == (expected, [])


def test_a_program_serves_tables_alike() -> None:
    """The very program, not one that is equal."""
    ruleset = rules()
    kept = []
    for cell in (1.5, 2.5, 3.5):
        score_table(ruleset, pl.DataFrame({"n": [cell]}))
        kept.append(ruleset.kept[Plans].kept)
    assert kept[0] is kept[1] is kept[2]


@pytest.mark.parametrize("scores", ["decimal", "integer", "float"])
def test_a_file_in_many_parts_is_scored_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scores: Scores
) -> None:
    """Rows keep their order and numbers, whatever the parts are, and one is scored singly."""
    monkeypatch.setattr(streams, "FEWEST", 7)
    monkeypatch.setattr(streams, "MOST_BYTES", 1)
    monkeypatch.setattr(streams, "COUNTED", 20)
    cells = [each / 4 for each in range(100)] + [-1.0, 2.123456]
    pl.DataFrame({"n": cells}).write_parquet(tmp_path / "units.parquet", row_group_size=33)
    out = tmp_path / "scores.parquet"
    summary = score_file(rules(), tmp_path / "units.parquet", out, scores=scores)
    table = score_table(rules(), pl.DataFrame({"n": cells}), scores=scores)
    assert (summary.read, summary.scored, summary.refused) == (102, 101, 1)
    assert pl.read_parquet(out).equals(table.scores)
