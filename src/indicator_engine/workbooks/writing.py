"""Texts into cells of XlsxWriter, as they are: no formula, no mark-up, nothing cut."""

from typing import TYPE_CHECKING

from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location
from indicator_engine.workbooks.addresses import column_letters

if TYPE_CHECKING:
    from xlsxwriter import Format, Worksheet

LONGEST = 32_767  # characters of a cell; XlsxWriter would leave a longer text out, without a word
RISKY = "=+-@＝＋－＠\t\r"  # what a spreadsheet takes for the beginning of a formula


def is_risky(text: str) -> bool:
    """Tell whether a text becomes a formula when its cell is edited, unless it is quoted.

    >>> is_risky("=1+1"), is_risky("预算"), is_risky(" +1")
    (True, False, True)
    """
    return text.lstrip(" ")[:1] in tuple(RISKY)


def write_text(sheet: "Worksheet", row: int, column: int, text: str, form: "Format") -> None:
    """Write a text into a cell, as text whatever it holds.

    Args:
        sheet: The sheet.
        row: Its row, from 0.
        column: Its column, from 0.
        text: What it says; where :func:`is_risky`, its form should quote it.
        form: How it looks.

    Raises:
        IndicatorEngineError: Where the text is longer than a cell can hold.
    """
    if len(text) > LONGEST:
        name = f"{column_letters(column + 1)}{row + 1}"
        facts = {"name": name, "count": str(len(text)), "limit": str(LONGEST)}
        at = Location(file=f"{sheet.get_name()}!{name}")
        raise IndicatorEngineError([Diagnostic(code="cell-too-long", at=at, facts=facts)])
    if text.startswith("<r>") and text.endswith("</r>"):  # taken for mark-up, and written raw
        sheet.write_rich_string(row, column, text[:1], form, text[1:], form)
    else:
        sheet.write_string(row, column, text, form)
