"""The cells of a sheet, looked at one after the other as its XML is parsed, without keeping any."""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.handler import ContentHandler

from indicator_engine.errors import Diagnostic, Location, RecordError

CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


class SheetCells(ContentHandler):
    """Refuses what readers of workbooks drop, overwrite or take for empty.

    Attributes:
        at: Where the workbook is.
        row: The number of the current row.
        before: Row and column of the cell before; the next one must follow it.
        cell: The reference of the current cell, as ``B2``.
        kind: Its type: ``n`` a number, ``str`` the text of a formula, ``e`` an error, and others.
        text: Its value, as written.
        is_formula: Whether it has a formula.
        is_empty_text: Whether it has a value that may be empty.
        in_value: Whether the parser is within its value.
    """

    def __init__(self, at: Location) -> None:
        super().__init__()
        self.at = at
        self.row, self.before = 0, (0, 0)
        self.cell = self.kind = self.text = ""
        self.is_formula = self.is_empty_text = self.in_value = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: ANN401, N802 - of the parser
        """Note what begins; prefixes of namespaces make no difference."""
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attrs.get("r", self.row + 1))
            case "c":
                self.start_cell(attrs)
            case "f":
                self.is_formula = True
            case "v":
                self.in_value, self.is_empty_text = True, self.kind == "str"

    def endElement(self, name: str) -> None:  # noqa: N802 - of the parser
        """Note what ends."""
        match name.rpartition(":")[2]:
            case "v":
                self.in_value = False
            case "c":
                self.end_cell()

    def characters(self, content: str) -> None:
        """Keep the value of the current cell."""
        if self.in_value:
            self.text += content

    def start_cell(self, attrs: Mapping[str, str]) -> None:
        """Look at where a cell stands.

        Raises:
            RecordError: Where it does not follow the one before.
        """
        self.kind, self.text, self.is_formula, self.is_empty_text = (
            attrs.get("t", "n"),
            "",
            False,
            False,
        )
        last = self.before[1] if self.before[0] == self.row else 0
        reference = CELL.fullmatch(attrs.get("r", ""))
        column = column_number(reference[1]) if reference else last + 1
        self.cell = reference[0] if reference else f"R{self.row}C{column}"
        place = (int(reference[2]) if reference else self.row, column)
        if place <= self.before or place[0] != self.row:
            raise self.refused("workbook-cell-out-of-order")
        self.before = place

    def end_cell(self) -> None:
        """Look at what a cell holds.

        Raises:
            RecordError: Where that is an error, or a formula that was never calculated.
        """
        if self.kind == "e":
            raise self.refused("workbook-error", value=self.text)
        if self.is_formula and not self.text and not self.is_empty_text:
            raise self.refused("workbook-formula-without-value")

    def refused(self, code: str, **facts: str) -> RecordError:
        """Return that the current cell cannot be used."""
        found = Diagnostic(code=code, at=self.at, facts={"cell": self.cell, **facts})
        return RecordError([found])


def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
