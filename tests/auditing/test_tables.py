"""Reports as tables: the official shapes are recognised, and mean what their JSON form means."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import RecordError, audit
from indicator_engine.auditing.audited import audited
from indicator_engine.auditing.reading import read_bytes
from indicator_engine.auditing.report_model import Node, Report
from tests.auditing.reports import Made, made_reports
from tests.auditing.workbooks import workbook_in

SCORE_TABLE = """一级指标,分值,得分,得分率
当年预算执行情况,20,19.38,96.92%
整体绩效目标实现情况,60,55.80,93.00%
预算管理情况,20,20.00,100.00%
合计,100,95.18,95.18%
"""
HEADINGS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "得分率",
]
FUNDS = ["年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"]

ROWS: list[tuple[Any, ...]] = [
    ("安装水标尺", "≥266米", "266米", 15, 15, ""),
    ("培训场次", "≥6场", 5, 15, 12.5, "受疫情影响"),
    ("验收合格率", "≥98%", "100%", 10, 10, "无"),
    ("完成时间", "2022年12月底前", "2022年11月", 10, 10, ""),
    ("受益人口", "≥1000人", "1,200人", 15, 15, ""),
    ("生态改善", "显著", "显著", 15, 15, ""),
    ("群众满意度", "≥95%", "93%", 10, 9.79, "宣传不足"),
]


def self_evaluation(*, total: object = 96.72, execution: object = 9.43) -> bytes:
    """Return the form of 财预〔2020〕10号 as a workbook, its cells merged as offices do."""
    buffer = BytesIO()
    book = workbook_in(buffer)
    sheet = book.add_worksheet("自评表")
    sheet.merge_range("A1:I1", "项目支出绩效自评表（2022年度）")
    sheet.write_row("A2", ["项目名称", "某某项目"])
    sheet.merge_range("A3:A6", "项目资金（万元）")
    sheet.write_row("C3", FUNDS)
    sheet.write_row("B4", ["年度资金总额", 1200, "1,133.85", 1069.65, 10, "94.34%", execution])
    sheet.write_row("B5", ["其中：本年财政拨款", 1000, 933.85, 900])
    sheet.write_row("B6", ["其他资金", 200, 200, 169.65])
    sheet.merge_range("A7:A14", "绩效指标")
    sheet.write_row("B7", [*HEADINGS[:-1], "偏差原因分析及改进措施"])
    sheet.merge_range("B8:B11", "产出指标（50分）")
    sheet.merge_range("C8:C9", "数量指标")
    sheet.merge_range("B12:B13", "效益指标（30分）")
    for cell, text in {
        "C10": "质量指标",
        "C11": "时效指标",
        "C12": "社会效益",
        "C13": "生态效益",
    }.items():
        sheet.write(cell, text)
    sheet.write_row("B14", ["满意度指标（10分）", "服务对象满意度"])
    for row, cells in enumerate(ROWS, 8):
        sheet.write_row(f"D{row}", cells)
    sheet.merge_range("A15:F15", "总分")
    sheet.write_row("G15", [100, total, "优"])
    book.close()
    return buffer.getvalue()


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(each.code, each.at, each.expected) for each in audited(report).errors]


def named(report: Report, name: str) -> Node:
    return next(node for node in report.walk() if node.name == name)


class TestSelfEvaluation:
    def test_a_sound_form_has_no_error(self) -> None:
        report = read_bytes(self_evaluation(), "自评表.xlsx", ".xlsx")
        assert found(report) == []
        assert (report.grade, report.grade_at) == ("优", "自评表!I15")

    def test_merged_cells_are_groups_with_the_points_in_their_names(self) -> None:
        report = read_bytes(self_evaluation(), "自评表.xlsx", ".xlsx")
        (root,) = report.trees
        assert [node.name for node in root.children] == [
            "预算执行率", "产出指标（50分）", "效益指标（30分）", "满意度指标（10分）",
        ]  # fmt: skip
        assert [str(node.weight) for node in root.children] == ["10", "50", "30", "10"]
        assert [node.name for node in named(report, "数量指标").children] == [
            "安装水标尺",
            "培训场次",
        ]
        assert named(report, "验收合格率").reason == ""
        assert named(report, "群众满意度").reason == "宣传不足"

    def test_the_amounts_are_read_with_their_separators(self) -> None:
        amounts = named(read_bytes(self_evaluation(), "a", ".xlsx"), "预算执行率").amounts
        whole = [str(each.printed.value) for each in amounts if each.is_sum]
        assert whole == ["1200", "22677/20", "21393/20"]
        assert [each.is_part for each in amounts] == [False] * 3 + [True] * 6

    def test_findings_name_the_cell(self) -> None:
        bad = read_bytes(self_evaluation(total=98.72), "自评表.xlsx", ".xlsx")
        assert found(bad) == [("sum", "自评表!H15", "96.72")]
        full = read_bytes(self_evaluation(execution=10, total=97.29), "自评表.xlsx", ".xlsx")
        assert found(full) == [("missed-shortfall", "自评表!H4", "9.43")]


class TestScoreTable:
    def test_the_published_table_is_right(self) -> None:
        report = read_bytes(SCORE_TABLE.encode(), "得分表.csv", ".csv")
        assert found(report) == []
        remarks = [(each.code, each.at) for each in audited(report).findings]
        assert remarks == [("rate-exact", "D2")]

    def test_a_wrong_total_is_found_in_its_cell(self) -> None:
        wrong = SCORE_TABLE.replace("95.18,95.18%", "96.18,96.18%")
        report = read_bytes(wrong.encode("gb18030"), "得分表.csv", ".csv")
        assert found(report) == [("sum", "C5", "95.18")]

    def test_weights_are_to_add_up_to_100(self) -> None:
        wrong = SCORE_TABLE.replace("合计,100,", "合计,,").replace("情况,60,", "情况,65,")
        report = read_bytes(wrong.encode(), "得分表.csv", ".csv")
        assert ("weights", "A1", "100") in found(report)

    def test_subtotals_and_empty_cells(self) -> None:
        table = (
            "一级指标,二级指标,分值,得分\n产出,数量,20,18\n,质量,30,30\n小计,,50,48\n"
            "效益,社会效益,50,45\n小计,,50,45\n合计,,100,93\n"
        )
        report = read_bytes(table.encode(), "得分表.csv", ".csv")
        assert found(report) == []
        assert [str(node.score) for node in report.trees[0].children] == ["48", "45"]

    def test_other_sheets_are_named(self) -> None:
        buffer = BytesIO()
        book = workbook_in(buffer)
        book.add_worksheet("说明").write("A1", "本表由项目单位填报")
        rows = csv.reader(StringIO(SCORE_TABLE))
        sheet = book.add_worksheet("得分表")
        for number, row in enumerate(rows, 1):
            sheet.write_row(f"A{number}", row)
        book.close()
        result = audited(read_bytes(buffer.getvalue(), "a.xlsx", ".xlsx"))
        assert result.errors == ()
        assert ("not-a-score-table", "说明") in [(e.code, e.at) for e in result.not_checkable]


def rows_of(made: Made) -> Iterator[list[str]]:
    yield HEADINGS
    for group in made.root["children"]:
        first = group["name"]
        for leaf in group["children"]:
            told = leaf["inputs"] if "target" in leaf["inputs"] else {}
            values = (
                told.get("target", ""),
                told.get("actual", ""),
                leaf["weight"],
                leaf["published_score"],
            )
            yield [first, leaf["name"], "", *map(str, values), leaf.get("published_rate", "")]
            first = ""
        if "published_score" in group:
            yield ["小计", "", "", "", "", str(group["weight"]), str(group["published_score"]), ""]
    root = made.root
    yield [
        "合计",
        "",
        "",
        "",
        "",
        str(root["weight"]),
        str(root["published_score"]),
        root.get("published_rate", ""),
    ]


def as_csv(made: Made) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows_of(made))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(made: Made) -> bytes:
    buffer = BytesIO()
    book = workbook_in(buffer)
    sheet = book.add_worksheet("表")
    for row, cells in enumerate(rows_of(made)):
        for column, text in enumerate(cells):
            if text:
                sheet.write_string(row, column, text)
    book.close()
    return buffer.getvalue()


@given(made_reports())
def test_a_consistent_table_has_no_error(made: Made) -> None:
    assert found(read_bytes(as_csv(made), "a.csv", ".csv")) == []
    assert found(read_bytes(as_xlsx(made), "a.xlsx", ".xlsx")) == []


@given(made=made_reports(), shift=st.integers(20, 90))
def test_a_wrong_total_is_found_in_every_form(made: Made, shift: int) -> None:
    made.root["published_score"] += shift
    made.data["total"] = made.root["published_score"]
    assert {each.code for each in audit(made.data).errors} == {"sum"}
    for content, suffix in ((as_csv(made), ".csv"), (as_xlsx(made), ".xlsx")):
        (code, at, _) = next(iter(found(read_bytes(content, "a", suffix))))
        assert (code, at.partition("!")[2][:1] or at[:1]) == ("sum", "G")


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with pytest.raises(RecordError, match=r"expected \.json, \.csv or \.xlsx"):
        audit(path)
