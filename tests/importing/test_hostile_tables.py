"""Tables from strangers: any file gives a ruleset that loads, or is refused with its address."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError, RulesetError
from indicator_engine.limits import LIMITS
from tests.auditing.test_hostile_files import workbook
from tests.importing.tables import Branch, imported, loaded, official


def codes_of(
    data: bytes, folder: Path, name: str = "表.xlsx", sheet: str | None = None
) -> list[str]:
    with pytest.raises(RecordError) as refused:
        imported(data, folder, name, sheet=sheet)
    assert str(folder / name) in str(refused.value)
    return [found.code for found in refused.value.diagnostics]


@given(data=st.binary(max_size=300))
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        try:
            imported(data, Path(folder), f"t{suffix}")
        except RecordError as error:
            assert str(error)  # noqa: PT017 - nearly all are refused


@given(text=st.text(alphabet='指标分值产出合计小\n,"0123456789.%（）≥-扣计', max_size=300))
def test_any_table_loads_or_is_refused(text: str) -> None:
    table = f"一级指标,二级指标,分值,评分标准\n{text}"
    with TemporaryDirectory() as folder:
        try:
            draft = imported(table.encode(), Path(folder), "t.csv")
        except RecordError as error:
            assert str(error)  # noqa: PT017 - some have no indicator
            return
    try:
        loaded(draft)
    except RulesetError as error:  # a number may be larger than a ruleset holds
        assert {found.code for found in error.diagnostics} <= {"number-too-long", "schema-number"}  # noqa: PT017


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"part": "xl/media/big", "content": bytes(30_000_000)}, "workbook-too-large"),
        (
            {
                "old": b"?>\n<worksheet ",
                "new": b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<worksheet ',
            },
            "table-unreadable",
        ),
        ({"old": b'r="B2"', "new": b'r="A2"'}, "workbook-cell-out-of-order"),
    ],
)
def test_a_hostile_workbook_is_refused(tmp_path: Path, change: dict[str, bytes], code: str) -> None:
    assert codes_of(workbook(**change), tmp_path) == [code]  # type: ignore[arg-type]


def test_what_is_no_table_of_indicators_is_refused(tmp_path: Path) -> None:
    assert codes_of("部门,经费\n甲,5\n".encode(), tmp_path, "t.csv") == ["import-without-table"]
    empty = "一级指标,分值\n合计,100\n".encode()
    assert codes_of(empty, tmp_path, "t.csv") == ["import-without-indicators"]
    assert codes_of(b"", tmp_path, "t.docx") == ["import-kind-unknown"]
    assert codes_of(bytes(LIMITS.document_bytes + 1), tmp_path) == ["document-too-large"]


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    data = official([Branch("产出", 5)])
    assert codes_of(data, tmp_path, sheet="别的") == ["import-sheet-unknown"]


def test_what_a_cell_says_is_text(tmp_path: Path) -> None:
    """In the list: no link, no tag, no line of its own, no control character."""
    text = "[x](javascript:1) <img src=x>\n# 标题 \u202e\u200b`a`"
    draft = imported(official([Branch("<b>产出</b>\u202e", 5, rule=text)]), tmp_path)
    page = draft.todo.markdown("zh")
    assert "<img" not in page
    assert "<b>" not in page
    assert r"\[x\](" in page
    assert "\u202e" not in page + draft.todo.text("zh")
    assert "\n# 标题" not in page
    assert loaded(draft).indicators.children[0].title.zh == "<b>产出</b>"


def test_formulas_in_a_rule_are_words(tmp_path: Path) -> None:
    """Nothing of a cell becomes part of a formula but numbers, and names of letters and digits."""
    rule = "__import__('os')≥90%计5分;低于90%不得分"
    draft = imported(official([Branch("a; b = __import__", 5, rule=rule)]), tmp_path)
    (leaf,) = loaded(draft).indicators.children
    assert leaf.formula is not None
    assert str(leaf.formula.text) == "weight * ab__import__得分率"
