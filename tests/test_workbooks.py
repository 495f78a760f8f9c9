"""Workbooks from strangers: what is read is what was looked through, and no more is laid out."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError
from indicator_engine.errors import Location
from indicator_engine.limits import LIMITS
from indicator_engine.workbooks import Cells, cells, column_letters, opened_workbook
from indicator_engine.workbooks.addresses import cell_place
from indicator_engine.workbooks.archive import RELATIONS, WORKBOOK
from tests.auditing.workbooks import workbook_in

FIRST, SECOND = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
AT = Location(file="units.xlsx")


def parts() -> dict[str, str]:
    """Return the parts of a workbook of two sheets, each with a number in A1."""
    buffer = BytesIO()
    book = workbook_in(buffer)
    for number, name in enumerate(("一", "二"), start=1):
        book.add_worksheet(name).write(0, 0, number)
    book.close()
    with ZipFile(buffer) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(found: Mapping[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def changed(part: str, old: str, new: str) -> bytes:
    """Return a workbook with something in one of its parts replaced."""
    found = parts()
    assert old in found[part]
    return packed({**found, part: found[part].replace(old, new)})


def with_rows(rows: str, after: str = "") -> bytes:
    """Return a workbook with more rows in its first sheet, and something after them."""
    return changed(FIRST, "</sheetData>", f"{rows}</sheetData>{after}")


def read(data: bytes, name: str = "一") -> Cells:
    with opened_workbook(data, AT) as book:
        return book.sheet(name)


def refused(data: bytes) -> tuple[str, Mapping[str, str]]:
    with pytest.raises(RecordError) as caught:
        read(data)
    (found,) = caught.value.diagnostics
    cell = found.facts.get("cell")
    assert found.at == (evolve(AT, cell=f"一!{cell}") if cell else AT)
    return found.code, found.facts


class TestCells:
    def test_sheets_are_read_one_by_one(self) -> None:
        """What is wrong with one that nobody reads is of no concern."""
        broken = changed(SECOND, '<c r="A1">', '<c r="A1" t="e">')
        assert read(broken).rows == [[1.0]]
        with pytest.raises(RecordError, match="cell A1 is the error"):
            read(broken, "二")

    def test_rows_begin_at_the_first_cell(self) -> None:
        """Even where nothing stands there: addresses are counted from it."""
        cell = '<row r="2"><c r="B2"><v>1</v></c></row>'
        found = parts()
        rows = re.sub("<sheetData>.*</sheetData>", f"<sheetData>{cell}</sheetData>", found[FIRST])
        assert read(packed({**found, FIRST: rows})).rows == [["", ""], ["", 1.0]]

    def test_merged_areas_stand_beside(self) -> None:
        merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="D1"/></mergeCells>'
        assert read(with_rows("", merged)).merged[0] == ((0, 0), (1, 1))

    @given(row=st.integers(1, 9_999_999), column=st.integers(1, 18_278))
    def test_a_place_is_what_is_written(self, row: int, column: int) -> None:
        assert cell_place(f"{column_letters(column)}{row}") == (row, column)


class TestFarAway:
    @pytest.fixture(autouse=True)
    def _few_cells(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cells, "LIMITS", evolve(LIMITS, workbook_cells=20))

    @pytest.mark.parametrize("cell", ["B10", "D5", "J2"])
    def test_all_that_fits_is_laid_out(self, cell: str) -> None:
        row, column = cell_place(cell)
        found = read(with_rows(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>')).rows
        assert (len(found), len(found[0]), found[-1][-1]) == (row, column, 1.0)

    @pytest.mark.parametrize("cell", ["B11", "E5", "K2", "A21"])
    def test_one_more_is_refused(self, cell: str) -> None:
        data = with_rows(f'<row r="{cell_place(cell)[0]}"><c r="{cell}"><v>1</v></c></row>')
        assert refused(data) == ("workbook-cell-far-away", {"cell": cell, "limit": "20"})

    def test_the_corner_is_named(self) -> None:
        """One cell is far to the right, another far below: both are why."""
        rows = '<row r="2"><c r="H2"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>'
        assert refused(with_rows(rows))[1]["cell"] == "H3"

    def test_a_format_alone_is_nothing(self) -> None:
        """Forms have borders around cells that nobody fills; readers leave them out."""
        assert read(with_rows('<row r="99"><c r="Z99" s="1"/></row>')).rows == [[1.0]]

    @pytest.mark.parametrize(
        "content",
        [
            't="str"><v></v>',
            't="inlineStr"><is><t></t></is>',
            't="inlineStr"><is></is>',
            "><v>1</v>",
        ],
    )
    def test_whatever_a_reader_lays_out_is_something(self, content: str) -> None:
        data = with_rows(f'<row r="99"><c r="Z99" {content}</c></row>')
        assert refused(data)[0] == "workbook-cell-far-away"

    def test_a_cell_within_a_cell_hides_nothing(self) -> None:
        nested = '<row r="99"><c r="Z99"><v>1</v><c r="AA99"/></c></row>'
        assert refused(with_rows(nested))[0] == "workbook-cell-far-away"

    @pytest.mark.parametrize("areas", [["A1:U1"], ["A1:B5", "A1:B6"]])
    def test_merged_areas_count_together(self, areas: list[str]) -> None:
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        assert refused(with_rows("", f"<mergeCells>{merged}</mergeCells>")) == (
            "workbook-cell-far-away",
            {"cell": areas[-1].partition(":")[2], "limit": "20"},
        )


def twice(name: str) -> bytes:
    """Return a workbook with a part that readers may take for its first sheet."""
    found = parts()
    return packed({**found, name: found[SECOND]})


@pytest.mark.parametrize(
    "make",
    [
        lambda: twice("XL/worksheets/sheet1.xml"),
        lambda: twice("xl\\worksheets\\sheet1.xml"),
        lambda: changed(WORKBOOK, 'name="二"', 'name="一"'),
        lambda: changed(WORKBOOK, 'r:id="rId1"', 'r:id="rId1" xmlns:x="x" x:id="rId2"'),
        lambda: changed(RELATIONS, "worksheets/sheet1", "worksheets/../worksheets/sheet1"),
        lambda: with_rows('<row r="2"><c r="a2"><v>1</v></c></row>'),
    ],
    ids=["case", "backslash", "sheet-name", "relation", "dots", "small-letters"],
)
def test_what_readers_may_take_for_another_is_refused(make: Callable[[], bytes]) -> None:
    """Else one part would be looked through, and another read."""
    assert refused(make())[0] == "table-unreadable"


def test_a_part_goes_by_its_name_to_the_letter() -> None:
    """A reader that does not resolve dots would read the part that has them in its name."""
    found = parts()
    dotted = "worksheets/../worksheets/sheet1.xml"
    relations = found[RELATIONS].replace("worksheets/sheet1.xml", dotted)
    error = found[FIRST].replace('<c r="A1">', '<c r="A1" t="e">')
    trap = packed({**found, RELATIONS: relations, f"xl/{dotted}": error})
    assert refused(trap)[0] == "workbook-error"


def test_a_cell_stands_in_its_row() -> None:
    """Of the two rows that it names readers go by this or that one."""
    elsewhere = with_rows('<row r="2"><c r="A3"><v>1</v></c></row>')
    assert refused(elsewhere) == ("workbook-cell-out-of-order", {"cell": "A3"})


def test_cells_without_a_reference_follow_each_other() -> None:
    rows = "<row><c><v>2</v></c><c><v>3</v></c></row>"
    assert read(with_rows(rows)).rows == [[1.0, ""], [2.0, 3.0]]
    error = '<row><c><v>2</v></c><c t="e"><v>#REF!</v></c></row>'
    assert refused(with_rows(error)) == ("workbook-error", {"cell": "B2", "value": "#REF!"})
