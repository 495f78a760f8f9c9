"""Word files: a report in official typography, or a department's own file filled in."""

from indicator_engine.extras import needs
from indicator_engine.messages import Language
from indicator_engine.results import Evaluation

LIBRARIES = ("docx", "docxtpl")
EXTRA = "word"


def render(evaluation: Evaluation, language: Language = "zh") -> bytes:
    """Return an evaluation as a Word file: conclusion, score tables, and all that is said about it.

    The same evaluation gives the same bytes: the file holds no date of its making.

    Raises:
        IndicatorEngineError: Where the libraries that write Word files are not installed.
    """
    needs(*LIBRARIES, what=".docx", extra=EXTRA)
    from indicator_engine.report.word import document

    return document.render(evaluation, language)


def fill(
    evaluation: Evaluation, template: bytes, name: str = "<template>", language: Language = "zh"
) -> bytes:
    """Return a Word file with its placeholders filled from an evaluation.

    Args:
        evaluation: What ``score`` returned.
        template: What the file holds; ``docs/how-to/report-docx.md`` tells its placeholders.
        name: What messages call the file.
        language: Of titles and sentences; numbers, and the names of placeholders, never depend
            on it.

    Raises:
        IndicatorEngineError: Where the file is no Word file that can be filled, or asks for what
            there is not; with every such placeholder. Also where a library is not installed.
    """
    needs(*LIBRARIES, what=".docx", extra=EXTRA)
    from indicator_engine.report.word import filling

    return filling.fill(evaluation, template, name, language)
