"""Parquet files: how much of them is in memory, and that damage is told."""

import os
from pathlib import Path

import polars as pl
import pytest

from indicator_engine import RecordError, score_file
from indicator_engine.batch import targets
from indicator_engine.batch.sources import AHEAD, GROUPS, opened
from tests.batch.sample import HEADER, ROWS, RULESET


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """Return a file with several row groups."""
    rows = [(f"{number}{row[0]}", *row[1:]) for number in range(20) for row in ROWS]
    table = pl.DataFrame(rows, schema=dict.fromkeys(HEADER, pl.String), orient="row")
    path = tmp_path / "units.parquet"
    table.write_parquet(path, row_group_size=32, compression="uncompressed")
    return path


@pytest.mark.parametrize("chosen", [None, "5"])
def test_few_parts_are_read_ahead(
    path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    """While the file is open, unless the user has chosen; whatever happens then."""
    monkeypatch.delenv(AHEAD, raising=False)
    if chosen is not None:
        monkeypatch.setenv(AHEAD, chosen)

    def interrupted() -> None:
        with opened(path):
            assert os.environ[AHEAD] == (chosen or str(GROUPS))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert os.environ.get(AHEAD) == chosen


def test_scores_are_written_in_groups_of_one_size(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small the parts are that they come in."""
    monkeypatch.setattr(targets, "ROWS_OF_A_GROUP", 30)
    target = path.with_name("scores.parquet")
    score_file(RULESET, path, target)
    groups = [part.height for part in pl.scan_parquet(target).collect_batches()]
    assert groups == [30, 30, 30, 10]


def test_damage_is_told(path: Path) -> None:
    """The rows before it are not taken for all there are, and the old scores stay."""
    target = path.with_name("scores.csv")
    target.write_text("before", encoding="utf-8")
    data = bytearray(path.read_bytes())
    place = data.rindex("0戊".encode())  # within the last row groups
    start = data.rindex(b"\x15", 0, place)  # where their page begins
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(RecordError) as caught:
        score_file(RULESET, path, target)
    assert [each.code for each in caught.value.diagnostics] == ["table-unreadable"]
    assert target.read_text(encoding="utf-8") == "before"
    assert sorted(path.parent.iterdir()) == [target, path]
