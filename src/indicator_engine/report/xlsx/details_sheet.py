"""What is said besides the score table, on a sheet of its own."""

from collections.abc import Iterable, Iterator

from indicator_engine.messages import reports as say
from indicator_engine.model import Grade
from indicator_engine.report.phrases import Phrases, one_line
from indicator_engine.report.view import View
from indicator_engine.report.xlsx.drawing import HEADING_LINES, Area, Sheet, Styles
from indicator_engine.results import Evaluation

WIDTHS = (32, 70)  # characters

Section = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and lines of a label and a text; a line without a label is one text."""


def draw(styles: Styles, evaluation: Evaluation, shown: View, phrases: Phrases) -> None:
    """Draw the sheet: a section for each kind of remark that there is."""
    sheet = Sheet(styles, phrases.say(say.SHEET_OF_DETAILS), WIDTHS)
    row = 0
    for heading, lines in _sections(evaluation, shown, phrases):
        if not lines:
            continue
        sheet.text(Area(row, 0, 1, 2), heading, "section")
        sheet.height(row, HEADING_LINES)
        for below, (label, text) in enumerate(lines, 1):
            _line(sheet, row + below, label, text)
        row += len(lines) + 2
    sheet.page(phrases.say(say.FOOT))


def _line(sheet: Sheet, row: int, label: str, text: str) -> None:
    if label:
        sheet.text(Area(row, 0), label, "text")
        sheet.text(Area(row, 1), text, "text")
        sheet.height(row, max(sheet.lines(label, 0), sheet.lines(text, 1)))
    else:
        sheet.text(Area(row, 0, 1, 2), text, "text")
        sheet.height(row, sheet.lines(text, 0, 2))


def _sections(evaluation: Evaluation, shown: View, phrases: Phrases) -> Iterator[Section]:
    def alone(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple(("", text) for text in texts if text)

    yield phrases.say(say.AS_SCORED), alone([shown.verdict, shown.coverage, shown.provenance])
    yield phrases.say(say.DERIVED), shown.derived
    yield phrases.say(say.NOTES), shown.notes
    yield phrases.say(say.WARNINGS), alone(shown.warnings)
    yield phrases.say(say.UNCHECKED), alone(map(one_line, evaluation.unchecked))
    yield phrases.say(say.SCALE), tuple(_grade(phrases, each) for each in evaluation.scale)
    stuck = phrases.say(say.STUCK)
    yield phrases.say(say.ABOUT_CELLS), alone([phrases.say(say.TYPED, stuck=stuck)])


def _grade(phrases: Phrases, grade: Grade) -> tuple[str, str]:
    only = phrases.say(say.ONLY_BY_ADJUSTMENT)
    return one_line(grade.grade), only if grade.range is None else str(grade.range)
