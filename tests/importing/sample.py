"""The workbook of the tutorial, as it is made: ``python -m tests.importing.sample``.

The rules of staff control, of arranged spending and of violations are those of a published table:
部门整体支出绩效评价评分表 of Yueyang's bureau of science and technology,
yueyang.gov.cn/zwgk/62389/62391/content_1344912.html. The rest is made up, the slip in the points of
过程 too.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from tests.auditing.workbooks import workbook_in

PATH = Path(__file__).parents[2] / "docs" / "tutorial" / "指标体系.xlsx"
HEADINGS = ("一级指标", "分值", "二级指标", "分值", "评分标准", "目标值", "计量单位")
ROWS = (
    (
        ("投入", 10),
        (
            (
                "财政供养人员控制率",
                5,
                "在职人员控制率≤100%计5分；每超过一个百分点扣0.5分，扣完为止。",
                "",
                "",
            ),
            (
                "重点支出安排率",
                5,
                "≥90%计5分；80%（含）-90%计4分；70%（含）-80%计3分；60%（含）-70%计2分；低于60%不得分。",
                "",
                "",
            ),
        ),
    ),
    (
        ("过程", 20),
        (
            ("预算执行率", 12, "按执行率计分，最高不超过分值。", "", ""),
            ("资金使用合规性", 3, "5项要求，每出现一例不符合扣1分，扣完为止。", "", ""),
        ),
    ),
    (
        ("产出", 50),
        (("科技项目立项数", 50, "完成目标值得满分，未完成的按比例计分。", "≥20", "项"),),
    ),
    (("效益", 25), (("社会效益", 25, "根据经济社会效益的实现程度酌情计分。", "", ""),)),
)
NOTE = "注：评分以年度决算数据为准。"


def sample() -> bytes:
    """Return the workbook."""
    buffer = BytesIO()
    book = workbook_in(buffer)
    book.set_properties({"created": None})
    sheet = book.add_worksheet("评分表")
    looks = {"align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    cell, rule = book.add_format(looks), book.add_format({**looks, "align": "left"})
    title = book.add_format({"align": "center", "bold": True, "font_size": 16})
    head = book.add_format({**looks, "bold": True, "bg_color": "#DDEBF7"})
    sheet.merge_range(0, 0, 0, 6, "科技局部门整体支出绩效评价指标体系", title)
    sheet.write(1, 6, "单位：分")
    sheet.write_row(2, 0, HEADINGS, head)
    row = 3
    for (name, weight), leaves in ROWS:
        _put(sheet, row, len(leaves), 0, name, cell)
        _put(sheet, row, len(leaves), 1, weight, cell)
        for leaf, points, text, target, unit in leaves:
            sheet.set_row(row, 32)
            sheet.write_row(row, 2, (leaf, points), cell)
            sheet.write_string(row, 4, text, rule)
            sheet.write_row(row, 5, (target, unit), cell)
            row += 1
    sheet.merge_range(row, 0, row, 2, "合计", cell)
    sheet.write_row(row, 3, (100, "", "", ""), cell)
    sheet.merge_range(row + 1, 0, row + 1, 6, NOTE, rule)
    for columns, width in (("A:B", 8), ("C:C", 20), ("D:D", 8), ("E:E", 60), ("F:G", 9)):
        sheet.set_column(columns, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    book.close()
    return buffer.getvalue()


def _put(sheet: Any, row: int, rows: int, column: int, what: object, look: object) -> None:  # noqa: ANN401, PLR0913, PLR0917
    """Write into a cell, merged over some rows."""
    if rows > 1:
        sheet.merge_range(row, column, row + rows - 1, column, what, look)
    else:
        sheet.write(row, column, what, look)


if __name__ == "__main__":
    PATH.write_bytes(sample())
