"""What deferred numbers stand on: what cannot be deferred, what is never taken, what must hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import partial

from attrs import define, field

from indicator_engine.language.protocol import Value
from indicator_engine.number_systems.deferred.forms import Number, known_number
from indicator_engine.number_systems.deferred.graph import Node, Truth, known


class CannotDefer(Exception):  # noqa: N818 - it never leaves the engine
    """What a walk computes cannot be left to be run later."""


class Never:
    """The value of a computation that has none; whatever decides on it never takes it."""


NEVER = Never()


@define(eq=False)
class Guards:
    """What must hold of the values of a run, lest something in it has no value.

    Attributes:
        found: The truths, those of a branch only as long as it is being made; ``False`` where
            something that is reached has no value.
    """

    found: list[Truth | bool] = field(factory=list)

    def truths(self) -> list[Truth]:
        """Return the truths when all is made.

        Raises:
            CannotDefer: Where they never hold.
        """
        if not all(isinstance(each, Truth) for each in self.found):
            raise CannotDefer
        return [each for each in self.found if isinstance(each, Truth)]

    @contextmanager
    def branch(self) -> Iterator[list[Truth | bool]]:
        """Collect what must hold where a branch is taken, and nothing elsewhere."""
        outer, self.found = self.found, []
        try:
            yield self.found
        finally:
            self.found = outer


def number_of(value: Value) -> Number:
    """Return a number that is known or not, in one form."""
    if isinstance(value, Number):
        return value
    if isinstance(value, Fraction):
        return known_number(value)
    raise CannotDefer


def node_of(value: Value) -> Node:
    """Return a truth or a text as a node."""
    if isinstance(value, Node):
        return value
    if isinstance(value, bool | str):
        return Node(partial(known, value))
    raise CannotDefer
