"""Compiled code: programs that compute whole blocks of units at once, exactly, and cells of CSV lines.

The compiled modules are there where a C compiler was when the package was built. Everything works
without them too, by the query engine and by closures, and gives the same.
"""

from indicator_engine.kernel.lines import cells_of
from indicator_engine.kernel.lowering import Load, Lowering
from indicator_engine.kernel.operations import CannotLower
from indicator_engine.kernel.program import PASSED, Output, Program, is_there

__all__ = [
    "PASSED",
    "CannotLower",
    "Load",
    "Lowering",
    "Output",
    "Program",
    "cells_of",
    "is_there",
]
