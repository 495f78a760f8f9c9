"""The cells of a sheet, looked at one after the other as its XML is parsed, without keeping any."""

from collections.abc import Mapping
from typing import Any
from xml.sax.handler import ContentHandler

from attrs import evolve

from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.limits import LIMITS
from indicator_engine.workbooks.addresses import cell_place, column_letters


class SheetCells(ContentHandler):
    """Refuses what readers of workbooks drop, overwrite, take for empty or lay out without need.

    Attributes:
        at: Where the workbook is.
        sheet: What the sheet is called.
        row: The number of the current row.
        before: Row and column of the cell before; the next one must follow it.
        width: The last column so far in which a cell holds something.
        merged: How many cells the merged areas have together.
        cell: The reference of the current cell, as ``B2``.
        kind: Its type: ``n`` a number, ``str`` the text of a formula, ``e`` an error, and others.
        text: Its value, as written.
        is_formula: Whether it has a formula.
        is_empty_text: Whether it has a value that may be empty.
        in_value: Whether the parser is within its value.
    """

    def __init__(self, at: Location, sheet: str) -> None:
        super().__init__()
        self.at, self.sheet = at, sheet
        self.row, self.before = 0, (0, 0)
        self.width = self.merged = 0
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
                self.lay_out()
            case "v":
                self.in_value, self.is_empty_text = True, self.kind == "str"
                self.lay_out()
            case "is":
                self.lay_out()
            case "mergeCell":
                self.merge(attrs.get("ref", ""))

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
            ValueError: Where no cell can stand there.
        """
        self.kind, self.text = attrs.get("t", "n"), ""
        self.is_formula = self.is_empty_text = False
        reference = attrs.get("r")
        self.cell = self.following() if reference is None else reference
        place = cell_place(self.cell)
        if place <= self.before or place[0] != self.row:
            raise self.refused("workbook-cell-out-of-order")
        self.before = place

    def following(self) -> str:
        """Return where a cell stands that does not say so."""
        last = self.before[1] if self.before[0] == self.row else 0
        return f"{column_letters(last + 1)}{self.row}"

    def lay_out(self) -> None:
        """Look at how many cells a reader lays out for this one; it holds more than a format.

        Raises:
            RecordError: Where there are too many.
        """
        row, column = self.before
        self.width = max(self.width, column)
        if row * self.width > LIMITS.workbook_cells:
            raise self.far_away(f"{column_letters(self.width)}{row}")

    def end_cell(self) -> None:
        """Look at what a cell holds.

        Raises:
            RecordError: Where that is an error, or a formula that was never calculated.
        """
        if self.kind == "e":
            raise self.refused("workbook-error", value=self.text)
        if self.is_formula and not self.text and not self.is_empty_text:
            raise self.refused("workbook-formula-without-value")

    def merge(self, area: str) -> None:
        """Look at how many cells the merged areas have together.

        Raises:
            RecordError: Where there are too many.
            ValueError: Where the area is none.
        """
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = cell_place(first), cell_place(last or first)
        self.merged += max(0, bottom - top + 1) * max(0, right - left + 1)
        if self.merged > LIMITS.workbook_cells:
            raise self.far_away(last or first)

    def far_away(self, corner: str) -> RecordError:
        """Return that a sheet reaches too far."""
        self.cell = corner
        return self.refused("workbook-cell-far-away", limit=f"{LIMITS.workbook_cells:,}")

    def refused(self, code: str, **facts: str) -> RecordError:
        """Return that the current cell cannot be used."""
        at = evolve(self.at, cell=f"{self.sheet}!{self.cell}")
        return RecordError([Diagnostic(code=code, at=at, facts={"cell": self.cell, **facts})])
