"""An explanation as Markdown, safe whatever the texts in it hold."""

from collections.abc import Iterator

from indicator_engine.explaining import Explanation
from indicator_engine.messages import Language
from indicator_engine.report.explanations.view import Explained, Section, explained
from indicator_engine.report.markdown import escaped

DEEPEST = 6  # level of a heading


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
        yield from _section(section)
    yield escaped(head.provenance)


def _section(section: Section) -> Iterator[str]:
    level = min(section.level + 2, DEEPEST)
    yield f"{'#' * level} {escaped(section.heading)}"
    if section.lines:
        yield "\n".join(f"{'  ' * line.depth}- {escaped(line.text)}" for line in section.lines)
