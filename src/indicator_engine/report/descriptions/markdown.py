"""A ruleset as Markdown, safe whatever the texts in it hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indicator_engine.messages import Language, reports
from indicator_engine.model import Ruleset
from indicator_engine.report.descriptions.description import described
from indicator_engine.report.descriptions.parts import Facts, Heading, Paragraph, Row, Table
from indicator_engine.report.markdown import INDENT, escaped
from indicator_engine.report.phrases import Phrases


def render(ruleset: Ruleset, language: Language = "zh") -> str:
    """Return a ruleset as Markdown text."""
    page, phrases = described(ruleset, language), Phrases(language)
    blocks = [f"# {escaped(page.title)}"]
    blocks += [BLOCKS[type(part)](part, phrases) for part in page.parts]
    return "\n\n".join(filter(None, blocks))


def _heading(heading: Heading, _phrases: Phrases) -> str:
    return f"{'#' * (heading.level + 1)} {escaped(heading.text)}"


def _paragraph(paragraph: Paragraph, _phrases: Phrases) -> str:
    return escaped(paragraph.text)


def _facts(told: Facts, phrases: Phrases) -> str:
    lines = (
        phrases.say(reports.LABELLED, label=f"**{escaped(label)}**", text=escaped(text))
        for label, text in told.entries
    )
    return "\n".join(f"- {line}" for line in lines)


def _table(shown: Table, _phrases: Phrases) -> str:
    if not shown.rows:
        return ""
    places = range(len(shown.headings))
    rules = ["---:" if place in shown.numbers else ":---" for place in places]
    lines = [list(map(escaped, shown.headings)), rules, *map(list, map(_cells, shown.rows))]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> Iterator[str]:
    first, *others = row.cells
    yield INDENT * row.depth + escaped(first)
    yield from map(escaped, others)


BLOCKS: Mapping[type, Callable[[Any, Phrases], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
}
