"""A sheet of cells, whatever file it came from, every cell with its address."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from indicator_engine.auditing.printed import Printed, read_printed
from indicator_engine.workbooks import column_letters

Place = tuple[int, int]
"""Row and column, from 0."""


@frozen(kw_only=True)
class Sheet:
    """The cells of one sheet, as texts.

    Attributes:
        name: Its name; ``""`` for a CSV file.
        rows: The texts of its cells, row by row.
        merged: Merged areas, each from its first to its last cell.
    """

    name: str
    rows: Sequence[Sequence[str]] = field(repr=False)
    merged: Sequence[tuple[Place, Place]] = ()

    @cached_property
    def _origins(self) -> Mapping[Place, Place]:
        """Return the cell that holds the text of each cell that was merged into it."""
        return {
            (row, column): start
            for start, end in self.merged
            for row in range(start[0], min(end[0], len(self.rows) - 1) + 1)
            for column in range(start[1], end[1] + 1)
        }

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell itself."""
        cells = self.rows[row]
        return cells[column].strip() if column < len(cells) else ""

    def shown(self, row: int, column: int) -> str:
        """Return what a reader sees at a cell: the text of the merged area that it is in."""
        return self.text(*self._origins.get((row, column), (row, column)))

    def origin(self, row: int, column: int) -> Place:
        """Return the first cell of the merged area that a cell is in; mostly the cell itself."""
        return self._origins.get((row, column), (row, column))

    def at(self, row: int, column: int) -> str:
        """Return the address of a cell.

        >>> Sheet(name="自评表", rows=()).at(6, 27)
        '自评表!AB7'
        """
        address = f"{column_letters(column + 1)}{row + 1}"
        return f"{self.name}!{address}" if self.name else address

    def number(self, row: int, column: int | None) -> Printed | None:
        """Return the number of a cell, where it holds one."""
        if column is None:
            return None
        return read_printed(self.text(row, column), self.at(row, column))

    def cells(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield the cells of a row that hold something, with their columns."""
        for column in range(len(self.rows[row])):
            if text := self.text(row, column):
                yield column, text
