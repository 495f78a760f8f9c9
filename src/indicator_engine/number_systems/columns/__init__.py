"""Columns: a whole table of exact rationals at once, as expressions of a query engine."""

from indicator_engine.number_systems.columns.held import (
    FLOATS,
    HELD,
    SMALL,
    WIDE,
    Held,
    Unheld,
    fitting,
    nearest,
)
from indicator_engine.number_systems.columns.system import Columns
from indicator_engine.number_systems.columns.values import (
    PRESENT,
    Column,
    Condition,
    Gone,
    Lists,
    Number,
    Words,
)
from indicator_engine.number_systems.columns.whole import Whole

__all__ = [
    "FLOATS",
    "HELD",
    "PRESENT",
    "SMALL",
    "WIDE",
    "Column",
    "Columns",
    "Condition",
    "Gone",
    "Held",
    "Lists",
    "Number",
    "Unheld",
    "Whole",
    "Words",
    "fitting",
    "nearest",
]
