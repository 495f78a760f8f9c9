"""A sheet to draw on: styles by name, texts that stay texts, numbers with their places."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from indicator_engine.messages import Language
from indicator_engine.messages.width import columns as width_of
from indicator_engine.report.xlsx.exactly import fits
from indicator_engine.workbooks.writing import is_risky, write_text

if TYPE_CHECKING:
    from xlsxwriter import Format, Workbook, Worksheet

A4 = 9  # as XlsxWriter counts papers
MARGINS = (0.5, 0.5, 0.7, 0.7)  # inches: left, right, top, bottom
LINE_HEIGHT = 15.0  # points, of a text of 10.5 points
HEADING_LINES = 1.5  # height of a row of headings, in lines
TALLEST = 405.0  # points; Excel takes 409
FACES: Mapping[Language, tuple[str, str]] = {
    "zh": ("黑体", "仿宋"),
    "en": ("Arial", "Times New Roman"),
}

Properties = Mapping[str, object]

PLAIN: Properties = {"font_size": 10.5, "valign": "vcenter"}
BOXED: Properties = {**PLAIN, "border": 1, "text_wrap": True}
STYLES: Mapping[str, Properties] = {
    "title": {**PLAIN, "font_size": 16, "align": "center", "text_wrap": True},
    "line": {**PLAIN, "text_wrap": True},
    "heading": {**BOXED, "bold": True, "align": "center", "bg_color": "#E7ECF3"},
    "level": {**BOXED, "align": "center"},
    "text": {**BOXED, "align": "left", "indent": 1},
    "number": {**BOXED, "align": "center"},
    "sum": {**BOXED, "align": "center", "bold": True},
    "sum_text": {**BOXED, "align": "left", "bold": True, "indent": 1},
    "section": {**PLAIN, "bold": True, "font_size": 12},
}


@define
class Styles:
    """The formats of a workbook, each made when it is first asked for.

    Attributes:
        book: The workbook.
        language: Of its texts, which decides on the fonts.
        looks: How the styles look, by their names.
        made: Those made so far.
    """

    book: "Workbook"
    language: Language
    looks: Mapping[str, Properties] = STYLES
    made: dict[tuple[str, str, bool], "Format"] = field(factory=dict)

    def form(self, style: str, number: str = "", *, is_quoted: bool = False) -> "Format":
        """Return a format.

        Args:
            style: A key of the looks.
            number: How numbers are shown, as Excel writes it.
            is_quoted: Whether what is in the cell stays a text when the cell is edited.
        """
        key = style, number, is_quoted
        if key not in self.made:
            title, body = FACES[self.language]
            further: dict[str, object] = {"font_name": title if style == "title" else body}
            if number:
                further["num_format"] = number
            if is_quoted:
                further["quote_prefix"] = True
            self.made[key] = self.book.add_format({**self.looks[style], **further})
        return self.made[key]


@frozen
class Area:
    """Some cells that are one.

    Attributes:
        row: The first row, from 0.
        column: The first column, from 0.
        rows: How many rows.
        columns: How many columns.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Sheet:
    """One sheet of a workbook.

    Args:
        styles: The formats of the workbook.
        name: What it is called.
        widths: Of its columns, in characters.
    """

    def __init__(self, styles: Styles, name: str, widths: tuple[float, ...]) -> None:
        self.styles, self.widths = styles, widths
        self.sheet: Worksheet = styles.book.add_worksheet(name)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def text(self, area: Area, text: str, style: str) -> None:
        """Write a text into an area."""
        form = self.styles.form(style, is_quoted=is_risky(text))
        self._merged(area, form)
        write_text(self.sheet, area.row, area.column, text, form)

    def number(
        self, area: Area, number: Decimal, shown: str, style: str, formula: str = ""
    ) -> None:
        """Write a number, and the formula that gives it; more digits than there are stay text."""
        if not formula and not fits(number):
            self.text(area, f"{number:f}", style)
            return
        form = self.styles.form(style, shown)
        self._merged(area, form)
        if formula:
            self.sheet.write_formula(area.row, area.column, f"={formula}", form, number)
        else:
            self.sheet.write_number(area.row, area.column, number, form)

    def day(self, area: Area, day: date, style: str) -> None:
        """Write a date, which is no earlier than March of 1900."""
        form = self.styles.form(style)
        self._merged(area, form)
        self.sheet.write_datetime(area.row, area.column, day, form)

    def text_of(self, area: Area, text: str, formula: str, shown: str, style: str) -> None:
        """Write a formula that gives a text, for now."""
        form = self.styles.form(style, shown)
        self._merged(area, form)
        self.sheet.write_formula(area.row, area.column, f"={formula}", form, text)

    def _merged(self, area: Area, form: "Format") -> None:
        last_row, last_column = area.row + area.rows - 1, area.column + area.columns - 1
        if area.rows * area.columns > 1:
            self.sheet.merge_range(area.row, area.column, last_row, last_column, "", form)

    def lines(self, text: str, column: int, columns: int = 1) -> int:
        """Return how many lines a text takes in some columns."""
        room = sum(self.widths[column : column + columns]) - 2
        return max(1, -(-width_of(text) // int(room)))

    def height(self, row: int, lines: float, line: float = LINE_HEIGHT) -> None:
        """Give a row room for so many lines of text."""
        self.sheet.set_row(row, min(TALLEST, lines * line + 6))

    def page(self, foot: str, *, heading: int | None = None, is_wide: bool = False) -> None:
        """Set up the paper: A4, as wide as one page, the heading on each of them."""
        if is_wide:
            self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(*MARGINS)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.set_footer(f"&C{foot}")
        if heading is not None:
            self.sheet.repeat_rows(heading, heading)


def places_format(places: int) -> str:
    """Return how numbers with so many places are shown.

    >>> places_format(2), places_format(0)
    ('0.00', '0')
    """
    return f"0.{'0' * places}" if places else "0"
