"""The sheet that is filled in: a row for each input, in the order of the ruleset."""

from attrs import define

from indicator_engine.forms.drawing import ALLOWED, Hidden, style_of, write_cell
from indicator_engine.forms.filling import Cell, Filling
from indicator_engine.forms.phrases import help_lines, offered, range_in_words, titled
from indicator_engine.forms.validation import Rule, rules
from indicator_engine.messages import forms as say
from indicator_engine.messages.width import columns as width_of
from indicator_engine.model import Input, Ruleset
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.xlsx.drawing import HEADING_LINES, Area, Sheet, Styles
from indicator_engine.workbooks import column_letters

BEFORE = (5.0, 30.0, 16.0, 9.0)  # widths of the columns before the values, in characters
AFTER = (22.0, 42.0, 18.0)  # and behind them
FIRST = len(BEFORE)  # column of the values
MOST_COLUMNS = 10  # of the values; longer lists go on below
NARROWEST, VALUE_WIDTH = 6.5, 24.0  # of one column of them, and of all, at least
LEAST_LINES = 1.2  # height of a row, in lines
SMALLER = 9 / 10.5  # of what is said of an input, beside the usual size
HEAD = 3  # the row of the headings, from 0


@define
class InputSheet:
    """Draws the sheet.

    Attributes:
        styles: The formats of the workbook.
        ruleset: Whose form it is.
        phrases: The language.
        filling: What it holds.
        hidden: Where long lists stand.
    """

    styles: Styles
    ruleset: Ruleset
    phrases: Phrases
    filling: Filling
    hidden: Hidden

    def draw(self) -> None:
        """Draw the sheet: its head, its rows, and which ruleset it is of."""
        columns = self.columns
        width = max(NARROWEST, VALUE_WIDTH / columns)
        sheet = Sheet(
            self.styles,
            self.phrases.say(say.SHEET_OF_INPUTS),
            (*BEFORE, *[width] * columns, *AFTER),
        )
        self.head(sheet)
        row = HEAD + 1
        for number, declared in enumerate(self.ruleset.inputs.values(), 1):
            row += self.line(sheet, row, number, declared)
        origin = {"ruleset": self.ruleset.id, "version": self.ruleset.version}
        text = self.phrases.say(say.ORIGIN, **origin, digest=self.ruleset.digest)
        sheet.text(Area(row, 0, 1, FIRST + columns + len(AFTER)), text, "small")
        sheet.page(self.phrases.say(say.FOOT), heading=HEAD, is_wide=True)
        sheet.sheet.freeze_panes(HEAD + 1, 2)
        sheet.sheet.protect("", ALLOWED)

    @property
    def columns(self) -> int:
        """Return how many columns the values have."""
        inputs = self.ruleset.inputs.values()
        needed = [self.count(each) for each in inputs if each.type == "numbers"]
        return max(2, min(MOST_COLUMNS, max(needed, default=0)))

    def count(self, declared: Input) -> int:
        """Return how many cells the numbers of a list have."""
        return max(offered(declared), len(self.filling.cells.get(declared.name, ())))

    def head(self, sheet: Sheet) -> None:
        """Draw what stands above the rows."""
        last = FIRST + self.columns + len(AFTER)
        title = self.phrases.text(self.ruleset.title) or self.ruleset.id
        sheet.text(Area(0, 0, 1, last), self.phrases.say(say.HEAD, title=title), "title")
        sheet.height(0, 2)
        unit = self.filling.unit
        sheet.text(Area(1, 1), self.phrases.say(say.UNIT_NAME), "label")
        sheet.text(Area(1, 2, 1, FIRST + self.columns - 2), unit.get("name", ""), "fill_text")
        sheet.text(Area(1, FIRST + self.columns), self.phrases.say(say.UNIT_ID), "label")
        sheet.text(Area(1, FIRST + self.columns + 1), unit.get("id", ""), "fill_text")
        sheet.height(1, HEADING_LINES)
        how_to = self.phrases.say(say.HOW_TO)
        sheet.text(Area(2, 0, 1, last), how_to, "line")
        sheet.height(2, sheet.lines(how_to, 0, last))
        self.headings(sheet)

    def headings(self, sheet: Sheet) -> None:
        """Draw the row of the headings, by which a form is known when it is read."""
        for column, each in enumerate((say.NUMBER, say.TITLE, say.ID, say.UNIT)):
            sheet.text(Area(HEAD, column), self.phrases.say(each), "heading")
        values = Area(HEAD, FIRST, 1, self.columns)
        sheet.text(values, self.phrases.say(say.VALUE), "heading")
        behind = FIRST + self.columns
        for column, each in enumerate((say.RANGE, say.HELP, say.REASON), behind):
            sheet.text(Area(HEAD, column), self.phrases.say(each), "heading")
        sheet.height(HEAD, HEADING_LINES)

    def line(self, sheet: Sheet, row: int, number: int, declared: Input) -> int:
        """Draw an input and return how many rows it takes."""
        name, title = declared.name, titled(self.phrases, declared)
        taken, told = range_in_words(self.phrases, declared), "\n".join(self.help(declared))
        areas = self.areas(declared, row)
        rows = max(area.row for area in areas) - row + 1
        behind = FIRST + self.columns
        sheet.text(Area(row, 0, rows), str(number), "level")
        sheet.text(Area(row, 1, rows), title, "text")
        for each in range(row, row + rows):
            sheet.text(Area(each, 2), name, "id")
        sheet.text(Area(row, 3, rows), one_line(declared.unit), "level")
        self.values(sheet, declared, areas)
        sheet.text(Area(row, behind, rows), taken, "range")
        sheet.text(Area(row, behind + 1, rows), told, "range")
        sheet.text(Area(row, behind + 2, rows), self.filling.reasons.get(name, ""), "fill_text")
        small = [_lines(sheet, [taken], behind), _lines(sheet, self.help(declared), behind + 1)]
        reason = sheet.lines(self.filling.reasons.get(name, ""), behind + 2)
        lines = max(sheet.lines(title, 1), *small, reason)
        for each in range(row, row + rows):
            sheet.height(each, max(LEAST_LINES, lines / rows))
        return rows

    def help(self, declared: Input) -> list[str]:
        """Return what is said of an input beside it."""
        return list(help_lines(self.phrases, declared))

    def areas(self, declared: Input, row: int) -> list[Area]:
        """Return the areas of an input's values: one, those of tier and rate, or those of a list."""
        columns = self.columns
        if declared.type == "judged":
            tier = (columns + 1) // 2
            return [Area(row, FIRST, 1, tier), Area(row, FIRST + tier, 1, columns - tier)]
        if declared.type != "numbers":
            return [Area(row, FIRST, 1, columns)]
        places = (divmod(index, columns) for index in range(self.count(declared)))
        return [Area(row + below, FIRST + right) for below, right in places]

    def values(self, sheet: Sheet, declared: Input, areas: list[Area]) -> None:
        """Draw the cells of an input, and what they let in."""
        filled: tuple[Cell, ...] = self.filling.cells.get(declared.name, ())
        cells = (*filled, *[""] * (len(areas) - len(filled)))
        names = tuple(f"{column_letters(each.column + 1)}{each.row + 1}" for each in areas)
        let_in = rules(self.phrases, declared, names, self.hidden.listed)
        for area, cell, rule in zip(areas, cells, let_in, strict=True):
            write_cell(sheet, area, cell, self.style(declared, area, areas))
            _let_in(sheet, area, rule)
        last = areas[-1]
        for column in range(last.column + last.columns, FIRST + self.columns):
            sheet.text(Area(last.row, column), "", "nothing")

    def style(self, declared: Input, area: Area, areas: list[Area]) -> str:
        """Return how a cell of an input looks."""
        is_tier = declared.type == "judged" and area == areas[0]
        return "fill_text" if is_tier else style_of(declared)


def _let_in(sheet: Sheet, area: Area, rule: Rule) -> None:
    sheet.sheet.data_validation(area.row, area.column, area.row, area.column, rule)


def _lines(sheet: Sheet, texts: list[str], column: int) -> float:
    """Return how many lines of the usual size some texts take, each beginning on its own."""
    room = (sheet.widths[column] - 2) / SMALLER
    return sum(-(-width_of(each) // int(room)) for each in texts) * SMALLER
