"""An evaluation as plain text: for terminals, aligned by the columns that characters take."""

from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.report.phrases import Phrases
from indicator_engine.report.rows import Row
from indicator_engine.report.view import View, view
from indicator_engine.results import Evaluation

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROWEST = 60  # columns: a table of numbers needs them, whatever the terminal has
UNBOUNDED = 100_000  # columns: what is no terminal is not wrapped

# The lines of a table, as rich reads them: one below the headings, one above the totals. Chinese
# consoles of Windows have this character, and few others that draw lines.
RULES = ("    ", "    ", " ── ", "    ", " ── ", "    ", "    ", "    ")


def render(evaluation: Evaluation, language: Language = "zh", *, width: int | None = None) -> str:
    """Return an evaluation as text: the score table, and all that is said about it.

    Args:
        evaluation: What ``score`` returned.
        language: Of headings, titles and sentences.
        width: Columns of the terminal it is for: long texts are wrapped, and the result is bold.
            Without a width the text is plain and every line as long as it is.
    """
    shown = view(evaluation, language)
    return drawn(lambda console: _draw(console, shown, Phrases(language)), width)


def drawn(draw: Callable[["Console"], None], width: int | None = None) -> str:
    """Return what is drawn on a console, as text; for a terminal where there is a width."""
    from rich.console import Console

    terminal = width is not None
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=UNBOUNDED if width is None else max(width, NARROWEST),
        force_terminal=terminal,
        force_jupyter=False,  # a notebook would get the text at once, and the caller nothing
        color_system="auto" if terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    draw(console)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _draw(console: "Console", shown: View, phrases: Phrases) -> None:
    console.print(shown.title, style="bold")
    for line in filter(None, (shown.unit, shown.caption)):
        console.print(line)
    console.print("", _score_table(shown), "", sep="\n")
    console.print(shown.verdict, style="bold")
    for line in filter(None, (shown.coverage, shown.rounding)):
        console.print(line)
    _section(console, phrases.say(say.DERIVED), shown.derived)
    _section(console, phrases.say(say.NOTES), shown.notes)
    _section(console, phrases.say(say.WARNINGS), [(each,) for each in shown.warnings])
    _section(console, phrases.say(say.UNCHECKED), [(shown.unchecked,)] if shown.unchecked else ())
    console.print("", shown.provenance, sep="\n", style="dim")


def ruled() -> "Table":
    """Return an empty table with a line below its headings, and one between its sections."""
    from rich.box import Box
    from rich.table import Table

    return Table(box=Box("\n".join(RULES)), show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))


def _score_table(shown: View) -> "Table":
    table = ruled()
    table.add_column(shown.heading, overflow="fold")
    for column in shown.columns:
        table.add_column(
            column.heading,
            justify="right" if column.is_number else "left",
            no_wrap=column.is_number,
            overflow="fold",
        )
    for row in shown.indicators:
        table.add_row(_title(row), *(column.cell(row) for column in shown.columns))
    table.add_section()
    for row in shown.totals:
        table.add_row(row.title, *(column.cell(row) for column in shown.columns), style="bold")
    return table


def _title(row: Row) -> "Table | str":
    """Return a title with its guide, beside which its lines stay when they are wrapped."""
    from rich.table import Column, Table

    if not row.guide:
        return row.title
    grid = Table.grid(Column(no_wrap=True, overflow="crop"), Column(overflow="fold"))
    grid.add_row(row.guide, row.title)
    return grid


def _section(console: "Console", heading: str, lines: Sequence[tuple[str, ...]]) -> None:
    """Print a heading and lines below it, their parts in columns; nothing where there are none."""
    from rich.table import Column, Table

    if not lines:
        return
    folded = [Column(overflow="fold") for _ in lines[0]]
    grid = Table(*folded, box=None, show_header=False, padding=(0, 0, 0, 2))
    for line in lines:
        grid.add_row(*line)
    console.print("", heading, grid, sep="\n")
