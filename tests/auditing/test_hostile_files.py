"""Files from strangers: any bytes give a report or a RecordError, and nothing else."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError
from indicator_engine.auditing.audited import audited
from indicator_engine.auditing.reading import FORMATS, read_bytes
from indicator_engine.limits import LIMITS
from tests.auditing.workbooks import workbook_in

SHEET = "xl/worksheets/sheet1.xml"


def workbook(part: str = "", content: bytes = b"", *, old: bytes = b"", new: bytes = b"") -> bytes:
    """Return a small workbook, a part added or something in its sheet replaced."""
    buffer, changed = BytesIO(), BytesIO()
    book = workbook_in(buffer)
    sheet = book.add_worksheet("表")
    for row, cells in enumerate((["指标", "分值", "得分"], ["A", 60, 50], ["合计", 60, 50])):
        sheet.write_row(row, 0, cells)
    book.close()
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as to,
    ):
        for name in source.namelist():
            data = source.read(name)
            assert name != SHEET or old in data
            to.writestr(name, data.replace(old, new) if name == SHEET and old else data)
        if part:
            to.writestr(part, content)
    return changed.getvalue()


def codes_of(data: bytes) -> list[str]:
    with pytest.raises(RecordError) as refused:
        read_bytes(data, "report.xlsx", ".xlsx")
    return [found.code for found in refused.value.diagnostics]


@pytest.mark.parametrize("suffix", FORMATS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    try:
        audited(read_bytes(data, "report", suffix))
    except RecordError as error:
        assert str(error)  # noqa: PT017 - most are read


@given(text=st.text(alphabet='指标分值得合计小\n,"0123456789.%（）≥-', max_size=300))
def test_any_table_is_read_or_refused(text: str) -> None:
    table = f"一级指标,二级指标,分值,得分,得分率\n{text}"
    try:
        audited(read_bytes(table.encode(), "report", ".csv"))
    except RecordError as error:
        assert str(error)  # noqa: PT017 - most are read


def test_the_workbook_itself_is_sound() -> None:
    assert audited(read_bytes(workbook(), "report.xlsx", ".xlsx")).errors == ()


def test_a_part_that_grows_is_refused() -> None:
    assert codes_of(workbook("xl/media/big", bytes(30_000_000))) == ["workbook-too-large"]


def test_entities_are_refused() -> None:
    bomb = b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<worksheet '
    assert codes_of(workbook(old=b"?>\n<worksheet ", new=bomb)) == ["table-unreadable"]


def test_a_cell_that_stands_twice_is_refused() -> None:
    assert codes_of(workbook(old=b'r="B2"', new=b'r="A2"')) == ["workbook-cell-out-of-order"]


def test_a_cell_far_away_is_refused() -> None:
    """Its reader would lay out all cells before it, seventeen thousand million of them."""
    row = b'<row r="1048576"><c r="XFD1048576"><v>0</v></c></row></sheetData>'
    far = workbook(old=b"</sheetData>", new=row)
    assert codes_of(far) == ["workbook-cell-far-away"]


def test_a_formula_without_result_and_an_error_are_refused() -> None:
    formula = workbook(old=b'<v>60</v></c><c r="C2">', new=b'<f>1+1</f></c><c r="C2">')
    assert codes_of(formula) == ["workbook-formula-without-value"]
    error = workbook(old=b'<c r="C2"><v>50</v>', new=b'<c r="C2" t="e"><v>#REF!</v>')
    assert codes_of(error) == ["workbook-error"]


def test_a_file_that_is_too_large_is_refused() -> None:
    assert codes_of(bytes(LIMITS.document_bytes + 1)) == ["document-too-large"]
