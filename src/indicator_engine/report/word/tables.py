"""Tables of a Word file, whose cells may span columns and lines."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from docx.oxml.xmlchemy import BaseOxmlElement

from indicator_engine.report.word.elements import element, paragraph

TWIPS = 56.7  # twentieths of a point in a millimetre


@frozen
class Cell:
    """A cell.

    Attributes:
        text: What it says.
        style: Id of the style of its paragraph.
        columns: How many columns it spans.
        lines: How many lines it spans.
    """

    text: str
    style: str = "TableText"
    columns: int = 1
    lines: int = 1


def table(
    caption: str, widths: Sequence[float], headings: Sequence[str], lines: Iterable[Sequence[Cell]]
) -> BaseOxmlElement:
    """Return a table whose first line is repeated on every page.

    Args:
        caption: What screen readers call it.
        widths: Of its columns, in millimetres.
        headings: A text for each column.
        lines: The cells that begin on each line, from left to right; together with those that
            reach into it from above they cover its columns once.
    """
    sizes = [round(width * TWIPS) for width in widths]
    properties = element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=sum(sizes), type_="dxa"),
        element("jc", val="center"),
        element("tblLayout", type_="fixed"),
        element("tblLook", val="0020", firstRow=1, noHBand=1, noVBand=1),
        element("tblCaption", val=caption),
    )
    grid = element("tblGrid", *(element("gridCol", w=size) for size in sizes))
    heading = _line(_cells([Cell(text, "TableHeading") for text in headings], sizes, {}))
    heading.trPr.append(element("tblHeader"))
    made = element("tbl", properties, grid, heading)
    reaching: dict[int, Cell] = {}
    for line in lines:
        made.append(_line(_cells(line, sizes, reaching)))
    return made


def _line(cells: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    return element("tr", element("trPr", element("cantSplit")), *cells)


def _cells(
    line: Sequence[Cell], sizes: Sequence[int], reaching: dict[int, Cell]
) -> Iterator[BaseOxmlElement]:
    """Yield the cells of a line; those that reach into it are kept by their column, and counted."""
    begun, column = iter(line), 0
    while column < len(sizes):
        cell = reaching.pop(column, None)
        merge = "continue" if cell else "restart"
        cell = cell or next(begun)
        width = sum(sizes[column : column + cell.columns])
        yield _cell(cell, width, merge if merge == "continue" or cell.lines > 1 else "")
        if cell.lines > 1:
            reaching[column] = Cell("", cell.style, cell.columns, cell.lines - 1)
        column += cell.columns


def _cell(cell: Cell, width: int, merge: str) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=width, type_="dxa"))
    if cell.columns > 1:
        properties.append(element("gridSpan", val=cell.columns))
    if merge:
        properties.append(element("vMerge", val=merge))
    properties.append(element("vAlign", val="center"))
    return element("tc", properties, paragraph(cell.text, cell.style))
