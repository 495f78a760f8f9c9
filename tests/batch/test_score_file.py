"""From file to file: every row is scored or refused, and a file is whole or not there."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from indicator_engine import RecordError, score
from indicator_engine.batch import score_file
from indicator_engine.batch.sources import opened
from indicator_engine.batch.targets import WRITERS, Write
from indicator_engine.limits import LIMITS
from tests.batch.sample import (
    EVERY,
    HEADER,
    ROWS,
    RULESET,
    frame_of,
    ruleset_of,
    text_of,
    write_workbook,
)

MODULE = sys.modules[score_file.__module__]  # hidden by the function, which has its name
WRITE: Mapping[str, Callable[[Path], object]] = {
    ".csv": lambda path: path.write_text(text_of(), encoding="utf-8", newline=""),
    ".xlsx": lambda path: write_workbook(path, [HEADER, *ROWS]),
    ".parquet": lambda path: frame_of().write_parquet(path),
    ".arrow": lambda path: frame_of().write_ipc(path),
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with the sample as CSV."""
    monkeypatch.chdir(tmp_path)
    WRITE[".csv"](tmp_path / "units.csv")
    return tmp_path


def texts(path: Path) -> pl.DataFrame:
    """Return a file that was written as a table of texts."""
    with opened(path) as table:
        frame = table.frame.collect()  # type: ignore[union-attr]
    return frame.select(pl.all().cast(pl.String).fill_null(""))


class TestFormats:
    @pytest.mark.parametrize("source", WRITE)
    @pytest.mark.parametrize("target", WRITE)
    def test_every_format_gives_the_same_scores(
        self, tmp_path: Path, source: str, target: str
    ) -> None:
        """Whatever the table stood in, and whatever the scores go to."""
        WRITE[source](tmp_path / f"units{source}")
        WRITE[".csv"](tmp_path / "expected.csv")
        score_file(RULESET, tmp_path / "expected.csv", tmp_path / "expected.scores.csv")
        summary = score_file(RULESET, tmp_path / f"units{source}", tmp_path / f"scores{target}")
        assert (summary.read, summary.scored, summary.refused) == (6, 5, 1)
        expected = texts(tmp_path / "expected.scores.csv")
        if target == ".xlsx":  # whose numbers have no places of their own, only a format
            expected = expected.select(
                pl.all().str.replace(r"^(-?\d+\.\d*?)0+$", "$1").str.strip_suffix(".")
            )
        assert texts(tmp_path / f"scores{target}").equals(expected)
        refused = [tmp_path / "scores.refused.csv", tmp_path / "expected.scores.refused.csv"]
        found, other = (texts(each).drop("file", "cell") for each in refused)
        assert found.equals(other)

    @pytest.mark.usefixtures("folder")
    def test_the_columns(self) -> None:
        """The unit first, an indicator a column, then the total, its grade and its status."""
        score_file(RULESET, "units.csv", "scores.csv")
        first = Path("scores.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
        assert first == [
            "unit,A,B,C,D,total,grade,status",
            "甲,38.00,19.00,18.15,18.00,93.15,优,scored",
        ]

    @pytest.mark.usefixtures("folder")
    def test_the_refused_rows_say_everything(self) -> None:
        score_file(RULESET, "units.csv", "scores.csv", language="zh")
        lines = Path("scores.refused.csv").read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == "unit,row,column,code,reason,value,file,cell"
        assert lines[1] == (
            "戊,5,执行数,cell-with-separators,"
            '"“执行数”填的是 1,000，不要用千分位逗号，应写成 1000","1,000",units.csv,""'
        )
        assert len(lines) == 8

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(
        ("scores", "kind", "total"),
        [
            ("decimal", pl.Decimal, "93.15"),
            ("integer", pl.Int32, "9315"),
            ("float", pl.Float64, "93.15"),
        ],
    )
    def test_how_scores_are_held(self, scores: Any, kind: Any, total: str) -> None:  # noqa: ANN401
        score_file(RULESET, "units.csv", "scores.parquet", scores=scores)
        table = pl.read_parquet("scores.parquet")
        assert table.schema["total"] == kind
        assert str(table["total"][0]) == total

    @pytest.mark.usefixtures("folder")
    def test_frames_and_records_are_tables_too(self) -> None:
        score_file(RULESET, "units.csv", "a.csv")
        score_file(RULESET, frame_of(), "b.csv")
        assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
        summary = score_file(RULESET, [{"unit": "甲", "预算数": 3, "执行数": 1}, {"x": 1}], "c.csv")
        assert (summary.read, summary.scored, summary.incomplete, summary.refused) == (2, 1, 1, 1)


class TestCounts:
    @pytest.mark.usefixtures("folder")
    def test_what_the_summary_says(self) -> None:
        summary = score_file(RULESET, "units.csv", "scores.csv")
        assert (summary.read, summary.scored, summary.incomplete, summary.refused) == (6, 5, 3, 1)
        assert summary.grades == {"优": 1, "良": 1}
        assert (summary.unknown, summary.missing, summary.notices) == ((), (), ())

    def test_what_was_odd_is_said(self, folder: Path) -> None:
        (folder / "gb.csv").write_text("单位,预算数,执行树\n甲,1,1\n", encoding="gb18030")
        summary = score_file(RULESET, folder / "gb.csv", folder / "scores.csv")
        assert summary.unknown == ("执行树",)
        assert len(summary.missing) == 9
        assert [each.code for each in summary.notices] == [
            "encoding-guessed",
            "column-unknown",
            "columns-missing",
        ]

    def test_escaped_texts_are_counted(self, folder: Path) -> None:
        rows = [("=甲", "1", "1"), ("+乙", "x", "1")]
        summary = score_file(
            RULESET, frame_of(("unit", "预算数", "执行数"), rows), folder / "scores.csv"
        )
        escaped = [each for each in summary.notices if each.code == "cells-escaped"]
        assert [(Path(each.at.file).name, each.facts["count"]) for each in escaped] == [
            ("scores.csv", "1"),
            ("scores.refused.csv", "1"),
        ]

    def test_units_of_very_long_tables_are_compared_on_request(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        table = frame_of(("unit", "预算数"), [("甲", "1")] * 3)
        monkeypatch.setattr(MODULE, "LIMITS", evolve(LIMITS, units_compared=3))
        assert score_file(RULESET, table, folder / "scores.csv").refused == 3
        monkeypatch.setattr(MODULE, "LIMITS", evolve(LIMITS, units_compared=2))
        summary = score_file(RULESET, table, folder / "scores.csv")
        assert summary.refused == 0
        assert "units-not-compared" in [each.code for each in summary.notices]
        assert score_file(RULESET, table, folder / "scores.csv", unique=True).refused == 3

    @pytest.mark.usefixtures("folder")
    def test_progress_ends_where_the_table_does(self) -> None:
        steps: list[tuple[int, int]] = []
        score_file(RULESET, "units.csv", "scores.csv", progress=lambda *step: steps.append(step))
        assert steps[-1] == (6, 6)
        assert steps == sorted(steps)


CELLS = st.sampled_from(["1", "0", "99.5", "x", "", "待评", "不适用", "1,000", "95%", "是"])


@settings(max_examples=30)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["甲", "乙", "丙", "", "=丁"]), *[CELLS] * 4), max_size=8
    )
)
def test_every_row_is_in_the_scores_or_among_the_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """The counts are those of the files, and every unit of the table is in one of them."""
    folder = tmp_path_factory.mktemp("counts")
    table = frame_of(("unit", "预算数", "执行数", "满意度", "公开"), rows)
    summary = score_file(RULESET, table, folder / "scores.parquet", refused=folder / "no.parquet")
    scores = pl.read_parquet(folder / "scores.parquet")
    is_refused = (folder / "no.parquet").exists()
    refused = (
        pl.read_parquet(folder / "no.parquet")
        if is_refused
        else pl.DataFrame({"row": [], "unit": []})
    )
    assert summary.read == len(rows) == summary.scored + summary.refused
    assert (summary.scored, summary.refused) == (scores.height, refused["row"].n_unique())
    assert summary.incomplete == scores["total"].null_count()
    assert summary.incomplete == scores.filter(pl.col("status").cast(pl.String) != "scored").height
    assert is_refused == (summary.refused > 0)
    units = [*scores["unit"], *refused.unique("row")["unit"]]
    assert Counter(units) == Counter(row[0] for row in rows)


@pytest.mark.usefixtures("folder")
class TestOutputs:
    def test_refused_rows_of_before_are_removed(self) -> None:
        score_file(RULESET, "units.csv", "scores.csv")
        assert Path("scores.refused.csv").exists()
        score_file(RULESET, frame_of(rows=ROWS[:2]), "scores.csv")
        assert not Path("scores.refused.csv").exists()

    def test_refused_rows_may_go_elsewhere(self) -> None:
        score_file(RULESET, "units.csv", "scores.csv", refused="no.xlsx")
        assert sorted(Path().iterdir()) == [*map(Path, ("no.xlsx", "scores.csv", "units.csv"))]

    @pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError])
    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_whatever_is_raised_leaves_the_old_files(
        self, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], suffix: str
    ) -> None:
        """Scores and refusals both, whichever of the two is half written then."""
        names = ("scores.csv", "no.parquet")
        for name in names:
            Path(name).write_text("before", encoding="utf-8")

        def fail(_: object, draft: Path) -> int:
            draft.write_text("half of", encoding="utf-8")
            raise error

        monkeypatch.setitem(cast("dict[str, Write]", WRITERS), suffix, fail)
        with pytest.raises(error):
            score_file(RULESET, "units.csv", names[0], refused=names[1])
        assert sorted(Path().iterdir()) == [*map(Path, ("no.parquet", "scores.csv", "units.csv"))]
        assert {Path(name).read_text(encoding="utf-8") for name in names} == {"before"}

    @pytest.mark.parametrize(("target", "refused"), [("units.csv", None), ("x.csv", "units.csv")])
    def test_the_table_is_not_overwritten(self, target: str, refused: str | None) -> None:
        with pytest.raises(RecordError) as caught:
            score_file(RULESET, "units.csv", target, refused=refused)
        assert [each.code for each in caught.value.diagnostics] == ["output-is-input"]
        assert Path("units.csv").read_text(encoding="utf-8").startswith("unit")

    def test_refused_rows_can_be_mended_and_scored(self) -> None:
        """The file that a run removes or replaces is never the one it reads."""
        score_file(RULESET, "units.csv", "scores.csv")
        with pytest.raises(RecordError):
            score_file(RULESET, "scores.refused.csv", "scores.csv")
        assert Path("scores.refused.csv").exists()

    @pytest.mark.parametrize("name", ["absent/scores.csv", "absent/scores.xlsx"])
    def test_an_output_without_a_folder_is_said(self, name: str) -> None:
        with pytest.raises(OSError, match="No such file") as caught:
            score_file(RULESET, "units.csv", name)
        assert caught.value.filename == name


def test_the_root_may_have_another_name(tmp_path: Path) -> None:
    """Then it has a column under its own, and the total one more."""
    fields = {**EVERY, "indicators": {**EVERY["indicators"], "id": "S"}}
    score_file(ruleset_of(fields), frame_of(rows=ROWS[:1]), tmp_path / "scores.parquet")
    table = pl.read_parquet(tmp_path / "scores.parquet")
    assert table.columns == ["unit", "S", "A", "B", "C", "D", "total", "grade", "status"]
    assert table["S"].equals(table["total"], null_equal=True)


def test_a_table_without_rows_has_no_scores(tmp_path: Path) -> None:
    summary = score_file(RULESET, frame_of(rows=[]), tmp_path / "scores.parquet")
    assert (summary.read, summary.scored, summary.refused) == (0, 0, 0)
    assert pl.read_parquet(tmp_path / "scores.parquet").height == 0


def test_a_row_of_a_table_is_a_record(tmp_path: Path) -> None:
    """What ``score`` gives for the values of the first row of the sample."""
    inputs = {
        "预算数": 100, "执行数": 95.005, "人数": 5, "满意度": "95%", "公开": True, "状态": "完成",
        "完成日": "2022-06-10", "说明": "好", "质量": {"tier": "达成", "rate": 0.9}, "评分": [90, 91.5],
    }  # fmt: skip
    expected = score(RULESET, inputs)
    score_file(RULESET, frame_of(rows=ROWS[:1]), tmp_path / "scores.parquet")
    row = pl.read_parquet(tmp_path / "scores.parquet").row(0, named=True)
    assert row["total"] == expected.total
    assert {name: row[name] for name in "ABCD"} == {
        name: expected.node(name).score for name in "ABCD"
    }
