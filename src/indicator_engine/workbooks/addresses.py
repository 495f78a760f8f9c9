"""Where cells stand, as a workbook writes it, ``B2``, and as numbers from 1."""

import re

CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


def cell_place(reference: str) -> tuple[int, int]:
    """Return the row and the column of a cell.

    >>> cell_place("A1"), cell_place("AB7"), cell_place("XFD1048576")
    ((1, 1), (7, 28), (1048576, 16384))

    Raises:
        ValueError: Where it is not written as workbooks do.
    """
    found = CELL.fullmatch(reference)
    if found is None:
        raise ValueError(f"{reference!r} is no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def column_letters(number: int) -> str:
    """Return the letters of a column.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    high, low = divmod(number - 1, 26)
    return (column_letters(high) if high else "") + chr(ord("A") + low)
