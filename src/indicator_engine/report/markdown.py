"""An evaluation as Markdown: for notebooks and pages, and safe whatever the titles hold."""

import re
from collections.abc import Iterable, Iterator

from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.rows import Row
from indicator_engine.report.view import View, view
from indicator_engine.results import Evaluation

INDENT = "&emsp;"  # for each level; spaces at the start of a cell are not kept
SPECIAL = re.compile(r"[\\`*_\[\]#|~$]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}  # not every renderer knows "\<"


def render(evaluation: Evaluation, language: Language = "zh") -> str:
    """Return an evaluation as Markdown text: the score table, and all that is said about it."""
    shown, phrases = view(evaluation, language), Phrases(language)
    blocks = [*_head(shown), _table(shown), *_rest(shown, phrases), escaped(shown.provenance)]
    return "\n\n".join(block for block in blocks if block)


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, in a table too.

    >>> escaped("a|b <i> [1](x)")
    'a\\|b &lt;i&gt; \\[1\\](x)'
    """
    without_tags = "".join(ENTITIES.get(each, each) for each in text)
    return SPECIAL.sub(r"\\\g<0>", without_tags)


def _head(shown: View) -> Iterator[str]:
    yield f"# {escaped(shown.title)}"
    yield escaped(shown.unit)
    yield f"**{escaped(shown.verdict)}**"
    yield escaped(shown.coverage)
    yield escaped(shown.rounding)
    if shown.caption:
        yield f"## {escaped(shown.caption)}"


def _table(shown: View) -> str:
    headings = [shown.heading, *(column.heading for column in shown.columns)]
    rules = [":---", *("---:" if column.is_number else ":---" for column in shown.columns)]
    rows = [_cells(shown, each) for each in (*shown.indicators, *shown.totals)]
    return "\n".join(map(row, [headings, rules, *rows]))


def _cells(shown: View, given: Row) -> list[str]:
    title = INDENT * given.depth + escaped(given.title)
    return [title, *(escaped(column.cell(given)) for column in shown.columns)]


def row(cells: Iterable[str]) -> str:
    """Return a row of a table.

    >>> row(["a", "b"])
    '| a | b |'
    """
    return f"| {' | '.join(cells)} |"


def _rest(shown: View, phrases: Phrases) -> Iterator[str]:
    yield from _listed(phrases.say(say.DERIVED), _labelled(phrases, shown.derived))
    yield from _listed(phrases.say(say.NOTES), _labelled(phrases, shown.notes))
    yield from _listed(phrases.say(say.WARNINGS), map(escaped, shown.warnings))
    yield from _listed(phrases.say(say.UNCHECKED), [escaped(shown.unchecked)])


def _labelled(phrases: Phrases, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, text in pairs:
        yield phrases.say(say.LABELLED, label=f"**{escaped(label)}**", text=escaped(text))


def _listed(heading: str, entries: Iterable[str]) -> Iterator[str]:
    """Yield a section, where it has any entry."""
    if lines := [f"- {entry}" for entry in entries if entry]:
        yield f"## {heading}"
        yield "\n".join(lines)
