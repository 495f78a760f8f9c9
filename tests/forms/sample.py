"""A form of the ruleset that has every type of input, and what somebody does to it."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from indicator_engine.forms import Filled, fill_in_form, read_form
from indicator_engine.messages import Language
from indicator_engine.model import Example, Ruleset
from tests.batch.sample import RULESET

INPUTS: Mapping[str, Any] = {
    "预算数": 100,
    "执行数": 95,
    "人数": 12,
    "满意度": "95.5%",
    "公开": True,
    "状态": "未完成",
    "完成日": "2022-12-30",
    "说明": "=无",
    "质量": {"tier": "达成", "rate": "95%"},
    "评分": [90, 91],
}
EXAMPLE = Example(
    id="filled", unit={"id": "007", "name": "某局"}, inputs=INPUTS, notes={"A": "偏低"}
)
BOOK = "表.xlsx"

Book = Any  # of openpyxl, which has no types


def opened(content: bytes, *, calculated: bool = False) -> Book:
    """Return a workbook as openpyxl reads it, with its formulas or with what they give."""
    return load_workbook(BytesIO(content), data_only=calculated)


def edited(
    change: Callable[[Book], object],
    example: Example | None = EXAMPLE,
    ruleset: Ruleset = RULESET,
    language: Language = "zh",
) -> bytes:
    """Return a form that somebody has opened, changed and saved."""
    book = opened(fill_in_form(ruleset, example, language))
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def typed(
    cells: Mapping[str, object], sheet: str = "填报", example: Example | None = EXAMPLE
) -> bytes:
    """Return a form into which somebody has typed."""

    def change(book: Book) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return edited(change, example)


def read(content: bytes, ruleset: Ruleset = RULESET) -> Filled:
    return read_form(ruleset, content, BOOK)
