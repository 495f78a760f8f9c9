"""What stands in the cells of official tables: merged, left out, or in other columns."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from indicator_engine.importing import Table, drafted, read_table
from tests.auditing.workbooks import workbook_in
from tests.importing.sample import PATH, sample
from tests.importing.tables import Branch, imported, loaded, official

HEAD = ("一级指标", "二级指标", "分值", "评分标准")
Write = Callable[[Any], None]


def table(folder: Path, *writes: Write, sheet: str | None = None) -> Table:
    """Return what is read of a workbook, each sheet of which is written by a function."""
    buffer = BytesIO()
    book = workbook_in(buffer)
    for number, write in enumerate(writes, 1):
        write(book.add_worksheet(f"表{number}"))
    book.close()
    path = folder / "t.xlsx"
    path.write_bytes(buffer.getvalue())
    return read_table(path, sheet)


def rows(*lines: tuple[object, ...], merged: Mapping[str, object] | None = None) -> Write:
    """Return what writes rows from A1 on, then merged areas over them."""

    def write(sheet: Any) -> None:  # noqa: ANN401 - the library has no types
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
        for area, what in (merged or {}).items():
            sheet.merge_range(area, what)

    return write


def test_a_rule_over_two_rows_is_one_rule(tmp_path: Path) -> None:
    """Of a leaf whose name and weight are merged beside it."""
    lines = (
        HEAD,
        ("产出", "", "", "①有制度1分"),
        ("", "", "", "②有方案1分"),
        ("效益", "乙", 3, "酌情"),
    )
    merged = {"B2:B3": "制度", "C2:C3": 2}
    (first, second) = table(tmp_path, rows(*lines, merged=merged)).root.children
    (leaf,) = first.children
    assert (leaf.title, leaf.rule, leaf.rule_at) == ("制度", "①有制度1分\n②有方案1分", "表1!D2")
    assert [each.title for each in second.children] == ["乙"]


def test_a_weight_over_the_leaves_of_a_group_is_the_groups(tmp_path: Path) -> None:
    lines = (HEAD, ("", "甲", "", "酌情"), ("", "乙", "", "酌情"), ("效益", "丙", 3, "酌情"))
    found = table(tmp_path, rows(*lines, merged={"A2:A3": "产出", "C2:C3": 10}))
    group = found.root.children[0]
    assert group.weight is not None
    assert group.weight.value == 10
    assert group.weight.at == "表1!C2"
    assert [(each.title, each.weight, each.rule) for each in group.children] == [
        ("甲", None, "酌情"),
        ("乙", None, "酌情"),
    ]


def test_a_rule_over_several_leaves_is_each_ones(tmp_path: Path) -> None:
    lines = (HEAD, ("产出", "甲", 4, ""), ("", "乙", 6, ""))
    found = table(tmp_path, rows(*lines, merged={"D2:D3": "按比例得分"}))
    assert [each.rule for each in found.root.children[0].children] == ["按比例得分"] * 2


def test_levels_without_merged_cells(tmp_path: Path) -> None:
    """An upper name that is left empty is that of the row above."""
    lines = (HEAD, ("产出", "甲", 4, ""), ("", "乙", 6, ""), ("效益", "丙", 5, ""))
    found = table(tmp_path, rows(*lines)).root
    assert [(each.title, len(each.children)) for each in found.children] == [
        ("产出", 2),
        ("效益", 1),
    ]


def test_a_leaf_of_an_upper_level_has_its_weight_there(tmp_path: Path) -> None:
    head = ("一级指标", "分值", "二级指标", "分值", "评分标准")
    lines = (head, ("预算执行率", 10, "", "", "酌情"), ("产出", 50, "数量", 50, "酌情"))
    first, second = table(tmp_path, rows(*lines)).root.children
    assert [each.weight and each.weight.value for each in (first, second)] == [10, 50]
    assert (first.rule, second.children[0].rule) == ("酌情", "酌情")


def test_the_title_is_no_field_of_the_form(tmp_path: Path) -> None:
    lines = (
        ("附件2",),
        ("教育局指标体系", "", "填报单位（盖章）：某市教育局"),
        HEAD,
        ("产出", "甲", 4, ""),
    )
    assert table(tmp_path, rows(*lines)).title == "教育局指标体系"


def test_the_first_sheet_with_a_table_is_read_or_the_one_asked_for(tmp_path: Path) -> None:
    words, one, two = (
        rows(("说明",)),
        rows(HEAD, ("产出", "甲", 4, "")),
        rows(HEAD, ("效益", "乙", 4, "")),
    )
    found = table(tmp_path, words, one, two)
    assert (found.sheet, found.others) == ("表2", ("表1", "表3"))
    assert table(tmp_path, words, one, two, sheet="表3").root.children[0].title == "效益"


def test_explanations_are_rules_where_there_is_no_column_of_rules(tmp_path: Path) -> None:
    head = ("一级指标", "二级指标", "分值", "指标解释")
    found = (
        table(tmp_path, rows(head, ("产出", "甲", 4, "按比例得分"))).root.children[0].children[0]
    )
    assert found.rule == "按比例得分"
    both = (*HEAD, "指标解释")
    found = (
        table(tmp_path, rows(both, ("产出", "甲", 4, "酌情", "完成数")))
        .root.children[0]
        .children[0]
    )
    assert (found.rule, found.explanation) == ("酌情", "完成数")
    leaf = loaded(drafted(read_table(tmp_path / "t.xlsx"), "t", None, "", "zh")).indicators
    assert leaf.children[0].children[0].source.zh == "t.xlsx 表1!D2：酌情 指标解释：完成数"


@pytest.mark.parametrize(
    ("target", "nature", "direction"),
    [("≥5", "", "positive"), ("≤5", "", "reverse"), ("5", "", None), ("5", "反向指标", "reverse")],
)
def test_directions_are_read_where_the_table_has_them(
    tmp_path: Path, target: str, nature: str, direction: str | None
) -> None:
    head = (*HEAD, "目标值", "指标性质", "计量单位")
    lines = (head, ("产出", "甲", 4, "按比例得分", target, nature, "万元"))
    leaf = table(tmp_path, rows(*lines)).root.children[0].children[0]
    assert (leaf.direction, leaf.unit) == (direction, "万元")
    assert leaf.target is not None
    assert leaf.target.value == 5


def test_a_number_with_its_unit_in_the_target(tmp_path: Path) -> None:
    head = (*HEAD, "目标值")
    leaf = (
        table(tmp_path, rows(head, ("产出", "甲", 4, "", "≥1.5万元"))).root.children[0].children[0]
    )
    assert (leaf.unit, str(leaf.target)) == ("万元", "≥1.5万元")


def test_sevenths_of_excel_are_sevenths(tmp_path: Path) -> None:
    """14.2857142857143 seven times is 100 and a bit; the points are taken in proportion."""
    seventh = Decimal("14.2857142857143")
    parts = tuple(Branch(f"指标{number}", seventh) for number in range(7))
    draft = imported(official([Branch("产出", 100, parts)]), tmp_path)
    ruleset = loaded(draft)
    assert ruleset.indicators.weight == 100
    leaves = [each for each in ruleset.indicators.walk() if each.is_leaf]
    assert [each.weight for each in leaves] == [Fraction(100, 7)] * 7
    assert "in proportion" in draft.todo.text("en")


def test_the_table_of_the_tutorial_is_as_it_is_made(tmp_path: Path) -> None:
    """``python -m tests.importing.sample`` writes it."""
    made = tmp_path / PATH.name
    made.write_bytes(sample())
    assert read_table(made) == read_table(PATH)
