"""The score table on its sheet, in the official form: levels, points, scores, rates, reasons."""

from collections.abc import Sequence
from decimal import Decimal

from indicator_engine.language.numbers import decimal_places, plain, rounded
from indicator_engine.messages import reports as say
from indicator_engine.messages.width import columns as width_of
from indicator_engine.report.levels import Levels, Line, levels
from indicator_engine.report.phrases import DASH, Phrases
from indicator_engine.report.view import View
from indicator_engine.report.xlsx.drawing import (
    HEADING_LINES,
    LINE_HEIGHT,
    Area,
    Sheet,
    Styles,
    places_format,
)
from indicator_engine.report.xlsx.grading import graded
from indicator_engine.report.xlsx.live import computed
from indicator_engine.report.xlsx.score_cells import Columns, Computed, Words, is_left_out
from indicator_engine.results import Evaluation, ScoreNode
from indicator_engine.workbooks.addresses import column_letters

NARROWEST, WIDEST = 8, 24  # characters, of a column of titles
NUMBER_WIDTH = 10  # of points, scores, rates; a range of scores takes more
REASONS_WIDTH, NO_REASONS_WIDTH = 38, 16
MOST_UPRIGHT = 3  # levels on a page that stands
PERCENT = "0.00%"
TITLE_HEIGHT = 24.0  # points, of a line of the title


class ScoreSheet:
    """Draws the score table.

    Args:
        styles: The formats of the workbook.
        name: What the sheet is called.
        evaluation: The result.
        shown: The same as text.
        phrases: The words.
    """

    def __init__(
        self, styles: Styles, name: str, evaluation: Evaluation, shown: View, phrases: Phrases
    ) -> None:
        self.evaluation, self.shown, self.phrases = evaluation, shown, phrases
        self.table: Levels = levels(phrases, evaluation.tree)
        self.depth = len(self.table.headings)
        self.name = name
        self.sheet = Sheet(styles, name, self._widths())
        self.words = Words(phrases.say(say.OPEN), DASH)
        self.rows: dict[str, int] = {}  # of the indicators, from 0
        self.open: dict[str, str] = {}  # what stands for scores that are no numbers

    @property
    def last(self) -> int:
        """Return the last column, from 0: that of the reasons."""
        return self.depth + 3

    def cell(self, indicator: str, column: int) -> str:
        """Return the address of a number of an indicator: its points (0), score (1) or rate (2)."""
        return f"{column_letters(self.depth + column + 1)}{self.rows[indicator] + 1}"

    def draw(self) -> None:
        """Draw the sheet."""
        heading = self._head()
        self._headings(heading)
        first = heading + 1
        letters = [column_letters(self.depth + number) for number in (1, 2, 3, 5)]
        columns = Columns(weight=letters[0], score=letters[1], rate=letters[2], parts=letters[3])
        found = computed(self.table.lines, first + 1, columns, self.words)
        for row, (line, cells) in enumerate(zip(self.table.lines, found, strict=True), first):
            self._line(row, line, cells)
        self._heights(first, found)
        end = self._grade(first + len(found))
        end = self._foot(end)
        self.sheet.sheet.set_column(self.last + 1, self.last + 1, 12, None, {"hidden": True})
        self.sheet.sheet.freeze_panes(first, 0)
        self.sheet.sheet.print_area(0, 0, end - 1, self.last)
        wide = self.depth > MOST_UPRIGHT
        self.sheet.page(self.phrases.say(say.FOOT), heading=heading, is_wide=wide)

    def _widths(self) -> tuple[float, ...]:
        widest = [NARROWEST] * self.depth
        for line in self.table.lines:
            for cell in line.cells:
                if cell.columns == 1:
                    widest[cell.level] = max(widest[cell.level], width_of(cell.text) + 2)
        headings = (width_of(text) + 2 for text in self.table.headings)
        titles = (min(WIDEST, max(pair)) for pair in zip(widest, headings, strict=True))
        scores = max(width_of(line.row.score) + 3 for line in self.table.lines)
        numbers = (NUMBER_WIDTH, max(NUMBER_WIDTH, scores), NUMBER_WIDTH)
        reasons = any(line.reasons for line in self.table.lines)
        return (*titles, *numbers, REASONS_WIDTH if reasons else NO_REASONS_WIDTH)

    def _head(self) -> int:
        """Draw what stands above the table, and return the row of its headings."""
        row = 0
        for text, style, height in (
            (self.shown.title, "title", TITLE_HEIGHT),
            (self.shown.caption, "line", LINE_HEIGHT),
            (self.shown.unit, "line", LINE_HEIGHT),
        ):
            if text:
                row = self._across(row, text, style, height)
        return row

    def _across(self, row: int, text: str, style: str, height: float = LINE_HEIGHT) -> int:
        """Draw a text as wide as the table, and return the row below it."""
        self.sheet.text(Area(row, 0, 1, self.last + 1), text, style)
        lines = self.sheet.lines(text, 0, self.last + 1)
        self.sheet.height(row, lines * (1.5 if style == "title" else 1), height)
        return row + 1

    def _headings(self, row: int) -> None:
        say_ = self.phrases.say
        numbers = (say_(say.WEIGHT), say_(say.SCORE), say_(say.RATE), say_(say.REASON))
        for column, text in enumerate((*self.table.headings, *numbers)):
            self.sheet.text(Area(row, column), text, "heading")
        self.sheet.height(row, HEADING_LINES)

    def _line(self, row: int, line: Line, cells: Computed) -> None:
        is_group = line.part != "leaf"
        for cell in line.cells:
            area = Area(row, cell.level, cell.lines, cell.columns)
            is_ending = is_group and cell is line.cells[-1]
            self.sheet.text(area, cell.text, "sum" if is_ending else "level")
        style = "sum" if is_group else "number"
        self._weight(Area(row, self.depth), line, style)
        self._score(Area(row, self.depth + 1), line, cells, style)
        self._rate(Area(row, self.depth + 2), line, cells, style)
        self.sheet.text(Area(row, self.last), self.reasons(line, cells), "text")
        self._parts(Area(row, self.last + 1), cells)
        if line.part in ("leaf", "result"):
            self.rows[line.node.id] = row
            if line.node.score is None:
                self.open[line.node.id] = self.words.open if cells.score else line.row.score
        if not is_group:
            self._typed(row, line.node)

    def _weight(self, area: Area, line: Line, style: str) -> None:
        """Draw points: of a node as a number, where it has all its decimals."""
        weight = line.node.weight
        if line.part == "sum" and line.node.subtotal_weight is not None:
            weight = line.node.subtotal_weight
        places = decimal_places(weight)
        if not line.row.weight or places is None:
            self.sheet.text(area, line.row.weight, style)
        else:
            self.sheet.number(area, rounded(weight, places), places_format(places), style)

    def _score(self, area: Area, line: Line, cells: Computed, style: str) -> None:
        number = _number(line.row.score)
        if number is not None:
            shown = places_format(-int(number.as_tuple().exponent))
            self.sheet.number(area, number, shown, style, cells.score)
        elif cells.score:
            assert line.node.arithmetic is not None
            shown = places_format(line.node.arithmetic.rounding.places)
            self.sheet.text_of(area, self.words.open, cells.score, shown, style)
        else:
            self.sheet.text(area, line.row.score, style)

    def _rate(self, area: Area, line: Line, cells: Computed, style: str) -> None:
        rate = line.node.rate
        if not line.row.rate:
            self.sheet.text(area, "", style)
        elif rate is not None:
            self.sheet.number(area, rate, PERCENT, style, cells.rate)
        elif cells.rate:
            self.sheet.text_of(area, self.words.none, cells.rate, PERCENT, style)
        else:
            self.sheet.text(area, line.row.rate, style)

    def _parts(self, area: Area, cells: Computed) -> None:
        """Draw an exact value in parts, for the groups above; nobody sees it."""
        if cells.number is not None:
            self.sheet.number(area, Decimal(cells.number), "0", "number", cells.parts)
        elif cells.parts:
            self.sheet.text_of(area, self.words.none, cells.parts, "0", "number")

    def reasons(self, line: Line, cells: Computed) -> str:
        """Return why points are off, and what the sheet does not compute."""
        further = []
        if line.node.score is None and cells.score:
            further.append(self.phrases.say(say.POSSIBLE, range=line.row.score))
        if cells.is_stuck:
            further.append(self.phrases.say(say.STUCK))
        return self.phrases.say(say.REMARKS).join([*line.reasons, *further])

    def _typed(self, row: int, node: ScoreNode) -> None:
        """Let the cell of a leaf's score take what the engine would."""
        arithmetic = node.arithmetic
        if arithmetic is None or is_left_out(node):
            return
        cell = f"{column_letters(self.depth + 2)}{row + 1}"
        limits, places = arithmetic.range, arithmetic.rounding.places
        holds = [f"ISNUMBER({cell})", f"ROUND({cell},{places})={cell}"]
        if limits.low is not None:
            holds.append(f"{cell}>{'' if limits.low_open else '='}{plain(limits.low)}")
        if limits.high is not None:
            holds.append(f"{cell}<{'' if limits.high_open else '='}{plain(limits.high)}")
        if "…" in "".join(holds):
            return
        expected = self.phrases.say(say.SCORE_IN_RANGE, range=str(limits), places=str(places))
        options = {
            "validate": "custom",
            "value": f"=AND({','.join(holds)})",
            "error_title": self.phrases.say(say.SCORE_EXPECTED),
            "error_message": expected,
        }
        self.sheet.sheet.data_validation(row, self.depth + 1, row, self.depth + 1, options)

    def _heights(self, first: int, found: Sequence[Computed]) -> None:
        """Give each row room for its texts; merged titles share the rows that they span."""
        reasons = map(self.reasons, self.table.lines, found)
        needed = [float(self.sheet.lines(text, self.last)) for text in reasons]
        for number, line in enumerate(self.table.lines):
            for cell in line.cells:
                spanned = range(number, number + cell.lines)
                lacking = self.sheet.lines(cell.text, cell.level, cell.columns) - sum(
                    needed[each] for each in spanned
                )
                for each in spanned:
                    needed[each] += max(0, lacking) / cell.lines
        for number, lines in enumerate(needed):
            self.sheet.height(first + number, lines)

    def _grade(self, row: int) -> int:
        """Draw the grade below the total, and return the row below it."""
        found = graded(self.evaluation, self.cell(self.evaluation.tree.id, 1), self.words)
        if found is None:
            return row
        self.sheet.text(Area(row, 0, 1, self.depth), self.phrases.say(say.GRADE_OF_TABLE), "sum")
        area = Area(row, self.depth, 1, 3)
        if found.formula:
            self.sheet.text_of(area, found.text, found.formula, "@", "sum")
        else:
            self.sheet.text(area, found.text, "sum")
        remark = self.phrases.say(say.STUCK) if found.is_stuck else ""
        self.sheet.text(Area(row, self.last), remark, "text")
        self.sheet.height(row, 1)
        return row + 1

    def _foot(self, row: int) -> int:
        """Draw what is said below the table, and return the row below it."""
        for text in filter(None, (self.shown.coverage, self.shown.rounding)):
            row = self._across(row, text, "line")
        return row


def _number(text: str) -> Decimal | None:
    """Return the number that a row shows; ``None`` where it shows none."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return None
