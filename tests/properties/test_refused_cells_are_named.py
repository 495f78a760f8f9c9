"""Whatever is broken in a workbook, ``batch`` tells its cell, and no other."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from indicator_engine.batch import score_file
from indicator_engine.batch.tables import refused_table
from tests.batch.sample import HEADER, ROWS, RULESET
from tests.forms.sample import typed

GOOD = ROWS[0]
TOO_LONG = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(10_001))
"""A text of characters so mixed that no workbook looks like a bomb for it."""
BROKEN: Mapping[str, str] = {
    "unit": TOO_LONG,
    "预算数": "0",
    "执行数": "1,000",
    "人数": "1.5",
    "满意度": "95",
    "公开": "对",
    "状态": "完",
    "完成日": "2022-02-30",
    "说明": TOO_LONG,
    "质量.tier": "良",
    "质量.rate": "0.7",
    "评分[1]": "x",
    "评分[2]": "N/A",
}
"""For each column a cell that cannot be used, whatever the others are."""

IN_FORM: Mapping[str, object] = {
    "E5": 0,
    "E6": "1,000",
    "E7": 1.5,
    "E8": 95,
    "E9": "对",
    "E10": "完",
    "E11": "2022-02-30",
    "E12": TOO_LONG,
    "E13": "良",
    "G14": "x",
    "C2": TOO_LONG,
    "E17": "多余",
}
"""The same of a form."""

Cell = tuple[int, str]

placed = st.tuples(st.integers(0, 4), st.integers(0, 28))  # rows above, columns to the left


def cells(units: Sequence[int]) -> st.SearchStrategy[frozenset[Cell]]:
    """Return strategies for cells to break, at most one of an input: of several the first is told."""
    found = st.tuples(st.sampled_from(units), st.sampled_from(HEADER))
    return st.lists(found, min_size=1, max_size=6, unique_by=input_of).map(frozenset)


def input_of(cell: Cell) -> Cell:
    """Return the input that a cell is of, in its row."""
    row, column = cell
    return row, column.partition(".")[0].partition("[")[0]


def refused(source: Path) -> set[str]:
    """Return the addresses of all that is refused."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "scores.parquet")
        score_file(RULESET, source, target, refused=Path(folder, "refused.parquet"))
        path = Path(folder, "refused.parquet")
        lines = pl.read_parquet(path) if path.exists() else refused_table([])
    assert lines.is_empty() or set(lines["file"]) == {str(source)}
    return set(lines["cell"])


def workbook(rows: Iterable[tuple[int, Sequence[str]]], left: int, path: Path) -> Path:
    """Write a sheet, behind its rows by number and from a column on, with another sheet after it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "数据"
    for number, row in rows:
        for column, cell in enumerate(row, left + 1):
            sheet.cell(number, column).value = cell or None
    sheet.column_dimensions[get_column_letter(left + 2)].hidden = True
    sheet.row_dimensions[number].hidden = True
    book.create_sheet("其他")["A1"] = "x"
    book.save(path)
    return path


@settings(max_examples=30)
@given(place=placed, gaps=st.lists(st.integers(0, 2), min_size=3, max_size=3), data=st.data())
def test_a_broken_cell_of_a_table_is_named(
    place: tuple[int, int], gaps: list[int], data: st.DataObject
) -> None:
    """Wherever the table stands in its sheet; a row that is empty lacks its unit."""
    above, left = place
    broken = data.draw(cells((0, 1, 2)))
    rows: list[tuple[int, Sequence[str]]] = [(above + 1, HEADER)]
    expected: set[str] = set()
    number = above + 1
    for row, gap in enumerate(gaps):
        expected |= {
            f"数据!{get_column_letter(left + 1)}{number + each}" for each in range(1, gap + 1)
        }
        number += gap + 1
        own = [f"单位{row}", *GOOD[1:]]
        for column, name in enumerate(HEADER):
            if (row, name) in broken:
                own[column] = BROKEN[name]
                expected.add(f"数据!{get_column_letter(left + 1 + column)}{number}")
        rows.append((number, own))
    with TemporaryDirectory() as folder:
        found = refused(workbook(rows, left, Path(folder, "units.xlsx")))
    assert found == expected


@settings(max_examples=30)
@given(place=placed, data=st.data())
def test_so_is_one_of_a_long_table(place: tuple[int, int], data: st.DataObject) -> None:
    """Its rows in any order; of a unit that cannot be used, the cell that first names it."""
    above, left = place
    broken = data.draw(cells((0, 1)))
    lines = [(row, name) for row in (0, 1) for name in data.draw(st.permutations(HEADER[1:]))]
    names = {row: BROKEN["unit"] if (row, "unit") in broken else f"单位{row}" for row in (0, 1)}
    names[1] = names[1] if names[0] != names[1] else f"{names[1]}长"
    rows: list[tuple[int, Sequence[str]]] = [(above + 1, ("单位", "指标", "值"))]
    first: dict[int, int] = {}
    expected: set[str] = set()
    for number, (row, name) in enumerate(data.draw(st.permutations(lines)), above + 2):
        is_broken = (row, name) in broken
        value = BROKEN[name] if is_broken else GOOD[HEADER.index(name)]
        rows.append((number, (names[row], name, value)))
        first.setdefault(row, number)
        expected |= {f"数据!{get_column_letter(left + 3)}{number}"} if is_broken else set()
    expected |= {
        f"数据!{get_column_letter(left + 1)}{first[row]}"
        for row in (0, 1)
        if (row, "unit") in broken
    }
    with TemporaryDirectory() as folder:
        found = refused(workbook(rows, left, Path(folder, "units.xlsx")))
    assert found == expected


@settings(max_examples=15)
@given(broken=st.frozensets(st.sampled_from(sorted(IN_FORM)), max_size=4))
def test_so_is_one_of_a_form(broken: frozenset[str]) -> None:
    """Whoever changed it, and however many cells at once."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "form.xlsx")
        path.write_bytes(typed({cell: IN_FORM[cell] for cell in broken}))
        assert refused(path) == {f"填报!{cell}" for cell in broken}
