"""What the sheets of a form have in common: how cells look, drop-down lists, protection."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define, field

from indicator_engine.filled_forms import ORIGIN
from indicator_engine.forms.filling import Cell
from indicator_engine.forms.validation import fits_a_list
from indicator_engine.model import Input, InputType, Ruleset
from indicator_engine.report.xlsx.drawing import BOXED, PLAIN, STYLES, Area, Properties, Sheet
from indicator_engine.workbooks import column_letters
from indicator_engine.workbooks.writing import write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

HIDDEN = "_form"
FORMAT = "1"

FILLED: Properties = {**BOXED, "bg_color": "#FFF8D6", "locked": False}
ASIDE: Properties = {**BOXED, "font_size": 9, "align": "left", "indent": 1}
GREY = "#6B7280"
LOOKS: Mapping[str, Properties] = {
    **STYLES,
    "id": {**ASIDE, "font_color": GREY, "bg_color": "#F1F3F5"},
    "nothing": {**BOXED, "bg_color": "#F1F3F5"},
    "range": ASIDE,
    "small": {**PLAIN, "font_size": 8, "font_color": GREY},
    "label": {**PLAIN, "align": "right"},
    "fill": {**FILLED, "align": "center"},
    "fill_text": {**FILLED, "align": "left", "indent": 1, "num_format": "@"},
    "fill_date": {**FILLED, "align": "center", "num_format": "yyyy-mm-dd"},
    "fill_percent": {**FILLED, "align": "center", "num_format": "0.00##%"},
}
STYLE_OF: Mapping[InputType, str] = {
    "percent": "fill_percent",
    "judged": "fill_percent",
    "date": "fill_date",
    "choice": "fill_text",
    "text": "fill_text",
}
ALLOWED: Mapping[str, bool] = {"format_columns": True, "format_rows": True}


def style_of(declared: Input) -> str:
    """Return how the cells of an input look; of a judged one, that of its rate."""
    return STYLE_OF.get(declared.type, "fill")


def write_cell(sheet: Sheet, area: Area, cell: Cell, style: str) -> None:
    """Write what an input is into an area; a number of more digits than a cell keeps, as text."""
    if isinstance(cell, str):
        sheet.text(area, cell, style)
    elif isinstance(cell, Decimal):
        sheet.number(area, cell, "", style)
    else:
        sheet.day(area, cell, style)


@define
class Hidden:
    """The sheet that nobody sees: whose form it is, and the lists too long for a validation.

    It is drawn when all lists are known, and so is the last sheet: readers of tables take the first.

    Attributes:
        book: The workbook.
        ruleset: Whose form it is.
        lists: The lists that stand there, each in a column of its own.
    """

    book: "Workbook"
    ruleset: Ruleset
    lists: list[tuple[str, ...]] = field(factory=list)

    def listed(self, entries: tuple[str, ...]) -> object:
        """Return what a validation names as its list: the entries, or the cells they stand in."""
        if fits_a_list(entries):
            return list(entries)
        if entries not in self.lists:
            self.lists.append(entries)
        letters = column_letters(self.lists.index(entries) + 2)  # behind the origin
        return f"='{HIDDEN}'!${letters}$1:${letters}${len(entries)}"

    def draw(self) -> None:
        """Draw the sheet."""
        sheet = self.book.add_worksheet(HIDDEN)
        form = self.book.add_format({"num_format": "@", "quote_prefix": True})
        origin = (ORIGIN, FORMAT, self.ruleset.id, self.ruleset.version, self.ruleset.digest)
        for column, texts in enumerate((origin, *self.lists)):
            for row, text in enumerate(texts):
                write_text(sheet, row, column, text, form)
        sheet.hide()
        sheet.protect()
