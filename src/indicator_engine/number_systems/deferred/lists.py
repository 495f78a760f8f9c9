"""Lists of deferred numbers: of entries that are written out, and as they stand in memory."""

from collections.abc import Callable, Sequence

from attrs import frozen

from indicator_engine.language.protocol import Series, Value
from indicator_engine.number_systems.deferred.core import CannotDefer
from indicator_engine.number_systems.deferred.forms import Number, whole_number
from indicator_engine.number_systems.deferred.graph import Closure, Node, Whole


@frozen(eq=False)
class Listed(Series):
    """A list of so many entries.

    Attributes:
        entries: Numbers, known or not.
    """

    entries: tuple[Value, ...]


@frozen(eq=False)
class Panel(Series):
    """A list in memory, whose length is not known.

    Attributes:
        node: The list: whole numbers of parts of the scale.
        scale: How many parts make one.
        low: The lowest that an entry can be, in parts.
        high: The highest.
        fewest: Entries at least.
        most: Entries at most.
    """

    node: Node
    scale: int
    low: int
    high: int
    fewest: int
    most: int


def entries(series: Series) -> tuple[Value, ...]:
    """Return the entries of a list that are written out."""
    if not isinstance(series, Listed):
        raise CannotDefer
    return series.entries


def of_panel(
    panel: Panel, function: Callable[[Sequence[int]], int], low: int, high: int, scale: int
) -> Number:
    """Return what a function gives for a list in memory."""

    def build(entries: Closure) -> Closure:
        return lambda memory: function(entries(memory))

    return whole_number(Whole(build, (panel.node,), low=low, high=high), scale)
