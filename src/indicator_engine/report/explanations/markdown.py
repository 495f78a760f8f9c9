"""An explanation as Markdown, safe whatever the texts in it hold."""

from collections.abc import Iterator

from indicator_engine.explaining import Explanation
from indicator_engine.messages import Language
from indicator_engine.report.explanations.view import Explained, explained
from indicator_engine.report.markdown import escaped
from indicator_engine.report.sections import as_markdown


def render(explanation: Explanation, language: Language = "zh") -> str:
    """Return an explanation as Markdown text."""
    return "\n\n".join(_blocks(explained(explanation, language)))


def _blocks(shown: Explained) -> Iterator[str]:
    head = shown.head
    yield f"# {escaped(head.title)}"
    if head.unit:
        yield escaped(head.unit)
    yield f"**{escaped(head.verdict)}**"
    for section in shown.sections:
        yield from as_markdown(section)
    yield escaped(head.provenance)
