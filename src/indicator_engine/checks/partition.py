"""Gaps and overlaps between ranges, on all numbers or on a grid of them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from attrs import frozen

from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range


@frozen
class Seam:
    """A place where two neighbouring ranges do not meet.

    Attributes:
        kind: Whether numbers between them are in none (``gap``) or in both (``overlap``).
        lower: Index of the range below.
        upper: Index of the range above.
        at: The numbers concerned.
    """

    kind: Literal["gap", "overlap"]
    lower: int
    upper: int
    at: Range

    @property
    def where(self) -> str:
        """The numbers concerned, as a message shows them: an interval, or the only one."""
        return (
            plain(self.at.low) if self.at.is_point() and self.at.low is not None else str(self.at)
        )


def seams(ranges: Sequence[Range], step: Fraction | None = None) -> Iterator[Seam]:
    """Yield every gap and overlap between neighbours, in ascending order.

    Args:
        ranges: In any order.
        step: The distance of the numbers that count; all numbers where there is none.

    >>> [seam.kind for seam in seams([Range.parse("[90, 100]"), Range.parse("[80, 89]")])]
    ['gap']
    >>> list(seams([Range.parse("[90, 100]"), Range.parse("[80, 89]")], Fraction(1)))
    []
    """
    seen = [
        (index, each if step is None else each.on_grid(step)) for index, each in enumerate(ranges)
    ]
    known = [(index, each) for index, each in seen if each is not None]
    known.sort(key=lambda each: (each[1].low is not None, each[1].low or 0, each[1].low_open))
    reach: tuple[int, Range] | None = None
    for index, each in known:
        if reach is not None:
            yield from _between(reach, (index, each), step)
        if reach is None or _ends_higher(each, reach[1]):
            reach = index, each


def _between(
    lower: tuple[int, Range], upper: tuple[int, Range], step: Fraction | None
) -> Iterator[Seam]:
    end, start = lower[1].high, upper[1].low
    shared = lower[1].meet(upper[1])
    if shared is not None:
        yield Seam("overlap", lower[0], upper[0], shared)
    elif end is not None and start is not None:
        missing = Range(end, start, not lower[1].high_open, not upper[1].low_open)
        left = None if missing.is_empty() else missing
        if left is not None and step is not None:
            left = left.on_grid(step)
        if left is not None:
            yield Seam("gap", lower[0], upper[0], left)


def _ends_higher(left: Range, right: Range) -> bool:
    if right.high is None:
        return False
    if left.high is None or left.high > right.high:
        return True
    return left.high == right.high and right.high_open and not left.high_open
