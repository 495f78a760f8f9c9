"""Cells of workbooks as the texts that a CSV file would have."""

from datetime import date, datetime, time


def written(cell: object) -> str:
    """Return a cell as CSV has it: numbers as their shortest decimals, dates and truths as such.

    >>> written(5.0), written(0.1), written(True), written(datetime(2022, 6, 10))
    ('5', '0.1', 'true', '2022-06-10')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
