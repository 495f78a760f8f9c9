"""How much is measured, and where."""

from pathlib import Path

from attrs import frozen


@frozen(kw_only=True)
class Plan:
    """What the command line says.

    Attributes:
        rows: The units of a table; the largest has ten times as many.
        rounds: How often each competitor has its turn.
        folder: Where the files are written and read.
    """

    rows: int
    rounds: int
    folder: Path
