"""The sheets of a form as they are read: known by their headings, in either language."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from indicator_engine.messages import forms as say
from indicator_engine.messages.sentence import Sentence
from indicator_engine.workbooks import Workbook, cell_place, column_letters, written

ORIGIN = "indicator-engine form"  # in A1 of the hidden sheet of a form
INPUTS = (say.ID, say.VALUE, say.RANGE, say.REASON)
INDICATORS = (say.ID, say.MARK, say.MARK_REASON, say.NOTE)


@frozen(kw_only=True)
class Place:
    """A cell.

    Attributes:
        at: Its address, ``sheet!cell``.
        text: What it holds, as CSV would have it.
    """

    at: str
    text: str

    @property
    def is_empty(self) -> bool:
        """Tell whether it holds nothing."""
        return not self.text.strip()


@frozen(kw_only=True)
class Found:
    """A sheet that was looked for.

    Attributes:
        name: What it is called.
        rows: Its cells as texts.
        head: The row of its headings, from 0.
        columns: Where each heading stands, from 0.
    """

    name: str
    rows: Sequence[Sequence[str]]
    head: int
    columns: Mapping[Sentence, int]

    def place(self, row: int, column: int) -> Place:
        """Return a cell, by its row and column from 0; beyond the last ones it is empty."""
        cells = self.rows[row]
        text = cells[column] if column < len(cells) else ""
        return Place(at=f"{self.name}!{column_letters(column + 1)}{row + 1}", text=text)

    def below(self) -> range:
        """Return the rows below the headings."""
        return range(self.head + 1, len(self.rows))

    def beside(self, label: Sentence) -> Place | None:
        """Return what stands behind a label above the headings: the next cell that is not empty.

        Where there is none before the next label, that is the cell right behind it.
        """
        labels = _both(say.UNIT_NAME) | _both(say.UNIT_ID)
        for row, cells in enumerate(self.rows[: self.head]):
            for column, text in enumerate(cells):
                if text.strip() in _both(label):
                    return self._behind(row, column + 1, labels)
        return None

    def _behind(self, row: int, start: int, labels: set[str]) -> Place:
        for column in range(start, len(self.rows[row])):
            place = self.place(row, column)
            if place.text.strip() in labels:
                break
            if not place.is_empty:
                return place
        return self.place(row, start)


Sheets = Mapping[str, Sequence[Sequence[str]]]
"""The cells of every sheet as texts, by its name."""


def sheets_of(book: Workbook) -> Sheets:
    """Return all cells of a workbook.

    Raises:
        RecordError: Where a sheet is not sound.
    """
    return {
        name: [[written(cell) for cell in row] for row in book.sheet(name).rows]
        for name in book.parts
    }


def found(sheets: Sheets, headings: Sequence[Sentence]) -> Found | None:
    """Return the first sheet that has a row with all these headings."""
    for name, rows in sheets.items():
        for head, cells in enumerate(rows):
            columns = {each: _column(cells, each) for each in headings}
            if all(column >= 0 for column in columns.values()):
                return Found(name=name, rows=rows, head=head, columns=columns)
    return None


def is_form(sheets: Sheets) -> bool:
    """Tell whether one of some sheets has the headings of a form."""
    return found(sheets, INPUTS) is not None


def unit_of(sheets: Sheets) -> Place | None:
    """Return the cell of a form that says who is evaluated: the name, else the id, else none."""
    form = found(sheets, INPUTS)
    places = [form.beside(label) for label in (say.UNIT_NAME, say.UNIT_ID)] if form else []
    return next((place for place in places if place and not place.is_empty), None)


def text_at(sheets: Sheets, cell: str) -> str:
    """Return what stands in a cell, by its address: ``sheet!cell``; nothing beyond the last ones.

    >>> text_at({"填报": [["", "7"]]}, "填报!B1"), text_at({"填报": [["", "7"]]}, "填报!C9")
    ('7', '')
    """
    name, _, reference = cell.rpartition("!")
    row, column = cell_place(reference)
    cells = sheets[name][row - 1 : row]
    return cells[0][column - 1] if cells and column <= len(cells[0]) else ""


def origin(sheets: Sheets) -> tuple[str, str, str] | None:
    """Return id, version and digest of the ruleset that a form was written for, where it says so."""
    for rows in sheets.values():
        told = [row[0] for row in rows[:5] if row]
        if len(told) == 5 and told[0] == ORIGIN:
            return told[2], told[3], told[4]
    return None


def _column(cells: Sequence[str], heading: Sentence) -> int:
    """Return where a heading stands in a row, ``-1`` for nowhere."""
    words = _both(heading)
    return next((column for column, text in enumerate(cells) if text.strip() in words), -1)


def _both(sentence: Sentence) -> set[str]:
    return {sentence.zh, sentence.en}


def grouped(sheet: Found) -> Iterator[tuple[Place, list[Place], Place]]:
    """Yield every row of the inputs: its id, its values and its reason."""
    values = range(sheet.columns[say.VALUE], sheet.columns[say.RANGE])
    for row in sheet.below():
        yield (
            sheet.place(row, sheet.columns[say.ID]),
            [sheet.place(row, column) for column in values],
            sheet.place(row, sheet.columns[say.REASON]),
        )
