"""Where tables go: every format holds them whole, and none lets a text calculate."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import polars as pl
import pytest

from indicator_engine import RecordError
from indicator_engine.batch import targets
from indicator_engine.batch.targets import WRITERS, writer_of

TABLE = pl.DataFrame(
    {
        "unit": ["甲", "乙"],
        "A": [Decimal("19.38"), None],
        "total": [Decimal("95.10"), Decimal("-0.05")],
        "grade": pl.Series(["优", None], dtype=pl.Enum(["优"])),
    },
    schema_overrides={"A": pl.Decimal(38, 2), "total": pl.Decimal(38, 2)},
)
RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", "\t1", "\r1", "＝1", '=HYPERLINK("x")', "-5x"]
HARMLESS = ["甲", "1=1", "-5", "+5", "-0.50", "5%", "-", "--", "'=1", "a\tb", ""]


def written(table: pl.DataFrame, path: Path) -> int:
    return writer_of(path)(table.lazy(), path)


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".ipc", ".feather"])
def test_typed_formats_give_back_the_table(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"scores{suffix}"
    assert written(TABLE, path) == 0
    back = pl.read_parquet(path) if suffix == ".parquet" else pl.read_ipc(path)
    assert back.equals(TABLE)


class TestCsv:
    def test_numbers_have_their_places(self, tmp_path: Path) -> None:
        """With a byte order mark, without which Excel reads no UTF-8."""
        path = tmp_path / "scores.csv"
        assert written(TABLE, path) == 0
        assert path.read_bytes() == (
            "\ufeffunit,A,total,grade\n甲,19.38,95.10,优\n乙,,-0.05,\n".encode()
        )

    @pytest.mark.parametrize("text", RISKY)
    def test_a_text_that_would_calculate_is_escaped_and_counted(
        self, tmp_path: Path, text: str
    ) -> None:
        path = tmp_path / "scores.csv"
        assert written(pl.DataFrame({"unit": [text, "甲"]}), path) == 1
        assert pl.read_csv(path, infer_schema=False)["unit"].to_list() == [f"'{text}", "甲"]

    @pytest.mark.parametrize("text", HARMLESS)
    def test_every_other_text_stays(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "scores.csv"
        assert written(pl.DataFrame({"unit": [text, "甲"]}), path) == 0
        read = pl.read_csv(path, infer_schema=False, empty_string_is_null=False)
        assert read["unit"].to_list() == [text, "甲"]

    def test_a_grade_is_a_text_too(self, tmp_path: Path) -> None:
        """Rulesets come from strangers as data do."""
        grades = pl.Series("grade", ["=1+1", None], dtype=pl.Enum(["=1+1"]))
        assert written(pl.DataFrame(grades), tmp_path / "scores.csv") == 1


class TestXlsx:
    def cells(self, path: Path) -> list[list[tuple[object, str, bool, str]]]:
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [
            [(cell.value, cell.data_type, cell.quotePrefix, cell.number_format) for cell in row]
            for row in sheet.iter_rows()
        ]

    def test_numbers_are_numbers_with_their_places(self, tmp_path: Path) -> None:
        path = tmp_path / "scores.xlsx"
        assert written(TABLE, path) == 0
        header, first, second = self.cells(path)
        assert [value for value, *_ in header] == TABLE.columns
        assert first[1:3] == [(19.38, "n", False, "0.00"), (95.1, "n", False, "0.00")]
        assert second[1][0] is None

    @pytest.mark.parametrize("text", [each for each in RISKY if each.isprintable()])
    def test_a_text_is_a_text_whatever_it_begins_with(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "scores.xlsx"
        assert written(pl.DataFrame({"unit": [text]}), path) == 0
        assert self.cells(path)[1] == [(text, "s", True, "General")]

    def test_what_looks_like_markup_is_a_text(self, tmp_path: Path) -> None:
        """XlsxWriter would write it raw, and the file could not be opened."""
        path = tmp_path / "scores.xlsx"
        assert written(pl.DataFrame({"unit": ["<r><t>x</t></r>", "<r></x></r>"]}), path) == 0
        texts = [cell[0] for (cell,) in self.cells(path)]
        assert texts == ["unit", "<r><t>x</t></r>", "<r></x></r>"]

    def test_a_sheet_has_a_last_row(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(targets, "ROWS_OF_A_SHEET", 3)
        assert written(TABLE, tmp_path / "scores.xlsx") == 0
        monkeypatch.setattr(targets, "ROWS_OF_A_SHEET", 2)
        with pytest.raises(RecordError) as caught:
            written(TABLE, tmp_path / "scores.xlsx")
        (found,) = caught.value.diagnostics
        assert (found.code, found.facts) == ("workbook-too-long", {"count": "2", "limit": "1"})


@pytest.mark.parametrize("suffix", WRITERS)
def test_equal_tables_are_equal_files(tmp_path: Path, suffix: str) -> None:
    """Nothing of the clock gets in."""
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        written(TABLE, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("name", ["scores.pdf", "scores", "scores.xls"])
def test_another_format_is_refused(name: str) -> None:
    with pytest.raises(RecordError) as caught:
        writer_of(Path(name))
    assert caught.value.diagnostics[0].code == "table-format-unknown"


def test_a_workbook_does_not_say_when_it_was_written(tmp_path: Path) -> None:
    written(TABLE, tmp_path / "scores.xlsx")
    properties = openpyxl.load_workbook(tmp_path / "scores.xlsx").properties
    assert properties.created.date() == properties.modified.date() == date(1980, 1, 1)
