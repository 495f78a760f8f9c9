"""Where tables come from: the same table, whatever file or library it stood in."""

import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError
from indicator_engine.batch.layout import layout_of
from indicator_engine.batch.rows import RefusedRow, Scored, rows_of, score_rows
from indicator_engine.batch.sources import OPENERS, Frame, Records, opened
from tests.batch.sample import HEADER, ROWS, RULESET, frame_of, text_of, write_workbook

LONG = ("unit", "input", "value")


def read(source: object, **options: str) -> pl.DataFrame:
    with opened(source, **options) as table:  # type: ignore[arg-type]
        assert isinstance(table, Frame)
        return table.frame.collect()


def refusal(source: object, **options: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(RecordError) as caught, opened(source, **options):  # type: ignore[arg-type]
        pass
    return caught.value.diagnostics[0].code, dict(caught.value.diagnostics[0].facts)


def results(source: object) -> list[Scored | RefusedRow]:
    with opened(source) as table:
        assert isinstance(table, Frame)
        layout = layout_of(table.columns, RULESET)
        return list(score_rows(RULESET, layout, rows_of(table.frame.collect())))


def long_rows(rows: Sequence[Sequence[str]] = ROWS) -> list[tuple[str, str, str]]:
    """Return the sample with one cell a row, its empty cells left out where another is not."""
    return [
        (row[0], column, cell)
        for row in rows
        for column, cell in zip(HEADER[1:], row[1:], strict=True)
        if cell or not any(row[1:])
    ]


class TestFiles:
    def write(self, folder: Path, suffix: str) -> Path:
        path = folder / f"units{suffix}"
        kind = suffix.lower()
        if kind == ".csv":
            path.write_text(text_of(), encoding="utf-8", newline="")
        elif kind == ".xlsx":
            write_workbook(path, [HEADER, *ROWS])
        elif kind == ".parquet":
            frame_of().write_parquet(path)
        else:
            frame_of().write_ipc(path)
        return path

    @pytest.mark.parametrize("suffix", [*OPENERS, ".CSV", ".Parquet"])
    def test_every_format_gives_the_same_table(self, tmp_path: Path, suffix: str) -> None:
        path = self.write(tmp_path, suffix)
        assert read(path).equals(frame_of())
        assert read(str(path)).equals(frame_of())

    def test_a_folder_that_is_not_there_is_said_to_be_absent(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "forms")[0] == "file-unreadable"

    @pytest.mark.parametrize("name", ["units.xls", "units", "units.csv.gz", "csv"])
    def test_another_format_is_refused(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("unit", encoding="utf-8")
        code, facts = refusal(tmp_path / name)
        assert code == "table-format-unknown"
        assert facts["known"] == ".csv, .xlsx, .parquet, .arrow, .ipc, .feather"

    @pytest.mark.parametrize("suffix", OPENERS)
    def test_what_is_not_there_is_refused(self, tmp_path: Path, suffix: str) -> None:
        assert refusal(tmp_path / f"absent{suffix}")[0] == "file-unreadable"

    @pytest.mark.parametrize("suffix", OPENERS)
    def test_a_folder_is_no_file(self, tmp_path: Path, suffix: str) -> None:
        """It is to hold forms, whatever it is called."""
        folder = tmp_path / f"folder{suffix}"
        folder.mkdir()
        assert refusal(folder) == ("folder-without-forms", {"suffix": ".xlsx"})

    @pytest.mark.parametrize("suffix", sorted({*OPENERS} - {".csv"}))
    @pytest.mark.parametrize("data", [b"", b"PAR1", b"ARROW1\0\0 and no more"], ids=repr)
    def test_what_is_broken_is_refused(self, tmp_path: Path, suffix: str, data: bytes) -> None:
        path = tmp_path / f"broken{suffix}"
        path.write_bytes(data)
        assert refusal(path)[0] == "table-unreadable"

    def test_names_are_no_patterns(self, tmp_path: Path) -> None:
        """A file called with stars or brackets is one file."""
        for name in ("units[1].csv", "units*.csv", "units[1].parquet"):
            path = tmp_path / name
            if path.suffix == ".csv":
                path.write_text("unit,预算数\n甲,1\n", encoding="utf-8")
            else:
                frame_of().write_parquet(path)
            assert read(path)["unit"][0] == "甲"


class TestLibraries:
    TABLE = pl.DataFrame(
        {"unit": ["甲", "乙"], "预算数": [100.0, None], "评分": [[90, 91], None]},
        schema={"unit": pl.String, "预算数": pl.Float64, "评分": pl.List(pl.Int64)},
    )

    def test_polars(self) -> None:
        assert read(self.TABLE).equals(self.TABLE)
        assert read(self.TABLE.lazy()).equals(self.TABLE)

    def test_pyarrow(self) -> None:
        pa = pytest.importorskip("pyarrow")
        table = self.TABLE.to_arrow()
        assert read(table).equals(self.TABLE)
        reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches())
        assert read(reader).equals(self.TABLE)

    def test_pandas(self) -> None:
        """What it writes as NaN, having no other way, is missing."""
        pytest.importorskip("pyarrow")
        pd = pytest.importorskip("pandas")
        frame = pd.DataFrame({"unit": ["甲", "乙"], "预算数": [100.0, None]})
        assert read(frame).equals(self.TABLE.drop("评分"))

    def test_duckdb(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        relation = duckdb.sql("select '甲' as unit, 100.50::decimal(9, 2) as 预算数")
        assert read(relation).schema == {"unit": pl.String, "预算数": pl.Decimal(9, 2)}

    def test_records_stay_as_they_are(self) -> None:
        records = [{"unit": "甲", "预算数": Fraction(1, 3)}]
        with opened(records) as table:
            assert isinstance(table, Records)
            assert table.rows is records

    @pytest.mark.parametrize("source", [5, None, {"预算数": [1]}, [1], object], ids=str)
    def test_nothing_else_is_a_table(self, source: object) -> None:
        assert refusal(source)[0] == "table-of-wrong-kind"

    def test_pyarrow_is_not_needed(self, tmp_path: Path) -> None:
        """Every file and every frame of Polars is read without it."""
        self.TABLE.write_parquet(tmp_path / "t.parquet")
        self.TABLE.write_ipc(tmp_path / "t.arrow")
        program = (
            "import sys; sys.modules['pyarrow'] = None\n"
            "import polars\n"
            "from indicator_engine.batch.sources import opened\n"
            "for source in ('t.parquet', 't.arrow', polars.DataFrame({'x': [1]})):\n"
            "    with opened(source) as table:\n"
            "        table.frame.collect()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


class TestLongTables:
    def test_a_long_table_is_the_wide_one(self) -> None:
        """Every unit, every score, every refusal: only what a long table cannot say is missing."""
        as_long = results(frame_of(LONG, long_rows()))
        assert as_long == results(frame_of())

    @pytest.mark.parametrize(
        "header",
        [LONG, ("单位", "指标", "值"), ("单位", "输入", "值"), ("ｕnit", " input", "value")],
    )
    def test_it_is_known_by_its_columns(self, header: tuple[str, ...]) -> None:
        wide = read(frame_of(header, [("甲", "预算数", "1"), ("甲", "执行数", "2")]))
        assert wide.columns == [header[0], "预算数", "执行数"]
        assert wide.rows() == [("甲", "1", "2")]

    @pytest.mark.parametrize(
        "header", [(*LONG, "note"), ("unit", "value"), ("unit", "input", "unit ")]
    )
    def test_another_column_makes_it_another_table(self, header: tuple[str, ...]) -> None:
        frame = frame_of(header, [("甲",) * len(header)])
        assert read(frame).equals(frame)

    def test_order_is_that_of_first_mention(self) -> None:
        rows = [("乙", "b", "1"), ("甲", "a", "2"), ("乙", "a", "3")]
        wide = read(frame_of(LONG, rows))
        assert (wide.columns, wide.rows()) == (
            ["unit", "b", "a"],
            [("乙", "1", "3"), ("甲", None, "2")],
        )

    def test_values_keep_their_type(self) -> None:
        frame = pl.DataFrame({"unit": [1, 1], "input": ["a", "b"], "value": [0.5, None]})
        assert read(frame).rows() == [(1, 0.5, None)]

    def test_a_value_stands_once(self) -> None:
        rows = [("甲", "a", "1"), ("甲", " a", "2"), ("乙", "a", "3")]
        facts = {"unit": "甲", "name": "a", "count": "2"}
        assert refusal(frame_of(LONG, rows)) == ("long-value-twice", facts)

    @pytest.mark.parametrize("row", [("", "a", "1"), ("甲", " ", "1")])
    def test_a_value_is_somebodys_and_something(self, row: tuple[str, ...]) -> None:
        rows = [("甲", "b", "1"), row]
        assert refusal(frame_of(LONG, rows)) == ("long-row-incomplete", {"row": "2"})

    @given(st.permutations(long_rows()))
    def test_the_order_of_rows_moves_no_value(self, rows: list[tuple[str, str, str]]) -> None:
        wide = read(frame_of(LONG, rows)).select(HEADER).sort("unit").fill_null("")
        assert wide.equals(frame_of().sort("unit"))


def test_typed_columns_give_what_texts_give(tmp_path: Path) -> None:
    """Numbers, dates, truths, lists and structures of Parquet, against the texts of CSV."""
    texts = (
        frame_of().select("unit", "预算数", "执行数", "人数", "公开", "完成日", "评分[1]").head(2)
    )
    typed = texts.select(
        "unit",
        pl.col("预算数").cast(pl.Int32),
        pl.col("执行数").cast(pl.Float64),
        pl.col("人数").cast(pl.Int128),
        公开=pl.Series([True, False]),
        完成日=pl.col("完成日").str.to_date(),
        评分=pl.concat_list(pl.col("评分[1]").cast(pl.Decimal(5, 2))),
    )
    typed.write_parquet(tmp_path / "typed.parquet")
    assert results(tmp_path / "typed.parquet") == results(texts)
