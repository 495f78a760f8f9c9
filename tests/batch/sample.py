"""A ruleset with an input of every type, and its data in every kind of table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook

from indicator_engine.documents import read_document, write_json
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset

Json = Any

EVERY: Mapping[str, Json] = {
    "id": "every",
    "version": "1.0.0",
    "title": "每种输入",
    "inputs": {
        "预算数": {"type": "number", "unit": "万元", "range": "(0, inf)"},
        "执行数": {"type": "number", "unit": "万元", "range": "[0, inf)"},
        "人数": {"type": "integer", "title": {"zh": "职工人数", "en": "Staff"}, "range": "[0, 99]"},
        "满意度": {"type": "percent", "title": "服务对象满意度"},
        "公开": {"type": "boolean"},
        "状态": {"type": "choice", "choices": ["完成", "未完成", "不适用"]},
        "完成日": {"type": "date"},
        "说明": {"type": "text"},
        "质量": {"type": "judged", "tiers": {"达成": "[80%, 100%]", "未达成": "[0%, 60%)"}},
        "评分": {"type": "numbers", "range": "[0, 100]", "length": "[1, 3]"},
    },
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {
                "id": "A",
                "weight": 40,
                "formula": "weight * reached(执行数, 预算数)",
                "title": "执行",
            },
            {"id": "B", "weight": 20, "formula": "weight * 满意度 if 公开 else 人数 / 99"},
            {"id": "C", "weight": 20, "formula": "weight * mean(评分) / 100"},
            {
                "id": "D",
                "weight": 20,
                "formula": "0 if 状态 == '未完成' or 说明 == '无' or 完成日 > date(2022, 12, 31) "
                "else weight * 质量",
            },
        ],
    },
    "grades": [{"grade": "优", "range": "[90, 100]"}, {"grade": "良", "range": "[0, 90)"}],
}
"""Every type of input counts for something."""

HEADER = (
    "unit", "预算数", "执行数", "人数", "满意度", "公开",
    "状态", "完成日", "说明", "质量.tier", "质量.rate", "评分[1]", "评分[2]",
)  # fmt: skip
ROWS: Sequence[Sequence[str]] = (
    ("甲", "100", "95.005", "5", "95%", "是", "完成", "2022-06-10", "好", "达成", "90%", "90", "91.5"),
    ("乙", "3", "1", "0", "0.5", "false", "未完成", "2023-01-01", " ", "", "0.3", "80", ""),
    ("丙", "200", "", "7", "100%", "true", "不适用", "2022-12-31", "无", "不适用", "", "70", "75"),
    ("丁", "200", "10", "待评", "1", "否", "完成", "2022-12-31", "x", "未达成", "0", "pending", ""),
    ("戊", "1e2", "1,000", "5", "95", "对", "完", "2022-6-10", "x", "达成", "0.7", "-", "7"),
    ("己", "", "", "", "", "", "", "", "", "", "", "", ""),
)  # fmt: skip


def ruleset_of(fields: Mapping[str, Json]) -> Ruleset:
    return read_ruleset(read_document(write_json(fields), "<sample>"))


RULESET = ruleset_of(EVERY)


def frame_of(header: Sequence[str] = HEADER, rows: Sequence[Sequence[str]] = ROWS) -> pl.DataFrame:
    """Return a table of texts."""
    return pl.DataFrame(list(rows), schema=dict.fromkeys(header, pl.String), orient="row")


def text_of(header: Sequence[str] = HEADER, rows: Sequence[Sequence[str]] = ROWS) -> str:
    """Return a table as CSV, every cell in quotes that needs them."""
    quoted = ([f'"{cell}"' if "," in cell else cell for cell in row] for row in (header, *rows))
    return "".join(f"{','.join(row)}\r\n" for row in quoted)


def write_workbook(
    path: Path, rows: Sequence[Sequence[object]], sheets: Sequence[str] = ("数据",)
) -> Path:
    """Write rows into each of some sheets, cells with the types they have."""
    book = Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    for name in sheets:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    book.close()
    return path
