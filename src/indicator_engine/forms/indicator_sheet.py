"""The sheet of the indicators: marks of whole ones, and remarks such as why points were lost."""

from collections.abc import Iterator

from indicator_engine.forms.drawing import ALLOWED, Hidden
from indicator_engine.forms.filling import Filling, Marked
from indicator_engine.forms.phrases import titled
from indicator_engine.forms.validation import drop_down
from indicator_engine.messages import forms as say
from indicator_engine.model import Indicator, Ruleset
from indicator_engine.report.phrases import Phrases, points
from indicator_engine.report.xlsx.drawing import HEADING_LINES, Area, Sheet, Styles

WIDTHS = (16.0, 44.0, 8.0, 14.0, 30.0, 60.0)  # characters
HEADINGS = (say.ID, say.INDICATOR, say.WEIGHT, say.MARK, say.MARK_REASON, say.NOTE)
HEAD = 2  # the row of the headings, from 0
INDENT = "\u3000"  # a Chinese space for each level
UNMARKED = Marked()


def draw(
    styles: Styles, ruleset: Ruleset, phrases: Phrases, filling: Filling, hidden: Hidden
) -> None:
    """Draw the sheet: a row for each indicator, parents first."""
    sheet = Sheet(styles, phrases.say(say.SHEET_OF_INDICATORS), WIDTHS)
    title = phrases.text(ruleset.title) or ruleset.id
    head = phrases.say(say.HEAD_OF_INDICATORS, title=title)
    sheet.text(Area(0, 0, 1, len(WIDTHS)), head, "title")
    sheet.height(0, 2)
    how_to = phrases.say(say.HOW_TO_INDICATORS)
    sheet.text(Area(1, 0, 1, len(WIDTHS)), how_to, "line")
    sheet.height(1, sheet.lines(how_to, 0, len(WIDTHS)))
    for column, each in enumerate(HEADINGS):
        sheet.text(Area(HEAD, column), phrases.say(each), "heading")
    sheet.height(HEAD, HEADING_LINES)
    rule = drop_down(phrases, (), hidden.listed, (say.MISSING,))
    for row, (depth, node) in enumerate(_levels(ruleset.indicators), HEAD + 1):
        title = INDENT * depth + titled(phrases, node)
        _line(sheet, row, node, title, filling)
        sheet.sheet.data_validation(row, 3, row, 3, rule)
    sheet.page(phrases.say(say.FOOT), heading=HEAD, is_wide=True)
    sheet.sheet.freeze_panes(HEAD + 1, 2)
    sheet.sheet.protect("", ALLOWED)


def _line(sheet: Sheet, row: int, node: Indicator, title: str, filling: Filling) -> None:
    mark, note = filling.marks.get(node.id, UNMARKED), filling.notes.get(node.id, "")
    sheet.text(Area(row, 0), node.id, "id")
    sheet.text(Area(row, 1), title, "text")
    sheet.text(Area(row, 2), points(node.weight), "level")
    sheet.text(Area(row, 3), mark.word, "fill")
    sheet.text(Area(row, 4), mark.reason, "fill_text")
    sheet.text(Area(row, 5), note, "fill_text")
    lines = (sheet.lines(title, 1), sheet.lines(mark.reason, 4), sheet.lines(note, 5))
    sheet.height(row, max(lines))


def _levels(node: Indicator, depth: int = 0) -> Iterator[tuple[int, Indicator]]:
    """Yield every indicator with how many are above it, parents first."""
    yield depth, node
    for child in node.children:
        yield from _levels(child, depth + 1)
