"""The cells of plain CSV lines, found and counted in one pass."""

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from indicator_engine.kernel.streams import Stream, Written

try:
    lines: ModuleType | None = import_module("indicator_engine.kernel._lines")
except ImportError:  # no compiler was there, or the package is read from a zip
    lines = None


def cells_of(text: bytes, wanted: Sequence[bool], allocator: object = None) -> Stream | None:
    """Return the cells of some columns, called ``0``, ``1`` and so on.

    Args:
        text: Whole lines in UTF-8, without a header.
        wanted: Of every column, whether its cells are.
        allocator: A capsule of what gives memory for them; ``None`` for the system's own.

    Returns:
        Texts; ``None`` where a line has a quote or NUL, or another number of cells, where a carriage
        return ends a cell but not a line, and where there is only one column or no compiled module.
    """
    if lines is None:
        return None
    found = lines.cells(text, bytes(wanted), allocator)
    return None if found is None else Written(found)
