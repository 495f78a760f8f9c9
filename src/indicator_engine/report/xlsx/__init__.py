"""An evaluation as a workbook of Excel: the score table in its official form, with live formulas.

Whoever changes the score of an indicator sees subtotals, rates, total and grade follow, exactly
as the engine would print them; what cannot follow says so.
"""

from datetime import UTC, datetime
from io import BytesIO

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.view import view
from indicator_engine.results import Evaluation

__all__ = ["render"]

NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # the same evaluation is the same file, at any time


def render(evaluation: Evaluation, language: Language = "zh") -> bytes:
    """Return an evaluation as the bytes of an ``.xlsx`` file.

    Three sheets: the score table; the rates of the first level, drawn; all else that is said.

    Raises:
        IndicatorEngineError: Where XlsxWriter is not installed, or a text is longer than a cell
            can hold.
    """
    needs("xlsxwriter", what=".xlsx", extra="excel")
    from xlsxwriter import Workbook

    from indicator_engine.report.xlsx import details_sheet, rates_sheet
    from indicator_engine.report.xlsx.drawing import Styles
    from indicator_engine.report.xlsx.score_sheet import ScoreSheet

    phrases, shown = Phrases(language), view(evaluation, language)
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": NO_DAY})
        styles = Styles(book, language)
        name = phrases.say(say.SHEET_OF_SCORES)
        scores = ScoreSheet(styles, name, evaluation, shown, phrases)
        scores.draw()
        rates_sheet.draw(styles, scores, evaluation.tree, phrases)
        details_sheet.draw(styles, evaluation, shown, phrases)
    return content.getvalue()
