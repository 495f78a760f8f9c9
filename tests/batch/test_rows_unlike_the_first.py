"""A table on its way to a file is planned for by its first rows; others may be unlike them."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from indicator_engine.batch import frames, score_file, score_table, streams
from indicator_engine.batch.table import Table
from tests.batch.sample import ruleset_of
from tests.small import SMALL
from tests.ways import WAYS, Way, taken

RULESET = ruleset_of(SMALL)
FIRST, ALL = 300, 1_000


@pytest.fixture(name="done")
def _done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done with tables of which few rows are looked at: plans, and single rows."""
    done: list[str] = []
    plan, singly = Table.plan, Table.singly

    def planned(self: Table, *given: object, **named: object) -> object:
        done.append("a plan")
        return plan(self, *given, **named)  # type: ignore[arg-type]

    def one_by_one(self: Table, rows: pl.DataFrame, repeated: object) -> object:
        done.append(f"{rows.height} singly")
        return singly(self, rows, repeated)  # type: ignore[arg-type]

    monkeypatch.setattr(streams, "SAMPLED", 100)
    monkeypatch.setattr(frames, "FEW", 10)
    monkeypatch.setattr(Table, "plan", planned)
    monkeypatch.setattr(Table, "singly", one_by_one)
    return done


def units(others: Sequence[str | None]) -> pl.DataFrame:
    """Return a table whose first rows are alike, and then have these cells in turn."""
    rest = [others[number % len(others)] for number in range(ALL - FIRST)]
    cells = [*(str(number % 7) for number in range(FIRST)), *rest]
    names = [f"{number} 号" for number in range(ALL)]
    return pl.DataFrame({"unit": names, "预算数": ["5"] * ALL, "执行数": cells})


def written(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False).fill_null("")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["1"], ["a plan"]),
        (["1", None], ["a plan", "a plan"]),
        (["1", "待评", None, "2.123456"], ["a plan", "a plan", "a plan"]),
        (["1"] * 200 + ["-1"], ["a plan", "3 singly"]),
        (["1", "-1"], ["a plan", "a plan", "350 singly"]),
        (["1", None, "-1"], ["a plan", "a plan", "233 singly"]),
    ],
    ids=["all alike", "gaps", "all sorts", "few refused", "many refused", "gaps and refused"],
)
def test_many_of_them_are_planned_for(  # noqa: PLR0913 - each of them tells something
    *,
    tmp_path: Path,
    done: list[str],
    way: Way,
    suffix: str,
    others: Sequence[str | None],
    expected: list[str],
) -> None:
    """And few, or those of which no plan knows better, are scored singly; none is scored otherwise."""
    table = units(others)
    source, target = tmp_path / f"units{suffix}", tmp_path / "scores.csv"
    if suffix == ".csv":
        table.write_csv(source)
    else:
        table.write_parquet(source)
    with taken(way):
        summary = score_file(RULESET, source, target)
        assert done == expected
        done.clear()
        same = score_table(RULESET, table)
    found = same.scores.with_columns(pl.all().cast(pl.String).fill_null(""))
    assert written(target).rows() == found.rows()
    assert (summary.scored, summary.refused) == (same.scores.height, same.refused.height)


def test_units_that_stand_twice_are_no_reason_for_another_plan(
    tmp_path: Path, done: list[str]
) -> None:
    """They are refused, however many; no plan would know better."""
    table = units(["1"]).with_columns(unit=pl.int_range(ALL) // 2)
    table.write_csv(tmp_path / "units.csv")
    summary = score_file(RULESET, tmp_path / "units.csv", tmp_path / "scores.csv")
    assert done == ["a plan", f"{ALL} singly"]
    assert (summary.scored, summary.refused) == (0, ALL)
