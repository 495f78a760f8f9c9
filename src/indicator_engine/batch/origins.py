"""Where a table comes from, and where its cells stand there: in workbooks each has its address."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from attrs import field, frozen

from indicator_engine.errors import Location
from indicator_engine.workbooks import column_letters

IN_MEMORY = "<table>"


class Origin(Protocol):
    """Where the parts of a table stand."""

    @property
    def name(self) -> str:
        """Return what messages call the table."""

    def header(self) -> Location:
        """Return where the names of the columns stand, all of them."""

    def heading(self, number: int) -> Location:
        """Return where the name of a column stands, by its number from 1."""

    def cell(self, row: int, column: str) -> Location:
        """Return where a cell stands.

        Args:
            row: Its row, from 1 below the header.
            column: The name of its column; ``""`` for the row as a whole.
        """


@frozen
class Plain:
    """A table that has no addresses: of text, columns, or in memory.

    Attributes:
        name: What messages call it.
    """

    name: str = IN_MEMORY

    def header(self) -> Location:
        """Return the table: there is no other place for its header."""
        return Location(file=self.name)

    def heading(self, number: int) -> Location:  # noqa: ARG002 - which one, the message says
        """Return the table likewise."""
        return Location(file=self.name)

    def cell(self, row: int, column: str) -> Location:
        """Return the row and the column.

        >>> str(Plain("units.csv").cell(3, "预算数"))
        'units.csv#/3/预算数'
        """
        return Location(file=self.name, pointer=f"/{row}/{column}")


@frozen(kw_only=True)
class Sheet:
    """A table in a sheet of a workbook, one row of it a row of the sheet.

    Attributes:
        name: What messages call the workbook.
        sheet: What the sheet is called.
        columns: The names of the columns, one beside the other.
        top: The row of the names, from 1.
        left: The column of the first of them, from 1.
    """

    name: str
    sheet: str
    columns: Sequence[str]
    top: int = 1
    left: int = 1

    def header(self) -> Location:
        """Return the cells from the first name to the last.

        >>> units = Sheet(name="units.xlsx", sheet="数据", columns=["unit", "预算数"], top=3)
        >>> str(units.header()), str(units.heading(2)), str(units.cell(1, "预算数"))
        ('units.xlsx: 数据!A3:B3', 'units.xlsx: 数据!B3', 'units.xlsx: 数据!B4')
        """
        first, last = self._place(0, 1), self._place(0, len(self.columns))
        return self._at(first if first == last else f"{first}:{last}")

    def heading(self, number: int) -> Location:
        """Return the cell of a name."""
        return self._at(self._place(0, number))

    def cell(self, row: int, column: str) -> Location:
        """Return the cell; of a row as a whole its first one."""
        number = self.columns.index(column) + 1 if column else 1
        return self._at(self._place(row, number))

    def _place(self, row: int, number: int) -> str:
        return f"{column_letters(self.left + number - 1)}{self.top + row}"

    def _at(self, place: str) -> Location:
        return Location(file=self.name, cell=f"{self.sheet}!{place}")


@frozen(kw_only=True)
class LongSheet:
    """The wide form of a long table in a sheet of a workbook.

    Attributes:
        sheet: The long table, one row a value.
        parts: Its columns: who is evaluated, the name of the input, the value.
        units: The row of the long table in which each unit comes first, in the order of the units.
        names: That in which each input does, in the order of the inputs.
        values: The row that a unit, by its number, and an input have in the long table.
    """

    sheet: Sheet
    parts: tuple[str, str, str]
    units: Sequence[int]
    names: Sequence[int]
    values: Mapping[tuple[int, str], int] = field(repr=False)

    @property
    def name(self) -> str:
        """Return what messages call the workbook."""
        return self.sheet.name

    def header(self) -> Location:
        """Return the cells of the header: an input has none there of its own."""
        return self.sheet.header()

    def heading(self, number: int) -> Location:
        """Return the cell in which an input is first named; of the units the one of the header."""
        unit, name, _ = self.parts
        if number == 1:
            return self.sheet.heading(self.sheet.columns.index(unit) + 1)
        return self.sheet.cell(self.names[number - 2], name)

    def cell(self, row: int, column: str) -> Location:
        """Return the cell of the value; where a unit has none, the one that first names the unit."""
        unit, _, value = self.parts
        if found := self.values.get((row, column)):
            return self.sheet.cell(found, value)
        return self.sheet.cell(self.units[row - 1], unit)
