"""Many small choices from few draws; of every choice the first option is the one it shrinks to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

Json = Any
Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")

# A ruleset takes some four hundred choices. Drawn one by one they cost as much as reading it, and
# Hypothesis, which varies an example by copying one draw over another, hardly varies it at all.
TAPE = st.binary(min_size=64, max_size=64)


class Dice:
    """Makes choices.

    Args:
        draw: Draws from a strategy.
    """

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._tape = b""
        self._read = 0

    def below(self, number: int) -> int:
        """Return a whole number from 0 to one less than the given one."""
        return self._byte() % number if number <= 256 else self._long() % number

    def between(self, low: int, high: int) -> int:
        """Return a whole number from the one to the other."""
        return low + self.below(high - low + 1)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.below(len(options))]

    def chance(self, of: int = 2) -> bool:
        """Return true once in so many times."""
        return self.below(of) == of - 1

    def some(self, fields: Mapping[str, Callable[[], Json]], of: int = 3) -> dict[str, Json]:
        """Return some of the optional fields, each of them once in so many times."""
        return {key: compute() for key, compute in fields.items() if self.chance(of)}

    def draw(self, strategy: st.SearchStrategy[T]) -> T:
        """Return what another strategy gives."""
        found: T = self._draw(strategy)
        return found

    def _byte(self) -> int:
        if self._read == len(self._tape):
            self._tape, self._read = self._draw(TAPE), 0
        self._read += 1
        return self._tape[self._read - 1]

    def _long(self) -> int:
        return int.from_bytes(self._byte() for _ in range(6))
