"""Workbooks: cells become the texts that CSV would have, and nothing is dropped or guessed."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
from attrs import evolve
from xlsxwriter import Workbook

from indicator_engine import RecordError
from indicator_engine.batch.workbooks import read_workbook
from indicator_engine.limits import LIMITS
from indicator_engine.workbooks import archive as archives
from indicator_engine.workbooks.archive import RELATIONS, WORKBOOK
from tests.batch.sample import HEADER, ROWS, write_workbook

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "units.xlsx"


def table_in(path: Path, sheet: str | None = None) -> pl.DataFrame:
    """Return the cells of a table."""
    found = read_workbook(path, sheet)
    assert found is not None
    return found.frame


def refusal(path: Path, sheet: str | None = None) -> tuple[str, Mapping[str, str]]:
    with pytest.raises(RecordError) as caught:
        read_workbook(path, sheet)
    (found,) = caught.value.diagnostics
    assert found.at.file == str(path)
    return found.code, found.facts


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("甲", "甲"),
            ("007", "007"),
            (5, "5"),
            (0.1, "0.1"),
            (95.005, "95.005"),
            (-0.5, "-0.5"),
            (1e22, "1e+22"),
            (123456789012345, "123456789012345"),
            (True, "true"),
            (False, "false"),
            (date(2022, 6, 10), "2022-06-10"),
            (datetime.combine(date(2022, 6, 10), time(8, 30)), "2022-06-10 08:30:00"),
            ("=1+1", "=1+1"),
            (" x ", " x "),
        ],
        ids=repr,
    )
    def test_a_cell_is_the_text_that_csv_would_have(
        self, path: Path, cell: object, text: str
    ) -> None:
        """Numbers are the shortest decimals that name them."""
        table = table_in(write_workbook(path, [["a", "b"], [cell, "x"]]))
        assert table.rows() == [(text, "x")]

    def test_a_formula_is_its_last_result(self, path: Path) -> None:
        with Workbook(path) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["a", "b"])
            sheet.write_formula(1, 0, "=1/4", None, 0.25)
            sheet.write_formula(1, 1, '="x"', None, "x")
        assert table_in(path).rows() == [("0.25", "x")]
        rewritten(path, SHEET, lambda text: text.replace("<v>x</v>", "<v></v>"))
        assert table_in(path).rows() == [("0.25", "")]

    def test_a_table_is_the_same_as_in_csv(self, path: Path) -> None:
        table = table_in(write_workbook(path, [HEADER, *ROWS]))
        assert (tuple(table.columns), table.rows()) == (HEADER, list(ROWS))


class TestPlace:
    def test_rows_around_are_no_rows(self, path: Path) -> None:
        rows: list[list[object]] = [
            ["", ""],
            [" ", ""],
            ["a", "b"],
            [1, 2],
            ["", ""],
            [3, 4],
            ["", ""],
            ["", " "],
        ]
        table = table_in(write_workbook(path, rows))
        assert table.rows() == [("1", "2"), ("", ""), ("3", "4")]

    def test_empty_columns_at_the_end_are_no_columns(self, path: Path) -> None:
        table = table_in(write_workbook(path, [["a", "b", ""], [1, "", ""]]))
        assert table.columns == ["a", "b"]

    def test_a_column_with_cells_has_a_name(self, path: Path) -> None:
        write_workbook(path, [["a", "", "b"], [1, 2, 3]])
        assert refusal(path) == ("column-unnamed", {"number": "2"})
        write_workbook(path, [["a", "b", ""], [1, 2, 3]])
        assert refusal(path) == ("column-unnamed", {"number": "3"})

    def test_a_sheet_may_be_asked_for(self, path: Path) -> None:
        with Workbook(path) as book:
            for name in ("说明", "数据"):
                book.add_worksheet(name).write_row(0, 0, [name])
        assert table_in(path).columns == ["说明"]
        assert table_in(path, "数据").columns == ["数据"]
        assert refusal(path, "Sheet1") == (
            "sheet-unknown",
            {"sheet": "Sheet1", "sheets": "说明, 数据"},
        )

    def test_an_empty_sheet_is_no_table(self, path: Path) -> None:
        assert refusal(write_workbook(path, [])) == ("table-empty", {})


class TestStrangers:
    """What a workbook from elsewhere may try."""

    def test_a_cell_stands_once(self, path: Path) -> None:
        write_workbook(path, [["a", "b"], [1, 2]])
        rewritten(path, SHEET, lambda text: text.replace('r="B2"', 'r="A2"'))
        assert refusal(path) == ("workbook-cell-out-of-order", {"cell": "A2"})

    def test_a_row_stands_once(self, path: Path) -> None:
        write_workbook(path, [["a", "b"], [1, 2], [3, 4]])
        rewritten(path, SHEET, lambda text: re.sub(r'(r="[AB]?)3"', r'\g<1>2"', text))
        assert refusal(path)[0] == "workbook-cell-out-of-order"

    def test_a_cell_is_not_far_away(self, path: Path) -> None:
        """Its reader would lay out all cells before it, seventeen thousand million of them."""
        write_workbook(path, [["a", "b"], [1, 2]])
        row = '<row r="1048576"><c r="XFD1048576"><v>0</v></c></row></sheetData>'
        rewritten(path, SHEET, lambda text: text.replace("</sheetData>", row))
        assert refusal(path) == (
            "workbook-cell-far-away",
            {"cell": "XFD1048576", "limit": f"{LIMITS.workbook_cells:,}"},
        )

    def test_a_formula_has_a_result(self, path: Path) -> None:
        write_workbook(path, [["a"], [1]])
        rewritten(path, SHEET, lambda text: text.replace("<v>1</v>", "<f>1+0</f>"))
        assert refusal(path) == ("workbook-formula-without-value", {"cell": "A2"})
        rewritten(path, SHEET, lambda text: text.replace("<f>1+0</f>", "<f>1+0</f><v/>"))
        assert refusal(path) == ("workbook-formula-without-value", {"cell": "A2"})

    def test_an_error_is_no_value(self, path: Path) -> None:
        write_workbook(path, [["a"], [1]])
        rewritten(
            path,
            SHEET,
            lambda text: text.replace('<c r="A2"><v>1', '<c r="A2" t="e"><v>#DIV/0!'),
        )
        assert refusal(path) == ("workbook-error", {"cell": "A2", "value": "#DIV/0!"})

    @pytest.mark.parametrize("part", [WORKBOOK, RELATIONS, SHEET])
    @pytest.mark.parametrize("declared", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY y "1">]>'])
    def test_entities_are_not_even_declared(self, path: Path, part: str, declared: str) -> None:
        write_workbook(path, [["a"], [1]])
        rewritten(path, part, lambda text: text.replace("?>", f"?>{declared}", 1))
        assert refusal(path)[0] == "table-unreadable"

    def test_parts_have_a_limit(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_workbook(path, [["a"], [1]])
        with ZipFile(path) as archive:
            count = len(archive.namelist())
        monkeypatch.setattr(archives, "LIMITS", evolve(LIMITS, workbook_parts=count))
        assert table_in(path).height == 1
        monkeypatch.setattr(archives, "LIMITS", evolve(LIMITS, workbook_parts=count - 1))
        assert refusal(path)[0] == "workbook-too-large"

    def test_bytes_are_counted(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_workbook(path, [["a"], [1]])
        with ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
        monkeypatch.setattr(archives, "LIMITS", evolve(LIMITS, workbook_bytes=size))
        assert table_in(path).height == 1
        monkeypatch.setattr(archives, "LIMITS", evolve(LIMITS, workbook_bytes=size - 1))
        assert refusal(path)[0] == "workbook-too-large"

    def test_a_part_that_swells_is_refused(self, path: Path) -> None:
        """300 KB of zip that would be a gigabyte: its true size is counted, and not for long."""
        write_workbook(path, [["a"], [1]])
        rewritten(
            path, SHEET, lambda text: text.replace("</sheetData>", " " * 2_000_000 + "</sheetData>")
        )
        code, facts = refusal(path)
        assert (code, facts["part"]) == ("workbook-too-large", SHEET)

    @pytest.mark.parametrize("data", [b"", b"PK", b"not a workbook"], ids=repr)
    def test_what_is_no_workbook_is_refused(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)
        assert refusal(path)[0] == "table-unreadable"

    @pytest.mark.parametrize("part", [WORKBOOK, RELATIONS, SHEET])
    def test_broken_parts_are_refused(self, path: Path, part: str) -> None:
        write_workbook(path, [["a"], [1]])
        rewritten(path, part, lambda text: text[: len(text) // 2])
        assert refusal(path)[0] == "table-unreadable"

    def test_flipped_bytes_are_read_or_refused(self, path: Path) -> None:
        """Never anything else: every 37th byte of a workbook, turned over."""
        whole = write_workbook(path, [HEADER, *ROWS]).read_bytes()
        for place in range(0, len(whole), 37):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
            with suppress(RecordError):
                table_in(path)
