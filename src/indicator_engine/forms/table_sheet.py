"""The sheet of a table of units: a column for each input, which ``batch`` reads as it is."""

from collections.abc import Iterator

from attrs import frozen

from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location
from indicator_engine.forms.drawing import Hidden, style_of
from indicator_engine.forms.phrases import may_be_longer, offered
from indicator_engine.forms.validation import Rule, rules
from indicator_engine.limits import LIMITS
from indicator_engine.messages import forms as say
from indicator_engine.messages.width import columns as width_of
from indicator_engine.model import Input, Ruleset
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.xlsx.drawing import HEADING_LINES, Area, Sheet, Styles
from indicator_engine.workbooks import column_letters

ALLOWED = dict.fromkeys(
    (
        "autofilter",
        "delete_rows",
        "format_cells",
        "format_columns",
        "format_rows",
        "insert_rows",
        "sort",
    ),
    True,
)
WIDTH = (10.0, 30.0)  # of a column, in characters, at least and at most


@frozen
class Column:
    """A column of the table.

    Attributes:
        heading: What ``batch`` knows it by.
        declared: Whose it is.
        style: How its cells look.
    """

    heading: str
    declared: Input
    style: str


def columns_of(declared: Input) -> Iterator[Column]:
    """Yield the columns of an input: tier and rate of a judged one, the numbers of a list.

    A list that may be longer than it has cells, or empty, is one column: ``90;91;92``.
    """
    name, style = declared.name, style_of(declared)
    if declared.type == "judged":
        yield Column(f"{name}.tier", declared, "fill_text")
        yield Column(f"{name}.rate", declared, style)
    elif declared.type == "numbers" and not may_be_longer(declared):
        for number in range(1, offered(declared) + 1):
            yield Column(f"{name}[{number}]", declared, style)
    else:
        yield Column(name, declared, "fill_text" if declared.type == "numbers" else style)


def draw(styles: Styles, ruleset: Ruleset, phrases: Phrases, hidden: Hidden, rows: int) -> None:
    """Draw the sheet: the headings, and empty cells that let in what their inputs take.

    Args:
        styles: The formats of the workbook.
        ruleset: Whose inputs the columns are.
        phrases: The language.
        hidden: Where long lists stand.
        rows: How many rows let in only that; those below take anything.

    Raises:
        IndicatorEngineError: Where there are more columns than tables have.
    """
    columns = [each for declared in ruleset.inputs.values() for each in columns_of(declared)]
    if len(columns) >= LIMITS.table_columns:
        facts = {"count": str(len(columns) + 1), "limit": str(LIMITS.table_columns)}
        at = Location(file=ruleset.id)
        raise IndicatorEngineError([Diagnostic(code="table-too-wide", at=at, facts=facts)])
    unit = phrases.say(say.UNIT_COLUMN)
    widths = tuple(_width(heading) for heading in (unit, *(each.heading for each in columns)))
    sheet = Sheet(styles, phrases.say(say.SHEET_OF_TABLE), widths)
    for place, style in enumerate(("fill_text", *(each.style for each in columns))):
        sheet.sheet.set_column(place, place, widths[place], styles.form(style))
    sheet.text(Area(0, 0), unit, "heading")
    for place, column in enumerate(columns, 1):
        sheet.text(Area(0, place), column.heading, "heading")
    sheet.height(0, HEADING_LINES)
    place = 1
    for declared in ruleset.inputs.values():
        names = tuple(
            f"{column_letters(place + further + 1)}2"
            for further, _ in enumerate(columns_of(declared))
        )
        for rule in _rules(phrases, declared, names, hidden):
            sheet.sheet.data_validation(1, place, rows, place, rule)
            place += 1
    sheet.page(phrases.say(say.FOOT), heading=0, is_wide=True)
    sheet.sheet.freeze_panes(1, 1)
    sheet.sheet.protect("", ALLOWED)


def _rules(
    phrases: Phrases, declared: Input, names: tuple[str, ...], hidden: Hidden
) -> tuple[Rule, ...]:
    """Return what the columns of an input let in; a list in one cell is looked at when it is read."""
    found = rules(phrases, declared, names, hidden.listed)
    if declared.type == "numbers" and may_be_longer(declared):
        return tuple({**each, "validate": "any"} for each in found)
    return found


def _width(heading: str) -> float:
    return min(max(WIDTH[0], width_of(heading) + 2), WIDTH[1])
