"""An explanation as plain text, every line as long as it is."""

from collections.abc import Iterator

from indicator_engine.explaining import Explanation
from indicator_engine.messages import Language
from indicator_engine.report.explanations.view import Explained, explained
from indicator_engine.report.sections import as_text


def render(explanation: Explanation, language: Language = "zh") -> str:
    """Return an explanation as text."""
    return "\n".join(_lines(explained(explanation, language)))


def _lines(shown: Explained) -> Iterator[str]:
    yield shown.head.title
    yield from filter(None, (shown.head.unit, shown.head.verdict))
    for section in shown.sections:
        yield from as_text(section)
    yield ""
    yield shown.head.provenance
