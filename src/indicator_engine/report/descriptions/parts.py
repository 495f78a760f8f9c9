"""What a page is made of, as text; how it looks is the format's affair.

All that came from a ruleset is one visible line here; what else a format must escape it knows best.
"""

from typing import NamedTuple, TypeAlias


class Formula(str):
    """A text that is a formula, or an interval, as its author wrote it."""

    __slots__ = ()
    is_formula = True  # which templates ask for


class Heading(NamedTuple):
    """A heading.

    Attributes:
        text: What it says.
        level: 1 for those of the page's sections.
    """

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A few sentences."""

    text: str


class Facts(NamedTuple):
    """Labels, each with what it labels; where that is nothing the fact is left out."""

    entries: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        cells: One for each column.
        depth: How deep the first one is indented.
    """

    cells: tuple[str, ...]
    depth: int = 0


class Table(NamedTuple):
    """A table; a column that no row fills is left out.

    Attributes:
        headings: Of the columns.
        rows: The rows.
        numbers: Which columns hold numbers, from 0.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()


Part: TypeAlias = Heading | Paragraph | Facts | Table


class Page(NamedTuple):
    """A ruleset in print.

    Attributes:
        title: Its title.
        parts: All below.
    """

    title: str
    parts: tuple[Part, ...]


def table(*headings: str, rows: "list[Row]", numbers: tuple[int, ...] = ()) -> Table:
    """Return a table without the columns that are empty."""
    kept = [place for place in range(len(headings)) if any(row.cells[place] for row in rows)]
    return Table(
        tuple(headings[place] for place in kept),
        tuple(Row(tuple(row.cells[place] for place in kept), row.depth) for row in rows),
        frozenset(new for new, old in enumerate(kept) if old in numbers),
    )


def facts(*entries: tuple[str, str]) -> Facts:
    """Return the facts that say anything."""
    return Facts(tuple(each for each in entries if each[1]))
