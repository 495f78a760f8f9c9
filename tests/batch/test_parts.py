"""Tables read in parts: the same rows as at once, and what cannot be read is told at the end."""

from pathlib import Path

import polars as pl
import pytest

from indicator_engine import RecordError, score_file
from indicator_engine.batch import parts
from indicator_engine.batch.sources import Frame, opened
from tests.batch.sample import HEADER, ROWS, RULESET

MANY = 20


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """Return a file with several row groups, the last row of each the first of another part."""
    rows = [(f"{number}{row[0]}", *row[1:]) for number in range(MANY) for row in ROWS]
    table = pl.DataFrame(rows, schema=dict.fromkeys(HEADER, pl.String), orient="row")
    path = tmp_path / "units.parquet"
    table.write_parquet(path, row_group_size=64, compression="uncompressed")
    return path


@pytest.mark.parametrize("size", [7, 64, 1_000])
def test_parts_make_no_difference(path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """All rows, some columns, the first rows, those that fit, and how many there are."""
    monkeypatch.setattr(parts, "ROWS", size)
    whole = pl.read_parquet(path)
    with opened(path) as table:
        assert isinstance(table, Frame)
        for engine in ("streaming", "in-memory"):
            assert table.frame.collect(engine=engine).equals(whole)
            some = table.frame.select("预算数", "unit").collect(engine=engine)
            assert some.equals(whole.select("预算数", "unit"))
            assert table.frame.head(70).collect(engine=engine).equals(whole.head(70))
            same = pl.col("unit").str.starts_with("3")
            assert table.frame.filter(same).collect(engine=engine).equals(whole.filter(same))
            count = table.frame.select(pl.len()).collect(engine=engine)
            assert count.item() == whole.height


def test_a_damaged_part_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows before it are not taken for all there are, and the old scores stay."""
    monkeypatch.setattr(parts, "ROWS", 64)
    target = path.with_name("scores.csv")
    target.write_text("before", encoding="utf-8")
    data = bytearray(path.read_bytes())
    place = data.rindex("0戊".encode())  # within the last row groups
    start = data.rindex(b"\x15", 0, place)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(RecordError) as caught:
        score_file(RULESET, path, target)
    assert [each.code for each in caught.value.diagnostics] == ["table-unreadable"]
    assert target.read_text(encoding="utf-8") == "before"
    assert sorted(path.parent.iterdir()) == [target, path]
