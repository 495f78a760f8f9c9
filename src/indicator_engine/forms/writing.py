"""Forms as workbooks: for one unit, blank or as an example fills it in, and for a table of units."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.model import Example, Ruleset
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.xlsx import NO_DAY

if TYPE_CHECKING:
    from indicator_engine.forms.drawing import Hidden
    from indicator_engine.report.xlsx.drawing import Styles

ROWS = 1_000  # of a table that let in only what their inputs take


def fill_in_form(
    ruleset: Ruleset, example: Example | None = None, language: Language = "zh"
) -> bytes:
    """Return the form of a ruleset for one unit, as the bytes of an ``.xlsx`` file.

    :func:`~indicator_engine.forms.read_form` reads it back, and so do ``score`` and ``explain``.

    Args:
        ruleset: Whose inputs are asked for.
        example: What it holds already, the others of a cohort aside; nothing by default.
        language: Of its headings and words.

    Raises:
        RecordError: Where the example holds what cannot be used.
        IndicatorEngineError: Where XlsxWriter is not installed, or no cell can hold a value.

    >>> from indicator_engine import load_ruleset
    >>> ruleset = load_ruleset("beijing-department-2022")
    >>> form = fill_in_form(ruleset, ruleset.example("ccpit-2022"))
    >>> from indicator_engine.forms import read_form
    >>> read_form(ruleset, form, name="form.xlsx").record.values["全年执行数"]
    Fraction(103393, 20)
    """
    needs("xlsxwriter", what=".xlsx", extra="excel")
    from indicator_engine.forms import indicator_sheet
    from indicator_engine.forms.filling import NOTHING, filling_of
    from indicator_engine.forms.input_sheet import InputSheet

    phrases = Phrases(language)
    filling = NOTHING if example is None else filling_of(ruleset, example, phrases)

    def draw(styles: "Styles", hidden: "Hidden") -> None:
        InputSheet(styles, ruleset, phrases, filling, hidden).draw()
        indicator_sheet.draw(styles, ruleset, phrases, filling, hidden)

    return _workbook(ruleset, language, draw)


def blank_table(ruleset: Ruleset, language: Language = "zh", rows: int = ROWS) -> bytes:
    """Return an empty table of units for a ruleset, as the bytes of an ``.xlsx`` file.

    Its columns are those that ``batch`` reads: the unit, then one or more for each input.

    Args:
        ruleset: Whose inputs are asked for.
        language: Of what is shown beside a cell.
        rows: How many rows let in only what their inputs take.

    Raises:
        IndicatorEngineError: Where XlsxWriter is not installed, or there are more columns than
            tables have.
    """
    needs("xlsxwriter", what=".xlsx", extra="excel")
    from indicator_engine.forms import table_sheet

    def draw(styles: "Styles", hidden: "Hidden") -> None:
        table_sheet.draw(styles, ruleset, Phrases(language), hidden, rows)

    return _workbook(ruleset, language, draw)


def _workbook(
    ruleset: Ruleset, language: Language, draw: Callable[["Styles", "Hidden"], None]
) -> bytes:
    """Return a workbook whose sheets are drawn, the hidden one behind them."""
    from xlsxwriter import Workbook

    from indicator_engine.forms.drawing import LOOKS, Hidden
    from indicator_engine.report.xlsx.drawing import Styles

    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": NO_DAY})
        hidden = Hidden(book, ruleset)
        draw(Styles(book, language, LOOKS), hidden)
        hidden.draw()
    return content.getvalue()
