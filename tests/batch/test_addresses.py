"""What is wrong with a workbook as a table, is told at the cell to look at."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from indicator_engine import RecordError, score_file
from tests.batch.sample import EVERY, RULESET, ruleset_of

Rows = Sequence[Sequence[object]]

LONG = ["单位", "指标", "值"]
PATH = "units.xlsx"


@pytest.fixture(name="folder", autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(
    rows: Rows, *, above: int = 0, left: int = 0, merged: str = "", title: str = "数据"
) -> None:
    """Write a table somewhere into a sheet, between two others."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate(rows, above + 1):
        for column, cell in enumerate(row, left + 1):
            sheet.cell(number, column).value = cell
    if merged:
        sheet.merge_cells(merged)
    book.create_sheet("说明")["A1"] = "x"
    book.save(PATH)


def told(**options: str) -> list[tuple[str, str]]:
    """Return where something is wrong with the table, and what."""
    try:
        found = score_file(RULESET, PATH, "scores.csv", **options).notices  # type: ignore[arg-type]
    except RecordError as error:
        found = error.diagnostics
    assert {each.at.file for each in found} <= {PATH}
    return [(each.at.cell, each.code) for each in found]


def refused() -> list[tuple[str, ...]]:
    found = pl.read_csv("scores.refused.csv", infer_schema=False).fill_null("")
    return found.select("cell", "code").rows()


HEADERS: Mapping[str, tuple[Rows, list[tuple[str, str]]]] = {
    "a column without a name": (
        [["unit", None, "预算数"], ["甲", 1, 2]],
        [("数据!D4", "column-unnamed")],
    ),
    "one name twice": (
        [["预算数", "执行数", "预算数"], [1, 2, 3]],
        [("数据!E4", "column-name-twice")],
    ),
    "one input twice": ([["人数", "Staff"], [1, 2]], [("数据!D4", "column-twice")]),
    "tiers alone": ([["预算数", "质量.tier"], [1, "达成"]], [("数据!D4", "tier-without-rate")]),
    "a list with a gap": (
        [["评分[1]", "评分[3]", "预算数"], [1, 2, 3]],
        [("数据!D4", "list-column-lacking")],
    ),
    "two columns of units": ([["unit", "单位", "预算数"]], [("数据!D4", "unit-column-twice")]),
    "no input at all": ([["a", "b"], [1, 2]], [("数据!C4:D4", "table-without-inputs")]),
    "no input in one column": ([["a"], [1]], [("数据!C4", "table-without-inputs")]),
    "an unknown column": (
        [["预算数", "执行树"], [1, 2]],
        [("数据!D4", "column-unknown"), ("数据!C4:D4", "columns-missing")],
    ),
    "an unknown input of a long table": (
        [LONG, ["甲", "预算数", 1], ["甲", "执行树", 2], ["乙", "执行树", 2]],
        [("数据!D6", "column-unknown"), ("数据!C4:E4", "columns-missing")],
    ),
    "a long table of unknown inputs": (
        [LONG, ["甲", "执行树", 2]],
        [("数据!C4:E4", "table-without-inputs")],
    ),
    "a list of a long table with a gap": (
        [LONG, ["甲", "预算数", 1], ["甲", "评分[2]", 2]],
        [("数据!D6", "list-column-lacking")],
    ),
    "a long row without its unit": (
        [LONG, ["甲", "预算数", 1], [None, "执行数", 1], ["甲", None, 1]],
        [("数据!C6", "long-row-incomplete"), ("数据!D7", "long-row-incomplete")],
    ),
    "a value of a long table twice": (
        [LONG, ["甲", "预算数", 1], ["乙", "预算数", 1], ["甲", "预算数", 2]],
        [("数据!D7", "long-value-twice")],
    ),
    "a formula without its result": (
        [["预算数", "执行数"], [1, "=1+1"]],
        [("数据!D5", "workbook-formula-without-value")],
    ),
    "an error": ([["预算数", "执行数"], [1, "#DIV/0!"]], [("数据!D5", "workbook-error")]),
    "nothing": ([], [("数据!A1", "table-empty")]),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_table_that_cannot_be_used_is_told_at_its_cell(name: str) -> None:
    """Of a table whose header begins in C4."""
    rows, expected = HEADERS[name]
    write(rows, above=3, left=2)
    assert told() == expected


def test_a_table_that_is_too_wide_is_told_at_its_header() -> None:
    write([[f"x{number}" for number in range(1_001)]])
    assert told() == [("数据!A1:ALM1", "table-too-wide")]


def test_a_unit_column_that_is_not_there_is_told_at_the_header() -> None:
    write([["部门", "预算数"], ["甲", 1]])
    assert told(unit="单位名称") == [("数据!A1:B1", "unit-column-unknown")]


def test_the_sheet_that_is_asked_for_is_named() -> None:
    write([["预算数"], [1]])
    assert told(sheet="说明") == [("说明!A1", "table-without-inputs")]


def test_a_workbook_that_is_none_has_no_cells() -> None:
    Path(PATH).touch()
    assert told() == [("", "table-unreadable")]


class TestRows:
    """Cells of rows that are refused."""

    def test_a_unit_that_stands_twice_is_told_at_both(self) -> None:
        write([["unit", "预算数"], ["甲", 1], ["乙", 1], ["甲", 1]], above=2)
        assert told() == [("数据!A3:B3", "columns-missing")]
        assert refused() == [("数据!A4", "unit-twice"), ("数据!A6", "unit-twice")]

    def test_a_merged_unit_is_that_of_its_first_row(self) -> None:
        """The rows below it name none, in the cells that the area covers."""
        write([["unit", "预算数"], ["甲", 1], [None, 1]], merged="A2:A3")
        told()
        assert refused() == [("数据!A3", "unit-lacking")]

    @pytest.mark.parametrize(("header", "cell"), [("单位", "数据!C2"), ("部门", "数据!B2")])
    def test_what_the_values_of_a_row_decide_together_is_told_at_its_unit(
        self, header: str, cell: str
    ) -> None:
        """Without a column of units, at its first cell."""
        rule = {"id": "够", "condition": "执行数 <= 预算数", "severity": "error"}
        write([["预算数", header, "执行数"], [1, "甲", 2]], left=1)
        score_file(ruleset_of({**EVERY, "assertions": [rule]}), PATH, "scores.csv")
        assert refused() == [(cell, "assertion-condition")]

    def test_other_tables_have_no_cells(self) -> None:
        Path("units.csv").write_text("unit,预算数\n甲,0\n", encoding="utf-8")
        score_file(RULESET, "units.csv", "scores.csv")
        found = pl.read_csv("scores.refused.csv", infer_schema=False).fill_null("")
        assert found.columns == ["unit", "row", "column", "code", "reason", "value", "file", "cell"]
        assert found.select("file", "cell").rows() == [("units.csv", "")]

    def test_tables_in_memory_have_no_file(self) -> None:
        frame = pl.DataFrame({"unit": ["甲"], "预算数": ["0"]})
        score_file(RULESET, frame, "scores.csv")
        found = pl.read_csv("scores.refused.csv", infer_schema=False).fill_null("")
        assert found.select("file", "cell").rows() == [("", "")]
