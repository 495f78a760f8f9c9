"""A difference as plain text, every line as long as it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicator_engine.comparing import Difference
from indicator_engine.messages import Language
from indicator_engine.report.differences.view import Shown, shown
from indicator_engine.report.sections import INDENT, as_text
from indicator_engine.report.text import drawn, ruled

if TYPE_CHECKING:
    from rich.console import Console

RIGHT = 3  # the column of the table that holds plain numbers


def render(difference: Difference, language: Language = "zh") -> str:
    """Return a difference as text."""
    return "\n".join(_lines(shown(difference, language)))


def _lines(view: Shown) -> Iterator[str]:
    yield view.title
    yield from view.sides
    yield from view.verdict
    for section in view.sections:
        yield from as_text(section)
    if view.rows:
        yield ""
        yield from (f"{INDENT}{line}" for line in drawn(lambda on: _table(on, view)).splitlines())
    if view.rest:
        yield f"{INDENT}{view.rest}"


def _table(console: "Console", view: Shown) -> None:
    table = ruled()
    for index, heading in enumerate(view.headings):
        table.add_column(heading, justify="right" if index == RIGHT else "left", no_wrap=True)
    for row in view.rows:
        table.add_row(*row.cells)
    console.print(table)
