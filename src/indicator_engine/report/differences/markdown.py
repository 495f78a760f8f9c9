"""A difference as Markdown, safe whatever the texts in it hold."""

from collections.abc import Iterator

from indicator_engine.comparing import Difference
from indicator_engine.messages import Language
from indicator_engine.report.differences.view import Shown, shown
from indicator_engine.report.markdown import escaped, row
from indicator_engine.report.sections import as_markdown

RULES = (":---", ":---", ":---", "---:", ":---")


def render(difference: Difference, language: Language = "zh") -> str:
    """Return a difference as Markdown text."""
    return "\n\n".join(_blocks(shown(difference, language)))


def _blocks(view: Shown) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    yield from map(escaped, view.sides)
    yield from (f"**{escaped(line)}**" for line in view.verdict)
    for section in view.sections:
        yield from as_markdown(section)
    if view.rows:
        lines = [view.headings, *(each.cells for each in view.rows)]
        head, *rest = [row(map(escaped, each)) for each in lines]
        yield "\n".join([head, row(RULES), *rest])
    if view.rest:
        yield escaped(view.rest)
