"""Word files: a report in official typography."""

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.results import Evaluation


def render(evaluation: Evaluation, language: Language = "zh") -> bytes:
    """Return an evaluation as a Word file: conclusion, score tables, and all that is said about it.

    The same evaluation gives the same bytes: the file holds no date of its making.

    Raises:
        IndicatorEngineError: Where the libraries that write Word files are not installed.
    """
    needs("docx", what=".docx", extra="word")
    from indicator_engine.report.word import document

    return document.render(evaluation, language)
