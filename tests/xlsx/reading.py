"""Workbooks read back: what stands in their score tables."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from indicator_engine.messages import Language
from indicator_engine.report.levels import Line, levels
from indicator_engine.report.phrases import Phrases
from indicator_engine.results import Evaluation
from indicator_engine.workbooks.addresses import column_letters

Value = str | Decimal

CELL = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f>')


class Workbook:
    """A workbook as it is read back.

    Args:
        content: Its bytes.

    Attributes:
        sheets: The rows of every sheet; numbers by the shortest decimals that name them.
        formulas: The formulas of every sheet by their cells.
    """

    def __init__(self, content: bytes) -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        self.sheets = {
            name: [
                [_value(cell) for cell in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names
        }
        with ZipFile(BytesIO(content)) as parts:
            texts = [
                parts.read(f"xl/worksheets/sheet{number}.xml").decode()
                for number in range(1, len(self.sheets) + 1)
            ]
        self.formulas: list[Mapping[str, str]] = [
            {cell: unescape(formula) for cell, formula in CELL.findall(text)} for text in texts
        ]


def _value(cell: object) -> Value:
    return Decimal(repr(cell)) if isinstance(cell, int | float) else str(cell)


class Table:
    """A score table of a workbook.

    Args:
        workbook: The workbook.
        evaluation: What it shows, or showed before somebody typed other scores.
        language: Its language.
        number: Of the sheet, from 1.
    """

    def __init__(
        self,
        workbook: Workbook,
        evaluation: Evaluation,
        language: Language = "zh",
        number: int = 1,
    ) -> None:
        table = levels(Phrases(language), evaluation.tree)
        self.lines: tuple[Line, ...] = table.lines
        self.depth = len(table.headings)
        self.rows = list(workbook.sheets.values())[number - 1]
        heading = [*table.headings, "分值" if language == "zh" else "Points"]
        self.first = (
            next(number for number, row in enumerate(self.rows) if row[: self.depth + 1] == heading)
            + 1
        )
        self.formulas = workbook.formulas[number - 1]

    def cell(self, node: str, column: int) -> str:
        """Return the address of a node's points (0), score (1) or rate (2)."""
        return f"{column_letters(self.depth + column + 1)}{self.row(node) + 1}"

    def value(self, node: str, column: int) -> Value:
        """Return what stands there."""
        return self.rows[self.row(node)][self.depth + column]

    def score(self, node: str) -> Value:
        """Return a score."""
        return self.value(node, 1)

    def rate(self, node: str) -> Value:
        """Return a rate."""
        return self.value(node, 2)

    @property
    def grade(self) -> Value:
        """Return the grade; the row below the total has it."""
        return self.rows[self.first + len(self.lines)][self.depth]

    def row(self, node: str) -> int:
        """Return the row of a node, from 0."""
        return next(
            number
            for number, line in enumerate(self.lines, self.first)
            if line.node.id == node and line.part in ("leaf", "result")
        )


def is_number(value: Value, number: Decimal) -> bool:
    """Tell whether a cell holds a number, or names it where a spreadsheet has not enough digits."""
    return Fraction(value) == Fraction(number)
